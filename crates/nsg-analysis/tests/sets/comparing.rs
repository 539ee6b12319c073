//! Changes by edits, written by hand.

use nsg::{Decision, Direction, Network, Scenario};
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
