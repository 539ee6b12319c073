//! The first part of a query: the records of a table, as rows with the columns that everything else asks.
//!
//! `Direction` (`Inbound`, `Outbound`), `Protocol` (`TCP`, …), `Source`, `SourcePort`, `Destination`, `Port`, `Logged` (`Allow`,
//! `Deny`), `Group`, `Rule`, `Flows`, `Bytes`, `First`, `Last`. What cannot be read is empty.

use super::TrafficTable;
use super::text::{QueryText, literal};
use nsg::{AppliedTo, Scenario};

/// The names that the two tables of Traffic Analytics have for the same facts.
struct AnalyticsColumns {
    /// The steps that make the other columns.
    prepare: &'static str,
    direction: &'static str,
    status: &'static str,
    protocol: &'static str,
    source: &'static str,
    sources: &'static str,
    destination: &'static str,
    destinations: &'static str,
    port: &'static str,
    group: &'static str,
    rule: &'static str,
    flows: &'static str,
    bytes: &'static str,
    first: &'static str,
    last: &'static str,
}

const TODAY: AnalyticsColumns = AnalyticsColumns {
    prepare: "",
    direction: "FlowDirection",
    status: "FlowStatus",
    protocol: "L4Protocol",
    source: "SrcIp",
    sources: "SrcPublicIps",
    destination: "DestIp",
    destinations: "DestPublicIps",
    port: "DestPort",
    group: "AclGroup",
    rule: "AclRule",
    flows: "coalesce(AllowedInFlows, 0) + coalesce(DeniedInFlows, 0) + coalesce(AllowedOutFlows, 0) + coalesce(DeniedOutFlows, 0)",
    bytes: "coalesce(BytesSrcToDest, 0) + coalesce(BytesDestToSrc, 0)",
    first: "FlowStartTime",
    last: "FlowEndTime",
};

const OLD: AnalyticsColumns = AnalyticsColumns {
    prepare: r#"
    // A row may have several rules: index|rule|direction|status|count, parted by commas.
    | mv-expand Entry = split(NSGRules_s, ",") to typeof(string)
    | extend Entry = split(Entry, "|")
    | extend Way = iff(isempty(tostring(Entry[2])), FlowDirection_s, tostring(Entry[2]))
    | extend Status = iff(isempty(tostring(Entry[3])), FlowStatus_s, tostring(Entry[3]))"#,
    direction: "Way",
    status: "Status",
    protocol: "L4Protocol_s",
    source: "SrcIP_s",
    sources: "SrcPublicIPs_s",
    destination: "DestIP_s",
    destinations: "DestPublicIPs_s",
    port: "DestPort_d",
    group: "NSGList_s",
    rule: "tostring(Entry[1])",
    flows: "iff(isnotempty(tostring(Entry[4])), toreal(Entry[4]), coalesce(AllowedInFlows_d, 0.0) + coalesce(DeniedInFlows_d, 0.0) + coalesce(AllowedOutFlows_d, 0.0) + coalesce(DeniedOutFlows_d, 0.0))",
    bytes: "coalesce(InboundBytes_d, 0.0) + coalesce(OutboundBytes_d, 0.0)",
    first: "FlowStartTime_t",
    last: "FlowEndTime_t",
};

/// The part of the records that a query keeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeptColumns {
    /// The columns by which records are one.
    pub(super) by: &'static str,
    /// Whether the table has source ports.
    pub(super) source_port: bool,
    /// Whether records of groups that a log names by GUID are kept, marked by the column `KnownGroup`.
    pub(super) unsure: bool,
}

/// The names that records may have for the groups: the resource id, Traffic Analytics' short form of it, and the GUID of
/// virtual networks' logs.
pub(super) fn group_names(scenarios: &[&Scenario], more: &[String]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |name: String| {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    };
    for scenario in scenarios {
        for place in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
            let group = scenario.group(place);
            if let Some(guid) = group.and_then(|group| group.resource_guid.as_deref()) {
                add(guid.to_lowercase());
            }
            let Some(id) = group.and_then(|group| group.id.as_deref()) else {
                continue;
            };
            let id = id.to_lowercase();
            let parts: Vec<&str> = id.split('/').collect();
            if let [
                "",
                "subscriptions",
                subscription,
                "resourcegroups",
                resources,
                ..,
                group,
            ] = parts.as_slice()
            {
                add(format!("{subscription}/{resources}/{group}"));
            }
            add(id);
        }
    }
    for name in more {
        add(name.to_lowercase());
    }
    names
}

impl KeptColumns {
    pub(super) fn new(by: &'static str, table: TrafficTable, groups: &[String]) -> Self {
        Self {
            by,
            source_port: table == TrafficTable::FlowTuples,
            unsure: is_unsure(table, groups),
        }
    }
}

/// Whether records may name one of the groups by a GUID that nobody told us.
fn is_unsure(table: TrafficTable, groups: &[String]) -> bool {
    table == TrafficTable::FlowTuples
        && !groups.is_empty()
        && groups.iter().all(|name| name.contains('/'))
}

/// Writes the records as the table `Records`.
pub(super) fn write(
    text: &mut QueryText,
    table: TrafficTable,
    groups: &[String],
    kept: KeptColumns,
) {
    text.note("The groups whose decisions are meant, as records name them. Edit the list where yours have other names: a virtual");
    text.note("network's log may have a group's resourceGuid. While it is empty, records of every group are taken.");
    let names: Vec<String> = groups.iter().map(|name| literal(name)).collect();
    text.lines(&format!("let Groups = dynamic([{}]);", names.join(",")));
    text.note("The records. Without a period of your own, the one around the query counts.");
    text.lines("let Records = materialize(");
    let ours = match (groups.is_empty(), kept.unsure) {
        (true, _) => "    // | where Group in~ (Groups)",
        (false, false) => "    | where Group in~ (Groups)",
        (false, true) => {
            "    // A group that is named by its GUID may be ours: that is told below.\n    | where Group in~ (Groups) or Group !contains \"/\""
        }
    };
    match table {
        TrafficTable::NtaNetAnalytics => analytics(text, table, &TODAY, ours),
        TrafficTable::AzureNetworkAnalytics => analytics(text, table, &OLD, ours),
        TrafficTable::FlowTuples => tuples(text, ours),
    }
    if kept.unsure {
        text.lines("    | extend KnownGroup = Group in~ (Groups)");
    }
    text.lines("    // Records that are equal in everything that a rule can see are judged once.");
    text.lines(&format!(
        "    | summarize Flows = sum(Flows), Bytes = sum(Bytes), First = min(First), Last = max(Last) by {}{}",
        kept.by,
        if kept.unsure { ", KnownGroup" } else { "" }
    ));
    if table == TrafficTable::FlowTuples {
        text.lines("    // What only went on in these records was decided earlier.");
        text.lines("    | where Flows > 0");
    }
    text.lines(");");
}

fn analytics(text: &mut QueryText, table: TrafficTable, columns: &AnalyticsColumns, ours: &str) {
    let AnalyticsColumns {
        prepare,
        direction,
        status,
        protocol,
        source,
        sources,
        destination,
        destinations,
        port,
        group,
        rule,
        flows,
        bytes,
        first,
        last,
    } = columns;
    text.lines(&format!(
        r#"    {table}
    // | where TimeGenerated > ago(7d){prepare}
    | where isnotempty({direction})
    | extend Group = {group}, Rule = {rule}
{ours}
    // The platform's own traffic and what is dropped for encryption: no rule of a group decides.
    | where Rule !in~ ("PlatformRule", "unspecified") and Group != "00000000-0000-0000-0000-000000000000"
    // Data and documentation differ in these words.
    | extend Direction = case({direction} in ("I", "Inbound"), "Inbound", {direction} in ("O", "Outbound"), "Outbound", "")
    | extend Protocol = case({protocol} in ("T", "TCP"), "TCP", {protocol} in ("U", "UDP"), "UDP", "")
    | extend Logged = case({status} in ("A", "Allowed"), "Allow", {status} in ("D", "Denied"), "Deny", "")
    | extend Port = tolong({port}), SourcePort = long(null)
    // Public addresses stand in lists, each with counters: address|started|ended|packets|packets|bytes|bytes.
    | mv-expand From = iff(isempty({source}), split(trim(" +", {sources}), " "), pack_array({source})) to typeof(string)
    | mv-expand To = iff(isempty({destination}), split(trim(" +", {destinations}), " "), pack_array({destination})) to typeof(string)
    | extend FromParts = split(From, "|"), ToParts = split(To, "|")
    | extend Source = tostring(FromParts[0]), Destination = tostring(ToParts[0]), Parts = iff(From contains "|", FromParts, ToParts)
    | extend Listed = tolong(Parts[1])
    | extend Flows = coalesce(Listed, tolong({flows}))
    | extend Bytes = iff(isnull(Listed), tolong({bytes}), coalesce(tolong(Parts[5]), 0) + coalesce(tolong(Parts[6]), 0))
    | extend First = {first}, Last = {last}"#,
        table = table.as_str(),
    ));
}

fn tuples(text: &mut QueryText, ours: &str) {
    text.lines(&format!(
        r#"    // The table FlowTuples has a column Record (dynamic): an element of "records" of a flow log in each row.
    // Logs of virtual networks, and logs of network security groups (version 1 and 2).
    FlowTuples
    | mv-expand Flow = Record.flowRecords.flows
    | mv-expand Part = Flow.flowGroups
    | mv-expand Tuple = Part.flowTuples to typeof(string)
    | project Group = tostring(Flow.aclID), Rule = tostring(Part.rule), Tuple
    | union (
        FlowTuples
        | mv-expand Flow = Record.properties.flows
        | mv-expand Part = Flow.flows
        | mv-expand Tuple = Part.flowTuples to typeof(string)
        | project Group = tostring(Record.resourceId), Rule = tostring(Flow.rule), Tuple
    )
    | where isnotempty(Tuple)
{ours}
    // The platform's own traffic and what is dropped for encryption: no rule of a group decides.
    | where Rule !in~ ("PlatformRule", "unspecified") and Group != "00000000-0000-0000-0000-000000000000"
    | extend T = split(Tuple, ",")
    | extend Direction = case(tostring(T[6]) == "I", "Inbound", tostring(T[6]) == "O", "Outbound", "")
    | extend Number = tostring(T[5])
    | extend Protocol = case(Number in ("6", "T"), "TCP", Number in ("17", "U"), "UDP", Number == "1", "ICMP", Number == "50", "ESP", Number == "51", "AH", "")
    | extend Logged = iff(tostring(T[7]) == "D", "Deny", "Allow")
    | extend Source = tostring(T[1]), Destination = tostring(T[2]), SourcePort = tolong(T[3]), Port = tolong(T[4])
    // A decision was made where a flow begins or is denied; what goes on (C) or ends (E) has the counters of an earlier one.
    | extend Flows = iff(tostring(T[7]) in ("C", "E") or tostring(T[8]) in ("C", "E"), 0, 1)
    | extend Bytes = coalesce(tolong(T[10]), 0) + coalesce(tolong(T[12]), 0)
    // Milliseconds, or seconds in older logs.
    | extend Time = tolong(T[0])
    | extend First = datetime(1970-01-01) + 1s * iff(Time > 100000000000, Time / 1000, Time)
    | extend Last = First"#
    ));
}
