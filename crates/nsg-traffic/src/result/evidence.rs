//! How far the record goes: evidence has limits, and they are said.

use crate::record::{RecordFault, RecordFaultKind, RecordTime};
use crate::replay::{SkippedReason, TrafficReplay};
use crate::words::grouped;
use serde::{Deserialize, Serialize};
use text::text;

/// The time and the interfaces that the record covers, and its limits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TrafficEvidence {
    /// The number of network interfaces that recorded.
    pub interfaces: usize,
    /// In so many hours of the period each of them could have.
    pub hours: u64,
    /// In so many of them it did: an hour without a record had no flow, or its file is not among these.
    pub recorded_hours: u64,
    /// Whether any denied flow was recorded.
    pub has_denied: bool,
    /// The number of bytes read, as they were given.
    pub bytes: u64,
    /// The limits of the record, a sentence each.
    pub limits: Vec<String>,
}

/// A note on the files or the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrafficDiagnostic {
    /// Its severity.
    pub severity: TrafficSeverity,
    /// Stable, kebab-case.
    pub code: TrafficDiagnosticCode,
    /// One sentence.
    pub message: String,
    /// The file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// The line in it, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The byte in it, unpacked, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byte: Option<u64>,
}

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TrafficSeverity {
    /// Something was not read.
    Error,
    /// The answer may be about less, or about more, than is thought.
    Warning,
    /// Good to know.
    Info,
}

/// The codes of diagnostics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TrafficDiagnosticCode {
    /// A file has no recorded flow in it.
    NoRecord,
    /// A file ends in the middle of a record.
    CutFile,
    /// A file goes on as something that cannot be read.
    BrokenFile,
    /// A file is an archive or in another encoding.
    PackedFile,
    /// Tuples or rows cannot be read.
    UnreadableFlow,
    /// Records were given twice.
    RecordAgain,
    /// Nothing tells whether a group of the record is one of these.
    GroupNotTold,
    /// None of the flows is of these groups.
    NoFlowOfTheseGroups,
}

pub(super) fn evidence(replay: &TrafficReplay) -> TrafficEvidence {
    let tally = replay.tally();
    let interfaces = tally.interfaces.len();
    let hours = match (tally.hours.first_key_value(), tally.hours.last_key_value()) {
        (Some((first, _)), Some((last, _))) => hours_between(*first, *last),
        _ => 0,
    };
    let hours = hours * interfaces as u64;
    let recorded_hours = tally.interface_hours.len() as u64;
    let mut limits = Vec::new();
    if replay.flows() > 0 {
        if !tally.has_denied {
            limits.push(text!("traffic-limit-no-denied").to_owned());
        }
        if recorded_hours < hours {
            limits.push(text!(
                "traffic-limit-hours",
                recorded = grouped(recorded_hours),
                hours = grouped(hours)
            ));
        }
        if tally.conversations.prefix_length() < 32 {
            limits.push(text!(
                "traffic-limit-networks",
                length = tally.conversations.prefix_length()
            ));
        }
        limits.push(text!("traffic-limit-silence").to_owned());
    }
    TrafficEvidence {
        interfaces,
        hours,
        recorded_hours,
        has_denied: tally.has_denied,
        bytes: tally.bytes_read,
        limits,
    }
}

fn hours_between(first: RecordTime, last: RecordTime) -> u64 {
    const HOUR: i64 = 3_600_000;
    let hours = (last.milliseconds() - first.milliseconds()).div_euclid(HOUR) + 1;
    u64::try_from(hours).unwrap_or_default()
}

pub(super) fn diagnostics(replay: &TrafficReplay) -> Vec<TrafficDiagnostic> {
    let tally = replay.tally();
    let mut found: Vec<TrafficDiagnostic> = replay
        .faults()
        .iter()
        .map(|(document, fault)| of_fault(document, *fault))
        .collect();
    let skipped = |reason| tally.skipped.get(&reason).copied().unwrap_or_default();
    if let Some(example) = &tally.unreadable {
        found.push(TrafficDiagnostic {
            severity: TrafficSeverity::Error,
            code: TrafficDiagnosticCode::UnreadableFlow,
            message: text!(
                "traffic-unreadable",
                flows = grouped(skipped(SkippedReason::Unreadable)),
                example = text::quote(&example.text)
            ),
            document: Some(example.document.clone()),
            line: None,
            byte: Some(example.position),
        });
    }
    let general = |severity, code, message| TrafficDiagnostic {
        severity,
        code,
        message,
        document: None,
        line: None,
        byte: None,
    };
    let again = skipped(SkippedReason::Again);
    if again > 0 {
        let message = text!("traffic-again", flows = grouped(again));
        found.push(general(
            TrafficSeverity::Info,
            TrafficDiagnosticCode::RecordAgain,
            message,
        ));
    }
    if !tally.taken.is_empty() {
        let flows = grouped(tally.taken.values().sum());
        let message = match tally.taken.len() {
            1 => {
                let group = tally.taken.keys().next().map_or("", String::as_str);
                text!("traffic-group-taken", group, flows)
            }
            groups => text!("traffic-groups-taken", groups, flows),
        };
        let severity = match tally.taken.len() {
            1 => TrafficSeverity::Info,
            _ => TrafficSeverity::Warning,
        };
        found.push(general(
            severity,
            TrafficDiagnosticCode::GroupNotTold,
            message,
        ));
    }
    let another = skipped(SkippedReason::AnotherGroup);
    if replay.flows() == 0 && another > 0 {
        let message = text!("traffic-none-of-these", flows = grouped(another));
        found.push(general(
            TrafficSeverity::Warning,
            TrafficDiagnosticCode::NoFlowOfTheseGroups,
            message,
        ));
    }
    found
}

fn of_fault(document: &str, fault: RecordFault) -> TrafficDiagnostic {
    let (severity, code, message) = match fault.kind {
        RecordFaultKind::NoRecord => (
            TrafficSeverity::Error,
            TrafficDiagnosticCode::NoRecord,
            text!("traffic-no-record", document),
        ),
        RecordFaultKind::Cut => (
            TrafficSeverity::Warning,
            TrafficDiagnosticCode::CutFile,
            text!("traffic-cut", document),
        ),
        RecordFaultKind::NoJson => (
            TrafficSeverity::Error,
            TrafficDiagnosticCode::BrokenFile,
            text!(
                "traffic-no-json",
                document,
                line = fault.line,
                column = fault.column
            ),
        ),
        RecordFaultKind::NoGzip => (
            TrafficSeverity::Error,
            TrafficDiagnosticCode::BrokenFile,
            text!("traffic-no-gzip", document),
        ),
        RecordFaultKind::Packed => (
            TrafficSeverity::Error,
            TrafficDiagnosticCode::PackedFile,
            text!("traffic-packed", document),
        ),
    };
    TrafficDiagnostic {
        severity,
        code,
        message,
        document: Some(document.to_owned()),
        line: Some(fault.line),
        byte: Some(fault.byte),
    }
}
