//! The rules that two scenarios have in common.

use super::unnumbered::{StageEnd, is_unnumbered, place};
use crate::space::program::{Program, ProgramRule};
use nsg::facts::{Answers, Fact, RuleKey};
use nsg::{
    AddressMatch, AppliedTo, Conditions, Direction, Effect, Field, Name, Network, Priority,
    Scenario, StageRule, stages,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;

/// Positions of rules that only the later scenario has, where facts name them: no document is as long.
const NEW_RULES: usize = usize::MAX / 2;

/// Both scenarios' rules, those that are not in both in the same order marked as changed.
pub(super) fn pair<'a>(
    before: &'a Scenario,
    after: &'a Scenario,
    direction: Direction,
) -> [Program<'a>; 2] {
    let mut programs = [before, after]
        .map(|scenario| Program::new(&scenario.network, stages(scenario, direction)));
    let mut renamed = Vec::new();
    let meanings = Meanings::new(&before.network, &after.network);
    let [first, second] = &mut programs;
    for applied_to in [
        AppliedTo::VirtualNetwork,
        AppliedTo::Subnet,
        AppliedTo::NetworkInterface,
    ] {
        let of = |program: &mut Program<'a>| -> Option<usize> {
            program
                .stages
                .iter()
                .position(|stage| stage.applied_to == applied_to)
        };
        let (one, other) = (of(first), of(second));
        let mut nothing = (Vec::new(), Vec::new());
        let old = one.and_then(|at| first.stages.get_mut(at));
        let new = other.and_then(|at| second.stages.get_mut(at));
        let old = old.map_or(&mut nothing.0, |stage| &mut stage.rules);
        let new = new.map_or(&mut nothing.1, |stage| &mut stage.rules);
        pair_rules(old, new, &meanings);
        renamed.extend(new.iter().map(|rule| (rule.rule.key(), rule.asked.key())));
    }
    if !after.network.answers.is_empty() {
        // Answers to questions about rules must follow the rules to their new names.
        second.network = Cow::Owned(Network {
            answers: renamed_answers(&after.network.answers, &renamed),
            ..after.network.clone()
        });
    }
    programs
}

fn pair_rules<'a>(
    old: &mut Vec<ProgramRule<'a>>,
    new: &mut Vec<ProgramRule<'a>>,
    meanings: &Meanings,
) {
    let mut known: FxHashMap<PairingKey<'a>, usize> = FxHashMap::default();
    let mut ids = |rules: &[ProgramRule<'a>], side: u8| -> Vec<usize> {
        let id = |rule: &ProgramRule<'a>| {
            let next = known.len();
            *known
                .entry(PairingKey::new(rule, side, meanings))
                .or_insert(next)
        };
        rules.iter().map(id).collect()
    };
    let (mut old_ids, mut new_ids) = (ids(old, 0), ids(new, 1));
    let is_any_unnumbered =
        |rules: &[ProgramRule<'a>]| rules.iter().any(|rule| is_unnumbered(&rule.rule));
    let mut same = Vec::new();
    if is_any_unnumbered(old) && is_any_unnumbered(new) {
        let end = |rules, contents| StageEnd { rules, contents };
        same = place(&mut end(old, old_ids), &mut end(new, new_ids));
        // Both know it by one position, so that its places are not taken for those of another rule that says the same.
        let both = same.iter().map(|(old, new)| (*new, *old));
        let both: FxHashMap<usize, usize> = both.collect();
        for rule in new.iter_mut().filter(|rule| is_unnumbered(&rule.rule)) {
            let position = rule.rule.position;
            let new_position = position.saturating_add(NEW_RULES);
            rule.asked.position = both.get(&position).copied().unwrap_or(new_position);
        }
        (old_ids, new_ids) = (ids(old, 0), ids(new, 1));
    }
    let pairs = common(&old_ids, &new_ids);
    for rule in old.iter_mut().chain(new.iter_mut()) {
        rule.wanted = true;
    }
    for rule in new.iter_mut() {
        rule.asked.position = rule.rule.position.saturating_add(NEW_RULES);
    }
    let mut known: FxHashMap<usize, StageRule<'a>> = FxHashMap::default();
    let mut taken: FxHashSet<usize> = FxHashSet::default();
    for (old_position, new_position) in same {
        let rule = old.iter().find(|old| old.rule.position == old_position);
        known.extend(rule.map(|old| (new_position, old.rule.clone())));
        taken.insert(old_position);
    }
    let mut remember = |old: &ProgramRule<'a>, new: &ProgramRule<'a>| {
        // Two rules without a number that say the same may have two numbers.
        let are_unnumbered = is_unnumbered(&old.rule) && is_unnumbered(&new.rule);
        if !are_unnumbered
            && !known.contains_key(&new.rule.position)
            && !taken.contains(&old.rule.position)
        {
            known.insert(new.rule.position, old.rule.clone());
        }
    };
    for (old_place, new_place) in pairs {
        if let (Some(old), Some(new)) = (old.get_mut(old_place), new.get_mut(new_place)) {
            old.wanted = false;
            new.wanted = false;
            remember(old, new);
        }
    }
    // A rule that only stands elsewhere now is the same rule: what is not known of it is one thing.
    let is_open = |rule: &ProgramRule<'a>| rule.wanted && !rule.rule.contested;
    for (new, id) in new.iter().zip(&new_ids).filter(|(new, _)| is_open(new)) {
        let mut moved = old.iter().zip(&old_ids);
        let moved = moved.find(|(old, old_id)| {
            *old_id == id && is_open(old) && old.rule.rule_name() == new.rule.rule_name()
        });
        if let Some((old, _)) = moved {
            remember(old, new);
        }
    }
    // A contested rule stands in two places and is one rule.
    for new in new {
        if let Some(old) = known.get(&new.rule.position) {
            new.asked.position = old.position;
            new.asked.name = old.name;
            new.asked.kind = old.kind;
        }
    }
}

/// The content of a rule, by which two rules are the same one.
#[derive(PartialEq, Eq, Hash)]
struct PairingKey<'a> {
    conditions: &'a Conditions,
    effect: Field<Effect>,
    direction: bool,
    contested: bool,
    /// Of a place that a rule without a number may have: which rule, as facts know it, and after which number.
    place: Option<(usize, Option<Priority>)>,
    /// The scenario that it is of, where what the rule refers to is not the same in both.
    side: Option<u8>,
}

impl<'a> PairingKey<'a> {
    fn new(rule: &ProgramRule<'a>, side: u8, meanings: &Meanings) -> Self {
        let conditions = rule.rule.conditions;
        Self {
            conditions,
            effect: rule.rule.effect.clone(),
            direction: rule.rule.direction.known().is_some(),
            contested: rule.rule.contested,
            place: (rule.rule.contested && is_unnumbered(&rule.rule))
                .then_some((rule.asked.position, rule.rule.after)),
            side: meanings.differ(conditions).then_some(side),
        }
    }
}

/// The networks of both ends, for whether a tag or a group means the same in them.
struct Meanings<'a> {
    before: &'a Network,
    after: &'a Network,
    space: bool,
    answers: bool,
}

impl<'a> Meanings<'a> {
    fn new(before: &'a Network, after: &'a Network) -> Self {
        let tag =
            |network: &Network, name: &str| network.service_tags.get(&Name::from(name)).cloned();
        let tags = ["VirtualNetwork", "Internet", "AzureLoadBalancer"];
        let tags = tags
            .iter()
            .any(|name| tag(before, name) != tag(after, name));
        Self {
            before,
            after,
            space: tags || before.virtual_network != after.virtual_network,
            answers: before.answers != after.answers,
        }
    }

    fn differ(&self, conditions: &Conditions) -> bool {
        let mut entries = conditions.source.iter().chain(&conditions.destination);
        // Answers may be about anything that the rule leaves open.
        self.answers || entries.any(|entry| self.entry_differs(entry))
    }

    fn entry_differs(&self, entry: &AddressMatch) -> bool {
        match entry {
            AddressMatch::ServiceTag(name) if nsg::tags::DefaultTag::from_name(name).is_some() => {
                self.space
            }
            AddressMatch::ServiceTag(name) => {
                self.before.service_tags.get(name) != self.after.service_tags.get(name)
            }
            AddressMatch::ApplicationSecurityGroup(name) => {
                self.before.members(name) != self.after.members(name)
            }
            AddressMatch::Any
            | AddressMatch::PrintedAny
            | AddressMatch::Prefix(_)
            | AddressMatch::Unknown(_) => false,
        }
    }
}

/// The places of a longest list that both have in common, in order.
fn common(old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (
        old.get(front..).unwrap_or_default(),
        new.get(front..).unwrap_or_default(),
    );
    let back = old_rest.iter().rev().zip(new_rest.iter().rev());
    let back = back.take_while(|(a, b)| a == b).count();
    let old_middle = old_rest.get(..old_rest.len() - back).unwrap_or_default();
    let new_middle = new_rest.get(..new_rest.len() - back).unwrap_or_default();
    let mut pairs: Vec<(usize, usize)> = (0..front).map(|place| (place, place)).collect();
    let middle = common_middle(old_middle, new_middle).into_iter();
    pairs.extend(middle.map(|(a, b)| (front + a, front + b)));
    let ends = (0..back).map(|place| (old.len() - 1 - place, new.len() - 1 - place));
    pairs.extend(ends);
    pairs
}

/// The textbook's table of longest common subsequences; a stage has at most some thousand rules.
fn common_middle(old: &[usize], new: &[usize]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut table: Vec<u32> = vec![0; (old.len() + 1) * width];
    let at = |table: &[u32], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, a) in old.iter().enumerate().rev() {
        for (column, b) in new.iter().enumerate().rev() {
            let best = if a == b {
                at(&table, row + 1, column + 1) + 1
            } else {
                at(&table, row + 1, column).max(at(&table, row, column + 1))
            };
            if let Some(place) = table.get_mut(row * width + column) {
                *place = best;
            }
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while let (Some(a), Some(b)) = (old.get(row), new.get(column)) {
        if a == b {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if at(&table, row + 1, column) >= at(&table, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

fn renamed_answers(answers: &Answers, renamed: &[(RuleKey, RuleKey)]) -> Answers {
    let rename = |key: &RuleKey| {
        let known = renamed.iter().find(|(old, _)| old == key);
        known.map_or_else(|| key.clone(), |(_, new)| new.clone())
    };
    let mut result = answers.clone();
    for (fact, answer) in answers.iter() {
        let mut about = fact.clone();
        let rule = match &mut about {
            Fact::Field { rule, .. }
            | Fact::Direction { rule, .. }
            | Fact::Access { rule, .. }
            | Fact::Precedence { rule }
            | Fact::PrecedenceAfter { rule, .. }
            | Fact::PlatformTraffic { rule } => rule,
            Fact::ServiceTag { .. }
            | Fact::ApplicationSecurityGroup { .. }
            | Fact::Port { .. }
            | Fact::IcmpType { .. }
            | Fact::PortlessProtocol { .. } => continue,
        };
        *rule = rename(rule);
        result.remove(fact);
        result.insert(about, answer);
    }
    result
}
