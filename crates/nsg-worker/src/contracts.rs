//! Contracts, proven or refuted on both sides.

use nsg::{AppliedTo, Scenario};
use nsg_analysis::contracts::{self, Checked, Contract, ContractProblem, check};
use nsg_analysis::{Limits, TooLarge};
use text::text;

/// Whether each contract of a file holds; or what of it cannot be read, in sentences.
pub(crate) fn checked(
    json: &str,
    original: &Scenario,
    edited: &Scenario,
    limits: Limits,
) -> Result<Result<Vec<Checked>, Vec<String>>, TooLarge> {
    // A tag is not forgotten because the edits take the last rule away that names it.
    let contracts = match contracts::read(json, &[edited, original]) {
        Ok(contracts) if contracts.is_empty() => {
            return Ok(Err(vec![text!("contracts-empty").to_owned()]));
        }
        Ok(contracts) => contracts,
        Err(slips) => return Ok(Err(slips.iter().map(told).collect())),
    };
    // What rules refer to is the same on both sides.
    let mut places = [AppliedTo::Subnet, AppliedTo::NetworkInterface].into_iter();
    let is_edited = places.any(|place| original.group(place) != edited.group(place));
    let one = |contract: &Contract| {
        let before = match is_edited {
            true => Some(check(original, contract, limits.clone())?),
            false => None,
        };
        Ok(Checked {
            name: contract.name.clone(),
            outcome: check(edited, contract, limits.clone())?,
            before,
        })
    };
    contracts.iter().map(one).collect::<Result<_, _>>().map(Ok)
}

/// A slip with the name of its contract, as people look for it in their file.
fn told(slip: &ContractProblem) -> String {
    let mut place = slip.pointer.split('/').skip(2);
    let Some(number) = place.next().and_then(|it| it.parse::<usize>().ok()) else {
        return text!("contracts-no-list").to_owned();
    };
    let called = match &slip.contract {
        Some(name) => text!("contract-named", name),
        None => text!("contract-numbered", number = number + 1),
    };
    // The message names the item itself: its number says nothing to who reads it.
    let path = place.filter(|part| part.parse::<usize>().is_err());
    let place: Vec<&str> = std::iter::once(called.as_str()).chain(path).collect();
    text!(
        "contract-slip",
        place = place.join(", "),
        slip = slip.message
    )
}
