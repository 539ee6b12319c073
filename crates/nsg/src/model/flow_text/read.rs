//! From a text to a flow.

use super::{FlowTextError, FlowTextFault, FlowTextPart};
use crate::model::flow::{Endpoint, Flow};
use crate::model::protocol::Protocol;
use crate::model::rule::Direction;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// A word of the text, or an arrow.
#[derive(Clone, Copy)]
struct Word<'t> {
    /// Where it begins, in bytes.
    at: usize,
    text: &'t str,
}

impl FromStr for Flow {
    type Err = FlowTextError;

    fn from_str(text: &str) -> Result<Self, FlowTextError> {
        let words = words(text);
        let end = text.trim_end().len();
        let mut rest = words.iter();
        let mut next = |part| rest.next().ok_or_else(|| missing(part, end));
        let direction = next(FlowTextPart::Direction)?.read(read_direction)?;
        let protocol = next(FlowTextPart::Protocol)?.read(read_protocol)?;
        let flow = |source: &Word<'_>, destination: &Word<'_>| {
            let source = source.read(|word| read_endpoint(word, protocol))?;
            let destination = destination.read(|word| read_endpoint(word, protocol))?;
            Ok(Flow::between(direction, protocol, source, destination))
        };
        let (source, destination) = ends(rest.as_slice(), end, &flow)?;
        let flow = flow(&source, &destination)?;
        flow.check().map_err(|error| {
            let ends = text.get(source.at..end).unwrap_or_default();
            FlowTextError::new(FlowTextFault::Impossible(error), ends).later(source.at)
        })?;
        Ok(flow)
    }
}

/// Whether an arrow stands in the text, as it does in that of a flow.
pub fn has_arrow(text: &str) -> bool {
    text.contains(is_head)
}

/// Reads a word that is a direction: `Inbound`, `Outbound`, or `In` and `Out`, which lists of flows have.
///
/// # Errors
///
/// [`FlowTextFault::Direction`] for any other word.
pub fn read_direction(word: &str) -> Result<Direction, FlowTextError> {
    let short = [("in", Direction::Inbound), ("out", Direction::Outbound)];
    let short = short
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(word));
    match short {
        Some((_, direction)) => Ok(direction),
        None => word
            .parse()
            .map_err(|()| FlowTextError::new(FlowTextFault::Direction, word)),
    }
}

/// Reads a word that is a protocol.
///
/// # Errors
///
/// [`FlowTextFault::Protocol`] for any other word.
pub fn read_protocol(word: &str) -> Result<Protocol, FlowTextError> {
    word.parse()
        .map_err(|()| FlowTextError::new(FlowTextFault::Protocol, word))
}

/// Reads a word that is a port; `None` for `*` and `any`.
///
/// # Errors
///
/// [`FlowTextFault::Port`] for any other word.
pub fn read_port(word: &str) -> Result<Option<u16>, FlowTextError> {
    if word == "*" || word.eq_ignore_ascii_case("any") {
        return Ok(None);
    }
    // The standard library reads `+80`, too.
    let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
    match word.parse() {
        Ok(port) if is_number => Ok(Some(port)),
        _ => Err(FlowTextError::new(FlowTextFault::Port, word)),
    }
}

/// Reads a word that is an end of a flow: an address, and its port where the protocol has ports.
///
/// # Errors
///
/// What is wrong with the address or the port, and where in the word.
pub fn read_endpoint(word: &str, protocol: Protocol) -> Result<Endpoint, FlowTextError> {
    if !word.starts_with('[') && word.matches(':').nth(1).is_some() {
        return ipv6_without_brackets(word, protocol);
    }
    let (address, port) = apart(word);
    let Some(address) = address else {
        return Err(FlowTextError::new(FlowTextFault::Address, word));
    };
    let Some(port) = port else {
        return Ok(Endpoint {
            address,
            port: None,
        });
    };
    let at = word.len() - port.len();
    if port.is_empty() {
        return Err(missing(FlowTextPart::Port, at));
    }
    let port = match (read_port(port), protocol.has_ports()) {
        // A port that does not matter does not matter to ICMP, either.
        (Ok(None), _) => None,
        (Ok(Some(port)), true) => Some(port),
        (Err(error), true) => return Err(error.later(at)),
        (_, false) => {
            let colon = at.saturating_sub(1);
            let word = word.get(colon..).unwrap_or_default();
            return Err(FlowTextError::new(FlowTextFault::Portless(protocol), word).later(colon));
        }
    };
    Ok(Endpoint { address, port })
}

/// The address of a word and the text behind its colon: `10.0.1.4:443`, `[fd00::4]:443`, or an address alone.
fn apart(word: &str) -> (Option<IpAddr>, Option<&str>) {
    if let Some((address, behind)) = word.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        let address = address.parse().ok().map(IpAddr::V6);
        return match behind.strip_prefix(':') {
            Some(port) => (address, Some(port)),
            None => (address.filter(|_| behind.is_empty()), None),
        };
    }
    let (address, port) = match word.split_once(':') {
        Some((address, port)) => (address, Some(port)),
        None => (word, None),
    };
    (address.parse().ok().map(IpAddr::V4), port)
}

fn ipv6_without_brackets(word: &str, protocol: Protocol) -> Result<Endpoint, FlowTextError> {
    let meant = bracketed(word);
    match word.parse() {
        _ if protocol.has_ports() && !meant.is_empty() => {
            Err(FlowTextError::new(FlowTextFault::Brackets, word).with_meant(meant))
        }
        Ok(address) => Ok(Endpoint {
            address: IpAddr::V6(address),
            port: None,
        }),
        Err(_) => Err(FlowTextError::new(FlowTextFault::Address, word)),
    }
}

/// What an IPv6 address without brackets may mean: its last part is a port, or a part of the address.
fn bracketed(word: &str) -> Vec<String> {
    let is_address = |text: &str| text.parse::<Ipv6Addr>().is_ok();
    let with_port = word
        .rsplit_once(':')
        .filter(|(address, port)| is_address(address) && read_port(port).is_ok());
    let with_port = with_port.map(|(address, port)| format!("[{address}]:{port}"));
    let alone = is_address(word).then(|| format!("[{word}]"));
    with_port.into_iter().chain(alone).collect()
}

/// Source and destination out of what stands behind the protocol.
fn ends<'t>(
    words: &[Word<'t>],
    end: usize,
    flow: &impl Fn(&Word<'_>, &Word<'_>) -> Result<Flow, FlowTextError>,
) -> Result<(Word<'t>, Word<'t>), FlowTextError> {
    let text = |from: &Word<'_>, to: &Word<'_>| {
        let flow = flow(from, to).ok().filter(|flow| flow.check().is_ok());
        flow.map(|flow| flow.to_string())
    };
    let (arrows, others): (Vec<_>, Vec<_>) = words.iter().copied().partition(Word::is_arrow);
    let arrow = match arrows.as_slice() {
        [] => {
            let Some(first) = others.first() else {
                return Err(missing(FlowTextPart::Source, end));
            };
            let error = FlowTextError::new(FlowTextFault::NoArrow, "");
            let mut error = error.later(first.at);
            error.range.end = end;
            return Err(match others.as_slice() {
                [a, b] => error.with_meant([text(a, b), text(b, a)].into_iter().flatten()),
                _ => error,
            });
        }
        [arrow] if arrow.points_right() => arrow,
        [arrow, more @ ..] => {
            let left = arrows.iter().find(|arrow| !arrow.points_right());
            let Some(left) = left else {
                let surplus = more.first().unwrap_or(arrow);
                return Err(surplus.fault(FlowTextFault::Surplus));
            };
            let error = left.fault(FlowTextFault::LeftArrow);
            return Err(match others.as_slice() {
                [a, b] if left.text.contains(['>', '↔']) => {
                    error.with_meant([text(a, b), text(b, a)].into_iter().flatten())
                }
                [a, b] => error.with_meant(text(b, a)),
                _ => error,
            });
        }
    };
    let (before, behind): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|word| word.at < arrow.at);
    let one = |words: &[Word<'t>], part, at| match words {
        [] => Err(missing(part, at)),
        [one] => Ok(*one),
        [_, surplus, ..] => Err(surplus.fault(FlowTextFault::Surplus)),
    };
    Ok((
        one(&before, FlowTextPart::Source, arrow.at)?,
        one(&behind, FlowTextPart::Destination, end)?,
    ))
}

fn missing(part: FlowTextPart, at: usize) -> FlowTextError {
    FlowTextError::new(FlowTextFault::Missing(part), "").later(at)
}

impl Word<'_> {
    fn read<T>(&self, read: impl Fn(&str) -> Result<T, FlowTextError>) -> Result<T, FlowTextError> {
        read(self.text).map_err(|error| error.later(self.at))
    }

    fn fault(&self, fault: FlowTextFault) -> FlowTextError {
        FlowTextError::new(fault, self.text).later(self.at)
    }

    fn is_arrow(&self) -> bool {
        has_arrow(self.text)
    }

    fn points_right(&self) -> bool {
        self.text.contains(['>', '→', '⇒', '⟶']) && !self.text.contains(['<', '←', '↔', '⇐'])
    }
}

/// The letters that make a run of strokes an arrow.
fn is_head(letter: char) -> bool {
    matches!(letter, '<' | '>' | '→' | '←' | '↔' | '⇒' | '⇐' | '⟶')
}

/// The letters that an arrow is drawn with besides. Some programs make a dash of two hyphens.
fn is_shaft(letter: char) -> bool {
    matches!(letter, '-' | '=' | '–' | '—')
}

/// The words between blanks; an arrow is a word of its own even where no blank stands beside it.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(begin) = rest.find(|letter: char| !letter.is_whitespace()) {
        rest = rest.get(begin..).unwrap_or_default();
        let blank = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let word = rest.get(..blank).unwrap_or_default();
        let length = match word.find(is_head) {
            None => word.len(),
            Some(head) => {
                let in_arrow = |letter: char| is_head(letter) || is_shaft(letter);
                let before = word.get(..head).unwrap_or_default();
                match before.trim_end_matches(is_shaft).len() {
                    0 => word.find(|letter| !in_arrow(letter)).unwrap_or(word.len()),
                    name => name,
                }
            }
        };
        let at = text.len() - rest.len();
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        words.push(Word { at, text: word });
        rest = after;
    }
    words
}
