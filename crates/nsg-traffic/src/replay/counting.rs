//! What becomes of each recorded flow: judged, and counted where it belongs.

use super::filter::Whose;
use super::tally::{Counted, UnreadableTuple};
use super::{
    Agreement, Counting, HourCounts, Logged, SkippedReason, TrafficEffect, TrafficReplay, agreement,
};
use crate::record::{
    FlowState, RecordSink, RecordSurroundings, RecordTime, RecordedFlow, TupleFault,
};
use nsg::Access;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::net::IpAddr;

/// The facts around the flows at hand.
#[derive(Debug, Default)]
pub(super) struct AtHand {
    document: String,
    /// The numbers of Azure's answers, by access; worked out when the first flow comes.
    allowed: Option<u32>,
    denied: Option<u32>,
    unencrypted: Option<u32>,
    rule: String,
    group: String,
    interface: u64,
    record: u64,
    skipped: Option<SkippedReason>,
    taken: bool,
    /// Flows that were taken since the surroundings changed.
    taken_flows: u64,
    /// What was counted since the surroundings or the hour changed.
    hour: Option<RecordTime>,
    counts: HourCounts,
}

impl AtHand {
    /// The beginning of a file.
    pub(super) fn of_document(name: &str) -> Self {
        Self {
            document: name.to_owned(),
            ..Self::default()
        }
    }
}

impl RecordSink for TrafficReplay {
    fn surroundings(&mut self, around: &RecordSurroundings<'_>) {
        self.end_hour();
        let hash = |text: &str| {
            let mut hasher = FxHasher::default();
            text.hash(&mut hasher);
            hasher.finish()
        };
        let (rule, group) = (
            around.rule.unwrap_or_default(),
            around.group.unwrap_or_default(),
        );
        let mac = around.mac.unwrap_or_default();
        let record = around.record.map_or(0, hash);
        let is_another_record = record != self.at_hand.record || record == 0;
        if is_another_record {
            *self.tally.interfaces.entry(mac.to_owned()).or_default() += 1;
        }
        let is_again = is_another_record && record != 0 && !self.tally.records.insert(record);
        let was_again = !is_another_record && self.at_hand.skipped == Some(SkippedReason::Again);
        let no_group = group.is_empty() || rule.eq_ignore_ascii_case("unspecified");
        let whose = match no_group || group.bytes().all(|byte| matches!(byte, b'0' | b'-')) {
            true => Whose::Ours,
            false => self.belonging.whose(group),
        };
        let skipped = if is_again || was_again {
            Some(SkippedReason::Again)
        } else if !self.belonging.wants(around) {
            Some(SkippedReason::Filtered)
        } else if whose == Whose::Another {
            Some(SkippedReason::AnotherGroup)
        } else {
            None
        };
        self.at_hand = AtHand {
            document: std::mem::take(&mut self.at_hand.document),
            rule: rule.to_owned(),
            group: group.to_owned(),
            interface: hash(mac),
            record,
            skipped,
            taken: whose == Whose::Perhaps,
            ..AtHand::default()
        };
    }

    fn flow(&mut self, recorded: &RecordedFlow) {
        let reason = match self.at_hand.skipped {
            None if !self.belonging.wants_flow(recorded) => Some(SkippedReason::Filtered),
            reason => reason,
        };
        let is_decided = matches!(
            recorded.state,
            FlowState::Decided | FlowState::DroppedUnencrypted
        );
        let flows = recorded.flows.max(1);
        if let Some(reason) = reason {
            return self.tally.skip(reason, flows);
        }
        let counters = RecordedFlow {
            flows: if is_decided { recorded.flows } else { 0 },
            ..*recorded
        };
        let Some(place) = self.place(&counters) else {
            return self.tally.skip(SkippedReason::NotJudged, flows);
        };
        if is_decided {
            return self.decided(place, recorded);
        }
        self.tally.skip(SkippedReason::Continued, flows);
        if let Some(counting) = self.tally.counting(place) {
            counting.counted.add_counters(recorded);
        }
    }

    fn unreadable(&mut self, text: &str, fault: TupleFault, position: u64) {
        let reason = match fault {
            TupleFault::Form => SkippedReason::Unreadable,
            TupleFault::Protocol | TupleFault::NotJudged => SkippedReason::NotJudged,
        };
        self.tally.skip(reason, 1);
        if fault == TupleFault::Form && self.tally.unreadable.is_none() {
            self.tally.unreadable = Some(UnreadableTuple {
                text: text.chars().take(120).collect(),
                document: self.at_hand.document.clone(),
                position,
            });
        }
    }
}

impl TrafficReplay {
    /// The number of what Azure says of the flow at hand.
    #[inline]
    fn logged(&mut self, recorded: &RecordedFlow) -> u32 {
        let is_unencrypted = recorded.state == FlowState::DroppedUnencrypted;
        let place = match (is_unencrypted, recorded.access) {
            (true, _) => &mut self.at_hand.unencrypted,
            (_, Access::Allow) => &mut self.at_hand.allowed,
            (_, Access::Deny) => &mut self.at_hand.denied,
        };
        if let Some(known) = place {
            return *known;
        }
        let number = self.tally.logged(Logged {
            rule: self.at_hand.rule.clone(),
            access: match is_unencrypted {
                true => Access::Deny,
                false => recorded.access,
            },
            is_unencrypted,
            group: self.at_hand.group.clone(),
        });
        *place = Some(number);
        number
    }

    /// Finds the counts of a flow, and counts it in its conversation.
    #[inline]
    fn place(&mut self, recorded: &RecordedFlow) -> Option<u32> {
        let logged = self.logged(recorded);
        let key = self.tally.conversations.key(&recorded.flow);
        // A flow of the same ends and service, which Azure decided by the same rule, has the same counts where no rule looks
        // at source ports.
        if !self.judge.tells_source_ports_apart(recorded.flow.direction) {
            let counted = &self.tally.counted;
            let is_own = |place: u32| {
                let counting = counted.get(place as usize);
                counting.is_some_and(|counting| counting.logged == logged)
            };
            let known = &mut self.tally.conversations;
            if let Some(place) = known.add_known(key, recorded, is_own) {
                return Some(place);
            }
        }
        let place = self.counts(logged, recorded)?;
        self.tally.conversations.add(place, key, recorded);
        Some(place)
    }

    /// Finds the counts of Azure's answer and the rules' answer.
    fn counts(&mut self, logged: u32, recorded: &RecordedFlow) -> Option<u32> {
        let outcome = self.judge.judge(&recorded.flow)?;
        if let Some(place) = self.tally.place(logged, outcome) {
            return Some(place);
        }
        let named = self.tally.logged.get(logged as usize)?;
        let told = self.judge.outcome(outcome)?;
        // Where nothing of ours decides, a rule that changes does not either.
        let agreement = agreement(self.judge.before(), named, &told.before);
        let counting = Counting {
            logged,
            outcome,
            effect: match agreement {
                Agreement::NotComparable => TrafficEffect::Unchanged,
                _ => told.effect,
            },
            differs: agreement == Agreement::Differ,
            is_ours: agreement != Agreement::NotComparable,
            counted: Counted::new(recorded),
        };
        Some(self.tally.add_pair(counting))
    }

    fn decided(&mut self, place: u32, recorded: &RecordedFlow) {
        let Some(counting) = self.tally.counting(place) else {
            return;
        };
        counting.counted.add(recorded);
        let (effect, differs) = (counting.effect, counting.differs);
        self.flows += recorded.flows;
        self.tally.has_denied |= recorded.access == Access::Deny;
        let hour = recorded.time.hour();
        if self.at_hand.hour != Some(hour) {
            self.end_hour();
            self.at_hand.hour = Some(hour);
            self.tally
                .interface_hours
                .insert((self.at_hand.interface, hour));
        }
        self.at_hand.counts.add(recorded.flows, effect, differs);
        self.at_hand.taken_flows += recorded.flows;
        let ports_are_told = recorded.flow.source().port.is_some();
        if ports_are_told && is_private(recorded.flow.remote.address) {
            self.other_end(recorded, effect);
        }
    }

    /// Adds the counts of the hour at hand to the others.
    pub(super) fn end_hour(&mut self) {
        if let Some(hour) = self.at_hand.hour.take() {
            let counts = std::mem::take(&mut self.at_hand.counts);
            self.tally.add_hour(hour, &counts);
        }
        let flows = std::mem::take(&mut self.at_hand.taken_flows);
        if self.at_hand.taken && flows > 0 {
            let group = self.at_hand.group.clone();
            *self.tally.taken.entry(group).or_default() += flows;
        }
    }

    /// Where a flow was counted at its other end, the graver of both effects is the flow's.
    fn other_end(&mut self, recorded: &RecordedFlow, effect: TrafficEffect) {
        let interface = self.at_hand.interface;
        if let Some(other) = self.other_ends.meet(recorded, interface, effect) {
            let lesser = effect.max(other);
            if let Some(counted) = self.tally.other_ends.get_mut(lesser as usize) {
                *counted += 1;
            }
        }
    }
}

/// Whether the address may be one of the network's own, so that the flow is recorded at both its ends.
#[inline]
fn is_private(address: IpAddr) -> bool {
    match address {
        // 100.64.0.0/10, too, is used behind gateways.
        IpAddr::V4(address) => {
            address.is_private() || address.to_bits() >> 22 == 0x6440_0000_u32 >> 22
        }
        IpAddr::V6(address) => address.is_unique_local(),
    }
}
