//! Tables.

use super::{lines, ports, problem, rule, sources};
use nsg::{Field, Priority};

const CSV: &str = "Name,Priority,Direction,Access,Protocol,Source,SourcePort,Destination,Port,Owner\r\n\
    tls,100,Inbound,allow,Tcp,Internet,*,*,443,me\r\n\
    admin,110,Inbound,allow,Tcp,\"203.0.113.0/24;198.51.100.0/24\",*,*,22,me\r\n";

#[test]
fn a_row_of_csv_changes_in_its_cells() {
    let changed = lines(CSV, |group| ports(rule(group, "tls"), &["443", "8443"]));
    assert_eq!(
        changed[1].trim_end(),
        "+tls,100,Inbound,allow,Tcp,Internet,*,*,\"443, 8443\",me"
    );
    let changed = lines(CSV, |group| {
        sources(rule(group, "admin"), &["203.0.113.0/24", "10.0.0.0/8"]);
        rule(group, "admin").access = Field::Known(nsg::Access::Deny);
    });
    assert_eq!(
        changed[1].trim_end(),
        "+admin,110,Inbound,deny,Tcp,\"203.0.113.0/24;10.0.0.0/8\",*,*,22,me"
    );
    let changed = lines(CSV, |group| {
        let mut new = group.security_rules[0].clone();
        "sql".clone_into(&mut new.name);
        new.priority = Field::Known(Priority::from(300_u32));
        group.security_rules.remove(1);
        group.security_rules.push(new);
    });
    assert_eq!(
        changed[1].trim_end(),
        "+sql,300,Inbound,allow,Tcp,\"Internet\",*,*,443,"
    );
}

#[test]
fn what_a_table_does_not_tell_stays_untold() {
    let text =
        "Name,Priority,Direction,Access,Protocol,Source,Port\ntls,100,Inbound,Allow,Tcp,*,443\n";
    let changed = lines(text, |group| ports(rule(group, "tls"), &["8443"]));
    assert_eq!(changed[1], "+tls,100,Inbound,Allow,Tcp,*,8443");
}

#[test]
fn what_cannot_be_written_safely_says_why() {
    let plan = r#"{"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": [{"address": "azurerm_network_security_group.web", "mode": "managed", "type": "azurerm_network_security_group",
        "change": {"actions": ["update"], "before": {"name": "web", "security_rule": []}, "after": {"name": "web", "security_rule": [{"name": "tls", "priority": 100}]}}}]}"#;
    assert!(problem(plan, |_| ()).contains("choose another form"));
    // A rule that an alias repeats stands in two groups at once.
    let text = "one:\n  name: one\n  securityRules: &rules\n  - {name: tls, priority: 100, direction: Inbound, access: Allow, protocol: Tcp, \
        sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: 443}\ntwo:\n  name: two\n  securityRules: *rules\n";
    assert!(problem(text, |group| ports(rule(group, "tls"), &["8443"])).contains("something else"));
    let blanks = "Name  Priority  Direction  Access  Protocol  Source  Destination  Port\ntls   100       Inbound    Allow   Tcp       *       *            443\n";
    assert!(problem(blanks, |group| ports(rule(group, "tls"), &["8443"])).contains("columns"));
}
