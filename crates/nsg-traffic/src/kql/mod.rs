//! The question as a query, for records that stay in Kusto: Log Analytics, Azure Data Explorer, Fabric, Sentinel.
//!
//! [`traffic_query()`] asks what a change of rules does to what was recorded, [`use_query()`] what each rule decided, and
//! [`parity_query()`] whether Azure's record and our answer agree.
//!
//! # Organization
//!
//! The sets of flows are exact boxes ([`nsg_analysis::compare()`], [`nsg_analysis::flows()`]).
//!
//! * `change`, `parity`, `rule_use`: the three questions.
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
mod change;
mod cuts;
mod judge;
mod parity;
mod prefixes;
mod records;
mod rule_use;
mod steps;
#[cfg(test)]
mod tests;
mod text;

pub use change::traffic_query;
pub use parity::parity_query;
pub use rule_use::use_query;

use ::text::text;
use boxes::TableBox;
use judge::EndTable;
use nsg::{Direction, Protocol};
use nsg_analysis::{Limits, TooLarge};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use steps::Walk;
use text::QueryText;

/// A table that holds recorded flows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// The form of a query. All forms ask the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// The other facts that a query is made of.
#[derive(Clone, Debug, Default)]
pub struct QueryOptions {
    /// The form.
    pub form: QueryForm,
    /// More names under which records may have the groups, besides their ids: a `resourceGuid` above all, which stands in logs of
    /// virtual networks and in no template.
    pub groups: Vec<String>,
    /// The limits of work on sets of flows.
    pub limits: Limits,
}

/// The reason why there is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// The sets of flows are too many.
    TooLarge(TooLarge),
    /// The query would have more characters than Kusto reads.
    TooLong {
        /// The number of its characters.
        characters: usize,
    },
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(error) => error.fmt(f),
            Self::TooLong { characters } => {
                f.write_str(&text!("traffic-query-too-long", characters, most = LONGEST))
            }
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
        return Walk::new(boxes, None).ok_or(TooLarge::Pieces.into());
    }
    // Traffic Analytics has TCP and UDP alone.
    let has_ports = |(_, protocol): &(Direction, Protocol)| protocol.has_ports();
    let boxes: Vec<TableBox> = boxes
        .iter()
        .filter(|one| one.starts.iter().any(has_ports))
        .cloned()
        .collect();
    let mut unite = |several: &[Option<usize>]| ends.unite(several, no_end);
    Walk::new(&boxes, Some(&mut unite)).ok_or(TooLarge::Pieces.into())
}
