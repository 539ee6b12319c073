//! Contracts, proven or refuted on both sides.

use crate::message::{Checked, Kept};
use nsg::{AppliedTo, Scenario};
use nsg_analysis::contracts::{Contract, Outcome, check};
use nsg_analysis::lines::{self, Slip};
use nsg_analysis::{Limits, TooLarge};
use text::text;

/// Whether each contract holds; or what of the lines cannot be read, in sentences.
pub(crate) fn checked(
    text: &str,
    original: &Scenario,
    edited: &Scenario,
    limits: Limits,
) -> Result<Result<Vec<Checked>, Vec<String>>, TooLarge> {
    // A tag is not forgotten because the edits take the last rule away that names it.
    let contracts = match lines::contracts(text, &[edited, original]) {
        Ok(contracts) => contracts,
        Err(slips) => {
            let names = lines::names(text);
            return Ok(Err(slips.iter().map(|slip| told(slip, &names)).collect()));
        }
    };
    // What rules refer to is the same on both sides.
    let mut places = [AppliedTo::Subnet, AppliedTo::NetworkInterface].into_iter();
    let is_edited = places.any(|place| original.group(place) != edited.group(place));
    let one = |contract: &Contract| {
        let before = match is_edited {
            true => Some(kept(&check(original, contract, limits)?)),
            false => None,
        };
        let outcome = check(edited, contract, limits)?;
        let (witness, decided) = match &outcome {
            Outcome::Holds => (None, None),
            Outcome::Broken { witness, ruling } => (Some(*witness), Some(ruling.clone())),
            Outcome::Open { witness } => (Some(*witness), None),
        };
        Ok(Checked {
            name: contract.name.clone(),
            now: kept(&outcome),
            before,
            witness,
            decided,
        })
    };
    contracts.iter().map(one).collect::<Result<_, _>>().map(Ok)
}

fn kept(outcome: &Outcome) -> Kept {
    match outcome {
        Outcome::Holds => Kept::Holds,
        Outcome::Broken { .. } => Kept::Broken,
        Outcome::Open { .. } => Kept::Open,
    }
}

/// A slip with the name of its contract, as people look for it in their file.
fn told(slip: &Slip, names: &[&str]) -> String {
    let mut place = slip.pointer.split('/').skip(2);
    let number = place.next().and_then(|number| number.parse::<usize>().ok());
    let name = number.and_then(|number| names.get(number));
    // The message names the item itself: its number says nothing to who reads it.
    let path: Vec<&str> = place.filter(|part| part.parse::<u8>().is_err()).collect();
    let (path, slip) = (path.join(", "), &slip.message);
    match (name, number) {
        (Some(name), _) if !name.is_empty() => text!("contract-slip", name, path, slip),
        (_, number) => {
            let number = number.unwrap_or(0) + 1;
            text!("contract-slip-without-name", number, path, slip)
        }
    }
}
