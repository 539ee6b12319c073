//! What a change does to what was recorded.

use super::boxes::TableBox;
use super::judge::EndTable;
use super::records::KeptColumns;
use super::text::QueryText;
use super::{QueryError, QueryOptions, TrafficTable, finished, judge, records, walk};
use nsg::{Access, AppliedTo, Decision, Scenario};
use nsg_analysis::{Change, Ruling, compare};

/// Writes the query that says what a change does to recorded flows.
///
/// It ends in a table with `Effect` (`broken`, `opened`, `unchanged`, `depends`), the rules `Before` and `After` (empty where
/// nothing changes, where no rule decides, and where which one is not certain), `Why` an effect depends, `Flows`, `Bytes`,
/// `First`, `Last` and an `Example`.
///
/// # Errors
///
/// [`QueryError`] where the change is too large to be told in a query.
pub fn traffic_query(
    before: &Scenario,
    after: &Scenario,
    table: TrafficTable,
    options: &QueryOptions,
) -> Result<String, QueryError> {
    let comparison = compare(before, after, None, options.limits.clone())?;
    let mut ends = EndTable::new(["Effect", "Before", "After", "Why"]);
    let boxes: Vec<TableBox> = comparison
        .changes
        .iter()
        .map(|change| {
            let rules = [
                rule_text(before, &change.before),
                rule_text(after, &change.after),
            ];
            let [was, is] = rules;
            let effect = effect(change);
            let why = match effect {
                "depends" => "a fact is missing",
                _ => "",
            };
            TableBox::new(
                &change.flows,
                ends.add([effect.to_owned(), was, is, why.to_owned()]),
            )
        })
        .collect();
    let about =
        "What a change of rules does to recorded flows: broken, opened, unchanged, or depends.";
    let mut text = QueryText::new(options.form);
    text.note(about);
    let groups = records::group_names(&[before, after], &options.groups);
    let kept = KeptColumns::new(
        "Direction, Protocol, Source, SourcePort, Destination, Port",
        table,
        &groups,
    );
    let no_end = [
        "unchanged".to_owned(),
        String::new(),
        String::new(),
        String::new(),
    ];
    let walk = walk(&boxes, table, &mut ends, &no_end)?;
    records::write(&mut text, table, &groups, kept);
    judge::write(&mut text, &walk, &ends, kept);
    text.note(
        "Flows in no table above end as before: they are unchanged, and their rules are not told.",
    );
    text.lines(r#"| extend Effect = case(Why != "", "depends", isempty(Effect), "unchanged", Effect)
| extend SourceText = iff(Source contains ":" and Protocol in ("TCP", "UDP"), strcat("[", Source, "]"), Source)
| extend DestinationText = iff(Destination contains ":" and Protocol in ("TCP", "UDP"), strcat("[", Destination, "]"), Destination)
| extend Example = case(Protocol in ("TCP", "UDP"), strcat(Direction, " ", Protocol, " ", SourceText, ":", coalesce(tostring(SourcePort), "*"), " -> ", DestinationText, ":", coalesce(tostring(Port), "*")), strcat(Direction, " ", Protocol, " ", Source, " -> ", Destination))
| summarize Flows = sum(Flows), Bytes = sum(Bytes), First = min(First), Last = max(Last), Example = take_any(Example) by Effect, Before, After, Why
| sort by Effect asc, Flows desc"#);
    finished(text, "NsgChange", about)
}

fn effect(change: &Change) -> &'static str {
    match (change.before.access, change.after.access, change.becomes) {
        (Decision::Allow, Decision::Deny, Some(Access::Deny)) => "broken",
        (Decision::Deny, Decision::Allow, Some(Access::Allow)) => "opened",
        _ => "depends",
    }
}

/// The rule that decides, as records name it, with its place where there are two groups; empty where none does, or where which
/// one is not certain.
fn rule_text(scenario: &Scenario, ruling: &Ruling) -> String {
    let both = [AppliedTo::Subnet, AppliedTo::NetworkInterface]
        .into_iter()
        .all(|place| scenario.group(place).is_some());
    match &ruling.rule {
        Some(rule) if both => format!("{} ({})", rule.name.diagnostic(), place(rule.applied_to)),
        Some(rule) => rule.name.diagnostic(),
        None => String::new(),
    }
}

fn place(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => "virtual network",
        AppliedTo::Subnet => "subnet",
        AppliedTo::NetworkInterface => "network interface",
    }
}
