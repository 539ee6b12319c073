//! Prints random scenarios with queries about them, one line of JSON each: the query, rows of the table that it asks, and what
//! the engine says of those rows, flow by flow. `kql.py` has another engine of Kusto's language run the query.
//!
//! What is expected is made here of `nsg`'s answers for single flows alone; only where a missing fact leaves an answer open is
//! the comparison asked whether both sides hang on it alike.

mod expected;
mod rows;
mod scenarios;

use expected::{Side, counted, effect, listed, parity, used};
use judges::dice::CaseDice;
use nsg::{Access, Flow};
use nsg_analysis::{Limits, compare};
use nsg_traffic::kql::{
    QueryForm, QueryOptions, TrafficTable, parity_query, traffic_query, use_query,
};
use rows::KnownGroups;
use scenarios::{edited, group, large_group, scenario};
use serde_json::json;
use std::collections::BTreeMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let argument = |place, usual| {
        let text = std::env::args().nth(place);
        text.map_or(Ok(usual), |text| text.parse::<u32>())
    };
    let (cases, count, first) = (argument(1, 36)?, argument(2, 1500)?, argument(3, 0)?);
    for number in first..first + cases {
        let mut dice = CaseDice::new(number);
        let table = match number % 3 {
            0 => TrafficTable::NtaNetAnalytics,
            1 => TrafficTable::FlowTuples,
            _ => TrafficTable::AzureNetworkAnalytics,
        };
        let options = QueryOptions {
            form: match number % 4 {
                0 | 1 => QueryForm::Short,
                2 => QueryForm::Commented,
                _ => QueryForm::StoredFunction,
            },
            // As logs of virtual networks name the group of the interface.
            groups: match number % 2 {
                0 => vec![rows::GUID.to_owned()],
                _ => Vec::new(),
            },
            ..QueryOptions::default()
        };
        let (unknown, hostile) = (number % 5 == 4, number % 7 == 3);
        let subnet = group(&mut dice, "S", 3, unknown);
        let is_large = number % 8 == 7;
        let interface = match is_large {
            true => large_group(&mut dice, 1000),
            false => group(&mut dice, "N", 6, unknown),
        };
        let other = match number % 4 {
            0 => group(&mut dice, "N", 6, unknown),
            _ => edited(&mut dice, &interface, unknown),
        };
        let other = match number % 3 {
            0 => other,
            _ => edited(&mut dice, &other.replace("New 99", "More 98"), unknown),
        };
        let mut before = scenario(&subnet, &interface, hostile);
        let mut after = scenario(&subnet, &other, hostile);
        if number % 5 < 3 {
            // Less is denied by somebody else.
            before.subnet_security_group = None;
            after.subnet_security_group = None;
        }
        let sides = (Side::new(before.clone()), Side::new(after.clone()));
        let comparison = compare(&before, &after, None, Limits::default())?;
        // Beside what changes, the most can go wrong.
        let changes = comparison.changes.iter();
        let near: Vec<Flow> = changes
            .filter_map(|change| change.flows.witness())
            .collect();
        let known = KnownGroups {
            guid: number % 2 == 0,
            subnet: before.subnet_security_group.is_some(),
        };
        let (rows, recorded) = rows::records(&mut dice, table, count, known, &near, |flow| {
            sides.0.answer(flow)
        });
        let change = counted(
            &recorded,
            table,
            |_| None,
            |one| effect(&sides.0, &sides.1, &comparison, one),
        );
        let agreement = counted(
            &recorded,
            table,
            |one| Some((one.rule.clone(), one.access == Some(Access::Allow))),
            |one| parity(&sides.0, one),
        );
        let used = used(&recorded, table, &before);
        let mut examples: BTreeMap<String, String> = BTreeMap::new();
        for one in &recorded {
            if let Some(flow) = one.flow.filter(|_| one.ours) {
                let effect = effect(&sides.0, &sides.1, &comparison, one);
                examples.insert(flow.to_string(), effect.join(" | "));
            }
        }
        let mut queries = vec![
            json!({
                "name": "NsgChange",
                "by": ["Effect", "Before", "After"],
                "query": traffic_query(&before, &after, table, &options)?,
                "expected": listed(change),
                "examples": examples,
            }),
            json!({
                "name": "NsgUse",
                "by": ["Rule"],
                "query": use_query(&before, table, &options)?,
                "expected": used,
            }),
        ];
        // Of a thousand rules it has two million characters, too many for a test.
        if !is_large {
            queries.push(json!({
                "name": "NsgParity",
                "by": ["Parity", "Logged", "LoggedRule", "Ours", "OurRule"],
                "query": parity_query(&before, table, &options)?,
                "expected": listed(agreement),
            }));
        }
        let line =
            json!({ "case": number, "table": table.as_str(), "rows": rows, "queries": queries });
        println!("{line}");
    }
    Ok(())
}
