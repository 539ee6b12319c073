//! A survey of one list: the rules that ever decide, and those that would decide in their place.

use super::deciding::DecidingRulesAsker;
use super::flows::flow_set;
use super::open_rules::{OpenRule, OpenRules, entries, start};
use super::prune::Pruner;
use crate::limits::{Limits, TooLarge};
use crate::space::Space;
use crate::space::axis::insert;
use crate::space::program::{Program, ProgramStage};
use crate::space::slice::{FIELDS, SpaceSlice};
use nsg::platform::PlatformTag;
use nsg::{AddressMatch, AppliedTo, Direction, Effect, Field, Flow};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a survey of one stage found, by the places of its rules in checking order.
#[derive(Debug, Default)]
pub(crate) struct Survey<'p> {
    /// Rules that decide for some flow, or may under some answers, with where.
    pub(crate) reached: FxHashMap<usize, EqualPoints<'p>>,
    /// Rules without which some flow would, or might, end otherwise.
    pub(crate) needed: FxHashSet<usize>,
    /// A rule that decides, and the next one that matches, where they do not do the same; with where.
    pub(crate) disputed: FxHashMap<(usize, usize), EqualPoints<'p>>,
}

/// Flows that no rule tells apart. Most are never asked for a flow, which is more work than to find them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EqualPoints<'p> {
    slice: &'p SpaceSlice,
    path: [usize; FIELDS],
    /// So many fields are on the path; the others tell nothing apart.
    fields: usize,
}

impl EqualPoints<'_> {
    /// One of the flows, such as a person would name.
    pub(crate) fn flow(&self, direction: Direction) -> Option<Flow> {
        let path = self.path.get(..self.fields).unwrap_or(&self.path);
        witness(direction, self.slice, path)
    }
}

struct Surveyor<'p, 'a> {
    space: &'p Space,
    stage: &'p ProgramStage<'a>,
    pruner: Pruner<'p, 'a>,
    asker: DecidingRulesAsker<'p, 'a>,
    limits: Limits,
    bytes: usize,
    survey: Survey<'p>,
}

/// Surveys the only stage of a program.
///
/// # Errors
///
/// [`TooLarge`] beyond the limits.
pub(crate) fn survey<'p>(
    direction: Direction,
    programs: &'p [Program<'_>],
    space: &'p Space,
    platform: Vec<u64>,
    limits: Limits,
) -> Result<Survey<'p>, TooLarge> {
    let [program] = programs else {
        return Ok(Survey::default());
    };
    let Some(stage) = program.stages.first() else {
        return Ok(Survey::default());
    };
    let mut surveyor = Surveyor {
        space,
        stage,
        // One that decides and one that would without it.
        pruner: Pruner::new(programs, platform, 2),
        asker: DecidingRulesAsker::new(direction, program),
        limits,
        bytes: 0,
        survey: Survey::default(),
    };
    for slice in &space.slices {
        let live = surveyor.pruner.prune(start(space, slice), slice, 0);
        surveyor.step(slice, 0, live, &mut [0; FIELDS], &mut FxHashSet::default())?;
    }
    Ok(surveyor.survey)
}

/// One of the flows of these classes, such as a person would name.
pub(super) fn witness(direction: Direction, slice: &SpaceSlice, path: &[usize]) -> Option<Flow> {
    let mut sets = slice.axes.each_ref().map(|axis| axis.all().clone());
    for ((set, axis), class) in sets.iter_mut().zip(&*slice.axes).zip(path) {
        *set = axis.none();
        insert(set, *class);
    }
    flow_set(direction, slice, slice.protocols.clone(), &sets).witness()
}

/// The rules behind one, up to the first that is sure to match.
#[derive(Clone, Copy, Default)]
struct Behind {
    /// The one that is sure to match.
    closed: Option<OpenRule>,
    /// What they do.
    does: CommonEffect,
}

/// What some rules do.
#[derive(Clone, Copy, Default)]
enum CommonEffect {
    /// There are none.
    #[default]
    Nothing,
    /// All of them this, where it is known.
    Alike(Option<Effect>),
    /// Not all the same.
    Otherwise,
}

impl Behind {
    /// Whether no rule of them does anything else.
    fn all_do(&self, effect: Option<Effect>) -> bool {
        match self.does {
            CommonEffect::Nothing => true,
            CommonEffect::Alike(does) => does == effect,
            CommonEffect::Otherwise => false,
        }
    }
}

impl<'p> Surveyor<'p, '_> {
    fn step(
        &mut self,
        slice: &'p SpaceSlice,
        field: usize,
        live: OpenRules,
        path: &mut [usize; FIELDS],
        walked: &mut FxHashSet<(usize, OpenRules)>,
    ) -> Result<(), TooLarge> {
        let key = (field, live);
        if walked.contains(&key) {
            return Ok(());
        }
        self.bytes += key.1.len() * 4 + 64;
        self.limits.check(self.bytes)?;
        let settled = self.pruner.is_settled(&key.1, slice, field);
        match slice.axes.get(field).filter(|_| !settled) {
            None => {
                let spot = EqualPoints {
                    slice,
                    path: *path,
                    fields: field,
                };
                self.visit(spot, &key.1);
            }
            Some(axis) => {
                for (left, _, class) in self.space.groups(axis, field, &key.1) {
                    if let Some(place) = path.get_mut(field) {
                        *place = class;
                    }
                    let left = self.pruner.prune(left, slice, field + 1);
                    self.step(slice, field + 1, left, path, walked)?;
                }
            }
        }
        walked.insert(key);
        Ok(())
    }

    /// Looks at flows for which these rules are left, in checking order.
    fn visit(&mut self, spot: EqualPoints<'p>, live: &OpenRules) {
        // Platform traffic is judged by rules that name its tag, and by security admin rules perhaps.
        let platform = self.pruner.may_be_platform(live);
        let judges = |entry: &OpenRule| !platform || self.judges_platform(*entry);
        let own =
            |entry: &OpenRule| self.stage.words.contains(&(entry.bit() / 64)) && judges(entry);
        let own: Vec<OpenRule> = entries(live).filter(own).collect();
        let first = self.stage.words.start * 64;
        let mut looked = Vec::new();
        for (entry, behind) in own.iter().zip(self.behind(&own)) {
            let place = entry.bit() - first;
            let effect = self.effect(*entry);
            let mut same = effect.is_some() && !platform && behind.all_do(effect);
            match behind.closed {
                Some(closed) if !entry.is_open() && !same && effect.is_some() => {
                    let pair = (place, closed.bit() - first);
                    self.survey.disputed.entry(pair).or_insert(spot);
                }
                Some(_) => {}
                // Where no rule matches, the stage is passed.
                None => same &= effect == Some(Effect::Pass),
            }
            looked.push((place, !same));
            if !entry.is_open() {
                break;
            }
        }
        let is_open = own.first().is_some_and(|entry| entry.is_open());
        let is_group = self.stage.applied_to != AppliedTo::VirtualNetwork;
        let news = |(place, may_be_needed): &(usize, bool)| {
            !self.survey.reached.contains_key(place)
                || (*may_be_needed && !self.survey.needed.contains(place))
        };
        let asked = match is_open && is_group && !platform && looked.iter().any(news) {
            true => self.asker.ask(spot.slice, &spot.path, live),
            false => None,
        };
        for (place, may_be_needed) in looked {
            let position = self.stage.rules.get(place).map(|rule| rule.rule.position);
            let (decides, needed) = match (&asked, position) {
                (Some(asked), Some(position)) => (
                    asked.all.contains(&position),
                    asked.needed.contains(&position),
                ),
                // What may be is taken to be.
                _ => (true, may_be_needed),
            };
            if decides {
                self.survey.reached.entry(place).or_insert(spot);
            }
            if needed {
                self.survey.needed.insert(place);
            }
        }
    }

    /// What is behind each entry, up to the first that is sure to match: from the last one to the first, since there may be
    /// thousands that are not.
    fn behind(&self, own: &[OpenRule]) -> Vec<Behind> {
        let mut behind = Behind::default();
        let mut all = Vec::with_capacity(own.len());
        for entry in own.iter().rev() {
            all.push(behind);
            let effect = self.effect(*entry);
            behind = match entry.is_open() {
                true => Behind {
                    does: match behind.does {
                        CommonEffect::Nothing => CommonEffect::Alike(effect),
                        CommonEffect::Alike(others) if others == effect => behind.does,
                        _ => CommonEffect::Otherwise,
                    },
                    ..behind
                },
                false => Behind {
                    closed: Some(*entry),
                    does: CommonEffect::Alike(effect),
                },
            };
        }
        all.reverse();
        all
    }

    fn judges_platform(&self, entry: OpenRule) -> bool {
        let names_tag = |entry: &AddressMatch| matches!(entry, AddressMatch::ServiceTag(name) if PlatformTag::from_name(name).is_some());
        let place = entry.bit().checked_sub(self.stage.words.start * 64);
        let rule = place.and_then(|place| self.stage.rules.get(place));
        self.stage.applied_to == AppliedTo::VirtualNetwork
            || rule.is_some_and(|rule| rule.rule.conditions.destination.iter().any(names_tag))
    }

    fn effect(&self, entry: OpenRule) -> Option<Effect> {
        let place = entry.bit().checked_sub(self.stage.words.start * 64)?;
        match &self.stage.rules.get(place)?.rule.effect {
            Field::Known(effect) => Some(*effect),
            Field::Unknown(_) => None,
        }
    }
}
