//! The rules that change.

use super::markdown::code;
use nsg::explain::stage_name;
use nsg::{AppliedTo, Field, NetworkSecurityGroup, Scenario, SecurityRule};
use std::fmt::{Display, Write as _};
use text::text;

/// The user rules that are not alike in both, as a section; nothing where all are.
pub(super) fn table(before: &Scenario, after: &Scenario) -> String {
    let mut rows = String::new();
    for applied_to in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
        let old = rules(before.group(applied_to));
        let new = rules(after.group(applied_to));
        let gone = old
            .iter()
            .filter(|rule| !new.iter().any(|it| it.name == rule.name));
        let pairs = gone.map(|rule| (Some(rule), None)).chain(
            new.iter()
                .map(|rule| (old.iter().find(|it| it.name == rule.name), Some(rule))),
        );
        for (old, new) in pairs.filter(|(old, new)| old.map(text) != new.map(text)) {
            let name = new
                .or(old)
                .map_or_else(String::new, |rule| code(&rule.name));
            let shown = |rule: Option<&SecurityRule>| {
                rule.map_or_else(
                    || text!("report-no-rule").to_owned(),
                    |rule| code(&text(rule)),
                )
            };
            let _ = writeln!(
                rows,
                "| {} | {name} | {} | {} |",
                stage_name(applied_to),
                shown(old),
                shown(new)
            );
        }
    }
    if rows.is_empty() {
        return rows;
    }
    let (title, head) = (text!("report-rules"), text!("report-rules-head"));
    format!("\n## {title}\n\n{head}\n| --- | --- | --- | --- |\n{rows}")
}

fn rules(group: Option<&NetworkSecurityGroup>) -> &[SecurityRule] {
    group.map_or(&[], |group| &group.security_rules)
}

/// `100 Inbound Tcp Internet:* → 10.0.1.4:22 Allow`.
fn text(rule: &SecurityRule) -> String {
    let conditions = &rule.conditions;
    format!(
        "{} {} {} {}:{} → {}:{} {}",
        field(&rule.priority),
        field(&rule.direction),
        field(&conditions.protocol),
        list(&conditions.source),
        list(&conditions.source_ports),
        list(&conditions.destination),
        list(&conditions.destination_ports),
        field(&rule.access)
    )
}

fn field<T: Display>(field: &Field<T>) -> String {
    match field {
        Field::Known(value) => value.to_string(),
        Field::Unknown(text) => format!("?{text}"),
    }
}

fn list<T: Display>(items: &[T]) -> String {
    let texts: Vec<String> = items.iter().map(ToString::to_string).collect();
    texts.join(",")
}
