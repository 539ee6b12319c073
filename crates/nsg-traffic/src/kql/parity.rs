//! Azure's record beside our answer.

use super::boxes::TableBox;
use super::judge::EndTable;
use super::records::KeptColumns;
use super::text::QueryText;
use super::{QueryError, QueryOptions, TrafficTable, finished, judge, records, walk};
use nsg::{Decision, Direction, Scenario};
use nsg_analysis::{Query, flows};

/// Writes the query that lays Azure's logged access and rule beside ours.
///
/// It ends in a table with `Parity` (`same`, `sameAccess`, `differ`, `depends`), `Logged` and `LoggedRule`, `Ours` and `OurRule`,
/// `Why` it depends, `Flows`, `Bytes`, `First`, `Last`. A name that Azure cut off or lost is no other rule: the access counts.
///
/// # Errors
///
/// [`QueryError`] where the rules are too many to be told in a query.
pub fn parity_query(
    scenario: &Scenario,
    table: TrafficTable,
    options: &QueryOptions,
) -> Result<String, QueryError> {
    let mut ends = EndTable::new(["Ours", "OurRule", "Why"]);
    let mut boxes = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        for part in flows(scenario, &Query::all(direction), options.limits.clone())? {
            let rule = part.ruling.rule.as_ref().map(|rule| rule.name.diagnostic());
            let why = match part.ruling.access {
                Decision::Depends => "a fact is missing",
                Decision::Allow | Decision::Deny => "",
            };
            let access = part.ruling.access.as_str().to_owned();
            let end = ends.add([access, rule.unwrap_or_default(), why.to_owned()]);
            boxes.push(TableBox::new(&part.flows, end));
        }
    }
    let about = "Azure's record beside the answer of these rules: the same, the same access by another rule, different, or depends.";
    let mut text = QueryText::new(options.form);
    text.note(about);
    let groups = records::group_names(&[scenario], &options.groups);
    let kept = KeptColumns::new(
        "Direction, Protocol, Source, SourcePort, Destination, Port, Logged, Rule",
        table,
        &groups,
    );
    let no_end = ["Depends".to_owned(), String::new(), String::new()];
    let walk = walk(&boxes, table, &mut ends, &no_end)?;
    records::write(&mut text, table, &groups, kept);
    judge::write(&mut text, &walk, &ends, kept);
    text.note(
        "Azure cuts names off at 65 characters, and the old table has them in small letters.",
    );
    text.lines(r#"| extend SameRule = Rule =~ OurRule or (strlen(Rule) >= 65 and OurRule startswith Rule) or (isnotempty(OurRule) and Rule startswith strcat(OurRule, "_") and strlen(Rule) == strlen(OurRule) + 37 and not(Rule startswith "UserRule_" or Rule startswith "DefaultRule_"))
| extend Parity = case(Why != "" or isempty(Ours) or Logged == "", "depends", Logged != Ours, "differ", SameRule, "same", "sameAccess")
| summarize Flows = sum(Flows), Bytes = sum(Bytes), First = min(First), Last = max(Last) by Parity, Logged, LoggedRule = Rule, Ours, OurRule, Why
| sort by Parity asc, Flows desc"#);
    finished(text, "NsgParity", about)
}
