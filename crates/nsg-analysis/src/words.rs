//! A comparison in one sentence.

use crate::compare::{Change, Comparison};
use crate::flow_set::FlowSet;
use crate::names::{Names, ports};
use nsg::{Decision, Direction, Protocol};

/// So many regions of a kind are described.
const DESCRIBED: usize = 2;

impl Comparison {
    /// What changes, in one sentence.
    pub fn summary(&self, names: &Names) -> String {
        if self.changes.is_empty() {
            return "Nothing changes.".to_owned();
        }
        let kinds = [
            (Decision::Allow, "opens"),
            (Decision::Deny, "closes"),
            (Decision::Depends, "leaves open"),
        ];
        let parts = kinds.into_iter().filter_map(|(access, verb)| {
            let of = |change: &&Change| change.after.access == access;
            let changes: Vec<&Change> = self.changes.iter().filter(of).collect();
            (!changes.is_empty()).then(|| format!("{verb} {}", list(&changes, names)))
        });
        let text = parts.collect::<Vec<_>>().join("; ");
        format!("{}; nothing else changes.", sentence(&text))
    }
}

/// The text with a capital letter in front.
pub(crate) fn sentence(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// The largest of them, described; the others counted.
fn list(changes: &[&Change], names: &Names) -> String {
    let mut texts: Vec<String> = Vec::new();
    // Whoever opens a port thinks of IPv4 first, however many more addresses IPv6 has.
    let of_family = |ipv4| {
        changes
            .iter()
            .filter(move |change| change.flows.is_ipv4() == ipv4)
    };
    for change in of_family(true).chain(of_family(false)) {
        let text = phrase(&change.flows, names);
        // Families of addresses and protocols without ports often read alike.
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let rest = texts.len().saturating_sub(DESCRIBED);
    texts.truncate(DESCRIBED);
    match rest {
        0 => {}
        1 => texts.push("one more region".to_owned()),
        more => texts.push(format!("{more} more regions")),
    }
    match texts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => texts.concat(),
    }
}

/// A box of flows in words, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowWords {
    /// The protocols, and the ports of the service where not all of them: `TCP 22`.
    pub service: String,
    /// Where they come from: `Internet`.
    pub source: String,
    /// Where they go: `10.0.1.0/24`.
    pub destination: String,
    /// What is said apart: the source's ports where not all of them, and IPv6; else empty.
    pub besides: String,
}

impl FlowSet {
    /// The flows in words.
    pub fn words(&self, names: &Names) -> FlowWords {
        let (from, to) = match self.direction {
            Direction::Inbound => (&self.remote, &self.local),
            Direction::Outbound => (&self.local, &self.remote),
        };
        let mut service = protocols(self);
        if let Some(ports) = ports(&to.ports) {
            service = format!("{service} {ports}");
        }
        let mut besides = String::new();
        if let Some(ports) = ports(&from.ports) {
            besides = format!(", source port {ports}");
        }
        if !self.is_ipv4() {
            besides.push_str(" over IPv6");
        }
        FlowWords {
            service,
            source: names.phrase(&from.addresses),
            destination: names.phrase(&to.addresses),
            besides,
        }
    }
}

/// A box of flows in words: `TCP 22 from Internet to 10.0.1.0/24`.
pub(crate) fn phrase(flows: &FlowSet, names: &Names) -> String {
    let words = flows.words(names);
    format!(
        "{} from {} to {}{}",
        words.service, words.source, words.destination, words.besides
    )
}

fn protocols(flows: &FlowSet) -> String {
    let names: Vec<&str> = flows
        .protocols
        .iter()
        .map(|protocol| protocol.as_str())
        .collect();
    match flows.protocols.as_slice() {
        [Protocol::Tcp, Protocol::Udp]
            if ports(&flows.local.ports).is_none() && ports(&flows.remote.ports).is_none() =>
        {
            "all TCP and UDP".to_owned()
        }
        _ => names.join("/"),
    }
}
