//! A comparison in one sentence: the heart of a change.
//!
//! It is true, and short. Regions that a person takes for one are said once: IPv4 and IPv6, and what is
//! sure to be in a tag with what may be in it. At most two are described, what opens before what closes
//! and what the internet reaches before the rest; the others are counted.

mod claims;
mod doubts;
mod together;

use crate::compare::Comparison;
use crate::names::Names;
use crate::words::sentence;
use claims::{Claim, Verb, claims};
use doubts::depending;
use nsg::{Direction, Scenario};

/// So many changes are described.
const DESCRIBED: usize = 2;

impl Comparison {
    /// What changes, in one sentence, with the names of the later scenario's network.
    ///
    /// Outbound flows are called so; others are inbound. `May open` and `may close` are for flows that hang
    /// on missing facts, and `for certain` for those that did. A tag is said without the platform's own
    /// address 168.63.129.16 (AD: `virtual-network/what-is-ip-address-168-63-129-16.md`) being taken out
    /// of it where that is let through before and after.
    pub fn summary(&self, names: &Names, after: &Scenario) -> String {
        if self.changes.is_empty() {
            return "No traffic changes.".to_owned();
        }
        let (claims, uncounted) = claims(&self.changes, names, after);
        let described = described(&claims);
        let both = |direction| described.iter().any(|claim| claim.direction == direction);
        let mixed = both(Direction::Inbound) && both(Direction::Outbound);
        let mut parts: Vec<String> = Vec::new();
        let mut said = described
            .iter()
            .map(|claim| {
                let doubt = match claim.verb {
                    Verb::MayOpen | Verb::MayClose | Verb::MayChange => {
                        depending(&claim.change.flows, names, after)
                    }
                    _ => String::new(),
                };
                (claim, phrase(claim, mixed), doubt)
            })
            .peekable();
        while let Some((claim, mut phrase, doubt)) = said.next() {
            // One verb for both, where they hang on the same.
            let like = |(other, _, its): &(&&Claim, String, String)| {
                other.verb == claim.verb && *its == doubt
            };
            while let Some((_, more, _)) = said.next_if(like) {
                phrase.push_str(&format!(" and {more}"));
            }
            let (before, behind) = claim.verb.around();
            parts.push(format!("{before} {phrase}{behind}{doubt}"));
        }
        let described = described.len();
        parts.push(match claims.len() - described + uncounted {
            0 => "nothing else changes".to_owned(),
            1 => "and one other change".to_owned(),
            more => format!("and {more} other changes"),
        });
        format!("{}.", sentence(&parts.join("; ")))
    }
}

/// Those that a reader must not miss: the first, and the first of another kind where there is one.
fn described<'c, 'a>(claims: &'c [Claim<'a>]) -> Vec<&'c Claim<'a>> {
    let mut described: Vec<&Claim> = Vec::new();
    let first = claims.first();
    described.extend(first);
    let other = claims
        .iter()
        .find(|claim| first.is_some_and(|first| first.verb.opens() != claim.verb.opens()));
    described.extend(other.or(claims.get(1)));
    described.truncate(DESCRIBED);
    described
}

fn phrase(claim: &Claim, mixed: bool) -> String {
    let direction = match claim.direction {
        Direction::Outbound => "outbound ",
        Direction::Inbound if mixed => "inbound ",
        Direction::Inbound => "",
    };
    let family = match (claim.ipv4, claim.ipv6) {
        (false, true) => " over IPv6",
        (true, false) if claim.any_family => " over IPv4",
        _ => "",
    };
    format!(
        "{direction}{} from {} to {}{}{family}{}",
        claim.traffic, claim.from, claim.to, claim.source_ports, claim.behind
    )
}
