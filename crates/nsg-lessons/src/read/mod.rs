//! From the text of a file to a lesson.

pub(crate) mod flow;
pub(crate) mod folder;
mod front_matter;
mod markdown;
mod task;

use crate::failure::{Failures, Kind, Sink};
use crate::lesson::{Group, Lesson, NetworkFacts, Part, Prose, Texts};
use front_matter::FrontMatter;
use markdown::Block;
use nsg::AppliedTo;

/// What a fenced block can be: the words after its three back-ticks.
const BLOCKS: &str = "`json subnet`, `json network-interface`, `json network`, `flow`, `json task`, or `text` for prose";

/// Reads a lesson. `file` is what mistakes are reported with, `slug` its name in addresses.
///
/// # Errors
///
/// Everything that is not written as `tests/lessons/README.md` says.
pub fn read(file: &str, slug: &str, text: &str) -> Result<Lesson, Failures> {
    let mut sink = Sink::new(file);
    let blocks = markdown::blocks(text, &mut sink);
    let mut front_matter = FrontMatter::default();
    let mut parts = Vec::new();
    let mut in_force = Texts::default();
    for block in blocks {
        match block {
            Block::FrontMatter { line, text } => front_matter.read(line, &text, &mut sink),
            Block::Prose { html } => parts.push(Part::Prose(Prose { html })),
            Block::Fenced { line, info, text } => {
                parts.extend(fenced(line, &info, text, &mut in_force, &mut sink));
            }
        }
    }
    let (title, teaches, belief, order) = front_matter.finish(&mut sink);
    if sink.found.is_empty() {
        // What cannot be read is missing, too: it is reported once.
        check(&parts, &mut sink);
    }
    if !sink.found.is_empty() {
        return Err(Failures(sink.found));
    }
    Ok(Lesson {
        slug: slug.to_owned(),
        order,
        title,
        teaches,
        belief,
        case: front_matter.case,
        parts,
        file: file.to_owned(),
    })
}

/// One fenced block. What it puts in force is in force from then on.
fn fenced(
    line: usize,
    info: &str,
    text: String,
    in_force: &mut Texts,
    sink: &mut Sink<'_>,
) -> Option<Part> {
    let mut words = info.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some("json"), Some("subnet"), refused) => {
            let applied_to = AppliedTo::Subnet;
            group(line, applied_to, text, refused, words, in_force, sink)
        }
        (Some("json"), Some("network-interface"), refused) => {
            let applied_to = AppliedTo::NetworkInterface;
            group(line, applied_to, text, refused, words, in_force, sink)
        }
        (Some("json"), Some("network"), None) => {
            in_force.network = Some(text.clone());
            Some(Part::Network(NetworkFacts { line, text }))
        }
        (Some("json"), Some("task"), None) => {
            task::read(line, &text, in_force, sink).map(Part::Task)
        }
        (Some("flow"), None, None) => flow::read(line, text, in_force, sink).map(Part::Flow),
        _ => {
            let message = format!("`{info}` is no block of a lesson");
            sink.report(Kind::Format, line, message, format!("write {BLOCKS}"));
            None
        }
    }
}

fn group<'w>(
    line: usize,
    applied_to: AppliedTo,
    text: String,
    refused: Option<&str>,
    codes: impl Iterator<Item = &'w str>,
    in_force: &mut Texts,
    sink: &mut Sink<'_>,
) -> Option<Part> {
    let codes: Vec<String> = codes.map(str::to_owned).collect();
    if refused.is_some_and(|word| word != "refused") || refused.is_some() == codes.is_empty() {
        let help = "after the place comes nothing, or `refused` and the codes of what Azure says against it";
        let message = "the words after the place cannot be read";
        sink.report(Kind::Format, line, message, help);
        return None;
    }
    let text = (text.trim() != "null").then_some(text);
    if let Some(place) = in_force.group_mut(applied_to) {
        place.clone_from(&text);
    }
    Some(Part::Group(Group {
        line,
        applied_to,
        text,
        refused: codes,
    }))
}

/// What every lesson has: something that is run, and where it comes from.
fn check(parts: &[Part], sink: &mut Sink<'_>) {
    if !parts.iter().any(|part| matches!(part, Part::Flow(_))) {
        let help = "show a flow in a block `flow`, with its answer and a reason";
        sink.report(Kind::MissingExpectation, 0, "no flow is judged", help);
    }
    if parts
        .iter()
        .filter(|part| matches!(part, Part::Task(_)))
        .count()
        > 1
    {
        let help = "keep one; a second one is a second lesson";
        sink.report(Kind::Format, 0, "there is more than one task", help);
    }
    let last = parts.iter().rev().find_map(|part| match part {
        Part::Prose(prose) => Some(&prose.html),
        _ => None,
    });
    // The last paragraph of the last text.
    let sourced = last.is_some_and(|html| {
        html.rsplit("<p>")
            .next()
            .is_some_and(|paragraph| paragraph.starts_with("Source: "))
    });
    if !sourced || !matches!(parts.last(), Some(Part::Prose(_))) {
        let help = "end with a paragraph `Source: …`";
        sink.report(
            Kind::Format,
            0,
            "the lesson does not say where it comes from",
            help,
        );
    }
}
