//! Texts that nobody wrote: no input panics, and every position lies in the text.
//!
//! The mutations are bounded by their number: `FUZZ_EXECUTIONS=10000000 cargo test -p nsg-documents --release --test
//! random_texts broken -- --nocapture` goes on for longer, and tells the slowest text. `fuzz/` has the same for `cargo fuzz`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use nsg_documents::{
    Diagnostic, Position, admin_rules, network, prefixes, read, service_tags, write,
};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use support::fixtures;

/// Reads a text in every way and checks what always holds.
fn check(text: &str) {
    let document = read(text);
    let says_why = !document.diagnostics.is_empty() || text.trim().is_empty();
    let before = document.before.iter().flatten();
    let groups = || document.groups.iter().chain(before.clone());
    assert!(says_why || groups().next().is_some(), "{text}");
    let length = text.encode_utf16().count();
    let lines = text.replace("\r\n", "\n").split(['\n', '\r']).count();
    let inside = |position: &Position| {
        assert!(
            position.start <= position.end && position.end <= length,
            "{position:?}"
        );
        assert!(
            (1..=lines).contains(&position.line),
            "{position:?} of {lines} lines"
        );
        assert!((1..=length + 1).contains(&position.column), "{position:?}");
    };
    let named = |diagnostics: &[Diagnostic]| {
        for it in diagnostics {
            if let (Some(line), Some(column), Some(start), Some(end)) =
                (it.line, it.column, it.start, it.end)
            {
                inside(&Position {
                    line,
                    column,
                    start,
                    end,
                });
            } else {
                assert_eq!(it.code, "more-alike");
            }
        }
    };
    named(&document.diagnostics);
    for group in groups() {
        let known = &group.security_group;
        assert_eq!(
            group.security_rule_positions.len(),
            known.security_rules.len()
        );
        assert_eq!(
            group.default_security_rule_positions.len(),
            known.default_security_rules.len()
        );
        assert!(known.default_security_rules.len() >= 6);
        let positions = group
            .security_rule_positions
            .iter()
            .chain(&group.default_security_rule_positions);
        positions.flatten().chain(&group.position).for_each(inside);
        for rule in known
            .security_rules
            .iter()
            .chain(&known.default_security_rules)
        {
            let conditions = &rule.conditions;
            assert!(!conditions.source.is_empty() && !conditions.destination.is_empty());
            assert!(
                !conditions.source_ports.is_empty() && !conditions.destination_ports.is_empty()
            );
        }
        serde_json::to_string(&write::network_security_group(known)).unwrap();
    }
    let something = groups().next().is_some() || !document.network.security_admin_rules.is_empty();
    assert_eq!(something, document.shape.is_some());
    assert!(
        something || document.has_errors(),
        "nothing was understood, and nobody says so"
    );
    named(&service_tags::read(text).diagnostics);
    named(&admin_rules::read(text).diagnostics);
    named(&prefixes::read(text).diagnostics);
    named(&network::read(text).diagnostics);
}

/// Pieces of the documents that people paste, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\n",
        "\r\n",
        " ",
        "\u{feff}",
        "//",
        "/*",
        "*/",
        "...",
        "é",
        "😀",
        "\"securityRules\"",
        "\"properties\"",
        "\"name\"",
        "\"web\"",
        "\"priority\"",
        "100",
        "1e9",
        "null",
        "true",
        "\"direction\": \"Inbound\"",
        "\"access\": \"Allow\"",
        "\"protocol\": \"*\"",
        "\"sourceAddressPrefix\": ",
        "\"10.0.0.0/33\"",
        "\"[parameters('x')]\"",
        "\"[variables('v').a[0]]\"",
        "\"type\"",
        "\"resources\"",
        "\"Microsoft.Network/networkSecurityGroups\"",
        "\"apiVersion\": \"1\"",
        "\"effectiveSecurityRules\"",
        "\"securityRuleAssociations\"",
        "\"columns\"",
        "\"rows\"",
        "\"data\"",
        "\"terraform_version\": \"1\"",
        "\"planned_values\"",
        "\"root_module\"",
        "\"values\"",
        "SecurityRules : ",
        "Name : a\n",
        "\"copy\"",
        "None",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn any_pieces_of_documents(text in pieces()) {
        check(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_beginning_of_a_document(index in any::<prop::sample::Index>(), cut in any::<prop::sample::Index>()) {
        let fixtures = fixtures();
        let (_, text) = index.get(&fixtures);
        let mut end = cut.index(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        check(&text[..end]);
    }
}

/// A small generator (Marsaglia's xorshift): the same texts in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// Breaks a text as transport, editors and people do.
fn mutate(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    const BYTES: &[u8] = b"{}[]\",:'\\/* \n\r\t-0.e[\xef\xbb\xbf\xc3\xa9\x00";
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len().max(1)).min(bytes.len());
        let to = (at + random.below(80)).min(bytes.len());
        match random.below(6) {
            0 => drop(bytes.drain(at..to)),
            1 => bytes.insert(at, BYTES[random.below(BYTES.len())]),
            2 if at < bytes.len() => bytes[at] = BYTES[random.below(BYTES.len())],
            3 => {
                let part = bytes[at..to].to_vec();
                let to = random.below(bytes.len().max(1));
                bytes.splice(to..to, part);
            }
            4 => {
                let from = random.below(other.len());
                let part = &other[from..(from + random.below(300)).min(other.len())];
                bytes.splice(at..at, part.iter().copied());
            }
            _ => bytes.truncate(at.max(1)),
        }
    }
}

/// What a run of mutations came to.
#[derive(Default)]
struct Run {
    count: u64,
    took: Duration,
    /// The longest that a text took, and its size.
    slowest: (Duration, usize),
}

impl Run {
    fn check(&mut self, bytes: &[u8]) {
        let began = Instant::now();
        check(&String::from_utf8_lossy(bytes));
        let took = began.elapsed();
        self.slowest = self.slowest.max((took, bytes.len()));
        self.took += took;
        self.count += 1;
    }

    fn tell(&self) {
        let Self {
            count,
            took,
            slowest: (longest, bytes),
        } = self;
        println!(
            "{count} broken texts read in {took:?}, the slowest in {longest:?}, of {bytes} bytes"
        );
    }
}

fn wanted(variable: &str, otherwise: u64) -> u64 {
    let given = std::env::var(variable).ok();
    given
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

#[test]
fn broken_documents() {
    let fixtures = fixtures();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut run = Run::default();
    while run.count < wanted("FUZZ_EXECUTIONS", 500) {
        let mut bytes = fixtures[random.below(fixtures.len())]
            .1
            .clone()
            .into_bytes();
        let other = fixtures[random.below(fixtures.len())].1.as_bytes();
        mutate(&mut bytes, other, &mut random);
        run.check(&bytes);
    }
    run.tell();
}

#[test]
fn broken_pieces_of_documents() {
    let fixtures = fixtures();
    let mut random = Random(0xd1b5_4a32_d192_ed03);
    let mut run = Run::default();
    while run.count < wanted("FUZZ_EXECUTIONS", 2_000) {
        let whole = fixtures[random.below(fixtures.len())].1.as_bytes();
        let from = random.below(whole.len());
        let mut bytes = whole[from..(from + random.below(400)).min(whole.len())].to_vec();
        let other = fixtures[random.below(fixtures.len())].1.as_bytes();
        mutate(&mut bytes, other, &mut random);
        bytes.truncate(600);
        run.check(&bytes);
        if run.count.is_multiple_of(1_000_000) {
            run.tell();
        }
    }
    run.tell();
}
