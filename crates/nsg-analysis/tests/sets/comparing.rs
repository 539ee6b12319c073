//! What edits change, by hand.

use nsg::{Decision, Direction, Network, Scenario};
use nsg_analysis::{Limits, Names, Relation, compare};
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

fn told(before: &str, after: &str) -> String {
    let (before, after) = (nic(before), nic(after));
    let comparison = compare(&before, &after, None, Limits::default()).unwrap();
    comparison.summary(&Names::new(&after.network))
}

#[test]
fn a_sentence_says_what_opens_and_what_closes() {
    let ssh = "Ssh 100 In Tcp 203.0.113.0/24:* -> 10.0.1.0/24:22 Allow";
    assert_eq!(
        told("", ssh),
        "Opens TCP 22 from 203.0.113.0/24 to 10.0.1.0/24; nothing else changes."
    );
    assert_eq!(
        told(ssh, ""),
        "Closes TCP 22 from 203.0.113.0/24 to 10.0.1.0/24; nothing else changes."
    );
    assert_eq!(told(ssh, ssh), "Nothing changes.");
    assert_eq!(
        told("", "Web 100 In Tcp Internet:* -> *:443 Allow"),
        "Opens TCP 443 from Internet except 168.63.129.16 to anywhere and TCP 443 from Internet to anywhere \
         over IPv6; leaves open TCP 443 from what may be in Internet to anywhere; nothing else changes."
    );
    assert_eq!(
        told("", "Out 4096 Out * *:* -> *:* Deny"),
        "Closes all TCP and UDP from anywhere to Internet except 168.63.129.16, all TCP and UDP from anywhere \
         to what may be in Internet and 11 more regions; nothing else changes."
    );
}
