//! The reference evaluator: what Azure does, as obvious code.
//!
//! A flow passes stages: security admin rules, then the subnet's group and the network interface's
//! (outbound the other way round). In each, rules are checked by priority and the first that matches
//! decides: deny ends it, allow passes the flow on. A stage that is absent passes too. Sources:
//! `virtual-network/network-security-groups-overview.md`, `network-security-group-how-it-works.md` and
//! `virtual-network-manager/concept-security-admins.md` in Microsoft's documentation; every answer that
//! was recorded from the live service is in `tests/conformance`.
//!
//! Where a fact is missing, the walk forks: it goes on once as if the answer were yes and once as if it
//! were no. What all branches agree on is the verdict ([`crate::verify()`]); what they do not agree on depends on
//! the facts.

use crate::facts::{Answers, Fact};
use crate::matching::{Facts, Match};
use crate::model::address::AddressMatch;
use crate::model::applied_to::AppliedTo;
use crate::model::flow::Flow;
use crate::model::name::Name;
use crate::model::network::Network;
use crate::model::protocol::Protocol;
use crate::model::rule::Access;
use crate::platform::{PlatformService, PlatformTag};
use crate::stages::{Effect, Stage, StageRule};

/// More branches than a person can have questions for. Beyond it the verdict is `Depends`, which is
/// never wrong, only less exact: deciding rule lists with free facts is as hard as satisfiability.
pub const BRANCH_LIMIT: usize = 4096;

/// How much work the branches of one verdict may be, in rules that are compared. Beyond it the verdict is `Depends`
/// on the fact that is met first. It is a few milliseconds in WebAssembly, whatever the text.
const WORK_LIMIT: usize = 1 << 17;

/// What it takes to suppose one more thing, for each thing that is supposed already: it is copied.
const WORK_OF_A_FACT: usize = 16;

/// One way the flow can go, under the answers that it supposes.
#[derive(Clone, Debug)]
pub struct Branch<'a> {
    /// The answers.
    pub supposed: Answers,
    /// Where the flow ends under them.
    pub outcome: BranchEnd<'a>,
}

/// Where a flow ends.
#[derive(Clone, Debug)]
pub struct BranchEnd<'a> {
    /// What becomes of it.
    pub access: Access,
    /// The rule that decided: the one that ended it, else the last group's that allowed.
    pub rule: Option<&'a StageRule<'a>>,
    /// How many stages the flow saw.
    pub stages: usize,
}

/// All branches of the verdict.
#[derive(Clone, Debug)]
pub struct Branches<'a> {
    /// Those that were walked to their end.
    pub all: Vec<Branch<'a>>,
    /// The fact at which the walk was given up: there were too many branches, or they were too much work.
    pub given_up: Option<Fact>,
    /// What it took, in rules that were compared: some ten nanoseconds each.
    pub work: usize,
}

/// Walks the flow under every combination of answers to the facts that it meets, those that are
/// `supposed` already taken as they are.
pub fn branches<'a>(
    network: &Network,
    stages: &'a [Stage<'a>],
    flow: &Flow,
    supposed: Answers,
) -> Branches<'a> {
    let mut result = Branches {
        all: Vec::new(),
        given_up: None,
        work: 0,
    };
    // A port that the answers rule out together with what is supposed is no branch.
    let mut supposed = supposed.within_ports_of(&network.answers);
    let unread = UnreadRules::of(stages, &Facts::new(network, flow, &supposed));
    let mut place = WalkPosition::default();
    let mut open = Vec::new();
    loop {
        let facts = Facts::new(network, flow, &supposed);
        let walked = walk(stages, &facts, &unread, &mut place);
        result.work += std::mem::take(&mut place.work);
        match walked {
            Ok(outcome) => result.all.push(Branch { supposed, outcome }),
            Err(fact) => {
                result.work += supposed.len() * WORK_OF_A_FACT;
                if result.all.len() + open.len() >= BRANCH_LIMIT || result.work > WORK_LIMIT {
                    // One question leads to the next: the first thing that was supposed is enough to go on.
                    let first = supposed.iter().next().map(|(first, _)| first.clone());
                    result.given_up = Some(first.unwrap_or(fact));
                    return result;
                }
                open.push((supposed.with(fact.clone(), false), place));
                supposed.insert(fact, true);
                continue;
            }
        }
        match open.pop() {
            Some(next) => (supposed, place) = next,
            None => return result,
        }
    }
}

/// Rules of which nothing is known: what several of a stage may do, one of them may do, too. So the first is asked about, and
/// the next when that is settled.
struct UnreadRules {
    /// Of each stage the first that may match.
    first: Vec<Option<usize>>,
    /// Whether nothing was answered that may tell another one from it.
    are_alike: bool,
}

impl UnreadRules {
    fn of(stages: &[Stage<'_>], facts: &Facts<'_>) -> Self {
        let of_stage = |stage: &Stage<'_>| {
            let mut unread = stage.rules.iter().filter(|rule| rule.is_unread());
            let open = unread.find(|rule| matches!(rule.matches(facts), Match::Unknown(_)));
            open.map(|rule| rule.position)
        };
        Self {
            first: stages.iter().map(of_stage).collect(),
            are_alike: facts.given.is_empty() && facts.supposed.is_empty(),
        }
    }

    /// Whether the rule is unread, and none that is asked about: for one that is known there is no need to look.
    fn is_other(&self, stage: usize, rule: &StageRule<'_>) -> bool {
        let first = self.first.get(stage).copied().flatten();
        first.is_some_and(|first| first != rule.position) && rule.is_unread()
    }
}

/// How far a walk has come. Rules before it do not match, whatever else is supposed.
#[derive(Clone, Copy, Default)]
struct WalkPosition<'a> {
    stage: usize,
    rule: usize,
    passed: Option<&'a StageRule<'a>>,
    /// What the walk was since this was last looked at, in rules.
    work: usize,
}

/// Walks on from `place`, as if everything that is supposed were so.
///
/// # Errors
///
/// The first missing fact that stands in the way; `place` is then where it was missed.
fn walk<'a>(
    stages: &'a [Stage<'a>],
    facts: &Facts<'_>,
    unread: &UnreadRules,
    place: &mut WalkPosition<'a>,
) -> Result<BranchEnd<'a>, Fact> {
    let platform = facts.platform_service()?;
    let end = |access, rule, stages| {
        Ok(BranchEnd {
            access,
            rule,
            stages,
        })
    };
    for stage in stages.iter().skip(place.stage) {
        if let Some(rule) = first_match(stage, facts, platform, unread, place)? {
            match rule.effect(facts)? {
                Effect::Drop => return end(Access::Deny, Some(rule), place.stage + 1),
                Effect::Deliver => return end(Access::Allow, Some(rule), place.stage + 1),
                // An admin rule that passes leaves the decision to the groups, if there are any.
                Effect::Pass if stage.applied_to == AppliedTo::VirtualNetwork => {}
                Effect::Pass => place.passed = Some(rule),
            }
        }
        place.stage += 1;
        place.rule = 0;
    }
    // What ordinary rules leave alone, no rule has decided.
    end(
        Access::Allow,
        if platform.is_some() {
            None
        } else {
            place.passed
        },
        place.stage,
    )
}

/// The first rule of the stage that matches; `place` is moved past those that do not.
fn first_match<'a>(
    stage: &'a Stage<'a>,
    facts: &Facts<'_>,
    platform: Option<PlatformService>,
    unread: &UnreadRules,
    place: &mut WalkPosition<'a>,
) -> Result<Option<&'a StageRule<'a>>, Fact> {
    for rule in stage.rules.iter().skip(place.rule) {
        // Most rules are ruled out by their first entries; what is supposed of an ICMP type is looked through for each.
        let is_icmp = facts.flow.protocol == Protocol::Icmp;
        let supposed = if is_icmp { facts.supposed.len() } else { 0 };
        place.work += 1 + rule.conditions.entries() / 8 + supposed;
        if !(unread.are_alike && unread.is_other(place.stage, rule)) {
            match rule.reaches(platform, facts).and(|| rule.matches(facts)) {
                Match::Yes => return Ok(Some(rule)),
                Match::Unknown(fact) if !unread.is_other(place.stage, rule) => return Err(fact),
                Match::No | Match::Unknown(_) => {}
            }
        }
        place.rule += 1;
    }
    Ok(None)
}

impl StageRule<'_> {
    /// Whether the rule judges this traffic at all: platform traffic is judged only by rules that name
    /// its tag. Whether security admin rules judge it is not documented, so it is asked.
    pub(crate) fn reaches(&self, platform: Option<PlatformService>, facts: &Facts<'_>) -> Match {
        let Some(service) = platform else {
            return Match::Yes;
        };
        let names_it = service.tag().is_some_and(|tag| self.names(tag));
        if names_it {
            return Match::Yes;
        }
        match self.applied_to {
            AppliedTo::VirtualNetwork => facts
                .conditions(self.conditions, &|| self.key())
                .and(|| facts.ask(Fact::PlatformTraffic { rule: self.key() })),
            AppliedTo::Subnet | AppliedTo::NetworkInterface => Match::No,
        }
    }

    fn names(&self, tag: PlatformTag) -> bool {
        let is_tag = |name: &Name| PlatformTag::from_name(name) == Some(tag);
        let entries = &self.conditions.destination;
        entries
            .iter()
            .any(|entry| matches!(entry, AddressMatch::ServiceTag(name) if is_tag(name)))
    }
}
