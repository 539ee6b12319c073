//! What edits change, by hand.

use nsg_analysis::{Limits, Relation, compare};
use rule_lines::nic;

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
