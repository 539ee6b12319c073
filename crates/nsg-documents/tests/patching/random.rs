//! Random edits in every syntax, read back.

use crate::support::{self, FIELDS, row};
use nsg::{Field, NetworkSecurityGroup, Priority};
use nsg_documents::rule_text::RuleText;
use nsg_documents::{patch, read, write};
use proptest::prelude::*;
use rule_lines::random::scenario;

/// The rules that every form can hold: all of them known, and no application security groups.
fn writable(group: Option<NetworkSecurityGroup>) -> NetworkSecurityGroup {
    let mut group = group.unwrap_or_default();
    group.name = Some("web".to_owned());
    group.id = None;
    group.security_rules.retain(|rule| {
        let fields = row(&RuleText::of(rule));
        let is_plain =
            |text: &str| !text.is_empty() && !text.contains("asg:") && !text.contains('?');
        fields.iter().all(|text| is_plain(text)) && rule.refusals.is_empty()
    });
    let mut names = Vec::new();
    group.security_rules.retain(|rule| {
        let is_new = !names.contains(&rule.name);
        names.push(rule.name.clone());
        is_new
    });
    group
}

/// The group in each syntax that is patched.
fn texts(group: &NetworkSecurityGroup) -> [String; 4] {
    let json = serde_json::to_value(write::network_security_group(group)).unwrap();
    let mut yaml = String::from("---");
    support::yaml(&json, 0, &mut yaml);
    let header = FIELDS.map(|field| format!("{field:?}"));
    let row = |rule| row(&RuleText::of(rule));
    let rows = group.security_rules.iter().map(row);
    let csv = write::csv_table(std::iter::once(header.to_vec()).chain(rows));
    // No export has one priority twice.
    let mut numbered = group.clone();
    for (rule, number) in numbered.security_rules.iter_mut().zip(100_u32..) {
        rule.priority = Field::Known(Priority::from(number));
    }
    let source = write::change(None, &numbered, write::Format::Terraform)
        .unwrap()
        .text;
    [
        serde_json::to_string_pretty(&json).unwrap(),
        yaml,
        csv,
        source,
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_edit_is_written_into_any_text_or_refused_with_a_reason(before in scenario(), after in scenario(), mixed in any::<u8>()) {
        let before = writable(before.subnet_security_group);
        let mut wanted = writable(after.subnet_security_group);
        // Some rules stay, as in every edit.
        for (place, rule) in before.security_rules.iter().enumerate() {
            if mixed >> (place % 8) & 1 == 1 && !wanted.security_rules.iter().any(|it| it.name == rule.name) {
                wanted.security_rules.push(rule.clone());
            }
        }
        for (number, text) in texts(&before).into_iter().enumerate() {
            let document = read(&text);
            let Some(group) = document.groups.first() else { continue };
            let mut after = group.security_group.clone();
            after.security_rules = wanted.security_rules.clone();
            match patch(&text, "web", 0, &after) {
                Ok(patched) => {
                    let again = read(&patched.text);
                    let rules = |group: &NetworkSecurityGroup| {
                        let mut lines: Vec<_> = group.security_rules.iter().map(support::line).collect();
                        lines.sort();
                        lines
                    };
                    prop_assert_eq!(rules(&again.groups[0].security_group), rules(&after), "{}", patched.text);
                }
                // JSON takes every rule; a table has no row to be like, and a list of YAML no item.
                Err(problem) => prop_assert!(number > 0 && before.security_rules.is_empty(), "{problem}\n{text}\n{after:#?}"),
            }
        }
    }
}
