//! A rule that allows what was recorded, and no more.

use super::lists::{ranges, ranges_within, widened, within};
use crate::replay::{Conversation, RulePlace, TrafficReplay};
use crate::result::rule_at;
use ipnet::IpNet;
use nsg::{
    Access, AddressMatch, AddressSet, AppliedTo, Conditions, Direction, Field, PortMatch,
    PortRange, Protocol, RuleKind, RuleProtocol, Scenario, SecurityRule, verify_without_reasons,
};
use nsg_analysis::results::{Compared, ShownRegions};
use nsg_analysis::{AddressNames, Comparison, Edit, Ends, FlowSet, Limits, compare, edited};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::net::IpAddr;
use text::text;

/// The options for narrower rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct TightenOptions {
    /// The length of the prefixes around recorded addresses, 8 to 32: a 24 keeps the whole /24 of each. Of IPv6 four times as much.
    pub prefix_length: u8,
    /// So many entries a list has at most: prefixes become wider before they become more.
    pub entries: usize,
}

impl Default for TightenOptions {
    /// Networks of 256 addresses, twenty of them at most.
    fn default() -> Self {
        Self {
            prefix_length: 24,
            entries: 20,
        }
    }
}

/// A rule that is narrower, and everything that it changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tightened<R = SecurityRule> {
    /// The rule as it would be.
    pub edit: Edit<R>,
    /// Recorded flows that the rule goes on to decide.
    pub flows: u64,
    /// Everything that it changes, over all flows: what it closes, nobody used in the record.
    pub impact: Compared,
}

impl Tightened {
    /// The same with the rule in another form.
    pub fn map_rule<'t, T>(&'t self, form: impl FnOnce(&'t SecurityRule) -> T) -> Tightened<T> {
        Tightened {
            edit: self.edit.map_rule(form),
            flows: self.flows,
            impact: self.impact.clone(),
        }
    }
}

/// The reason why a rule is not made narrower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTightened {
    /// There is no such rule, or it is none that a user can change.
    NoSuchRule,
    /// It denies: what it denies says nothing about what is needed.
    Denies,
    /// Its fields are not all known.
    Unknown,
    /// It decided nothing in the record: it can be disabled, and nothing tells whether it is needed.
    Unused,
    /// It allows no more than what was recorded.
    NarrowAlready,
    /// Missing facts that the rule depends on could change what was recorded: nothing would be proven.
    NotProven,
    /// The comparison is too large.
    TooLarge,
}

impl fmt::Display for NotTightened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchRule => text!("traffic-tighten-no-rule"),
            Self::Denies => text!("traffic-tighten-denies"),
            Self::Unknown => text!("traffic-tighten-unknown"),
            Self::Unused => text!("traffic-tighten-unused"),
            Self::NarrowAlready => text!("traffic-tighten-narrow"),
            Self::NotProven => text!("traffic-tighten-unproven"),
            Self::TooLarge => text!("traffic-tighten-large"),
        })
    }
}

impl std::error::Error for NotTightened {}

/// The decisions of a rule in the record.
#[derive(Default)]
struct Recorded {
    flows: u64,
    local: Vec<IpAddr>,
    remote: Vec<IpAddr>,
    ports: Vec<u16>,
    protocols: Vec<Protocol>,
}

impl TrafficReplay {
    /// The narrowest lists of addresses and ports with which a rule still decides everything that was recorded. The rule is one
    /// of those after the change, where there is one.
    ///
    /// # Errors
    ///
    /// [`NotTightened`], where there is none.
    pub fn tighten(
        &self,
        applied_to: AppliedTo,
        position: usize,
        options: TightenOptions,
    ) -> Result<Tightened, NotTightened> {
        let scenario = self.judge().newest();
        let group = scenario.group(applied_to).ok_or(NotTightened::NoSuchRule)?;
        let rule = group
            .security_rules
            .get(position)
            .ok_or(NotTightened::NoSuchRule)?;
        let named = rule_at(scenario, (applied_to, position)).ok_or(NotTightened::NoSuchRule)?;
        if named.name.kind != RuleKind::User {
            return Err(NotTightened::NoSuchRule);
        }
        let direction = *rule.direction.known().ok_or(NotTightened::Unknown)?;
        if !is_known(&rule.conditions) || rule.priority.known().is_none() {
            // What an unknown field matches after an edit is another question than before it: nothing could be proven.
            return Err(NotTightened::Unknown);
        }
        match rule.access.known() {
            Some(Access::Allow) => {}
            Some(Access::Deny) => return Err(NotTightened::Denies),
            None => return Err(NotTightened::Unknown),
        }
        let recorded = self.recorded((applied_to, position));
        if recorded.flows == 0 {
            return Err(NotTightened::Unused);
        }
        let length = options.prefix_length.clamp(8, 32);
        let length = length.min(self.tally().conversations.prefix_length());
        let options = TightenOptions {
            prefix_length: length,
            entries: options.entries.max(1),
        };
        let conditions = narrowed(scenario, rule, direction, &recorded, options);
        if conditions == rule.conditions {
            return Err(NotTightened::NarrowAlready);
        }
        let edit = Edit::Replace {
            rule: named,
            with: SecurityRule {
                conditions,
                // What Azure refused was about the lists that go.
                refusals: Vec::new(),
                spellings: nsg::Spellings::default(),
                ..rule.clone()
            },
        };
        let after = edited(scenario, std::slice::from_ref(&edit));
        let comparison = compare(scenario, &after, Some(direction), Limits::default());
        let comparison = comparison.map_err(|_| NotTightened::TooLarge)?;
        if self.changes_recorded(&comparison, direction) {
            return Err(NotTightened::NotProven);
        }
        let names = AddressNames::new(&after.network);
        Ok(Tightened {
            edit,
            flows: recorded.flows,
            impact: Compared::new(&comparison, &names, &after, ShownRegions::default()),
        })
    }

    /// Whether the access of a recorded flow may change.
    fn changes_recorded(&self, comparison: &Comparison, direction: Direction) -> bool {
        let length = self.tally().conversations.prefix_length();
        let changed = |conversation: &Conversation| {
            let recorded = flows_of(conversation, length);
            let mut changes = comparison.changes.iter();
            changes.any(|change| !change.flows.is_disjoint(&recorded))
        };
        let is_here = |conversation: &Conversation| {
            let counting = self.tally().counted.get(conversation.place as usize);
            counting.is_some_and(|counting| counting.is_ours) && conversation.direction == direction
        };
        let mut recorded = self.tally().conversations.iter();
        recorded.any(|(conversation, _)| is_here(&conversation) && changed(&conversation))
    }

    /// The rule's decisions, and those that may be its own where missing facts leave the rule open.
    fn recorded(&self, rule: RulePlace) -> Recorded {
        let scenario = self.judge().newest();
        let may_decide = |place: u32| {
            let counting = self.tally().counted.get(place as usize);
            counting
                .filter(|counting| counting.is_ours)
                .is_some_and(|counting| {
                    let outcome = self.judge().outcome(counting.outcome);
                    outcome.is_some_and(|outcome| {
                        let answer = outcome.newest();
                        answer.matched.contains(&rule)
                            || (answer.is_open
                                && may_match(scenario, &counting.counted.example, rule))
                    })
                })
        };
        let places: Vec<bool> = (0..self.tally().counted.len())
            .map(|place| may_decide(u32::try_from(place).unwrap_or(u32::MAX)))
            .collect();
        let mut recorded = Recorded::default();
        for (conversation, counts) in self.tally().conversations.iter() {
            if places.get(conversation.place as usize) != Some(&true) {
                continue;
            }
            recorded.flows += counts.flows;
            recorded.local.push(conversation.local);
            recorded.remote.push(conversation.remote);
            recorded.ports.extend(conversation.port);
            if !recorded.protocols.contains(&conversation.protocol) {
                recorded.protocols.push(conversation.protocol);
            }
        }
        for list in [&mut recorded.local, &mut recorded.remote] {
            list.sort_unstable();
            list.dedup();
        }
        recorded
    }
}

/// Every flow that a conversation can be of: source ports are not kept, and remote addresses perhaps by their networks.
fn flows_of(conversation: &Conversation, prefix_length: u8) -> FlowSet {
    let network = |address: IpAddr, length: u8| -> AddressSet {
        let length = match address {
            IpAddr::V4(_) => length,
            IpAddr::V6(_) => length.saturating_mul(4),
        };
        IpNet::new(address, length).ok().into_iter().collect()
    };
    let every = vec![PortRange::ALL];
    let (from, to) = match conversation.port {
        Some(port) => (every, vec![PortRange::single(port)]),
        None if conversation.protocol.has_ports() => (every.clone(), every),
        None => (Vec::new(), Vec::new()),
    };
    let direction = conversation.direction;
    let (local_ports, remote_ports) = match direction {
        Direction::Inbound => (to, from),
        Direction::Outbound => (from, to),
    };
    FlowSet {
        direction,
        protocols: vec![conversation.protocol],
        local: Ends {
            addresses: network(conversation.local, 32),
            ports: local_ports,
        },
        remote: Ends {
            addresses: network(conversation.remote, prefix_length),
            ports: remote_ports,
        },
    }
}

fn is_known(conditions: &Conditions) -> bool {
    let addresses = conditions.source.iter().chain(&conditions.destination);
    let mut ports = conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports);
    conditions.protocol.known().is_some()
        && !addresses
            .into_iter()
            .any(|entry| matches!(entry, AddressMatch::Unknown(_)))
        && !ports.any(|entry| matches!(entry, PortMatch::Unknown(_)))
}

/// Whether the rule may match a flow about which a missing fact decides.
fn may_match(scenario: &Scenario, flow: &nsg::Flow, (applied_to, position): RulePlace) -> bool {
    let verdict = verify_without_reasons(scenario, flow);
    let groups = verdict.evaluated_network_security_groups.iter();
    let mut rules = groups
        .filter(|group| group.applied_to == applied_to)
        .flat_map(|group| &group.rules_evaluation_result);
    rules.any(|rule| rule.position == position && rule.matched != Some(false))
}

fn narrowed(
    scenario: &Scenario,
    rule: &SecurityRule,
    direction: Direction,
    recorded: &Recorded,
    options: TightenOptions,
) -> Conditions {
    let (from, to) = match direction {
        Direction::Inbound => (&recorded.remote, &recorded.local),
        Direction::Outbound => (&recorded.local, &recorded.remote),
    };
    let own = &rule.conditions;
    let has_ports = recorded
        .protocols
        .iter()
        .all(|protocol| protocol.has_ports());
    Conditions {
        protocol: match (own.protocol.known(), recorded.protocols.as_slice()) {
            (Some(RuleProtocol::Any), [one]) => Field::Known(RuleProtocol::One(*one)),
            _ => own.protocol.clone(),
        },
        source: addresses(scenario, &own.source, from, options),
        destination: addresses(scenario, &own.destination, to, options),
        // Source ports are chosen by chance: a list of those that were seen would break the next flow.
        source_ports: own.source_ports.clone(),
        destination_ports: match has_ports {
            true => ports(&own.destination_ports, &recorded.ports, options.entries),
            false => own.destination_ports.clone(),
        },
    }
}

/// The list of a field, narrower where that is sure to be within it.
fn addresses(
    scenario: &Scenario,
    own: &[AddressMatch],
    recorded: &[IpAddr],
    options: TightenOptions,
) -> Vec<AddressMatch> {
    let Some(bounds) = known_set(scenario, own) else {
        // What a tag holds is not known: an address that was recorded is no proof for its neighbours.
        return own.to_vec();
    };
    // Whether an address is in a tag may be a missing fact: what is sure to be in it is not all of it.
    if recorded.iter().any(|address| !bounds.contains(*address)) {
        return own.to_vec();
    }
    // The widest prefixes that are few enough, within what the rule allows.
    let mut length = options.prefix_length;
    let set = loop {
        let set = within(&widened(recorded, length, options.entries), &bounds);
        if length <= 8 || set.prefixes().len() <= options.entries {
            break set;
        }
        length -= 1;
    };
    if set == bounds || set.prefixes().len() > options.entries.max(own.len()) {
        return own.to_vec();
    }
    set.prefixes()
        .into_iter()
        .map(AddressMatch::Prefix)
        .collect()
}

/// Every address of the entries, where all are known.
fn known_set(scenario: &Scenario, entries: &[AddressMatch]) -> Option<AddressSet> {
    let names = AddressNames::new(&scenario.network);
    let mut all = AddressSet::default();
    for entry in entries {
        let set = match entry {
            AddressMatch::Any | AddressMatch::PrintedAny => {
                AddressSet::from_ranges(&[(0, u32::MAX)], vec![(0, u128::MAX)])
            }
            AddressMatch::Prefix(prefix) => std::iter::once(*prefix).collect(),
            AddressMatch::ServiceTag(tag) => names.set(tag.as_str())?.clone(),
            AddressMatch::ApplicationSecurityGroup(_) | AddressMatch::Unknown(_) => return None,
        };
        all = all.with(&set);
    }
    Some(all)
}

fn ports(own: &[PortMatch], recorded: &[u16], entries: usize) -> Vec<PortMatch> {
    let bounds = own.iter().map(|port| match port {
        PortMatch::Any => Some(PortRange::ALL),
        PortMatch::Range(range) => Some(*range),
        PortMatch::Unknown(_) => None,
    });
    let Some(bounds) = bounds.collect::<Option<Vec<_>>>() else {
        return own.to_vec();
    };
    let narrow = ranges_within(&ranges(recorded, entries), &bounds);
    let is_same = narrow.len() == bounds.len() && narrow.iter().all(|range| bounds.contains(range));
    match is_same {
        true => own.to_vec(),
        false => narrow.into_iter().map(PortMatch::Range).collect(),
    }
}
