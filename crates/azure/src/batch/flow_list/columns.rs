//! The meaning of a list's columns.

/// The meaning of a column. Source and destination are local or remote by the direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Direction,
    Protocol,
    Local,
    LocalPort,
    Remote,
    RemotePort,
    Source,
    SourcePort,
    Destination,
    DestinationPort,
    /// Names, comments, results of an earlier run.
    Other,
}

use Column::{
    Destination, DestinationPort, Direction, Local, LocalPort, Other, Protocol, Remote, RemotePort,
    Source, SourcePort,
};

/// Azure's names and plain ones, without blanks, marks and case.
const NAMES: [(Column, &[&str]); 10] = [
    (Direction, &["direction", "dir"]),
    (Protocol, &["protocol", "proto"]),
    (
        Local,
        &["localipaddress", "localip", "localaddress", "local"],
    ),
    (LocalPort, &["localport"]),
    (
        Remote,
        &["remoteipaddress", "remoteip", "remoteaddress", "remote"],
    ),
    (RemotePort, &["remoteport"]),
    (
        Source,
        &[
            "sourceipaddress",
            "sourceip",
            "sourceaddress",
            "source",
            "srcip",
            "src",
        ],
    ),
    (SourcePort, &["sourceport", "srcport", "sport"]),
    (
        Destination,
        &[
            "destinationipaddress",
            "destinationip",
            "destinationaddress",
            "destination",
            "destip",
            "dstip",
            "dest",
            "dst",
        ],
    ),
    (
        DestinationPort,
        &["destinationport", "destport", "dstport", "dport"],
    ),
];

/// The columns, if the row is a header: two names that are known, since a value can look like one.
pub(super) fn header(cells: &[String]) -> Option<Vec<Column>> {
    let column = |cell: &String| {
        let letters = cell.chars().filter(|letter| letter.is_ascii_alphanumeric());
        let name: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
        let known = NAMES
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()));
        known.map_or(Other, |(column, _)| *column)
    };
    let columns: Vec<Column> = cells.iter().map(column).collect();
    let known = columns.iter().filter(|column| **column != Other).count();
    (known >= 2).then_some(columns)
}

/// The columns of a row without a header, by their number.
pub(super) fn by_count(cells: usize) -> Option<&'static [Column]> {
    match cells {
        4 => Some(&[Direction, Protocol, Local, Remote]),
        // The last may be empty: any port of the source.
        5 | 6 => Some(&[Direction, Protocol, Local, LocalPort, Remote, RemotePort]),
        _ => None,
    }
}
