//! The facts that flows hang on, in words.

use crate::flow_set::FlowSet;
use crate::names::AddressNames;
use nsg::facts::{Fact, RuleKey};
use nsg::platform::PlatformTag;
use nsg::tags::DefaultTag;
use nsg::{AddressMatch, Direction, Name, PortMatch, Question, Scenario, StageRule, stages};
use text::text;

/// `what is in Storage`.
///
/// One flow of the set tells what it hangs on. That all of them hang on the same is said only where there
/// is nothing else in the rules that they could hang on.
pub(super) fn hanging_on(flows: &FlowSet, names: &AddressNames, after: &Scenario) -> String {
    let witness = flows.witness().map(|flow| nsg::verify(after, &flow));
    let facts = witness
        .map(|verdict| verdict.depends_on)
        .unwrap_or_default();
    let mut told: Vec<String> = Vec::new();
    for fact in &facts {
        let text = match &fact.about {
            Question::Fact(fact) => words(fact),
            Question::Port { .. } => text!("impact-fact-port").to_owned(),
        };
        if !told.contains(&text) {
            told.push(text);
        }
    }
    match (told.as_slice(), doubts(flows, names, after)) {
        ([], _) => text!("impact-facts").to_owned(),
        ([only], 1) => only.clone(),
        ([first, ..], _) => text!("impact-facts-such-as", first),
    }
}

/// A fact as something to know.
fn words(fact: &Fact) -> String {
    let bare = |rule: &RuleKey| rule.name.rsplit('/').next().unwrap_or_default().to_owned();
    match fact {
        Fact::ServiceTag { tag, .. } => text!("impact-fact-tag", tag),
        Fact::ApplicationSecurityGroup { group, .. } => {
            text!("impact-fact-group", group = group.last_segment())
        }
        Fact::Port { .. } => text!("impact-fact-port").to_owned(),
        Fact::Field { rule, field, .. } => {
            text!("impact-fact-field", field = field.word(), rule = bare(rule))
        }
        Fact::Direction { rule, .. } => text!("impact-fact-direction", rule = bare(rule)),
        Fact::Access { rule, .. } => text!("impact-fact-access", rule = bare(rule)),
        Fact::Precedence { rule } | Fact::PrecedenceAfter { rule, .. } => {
            text!("impact-fact-priority", rule = bare(rule))
        }
        Fact::IcmpType { .. } => text!("impact-fact-icmp-type").to_owned(),
        Fact::PortlessProtocol { protocol } => text!("impact-fact-portless-protocol", protocol),
        Fact::PlatformTraffic { rule } => text!("impact-fact-platform-traffic", rule = bare(rule)),
    }
}

/// How many different things the rules leave open for these flows: never too few.
fn doubts(flows: &FlowSet, names: &AddressNames, scenario: &Scenario) -> usize {
    let stages = stages(scenario, flows.direction);
    let mut open_names: Vec<&Name> = Vec::new();
    let (mut count, mut ports_named) = (0, false);
    for rule in stages.iter().flat_map(|stage| &stage.rules) {
        count += open_fields(rule);
        let conditions = rule.conditions;
        let mut ports = conditions
            .source_ports
            .iter()
            .chain(&conditions.destination_ports);
        ports_named |= ports.any(|port| *port != PortMatch::Any);
        for entry in conditions.source.iter().chain(&conditions.destination) {
            let name = match entry {
                AddressMatch::ServiceTag(name) => {
                    Some(name).filter(|name| tag_is_open(name, flows, names, scenario))
                }
                AddressMatch::ApplicationSecurityGroup(name) => {
                    Some(name).filter(|name| scenario.network.members(name).is_none())
                }
                AddressMatch::Unknown(_) | AddressMatch::PrintedAny => {
                    count += 1;
                    None
                }
                AddressMatch::Any | AddressMatch::Prefix(_) => None,
            };
            open_names.extend(name.filter(|name| !open_names.contains(name)));
        }
    }
    // Two things that nobody documents: ports and protocols without, admin rules and the platform.
    count += usize::from(ports_named && !flows.has_ports());
    count += usize::from(
        flows.direction == Direction::Outbound && !scenario.network.security_admin_rules.is_empty(),
    );
    count + open_names.len()
}

fn open_fields(rule: &StageRule<'_>) -> usize {
    let conditions = rule.conditions;
    let fields = [
        rule.contested,
        rule.direction.known().is_none(),
        rule.effect.known().is_none(),
        conditions.protocol.known().is_none(),
    ];
    let ports = conditions
        .source_ports
        .iter()
        .chain(&conditions.destination_ports);
    let open = ports.filter(|port| matches!(port, PortMatch::Unknown(_)));
    fields.iter().filter(|open| **open).count() + open.count()
}

fn tag_is_open(name: &Name, flows: &FlowSet, names: &AddressNames, scenario: &Scenario) -> bool {
    if let Some(default) = DefaultTag::from_name(name) {
        let ends = [&flows.local.addresses, &flows.remote.addresses];
        let asked = names.asked(default.name());
        return asked.is_some_and(|asked| ends.iter().any(|end| !end.is_disjoint(asked)));
    }
    PlatformTag::from_name(name) == Some(PlatformTag::Lkm)
        || (PlatformTag::from_name(name).is_none()
            && !scenario.network.service_tags.contains_key(name))
}
