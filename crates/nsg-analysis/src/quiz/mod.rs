//! Questions about one's own groups, where the first look is wrong.
//!
//! For each rule the exact sets of flows are asked where it matches and something else decides, or where it misses by
//! little. A flow of such a set is a question only if the reference says of that very flow what the question claims.

mod defaults;
mod judged;
mod misses;
mod seed;
mod shadowed;
mod subject;
mod tags;
mod trap;
mod typical;
mod within;

pub use trap::Trap;

use crate::limits::{Limits, TooLarge};
use nsg::{AppliedTo, Direction, Flow, Scenario, StageRule, stages};
use rustc_hash::FxHashSet;
use seed::Chance;
use serde::{Deserialize, Serialize};
use subject::{QuizSubject, is_plain};

/// A flow, and why it surprises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizQuestion {
    /// What is asked: what becomes of it, and by which rule?
    #[serde(with = "nsg::ip_flow")]
    pub flow: Flow,
    /// Where the first look is wrong.
    pub trap: Trap,
    /// The explanation, in one or two sentences.
    pub why: String,
}

/// So many questions are asked at most.
pub const QUESTIONS: usize = 8;

/// Of a direction, so many rules are looked at: enough for every trap, and quick where there are a thousand.
const RULES: usize = 24;

/// Questions about these groups, none where nothing surprises. The same seed asks the same ones.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub fn quiz(scenario: &Scenario, seed: u64, limits: Limits) -> Result<Vec<QuizQuestion>, TooLarge> {
    let subject = QuizSubject::new(scenario, limits);
    let mut chance = Chance::new(seed);
    let mut found = Vec::new();
    for direction in [Direction::Inbound, Direction::Outbound] {
        let stages = stages(scenario, direction);
        let rules = stages.iter().flat_map(|stage| &stage.rules);
        let mut rules: Vec<&StageRule<'_>> = rules.filter(|rule| is_plain(rule)).collect();
        if rules.len() > RULES {
            chance.shuffle(&mut rules);
            rules.truncate(RULES);
        }
        for rule in rules {
            found.extend(shadowed::questions(&subject, direction, rule)?);
            found.extend(defaults::questions(&subject, direction, rule)?);
            found.extend(misses::questions(&subject, direction, rule)?);
        }
        found.extend(tags::questions(&subject, direction)?);
    }
    Ok(mixed(found, chance))
}

/// A question that could be asked.
struct Candidate {
    question: QuizQuestion,
    /// The rules that it is about: one question is enough for them.
    about: Vec<(AppliedTo, usize)>,
}

impl Candidate {
    fn new(trap: Trap, flow: Flow, why: String, about: &[(AppliedTo, usize)]) -> Self {
        Self {
            question: QuizQuestion { flow, trap, why },
            about: about.to_vec(),
        }
    }
}

/// One of each trap in turn, until there are enough or none are left.
fn mixed(found: Vec<Candidate>, mut chance: Chance) -> Vec<QuizQuestion> {
    let mut traps = Trap::ALL.map(|trap| of_trap(&found, trap, &mut chance));
    chance.shuffle(&mut traps);
    let mut flows = FxHashSet::default();
    let mut chosen = Vec::new();
    loop {
        let before = chosen.len();
        for trap in &mut traps {
            let fresh = |question: &QuizQuestion| flows.insert(question.flow);
            if chosen.len() < QUESTIONS {
                chosen.extend(trap.find(fresh));
            }
        }
        if chosen.len() == before {
            return chosen;
        }
    }
}

/// The questions of a trap, those about different rules, in the seed's order.
fn of_trap(
    found: &[Candidate],
    trap: Trap,
    chance: &mut Chance,
) -> impl Iterator<Item = QuizQuestion> + use<> {
    let mut about = FxHashSet::default();
    let of_trap = found.iter().filter(|found| found.question.trap == trap);
    let first = of_trap.filter(|found| about.insert(&found.about));
    let mut questions: Vec<QuizQuestion> = first.map(|found| found.question.clone()).collect();
    chance.shuffle(&mut questions);
    // Whoever has to look things up for every answer learns nothing.
    if trap == Trap::Depends {
        questions.truncate(1);
    }
    questions.into_iter()
}
