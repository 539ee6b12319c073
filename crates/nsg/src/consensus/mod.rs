//! The consensus of a walk's branches: what they agree on, and which facts they hang on.

mod icmp_types;
mod ports;

use crate::branches::{Branch, Branches};
use crate::facts::{End, Fact, Number, PossiblePorts, Question};
use crate::model::rule::Access;
use crate::stages::StageRule;
use crate::verdict::Decision;
use std::borrow::Cow;
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

pub(crate) fn of_branches<'a>(branches: &Branches<'a>) -> Settled<'a> {
    let all = &branches.all;
    let mut rules: Vec<Option<&StageRule<'_>>> = Vec::new();
    for branch in all {
        let rule = branch.outcome.rule;
        if !rules.iter().any(|known| same(*known, rule)) {
            rules.push(rule);
        }
    }
    if let Some(fact) = &branches.given_up {
        let first = HangsOn {
            question: Question::Fact(fact.clone()),
            if_yes: Decision::Depends,
            if_no: Decision::Depends,
        };
        return Settled {
            access: Decision::Depends,
            rules,
            hangs_on: vec![first],
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
    let table = BranchTable::new(branches);
    let mut result = Vec::new();
    for end in [End::Local, End::Remote] {
        if table.port_is_essential(end) {
            result.extend(ports::question(branches, end));
        }
    }
    result.extend(icmp_types::questions(branches, &table));
    for (number, fact) in table.facts.iter().enumerate() {
        if table.is_essential(number) {
            let under = |answer: bool| {
                let rows = table.rows.iter().zip(branches);
                agreed(
                    rows.filter_map(|(row, branch)| row.allows(number, answer).then_some(branch)),
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
struct BranchTable<'a> {
    facts: Vec<Fact>,
    rows: Vec<BranchRow<'a>>,
}

struct BranchRow<'a> {
    yes: Vec<u64>,
    no: Vec<u64>,
    /// Which numbers the answers leave possible: an ICMP type's are worked out once, since rows are laid beside each other.
    possible: [Cow<'a, PossiblePorts>; 3],
    access: Access,
}

impl<'a> BranchTable<'a> {
    fn new(branches: &'a [Branch<'_>]) -> Self {
        let mut facts: Vec<Fact> = Vec::new();
        let mut numbered: Vec<Vec<(usize, bool)>> = Vec::new();
        for branch in branches {
            // A type is a number, as ports are.
            let is_fact = |(fact, _): &(&Fact, bool)| !matches!(fact, Fact::IcmpType { .. });
            let answers = branch.supposed.iter().filter(is_fact);
            let answers = answers.map(|(fact, answer)| {
                let known = facts.iter().position(|known| known == fact);
                let number = known.unwrap_or_else(|| {
                    facts.push(fact.clone());
                    facts.len() - 1
                });
                (number, answer)
            });
            numbered.push(answers.collect());
        }
        let words = facts.len().div_ceil(64);
        let bits = |answers: &[(usize, bool)], wanted: bool| -> Vec<u64> {
            let mut bits = vec![0; words];
            for (number, _) in answers.iter().filter(|(_, answer)| *answer == wanted) {
                if let Some(word) = bits.get_mut(number / 64) {
                    *word |= 1 << (number % 64);
                }
            }
            bits
        };
        let row = |(branch, answers): (&'a Branch<'_>, Vec<(usize, bool)>)| BranchRow {
            yes: bits(&answers, true),
            no: bits(&answers, false),
            possible: Number::ALL.map(|number| branch.supposed.possible(number)),
            access: branch.outcome.access,
        };
        let rows = branches.iter().zip(numbered).map(row).collect();
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
                .any(|no| yes.agrees(no, Some(fact), &Number::ALL))
        })
    }

    fn port_is_essential(&self, end: End) -> bool {
        let other = match end {
            End::Local => End::Remote,
            End::Remote => End::Local,
        };
        let (number, other) = (Number::port(end), Number::port(other));
        self.rows.iter().any(|a| {
            self.rows.iter().any(|b| {
                a.access != b.access
                    && !a.may_share(b, number)
                    && a.agrees(b, None, &[other, Number::IcmpType])
            })
        })
    }
}

impl BranchRow<'_> {
    /// The numbers that the answers leave possible.
    fn possible(&self, number: Number) -> &PossiblePorts {
        let [local, remote, icmp_type] = &self.possible;
        match number {
            Number::LocalPort => local,
            Number::RemotePort => remote,
            Number::IcmpType => icmp_type,
        }
    }

    /// Whether the number can be the same under both.
    fn may_share(&self, other: &Self, number: Number) -> bool {
        self.possible(number).overlaps(other.possible(number))
    }

    /// Whether the fact of this number may have the answer.
    fn allows(&self, fact: usize, answer: bool) -> bool {
        let contrary = if answer { &self.no } else { &self.yes };
        contrary
            .get(fact / 64)
            .is_none_or(|bits| bits & (1 << (fact % 64)) == 0)
    }

    /// Whether the answers of both rows can be true at once, `except` and numbers not named left aside.
    fn agrees(&self, other: &Self, except: Option<usize>, numbers: &[Number]) -> bool {
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
        !clash && numbers.iter().all(|number| self.may_share(other, *number))
    }
}
