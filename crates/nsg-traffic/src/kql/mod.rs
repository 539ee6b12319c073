//! The question as a query, for records that stay in Kusto: Log Analytics, Azure Data Explorer, Fabric, Sentinel.
//!
//! [`traffic_query()`] asks what a change of rules does to what was recorded, [`use_query()`] what each rule decided, and
//! [`parity_query()`] whether Azure's record and our answer agree.
//!
//! # Organization
//!
//! The sets of flows are exact boxes ([`nsg_analysis::compare()`], [`nsg_analysis::flows()`]).
//!
//! * `boxes`: those boxes by the columns of a table.
//! * `cuts`: each field cut into intervals on which it tells the same: its classes.
//! * `prefixes`: intervals of addresses as a route table, the longest prefix says the class.
//! * `steps`: from classes to what becomes of a record, a field at a time.
//! * `records`: the first part of a query, which reads a table.
//! * `judge`: the second, which walks each record through the steps.
//! * `text`: lines, comments and literals.
//!
//! So a query has no condition that grows with the rules: it has small tables, and asks them by lookups.

mod boxes;
mod cuts;
mod judge;
mod prefixes;
mod records;
mod steps;
mod text;

use boxes::TableBox;
use judge::EndTable;
use nsg::{
    Access, AppliedTo, Decision, Direction, NetworkSecurityGroup, Protocol, RuleKind, RuleName,
    Scenario,
};
use nsg_analysis::{Change, Limits, Query, Ruling, TooLarge, compare, flows};
use records::Kept;
use std::fmt;
use std::str::FromStr;
use steps::Walk;
use text::{QueryText, literal};

/// A table that holds recorded flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrafficTable {
    /// Traffic Analytics' table of today.
    NtaNetAnalytics,
    /// Its table until 2024.
    AzureNetworkAnalytics,
    /// Raw flow logs: a table `FlowTuples` with a dynamic column `Record`, an element of a log's `records` in each row.
    FlowTuples,
}

impl TrafficTable {
    /// The name of the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NtaNetAnalytics => "NTANetAnalytics",
            Self::AzureNetworkAnalytics => "AzureNetworkAnalytics_CL",
            Self::FlowTuples => "FlowTuples",
        }
    }
}

impl FromStr for TrafficTable {
    type Err = ();

    /// Reads the name of the table without regard to case.
    fn from_str(text: &str) -> Result<Self, ()> {
        [
            Self::NtaNetAnalytics,
            Self::AzureNetworkAnalytics,
            Self::FlowTuples,
        ]
        .into_iter()
        .find(|table| table.as_str().eq_ignore_ascii_case(text))
        .ok_or(())
    }
}

/// How a query is written. All forms ask the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueryForm {
    /// With comments that say what each part does.
    #[default]
    Commented,
    /// Without them, for places that take few characters (Azure's MCP server takes 10,000).
    Short,
    /// As the command that stores a function in Azure Data Explorer or Fabric, for queries that are too large to be sent each
    /// time. In Log Analytics, save the commented form as a function instead.
    StoredFunction,
}

/// What else a query is made of.
#[derive(Clone, Debug, Default)]
pub struct QueryOptions {
    /// The form.
    pub form: QueryForm,
    /// More names under which records may have the groups, besides their ids: a `resourceGuid` above all, which stands in logs of
    /// virtual networks and in no template.
    pub groups: Vec<String>,
    /// How much work the sets of flows may be.
    pub limits: Limits,
}

/// Why there is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// The sets of flows are too many.
    TooLarge(TooLarge),
    /// The query would have more characters than Kusto reads.
    TooLong {
        /// How many.
        characters: usize,
    },
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(error) => error.fmt(f),
            Self::TooLong { characters } => write!(
                f,
                "the query would have {characters} characters, and Kusto reads {LONGEST}"
            ),
        }
    }
}

impl std::error::Error for QueryError {}

impl From<TooLarge> for QueryError {
    fn from(error: TooLarge) -> Self {
        Self::TooLarge(error)
    }
}

/// Kusto's own bound of a query's text.
const LONGEST: usize = 2_000_000;

/// More boxes than that make a longer query in any case.
const MOST_BOXES: usize = 30_000;

/// Writes the query that says what a change does to recorded flows.
///
/// It ends in a table with `Effect` (`broken`, `opened`, `unchanged`, `depends`), the rules `Before` and `After` (empty where
/// nothing changes), `Why` an effect depends, `Flows`, `Bytes`, `First`, `Last` and an `Example`.
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
    let kept = Kept::new(
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
    let kept = Kept::new(
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
    text.lines(r#"| extend SameRule = Rule =~ OurRule or (strlen(Rule) >= 65 and OurRule startswith Rule)
| extend Parity = case(Why != "" or isempty(Ours) or Logged == "", "depends", Logged != Ours, "differ", SameRule, "same", "sameAccess")
| summarize Flows = sum(Flows), Bytes = sum(Bytes), First = min(First), Last = max(Last) by Parity, Logged, LoggedRule = Rule, Ours, OurRule, Why
| sort by Parity asc, Flows desc"#);
    finished(text, "NsgParity", about)
}

/// Writes the query that says what each rule decided, by the record alone.
///
/// It ends in a table with every `Rule` of the scenario, as records name it, with `Flows` and `Bytes` (zero included) and the
/// `Last` time. Rules of both groups that have one name are counted as one.
///
/// # Errors
///
/// [`QueryError::TooLong`] where the names of the rules are.
pub fn use_query(
    scenario: &Scenario,
    table: TrafficTable,
    options: &QueryOptions,
) -> Result<String, QueryError> {
    let about = "What each rule decided in the record. That a rule decided nothing is no proof that nobody needs it.";
    let mut names: Vec<String> = Vec::new();
    let mut add = |kind, name: &str| {
        let name = name.to_owned();
        let name = literal(&RuleName { kind, name }.diagnostic());
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for rule in &scenario.network.security_admin_rules {
        add(RuleKind::Admin, &rule.name);
    }
    for place in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
        if let Some(NetworkSecurityGroup {
            security_rules,
            default_security_rules,
            ..
        }) = scenario.group(place)
        {
            security_rules
                .iter()
                .for_each(|rule| add(RuleKind::User, &rule.name));
            default_security_rules
                .iter()
                .for_each(|rule| add(RuleKind::Default, &rule.name));
        }
    }
    let mut text = QueryText::new(options.form);
    text.note(about);
    let groups = records::group_names(&[scenario], &options.groups);
    let kept = Kept::new("Rule", table, &groups);
    records::write(&mut text, table, &groups, kept);
    let unsure = literal("a group that is named by a GUID which is not in Groups");
    let mut rule = "Rule".to_owned();
    if kept.unsure {
        rule = format!("iff(KnownGroup, Rule, {unsure})");
        names.push(unsure);
    }
    text.note("Every rule, whether it decided anything or not. A name is compared without regard to case, by its first 65");
    text.note("characters: records have no more.");
    let rows: Vec<Vec<String>> = names.into_iter().map(|name| vec![name]).collect();
    text.table("Rules", "Rule:string", &rows);
    text.lines(&format!(
        r#"Rules
| extend Key = tolower(substring(Rule, 0, 65))
| lookup kind=leftouter (
    Records
    | extend Key = tolower(substring({rule}, 0, 65))
    | summarize Flows = sum(Flows), Bytes = sum(Bytes), Last = max(Last) by Key
) on Key
| project Rule, Flows = coalesce(Flows, 0), Bytes = coalesce(Bytes, 0), Last
| sort by Flows desc, Rule asc"#
    ));
    finished(text, "NsgUse", about)
}

fn finished(text: QueryText, name: &str, about: &str) -> Result<String, QueryError> {
    let text = text.finish(name, about);
    match text.chars().count() {
        characters if characters > LONGEST => Err(QueryError::TooLong { characters }),
        _ => Ok(text),
    }
}

/// The walk for a table; `no_end` is what becomes of records in no box.
fn walk<const N: usize>(
    boxes: &[TableBox],
    table: TrafficTable,
    ends: &mut EndTable<N>,
    no_end: &[String; N],
) -> Result<Walk, QueryError> {
    if boxes.len() > MOST_BOXES {
        return Err(TooLarge::Pieces.into());
    }
    if table == TrafficTable::FlowTuples {
        return Ok(Walk::new(boxes, None));
    }
    // Traffic Analytics has TCP and UDP alone.
    let has_ports = |(_, protocol): &(Direction, Protocol)| protocol.has_ports();
    let boxes: Vec<TableBox> = boxes
        .iter()
        .filter(|one| one.starts.iter().any(has_ports))
        .cloned()
        .collect();
    let mut unite = |several: &[Option<usize>]| ends.unite(several, no_end);
    Ok(Walk::new(&boxes, Some(&mut unite)))
}

fn effect(change: &Change) -> &'static str {
    match (change.before.access, change.after.access, change.becomes) {
        (Decision::Allow, Decision::Deny, Some(Access::Deny)) => "broken",
        (Decision::Deny, Decision::Allow, Some(Access::Allow)) => "opened",
        _ => "depends",
    }
}

/// The rule that decides, as records name it, with its place where there are two groups.
fn rule_text(scenario: &Scenario, ruling: &Ruling) -> String {
    let both = [AppliedTo::Subnet, AppliedTo::NetworkInterface]
        .into_iter()
        .all(|place| scenario.group(place).is_some());
    match &ruling.rule {
        Some(rule) if both => format!("{} ({})", rule.name.diagnostic(), place(rule.applied_to)),
        Some(rule) => rule.name.diagnostic(),
        None if ruling.access == Decision::Depends => String::new(),
        None => "no rule".to_owned(),
    }
}

fn place(applied_to: AppliedTo) -> &'static str {
    match applied_to {
        AppliedTo::VirtualNetwork => "virtual network",
        AppliedTo::Subnet => "subnet",
        AppliedTo::NetworkInterface => "network interface",
    }
}
