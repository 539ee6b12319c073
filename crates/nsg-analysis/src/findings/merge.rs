//! Two rules that could be one.
//!
//! Pairs are found by what they have in common, each rule with the last one before it that is the same but for one
//! field. The second one's flows would be taken at the first one's place, so what lies between the two decides: a rule
//! that does the same does no harm, nor does one that shares no flows. What is left is compared.

use super::lists::{merged_addresses, merged_ports, shorten};
use super::provable::{changes_nothing, leads_equals};
use super::share::may_share;
use super::{Finding, FindingCode, FindingSeverity, FindingsSubject, called};
use crate::accepted::{is_list, mixes_families};
use crate::diagram::Survey;
use crate::edit::Edit;
use crate::rule_ref::RuleRef;
use crate::space::program::ProgramStage;
use nsg::ComparedField;
use nsg::{
    AddressMatch, AppliedTo, Conditions, Direction, Effect, PortMatch, RuleKind, RuleProtocol,
    StageRule,
};
use rustc_hash::{FxHashMap, FxHashSet};
use text::text;

/// So many pairs of a group are compared at most: each takes milliseconds where there are a thousand rules.
const COMPARED: usize = 8;

/// Returns the fields that may differ, with what their values are called.
fn fields() -> [(ComparedField, &'static str); 4] {
    [
        (
            ComparedField::DestinationPort,
            text!("finding-fields-destination-ports"),
        ),
        (ComparedField::Source, text!("finding-fields-sources")),
        (
            ComparedField::Destination,
            text!("finding-fields-destinations"),
        ),
        (
            ComparedField::SourcePort,
            text!("finding-fields-source-ports"),
        ),
    ]
}

/// What two rules must have in common: everything but one field, whose list is left empty.
#[derive(PartialEq, Eq, Hash)]
struct Common<'a> {
    field: ComparedField,
    effect: Effect,
    protocol: RuleProtocol,
    source: &'a [AddressMatch],
    source_ports: &'a [PortMatch],
    destination: &'a [AddressMatch],
    destination_ports: &'a [PortMatch],
}

/// `silent`: places of rules that never decide or can go; they are told of as such.
pub(super) fn findings(
    subject: &FindingsSubject<'_>,
    direction: Direction,
    stage: &ProgramStage<'_>,
    survey: &Survey<'_>,
    silent: &FxHashSet<usize>,
) -> Vec<Finding> {
    if stage.applied_to == AppliedTo::VirtualNetwork {
        return Vec::new();
    }
    let rules: Vec<&StageRule<'_>> = stage.rules.iter().map(|rule| &rule.rule).collect();
    let contested = rules.iter().filter(|rule| rule.contested);
    let contested: FxHashSet<usize> = contested.map(|rule| rule.position).collect();
    let mut pairs = Pairs {
        subject,
        direction,
        rules: &rules,
        survey,
        left: COMPARED,
    };
    let mut last: FxHashMap<Common<'_>, usize> = FxHashMap::default();
    let (mut found, mut used) = (Vec::new(), FxHashSet::default());
    for (place, rule) in rules.iter().enumerate() {
        let own = rule.kind == RuleKind::User && rule.direction.known().is_some();
        if !own || silent.contains(&place) || contested.contains(&rule.position) {
            continue;
        }
        for (field, name) in fields() {
            let Some(common) = common(rule, field) else {
                continue;
            };
            // Each rule in one pair: what becomes of that is looked at when it is there.
            let higher = last.insert(common, place);
            let higher = higher.filter(|higher| !used.contains(higher) && !used.contains(&place));
            if let Some(finding) =
                higher.and_then(|higher| pairs.merged(higher, place, field, name))
            {
                used.extend(higher);
                used.insert(place);
                found.push(finding);
            }
        }
    }
    found
}

/// What the rule has beside the field, if the field is a list that takes more, and nothing hangs on facts about the
/// rule itself.
fn common<'a>(rule: &StageRule<'a>, field: ComparedField) -> Option<Common<'a>> {
    let conditions = rule.conditions;
    let differs = |own| field == own;
    Some(Common {
        field,
        effect: *rule.effect.known()?,
        protocol: *conditions.protocol.known()?,
        source: addresses(&conditions.source, differs(ComparedField::Source))?,
        source_ports: ports(&conditions.source_ports, differs(ComparedField::SourcePort))?,
        destination: addresses(&conditions.destination, differs(ComparedField::Destination))?,
        destination_ports: ports(
            &conditions.destination_ports,
            differs(ComparedField::DestinationPort),
        )?,
    })
}

/// What must be the same of a list: nothing of the one that may differ.
fn addresses(list: &[AddressMatch], differs: bool) -> Option<&[AddressMatch]> {
    let read = |entry: &AddressMatch| {
        !matches!(entry, AddressMatch::Unknown(_) | AddressMatch::PrintedAny)
    };
    match differs {
        true => is_list(list).then_some(&[]),
        false => list.iter().all(read).then_some(list),
    }
}

fn ports(list: &[PortMatch], differs: bool) -> Option<&[PortMatch]> {
    let fits = |entry: &PortMatch| match entry {
        PortMatch::Range(_) => true,
        PortMatch::Any => !differs,
        PortMatch::Unknown(_) => false,
    };
    let same = if differs { &[] } else { list };
    list.iter().all(fits).then_some(same)
}

struct Pairs<'l, 'a> {
    subject: &'l FindingsSubject<'a>,
    direction: Direction,
    /// In the order in which they are checked.
    rules: &'l [&'l StageRule<'a>],
    survey: &'l Survey<'l>,
    /// So many comparisons more.
    left: usize,
}

impl Pairs<'_, '_> {
    fn merged(
        &mut self,
        higher: usize,
        lower: usize,
        field: ComparedField,
        name: &str,
    ) -> Option<Finding> {
        let (first, second) = (*self.rules.get(higher)?, *self.rules.get(lower)?);
        let rules = [RuleRef::of(first), RuleRef::of(second)];
        let mut with = self.subject.rule(&rules[0])?.clone();
        with.conditions = together(first.conditions, second.conditions, field);
        // Azure counts entries over a whole group, and there are no more of them than before.
        if mixes_families(&with.conditions) {
            return None;
        }
        let [rule, gone] = rules.clone();
        let fix = vec![Edit::Replace { rule, with }, Edit::Remove { rule: gone }];
        if !self.changes_nothing(higher, lower, &fix) {
            return None;
        }
        let message = text!(
            "finding-mergeable-rules",
            first = called(&rules[0]),
            second = called(&rules[1]),
            fields = name
        );
        let finding = Finding::new(
            FindingCode::MergeableRules,
            FindingSeverity::Info,
            rules.to_vec(),
            message,
        );
        Some(finding.with_fix(fix))
    }

    fn changes_nothing(&mut self, higher: usize, lower: usize, fix: &[Edit]) -> bool {
        let Some(second) = self.rules.get(lower) else {
            return false;
        };
        let contrary = |rule: &StageRule<'_>| {
            rule.effect != second.effect && may_share(rule.conditions, second.conditions)
        };
        // One whose number nobody knows may stand between them.
        let anywhere = self
            .rules
            .iter()
            .filter(|rule| rule.priority.known().is_none());
        if anywhere.copied().any(contrary) {
            return false;
        }
        let between = self.rules.iter().enumerate().take(lower).skip(higher + 1);
        let mut between = between
            .filter(|(_, rule)| contrary(rule))
            .map(|(place, _)| place)
            .peekable();
        let leads_equals = leads_equals(self.rules.iter().copied(), second);
        if between.peek().is_none() && !leads_equals {
            return true;
        }
        // It decides flows that would be the second one's at the first one's place.
        if between.any(|place| self.survey.disputed.contains_key(&(place, lower))) {
            return false;
        }
        let Some(left) = self.left.checked_sub(1) else {
            return false;
        };
        self.left = left;
        changes_nothing(self.subject, self.direction, second.applied_to, fix)
    }
}

/// The first one's conditions with what both have in the field.
fn together(first: &Conditions, second: &Conditions, field: ComparedField) -> Conditions {
    let mut both = first.clone();
    let conditions = &mut both;
    let addresses = |list: &mut Vec<AddressMatch>, more: &[AddressMatch]| {
        list.extend_from_slice(more);
        shorten(list, merged_addresses);
    };
    let ports = |list: &mut Vec<PortMatch>, more: &[PortMatch]| {
        list.extend_from_slice(more);
        shorten(list, merged_ports);
    };
    match field {
        ComparedField::Protocol => {}
        ComparedField::Source => addresses(&mut conditions.source, &second.source),
        ComparedField::SourcePort => ports(&mut conditions.source_ports, &second.source_ports),
        ComparedField::Destination => addresses(&mut conditions.destination, &second.destination),
        ComparedField::DestinationPort => {
            ports(&mut conditions.destination_ports, &second.destination_ports);
        }
    }
    both
}
