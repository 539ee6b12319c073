//! Changes by edits, written by hand.

use nsg::{Access, Decision, Direction, Network, Scenario};
use nsg_analysis::{Limits, Relation, compare};
use rule_lines::{both, flow, nic};

#[test]
fn opening_a_port_is_more_permissive() {
    let before = nic("");
    let after = nic("Ssh 100 In Tcp Internet:* -> 10.0.1.0/24:22 Allow");
    let comparison = compare(&before, &after, None, Limits::default()).unwrap();
    assert_eq!(comparison.relation, Relation::MorePermissive);
    for change in &comparison.changes {
        println!("{change:?} {}", change.flows.count());
    }
    assert_eq!(comparison.changes.len(), 2);
}

#[test]
fn a_rule_that_is_open_at_one_end_is_not_taken_for_one_open_at_the_other() {
    let mut before = both(
        "Smb 100 Out Udp TagB|10.9.0.4:* -> VirtualNetwork:80-65535 Deny",
        "",
    );
    before.network = Network::default();
    let after = Scenario::default();
    let flow = flow("Out Udp 10.9.0.4:81 -> 169.254.169.253:65534");
    let comparison = compare(
        &before,
        &after,
        Some(Direction::Outbound),
        Limits::default(),
    )
    .unwrap();
    let mut changes = comparison
        .changes
        .iter()
        .filter(|change| change.flows.contains(&flow));
    assert_eq!(changes.next().unwrap().before.access, Decision::Deny);
}

/// How both relate, and what the inbound flow of this port becomes where it changes.
fn compared(before: &str, after: &str, port: u16) -> (Relation, Option<Option<Access>>) {
    let comparison = compare(&nic(before), &nic(after), None, Limits::default()).unwrap();
    let flow = flow(&format!("In Tcp 10.9.0.4:50000 -> 10.0.1.4:{port}"));
    let mut changes = comparison.changes.iter();
    let change = changes.find(|change| change.flows.contains(&flow));
    (comparison.relation, change.map(|change| change.becomes))
}

#[test]
fn a_rule_below_one_that_is_not_known_can_only_open() {
    let unknown = "Other 100 In Tcp ?:* -> *:* ?";
    let allowed = format!("{unknown}\nWeb 200 In Tcp *:* -> *:80 Allow");
    let denied = format!("{unknown}\nWeb 200 In Tcp *:* -> *:80 Deny");
    let opens = (Relation::MorePermissive, Some(Some(Access::Allow)));
    assert_eq!(compared(&denied, &allowed, 80), opens);
    let closes = (Relation::LessPermissive, Some(Some(Access::Deny)));
    assert_eq!(compared(&allowed, &denied, 80), closes);
    assert_eq!(compared(&allowed, &denied, 81).1, None);
}

#[test]
fn a_rule_that_moves_past_one_that_is_not_known_changes_its_own_flows() {
    let unknown = "Other 200 In * ?:* -> *:* ?";
    let above = format!("{unknown}\nWeb 100 In Tcp *:* -> *:80 Deny");
    let below = format!("{unknown}\nWeb 300 In Tcp *:* -> *:80 Deny");
    let opens = (Relation::MorePermissive, Some(Some(Access::Allow)));
    assert_eq!(compared(&above, &below, 80), opens);
    assert_eq!(compared(&above, &below, 81).1, None);
}
