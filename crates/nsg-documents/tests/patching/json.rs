//! JSON as the API writes it.

use super::{API, group, lines, ports, rule, sources};
use nsg::{Field, Priority};

#[test]
fn one_value_of_json_is_one_line() {
    let changed = lines(API, |group| ports(rule(group, "tls"), &["8443"]));
    assert_eq!(
        changed,
        [
            "-          \"destinationPortRange\": \"443\"",
            "+          \"destinationPortRange\": \"8443\""
        ]
    );
    let changed = lines(API, |group| {
        rule(group, "tls").priority = Field::Known(Priority::from(120_u32));
    });
    assert_eq!(changed.len(), 2);
    assert!(
        changed[1].contains("\"priority\": 120, \"protocol\""),
        "{changed:?}"
    );
}

#[test]
fn a_second_value_makes_the_field_that_of_a_list() {
    let changed = lines(API, |group| ports(rule(group, "tls"), &["443", "8443"]));
    assert_eq!(
        changed[1],
        "+          \"destinationPortRanges\": [\"443\", \"8443\"]"
    );
    let changed = lines(API, |group| {
        sources(rule(group, "admin"), &["203.0.113.0/24", "198.51.100.0/24"])
    });
    assert_eq!(
        changed,
        [
            "-            \"203.0.113.0/24\"",
            "+            \"203.0.113.0/24\",",
            "+            \"198.51.100.0/24\"",
        ]
    );
}

#[test]
fn rules_go_and_come_with_the_comments_of_the_others() {
    let changed = lines(API, |group| {
        group.security_rules.remove(0);
    });
    assert!(
        changed.iter().all(|line| line.starts_with('-')),
        "{changed:?}"
    );
    assert_eq!(changed.len(), 9);
    let changed = lines(API, |group| {
        let mut new = group.security_rules[1].clone();
        "sql".clone_into(&mut new.name);
        new.priority = Field::Known(Priority::from(300_u32));
        ports(&mut new, &["1433"]);
        new.description = Some("from \"us\"".to_owned());
        group.security_rules.push(new);
    });
    let text = changed.join("\n");
    assert!(text.contains("\"name\": \"sql\""), "{text}");
    assert!(
        text.contains("\"description\": \"from \\\"us\\\"\""),
        "{text}"
    );
    assert!(!text.contains("\"id\""), "{text}");
    let changed = lines(API, |group| group.security_rules.clear());
    assert!(
        changed.iter().filter(|line| line.starts_with('+')).count() <= 1,
        "{changed:?}"
    );
}

#[test]
fn a_rule_in_an_empty_list_is_written_as_the_api_writes_it() {
    let text = "{\n  \"name\": \"web\",\n  \"properties\": {\n    \"securityRules\": []\n  }\n}";
    let changed = lines(text, |into| {
        into.security_rules
            .push(group(API).security_rules.swap_remove(0));
    });
    assert_eq!(changed[1], "+    \"securityRules\": [");
    assert_eq!(changed[2], "+      {");
}
