//! What the branches of a walk agree on, and which facts they hang on.

use crate::facts::{Answers, End, Fact};
use crate::model::port::PortRange;
use crate::model::rule::Access;
use crate::order;
use crate::stages::StageRule;
use crate::verdict::Decision;
use crate::verify::{Branch, Branches};
use serde::{Deserialize, Serialize};
use std::ptr;

/// What all branches agree on.
#[derive(Clone, Debug)]
pub(crate) struct Settled<'a> {
    /// The access, if every branch gives the same.
    pub(crate) access: Decision,
    /// The rules that can decide, in the order in which they were met. One where the rule is settled;
    /// `None` among them stands for no rule.
    pub(crate) rules: Vec<Option<&'a StageRule<'a>>>,
    /// The smallest set of facts that settles the access.
    pub(crate) hangs_on: Vec<HangsOn>,
}

/// A missing fact with the outcome of either answer.
#[derive(Clone, Debug)]
pub(crate) struct HangsOn {
    pub(crate) question: Question,
    pub(crate) if_yes: Decision,
    pub(crate) if_no: Decision,
}

/// What to ask. It is serialised with a missing fact, so that an answer can name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Is this so?
    Fact(Fact),
    /// Is the flow's port one of these?
    Port {
        /// Whose port.
        end: End,
        /// Ascending and disjoint.
        ranges: Vec<PortRange>,
    },
}

pub(crate) fn settle<'a>(branches: &Branches<'a>) -> Settled<'a> {
    let all = &branches.all;
    let mut rules: Vec<Option<&StageRule<'_>>> = Vec::new();
    for branch in all {
        let rule = branch.outcome.rule;
        if !rules.iter().any(|known| same(*known, rule)) {
            rules.push(rule);
        }
    }
    if !branches.given_up.is_empty() {
        let questions = branches.given_up.iter().map(|fact| HangsOn {
            question: Question::Fact(fact.clone()),
            if_yes: Decision::Depends,
            if_no: Decision::Depends,
        });
        // One question leads to the next: the first is enough to go on.
        return Settled {
            access: Decision::Depends,
            rules,
            hangs_on: questions.take(1).collect(),
        };
    }
    let access = agreed(all.iter());
    let hangs_on = match access {
        Decision::Depends => essential_facts(all),
        Decision::Allow | Decision::Deny => Vec::new(),
    };
    Settled {
        access,
        rules,
        hangs_on,
    }
}

/// A contested rule stands twice in its stage and is still one rule.
fn same(a: Option<&StageRule<'_>>, b: Option<&StageRule<'_>>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => {
            ptr::eq(a, b) || (a.applied_to == b.applied_to && a.position == b.position)
        }
        (None, None) => true,
        _ => false,
    }
}

fn agreed<'b, 'a: 'b>(branches: impl Iterator<Item = &'b Branch<'a>>) -> Decision {
    let (mut allow, mut deny) = (false, false);
    for branch in branches {
        match branch.outcome.access {
            Access::Allow => allow = true,
            Access::Deny => deny = true,
        }
    }
    Decision::from_possible(allow, deny)
}

/// The facts that the access really hangs on: for some answers to the others, a yes and a no to it lead
/// to different accesses. Every other fact can be answered either way without changing anything.
fn essential_facts(branches: &[Branch<'_>]) -> Vec<HangsOn> {
    let table = Table::new(branches);
    let mut result = Vec::new();
    for end in [End::Local, End::Remote] {
        if table.port_is_essential(end) {
            result.extend(port_question(branches, end));
        }
    }
    for (number, fact) in table.facts.iter().enumerate() {
        if table.is_essential(number) {
            let under = |answer: bool| {
                agreed(
                    branches
                        .iter()
                        .filter(|b| b.supposed.get(fact) != Some(!answer)),
                )
            };
            result.push(HangsOn {
                question: Question::Fact(fact.clone()),
                if_yes: under(true),
                if_no: under(false),
            });
        }
    }
    result
}

/// The branches with their answers as bits, so that whether two can be true at once is quick to tell.
struct Table<'a> {
    facts: Vec<Fact>,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    yes: Vec<u64>,
    no: Vec<u64>,
    supposed: &'a Answers,
    access: Access,
}

impl<'a> Table<'a> {
    fn new(branches: &'a [Branch<'_>]) -> Self {
        let mut facts: Vec<Fact> = Vec::new();
        for branch in branches {
            for (fact, _) in branch.supposed.iter() {
                if !facts.contains(fact) {
                    facts.push(fact.clone());
                }
            }
        }
        let bits = |supposed: &Answers, answer: bool| -> Vec<u64> {
            let chunks = facts.chunks(64);
            let bit = |(place, fact)| u64::from(supposed.get(fact) == Some(answer)) << place;
            chunks
                .map(|chunk| chunk.iter().enumerate().map(bit).sum())
                .collect()
        };
        let row = |branch: &'a Branch<'_>| Row {
            yes: bits(&branch.supposed, true),
            no: bits(&branch.supposed, false),
            supposed: &branch.supposed,
            access: branch.outcome.access,
        };
        let rows = branches.iter().map(row).collect();
        Self { facts, rows }
    }

    fn is_essential(&self, fact: usize) -> bool {
        let (word, bit) = (fact / 64, 1_u64 << (fact % 64));
        let holds = |bits: &[u64]| bits.get(word).is_some_and(|bits| bits & bit != 0);
        self.rows.iter().filter(|row| holds(&row.yes)).any(|yes| {
            let no = self
                .rows
                .iter()
                .filter(|row| holds(&row.no) && row.access != yes.access);
            no.into_iter()
                .any(|no| yes.agrees(no, Some(fact), &[End::Local, End::Remote]))
        })
    }

    fn port_is_essential(&self, end: End) -> bool {
        let other = match end {
            End::Local => End::Remote,
            End::Remote => End::Local,
        };
        self.rows.iter().any(|a| {
            self.rows.iter().any(|b| {
                a.access != b.access
                    && !a
                        .supposed
                        .possible_ports(end)
                        .overlaps(b.supposed.possible_ports(end))
                    && a.agrees(b, None, &[other])
            })
        })
    }
}

impl Row<'_> {
    /// Whether the answers of both rows can be true at once, `except` and ports not named left aside.
    fn agrees(&self, other: &Self, except: Option<usize>, ends: &[End]) -> bool {
        let facts = self
            .yes
            .iter()
            .zip(&self.no)
            .zip(other.yes.iter().zip(&other.no));
        let clash = facts
            .enumerate()
            .any(|(word, ((yes, no), (other_yes, other_no)))| {
                let excepted = match except {
                    Some(fact) if fact / 64 == word => 1 << (fact % 64),
                    _ => 0,
                };
                ((yes & other_no) | (no & other_yes)) & !excepted != 0
            });
        !clash
            && ends.iter().all(|end| {
                self.supposed
                    .possible_ports(*end)
                    .overlaps(other.supposed.possible_ports(*end))
            })
    }
}

/// Asks for the ports that lead to Allow, whatever else is missing; where none does, for those that lead
/// to Deny; and where none does either, for those of the first rule that makes a difference.
fn port_question(branches: &[Branch<'_>], end: End) -> Option<HangsOn> {
    let outcomes = port_outcomes(branches, end);
    let whole = |wanted: Decision| {
        let some = outcomes.iter().any(|(_, decision)| *decision == wanted);
        let all = outcomes.iter().all(|(_, decision)| *decision == wanted);
        some && !all
    };
    let wanted = [Decision::Allow, Decision::Deny]
        .into_iter()
        .find(|wanted| whole(*wanted));
    let Some(wanted) = wanted else {
        let split = branches
            .iter()
            .map(|branch| branch.supposed.possible_ports(end).ranges());
        let ranges = split
            .into_iter()
            .find(|ranges| **ranges != [PortRange::ALL])?
            .to_vec();
        return Some(HangsOn {
            question: Question::Port { end, ranges },
            if_yes: Decision::Depends,
            if_no: Decision::Depends,
        });
    };
    let mut ranges: Vec<PortRange> = Vec::new();
    for (range, decision) in &outcomes {
        if *decision != wanted {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if u32::from(last.last()) + 1 == u32::from(range.first()) => {
                *last = PortRange::new(last.first(), range.last())?;
            }
            _ => ranges.push(*range),
        }
    }
    let rest = outcomes
        .iter()
        .map(|(_, decision)| *decision)
        .filter(|other| *other != wanted);
    let if_no = rest.reduce(Decision::or)?;
    Some(HangsOn {
        question: Question::Port { end, ranges },
        if_yes: wanted,
        if_no,
    })
}

/// Ranges of ports that lead to the same, ascending, with what they lead to.
fn port_outcomes(branches: &[Branch<'_>], end: End) -> Vec<(PortRange, Decision)> {
    let ranges = branches
        .iter()
        .flat_map(|b| b.supposed.possible_ports(end).ranges());
    let mut starts = vec![(0, 0)];
    for range in ranges {
        starts.push((range.first().into(), 0));
        starts.extend(range.last().checked_add(1).map(|next| (next.into(), 0)));
    }
    order::sort(&mut starts);
    starts.dedup();
    let starts: Vec<u16> = starts
        .into_iter()
        .filter_map(|(at, _)| at.try_into().ok())
        .collect();
    let lasts = starts.iter().skip(1).map(|next| next - 1).chain([u16::MAX]);
    let ranges = starts
        .iter()
        .zip(lasts)
        .filter_map(|(first, last)| PortRange::new(*first, last));
    // Every branch is entered in the ranges that it can have; their number is bounded by the rules'.
    let mut possible: Vec<(PortRange, bool, bool)> =
        ranges.map(|range| (range, false, false)).collect();
    for branch in branches {
        for range in branch.supposed.possible_ports(end).ranges() {
            let from = possible.partition_point(|(part, ..)| part.first() < range.first());
            let inside = possible.iter_mut().skip(from);
            for (_, allow, deny) in inside.take_while(|(part, ..)| part.last() <= range.last()) {
                match branch.outcome.access {
                    Access::Allow => *allow = true,
                    Access::Deny => *deny = true,
                }
            }
        }
    }
    possible
        .into_iter()
        // What the answers rule out leads nowhere.
        .filter(|(_, allow, deny)| *allow || *deny)
        .map(|(range, allow, deny)| (range, Decision::from_possible(allow, deny)))
        .collect()
}
