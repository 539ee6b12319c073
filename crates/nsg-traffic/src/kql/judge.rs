//! The second part of a query: what becomes of each record, by lookups.

use super::boxes::{NO_PORT, RecordField};
use super::cuts::FieldCut;
use super::prefixes::{ClassPrefix, prefixes};
use super::records::KeptColumns;
use super::steps::Walk;
use super::text::{QueryText, literal};
use nsg::sort::sort_by_key;

/// The different decisions on records, each once: `N` texts, of which the last says why it depends.
#[derive(Debug)]
pub(super) struct EndTable<const N: usize> {
    columns: [&'static str; N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> EndTable<N> {
    pub(super) fn new(columns: [&'static str; N]) -> Self {
        let rows = Vec::new();
        Self { columns, rows }
    }

    /// The index of the row.
    pub(super) fn add(&mut self, row: [String; N]) -> usize {
        match self.rows.iter().position(|known| *known == row) {
            Some(place) => place,
            None => {
                self.rows.push(row);
                self.rows.len() - 1
            }
        }
    }

    /// The row of what ends in more than one way by the source port. Texts that all have in common stay.
    pub(super) fn unite(&mut self, several: &[Option<usize>], no_end: &[String; N]) -> usize {
        let row = |end: &Option<usize>| end.map_or(Some(no_end), |end| self.rows.get(end));
        let rows: Vec<&[String; N]> = several.iter().filter_map(row).collect();
        let mut united = no_end.clone();
        for (place, text) in united.iter_mut().enumerate() {
            let mut texts = rows.iter().filter_map(|row| row.get(place));
            let first = texts.next();
            *text = match first {
                Some(first) if texts.all(|other| other == first) => first.clone(),
                _ => String::new(),
            };
        }
        // Where only the rules differ, nothing hangs on the port but which of them it is.
        if let [first, .., why] = united.as_mut_slice()
            && first.is_empty()
        {
            "the source port is not in the record".clone_into(why);
        }
        self.add(united)
    }
}

/// Writes the tables, and the pipe from `Records` to rows with the columns of the ends. The pipe goes on with what the caller
/// writes.
pub(super) fn write<const N: usize>(
    text: &mut QueryText,
    walk: &Walk,
    ends: &EndTable<N>,
    kept: KeptColumns,
) {
    let addresses: Vec<_> = walk
        .fields
        .iter()
        .filter(|(field, _)| field.is_address())
        .collect();
    let ports: Vec<_> = walk
        .fields
        .iter()
        .filter(|(field, _)| !field.is_address())
        .collect();
    if !addresses.is_empty() {
        write_addresses(text, &addresses);
    }
    if !ports.is_empty() {
        write_ports(text, &ports);
    }
    write_steps(text, walk, ends);
    text.note("A record goes from state to state, a field at a time. What leads nowhere is in none of the tables.");
    text.lines("Records");
    text.lines("| lookup kind=leftouter Starts on Direction, Protocol");
    for (field, _) in &walk.fields {
        let (classes, value) = match field.is_address() {
            true => ("AddressClasses", "Address"),
            false => ("PortClasses", "Value"),
        };
        let (end, column) = names(*field);
        let key = match field.is_address() {
            true => column.to_owned(),
            false => {
                let key = format!("{column}Key");
                text.lines(&format!("| extend {key} = {}", port_key(column)));
                key
            }
        };
        text.lines(&format!(
            "| lookup kind=leftouter ({classes} | where End == \"{end}\" | project {key} = {value}, Class) on {key}"
        ));
        text.lines("| extend Class = coalesce(Class, 0)");
        text.lines("| lookup kind=leftouter Steps on State, Class");
        text.lines("| lookup kind=leftouter Others on State");
        text.lines("| extend State = coalesce(Next, Other) | project-away Class, Next, Other");
    }
    text.lines("| lookup kind=leftouter Ends on State");
    text.note("What cannot be read is not guessed.");
    let ports = r#"Protocol in ("TCP", "UDP") and (isnull(Port)"#;
    let source_port = if kept.source_port {
        " or isnull(SourcePort))"
    } else {
        ")"
    };
    let mut unread = vec![
        (
            "isempty(Direction)".to_owned(),
            "the direction cannot be read",
        ),
        (
            "isempty(Protocol)".to_owned(),
            "the protocol cannot be read",
        ),
        (
            "isempty(parse_ipv6(Source)) or isempty(parse_ipv6(Destination))".to_owned(),
            "an address cannot be read",
        ),
        (format!("{ports}{source_port}"), "a port cannot be read"),
    ];
    if kept.unsure {
        unread.insert(
            0,
            (
                "not(KnownGroup)".to_owned(),
                "the group is named by a GUID: add it to Groups if it is yours",
            ),
        );
    }
    let cases: Vec<String> = unread
        .iter()
        .map(|(when, why)| format!("{when}, {}", literal(why)))
        .collect();
    text.lines(&format!(
        "| extend Unread = case({}, \"\")",
        cases.join(", ")
    ));
    text.lines("| extend Why = iff(Unread != \"\", Unread, coalesce(Why, \"\"))");
    let others = ends.columns.iter().filter(|column| **column != "Why");
    let others: Vec<String> = others
        .map(|column| format!("{column} = iff(Unread != \"\", \"\", coalesce({column}, \"\"))"))
        .collect();
    text.lines(&format!("| extend {}", others.join(", ")));
}

/// The names of a field: in the tables of classes, and in the records.
fn names(field: RecordField) -> (&'static str, &'static str) {
    match field {
        RecordField::Port => ("D", "Port"),
        RecordField::Destination => ("D", "Destination"),
        RecordField::Source => ("S", "Source"),
        RecordField::SourcePort => ("S", "SourcePort"),
    }
}

/// The expression that ports are looked up by.
fn port_key(column: &str) -> String {
    format!("iff(Protocol in (\"TCP\", \"UDP\"), {column}, {NO_PORT})")
}

/// The values of some fields in one column, each once.
fn values(
    fields: &[&(RecordField, FieldCut)],
    name: &str,
    value: impl Fn(&str) -> String,
) -> String {
    let mut values = String::new();
    for (field, _) in fields {
        let (end, column) = names(*field);
        let of = format!(
            "Records | project End = \"{end}\", {name} = {}",
            value(column)
        );
        match values.is_empty() {
            true => values = of,
            false => values = format!("{values}\n| union ({of})"),
        }
    }
    format!("{values}\n| summarize by End, {name}")
}

fn write_addresses(text: &mut QueryText, fields: &[&(RecordField, FieldCut)]) {
    text.note("Where an address (S: source, D: destination) can change the answer. As in a route table, the longest prefix that");
    text.note("holds it says its class.");
    let mut rows = Vec::new();
    let mut lengths: Vec<u32> = Vec::new();
    for (field, cut) in fields {
        for prefix in prefixes(&cut.intervals) {
            rows.push(prefix_row(names(*field).0, &prefix));
            if !lengths.contains(&prefix.length()) {
                lengths.push(prefix.length());
            }
        }
    }
    sort_by_key(&mut lengths, |length| *length);
    text.table("Prefixes", "End:string, Prefix:string, Class:long", &rows);
    let lengths: Vec<String> = lengths.iter().map(ToString::to_string).collect();
    text.note("Each address is cut off at every length that occurs, looked up, and the longest hit counts. parse_ipv6 reads both");
    text.note(
        "families; an IPv4 address has no prefix of more than 32 bits, and gives nothing there.",
    );
    text.lines(&format!(
        "let AddressClasses = materialize({}
| mv-expand Length = dynamic([{}]) to typeof(long)
| extend Key = parse_ipv6(strcat(Address, \"/\", Length))
| lookup kind=inner (Prefixes | extend Length = tolong(split(Prefix, \"/\")[1]), Key = parse_ipv6(Prefix)) on End, Length, Key
| summarize arg_max(Length, Class) by End, Address);",
        values(fields, "Address", str::to_owned),
        lengths.join(",")
    ));
}

fn prefix_row(end: &str, prefix: &ClassPrefix) -> Vec<String> {
    vec![
        format!("\"{end}\""),
        format!("\"{prefix}\""),
        prefix.class.to_string(),
    ]
}

fn write_ports(text: &mut QueryText, fields: &[&(RecordField, FieldCut)]) {
    text.note("Where a port can change the answer: intervals that do not overlap. 65536 stands for a protocol without ports.");
    let mut rows = Vec::new();
    for (field, cut) in fields {
        for interval in cut.intervals.iter().filter(|interval| interval.class > 0) {
            let numbers = [
                interval.first.to_string(),
                interval.last.to_string(),
                interval.class.to_string(),
            ];
            rows.push([vec![format!("\"{}\"", names(*field).0)], numbers.to_vec()].concat());
        }
    }
    text.table("Ports", "End:string, From:long, To:long, Class:long", &rows);
    text.note("There are 65,536 ports, so that each can be laid beside each interval.");
    text.lines(&format!(
        "let PortClasses = {}
| where isnotnull(Value)
| join kind=inner Ports on End
| where Value between (From .. To)
| project End, Value, Class;",
        values(fields, "Value", port_key)
    ));
}

fn write_steps<const N: usize>(text: &mut QueryText, walk: &Walk, ends: &EndTable<N>) {
    text.note("The states: where each direction and protocol begins, where the class of each field leads, where those lead that are");
    text.note("not told, and what becomes of a record.");
    let starts = walk.starts.iter().map(|(direction, protocol, state)| {
        let words = [format!("\"{direction}\""), format!("\"{protocol}\"")];
        [words.to_vec(), vec![state.to_string()]].concat()
    });
    text.table(
        "Starts",
        "Direction:string, Protocol:string, State:long",
        &starts.collect::<Vec<_>>(),
    );
    let steps = walk.steps.iter().map(|(state, class, next)| {
        [state, class, next]
            .iter()
            .map(ToString::to_string)
            .collect()
    });
    text.table(
        "Steps",
        "State:long, Class:long, Next:long",
        &steps.collect::<Vec<_>>(),
    );
    let others = walk
        .others
        .iter()
        .map(|(state, next)| vec![state.to_string(), next.to_string()]);
    text.table(
        "Others",
        "State:long, Other:long",
        &others.collect::<Vec<_>>(),
    );
    let rows = walk.ends.iter().map(|(state, end)| {
        let texts = ends
            .rows
            .get(*end)
            .into_iter()
            .flatten()
            .map(|text| literal(text));
        std::iter::once(state.to_string()).chain(texts).collect()
    });
    let columns: Vec<String> = ends
        .columns
        .iter()
        .map(|column| format!("{column}:string"))
        .collect();
    text.table(
        "Ends",
        &format!("State:long, {}", columns.join(", ")),
        &rows.collect::<Vec<_>>(),
    );
}
