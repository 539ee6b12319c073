//! Cells that say less, or something else, than a list of values.
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

mod support;

use nsg_documents::read;
use support::{codes, lines};

/// The rules of all groups, with the names of the groups.
fn rules(text: &str) -> Vec<String> {
    let document = read(text);
    let groups = document.groups.iter().flat_map(|group| {
        let name = group
            .security_group
            .display_name()
            .unwrap_or("-")
            .to_owned();
        lines(group)
            .into_iter()
            .map(move |line| format!("{name}: {line}"))
    });
    groups.collect()
}

fn row(source: &str, ports: &str) -> String {
    format!(
        "| Name | Priority | Direction | Access | Protocol | Source | Destination | Port |\n| web | 150 | Inbound | Allow | TCP | {source} | * | {ports} |\n"
    )
}

#[test]
fn words_between_blanks_are_no_list() {
    // Azure CLI joins values with blanks.
    assert_eq!(
        rules(&row("10.0.0.0/8 2001:db8::/32", "80 443 8000-8010")),
        ["-: web 150 Inbound TCP 10.0.0.0/8,2001:db8::/32:* → *:80,443,8000-8010 Allow"]
    );
    assert_eq!(
        rules(&row("10.0.0.0/8<br>10.1.0.0/16, 10.2.0.0/16", "80<br/>443")),
        ["-: web 150 Inbound TCP 10.0.0.0/8,10.1.0.0/16,10.2.0.0/16:* → *:80,443 Allow"]
    );
    for (source, ports) in [
        ("Internet except 203.0.113.0/24", "> 1024"),
        ("not Internet", "all but 22"),
        ("10.0.0.0/8 (office)", "22 (SSH)"),
    ] {
        let expected = format!("-: web 150 Inbound TCP ?{source}?:* → *:?{ports}? Allow");
        assert_eq!(rules(&row(source, ports)), [expected]);
    }
}

#[test]
fn what_is_in_several_places_is_several_groups() {
    let header = "Name;Priority;Direction;Access;Protocol;Source;Destination;Port";
    let rule = "150;Inbound;Allow;TCP;*;*;443";
    let said = "150 Inbound TCP *:* → *:443 Allow";
    let by_subnet = format!("{header};Subnet\na;{rule};front\nb;{rule};data\n");
    assert_eq!(
        rules(&by_subnet),
        [format!("front: a {said}"), format!("data: b {said}")]
    );
    let by_stage =
        format!("{header};NSG;Environment\na;{rule};nsg-web;prod\nb;{rule};nsg-web;test\n");
    assert_eq!(
        rules(&by_stage),
        [format!("nsg-web: a {said}"), format!("nsg-web: b {said}")]
    );
    assert_eq!(read(&by_stage).groups.len(), 2);
    // One place needs no name.
    let alone = format!("{header};Subnet\na;{rule};front\n");
    assert_eq!(rules(&alone), [format!("-: a {said}")]);
}

#[test]
fn a_rule_that_may_not_be_there_is_not_read() {
    let table = |state: &str| {
        format!(
            "Name;Priority;Direction;Access;Protocol;Source;Destination;Port;Enabled\na;150;Inbound;Allow;TCP;*;*;443;{state}\n"
        )
    };
    for there in ["Yes", "true", ""] {
        assert_eq!(
            rules(&table(there)),
            ["-: a 150 Inbound TCP *:* → *:443 Allow"]
        );
    }
    for other in ["No", "planned", "removed 2026"] {
        let document = read(&table(other));
        assert!(document.hides_rules());
        assert!(codes(&document).contains(&"rules-not-read"));
        assert!(document.groups[0].security_group.security_rules.is_empty());
    }
    let row = r#"[{"Name": "a", "Prio": 150, "Direction": "Inbound", "Action": "Allow", "Protocol": "Tcp", "Source": "*", "SourcePort": "*", "Destination": "*", "Port": "443", "Enabled": false}]"#;
    assert!(read(row).hides_rules());
}
