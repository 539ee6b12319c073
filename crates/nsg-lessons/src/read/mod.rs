//! From the text of a file to a lesson.

pub(crate) mod flow;
pub(crate) mod folder;
mod front_matter;
mod markdown;
mod task;
pub(crate) mod translation;

use crate::failure::{FailureKind, FailureSink, Failures};
use crate::lesson::{Lesson, LessonGroup, LessonNetwork, LessonPart, LessonTexts, Prose};
use markdown::Block;
use nsg::AppliedTo;
use nsg_documents::rule_text::RuleText;
use std::num::NonZeroU32;

/// The language of the lessons themselves.
const ENGLISH: &str = "en";

/// What a fenced block can be: the words after its three back-ticks.
const BLOCKS: &str = "`json subnet` or `json network-interface`, with `refused` and codes where Azure refuses the group; `json \
                      network`, `flow`, `json task`, or `text` for prose";

/// Reads a lesson. `file` is what mistakes are reported with, `slug` its name in addresses.
///
/// # Errors
///
/// Everything that is not written as `tests/lessons/README.md` says.
pub fn read(file: &str, slug: &str, text: &str) -> Result<Lesson, Failures> {
    let mut sink = FailureSink::new(file);
    let blocks = markdown::blocks(text, &mut sink);
    let mut front_matter = None;
    let mut parts = Vec::new();
    let mut in_force = LessonTexts::default();
    for block in blocks {
        match block {
            Block::FrontMatter { line, text } => {
                front_matter = front_matter::read(line, &text, &mut sink);
            }
            Block::Prose { html } => parts.push(LessonPart::Prose(Prose { html })),
            Block::Fenced { line, info, text } => {
                parts.extend(fenced(line, &info, text, &mut in_force, &mut sink));
            }
        }
    }
    if sink.found.is_empty() {
        // What cannot be read is missing, too: it is reported once.
        check(&parts, &mut sink);
        if front_matter.is_none() {
            let help =
                "begin with `---`, `title`, `order`, `teaches`, `belief` and `---`, a line each";
            sink.report(
                FailureKind::Format,
                1,
                "nothing stands above the text",
                help,
            );
        }
    }
    match front_matter {
        Some(front_matter) if sink.found.is_empty() => Ok(Lesson {
            slug: slug.to_owned(),
            language: ENGLISH.to_owned(),
            order: front_matter.order.get(),
            title: front_matter.title,
            teaches: front_matter.teaches,
            belief: front_matter.belief,
            case: front_matter.case.map(NonZeroU32::get),
            parts,
            file: file.to_owned(),
        }),
        _ => Err(Failures(sink.found)),
    }
}

/// One fenced block. What it puts in force is in force from then on.
fn fenced(
    line: usize,
    info: &str,
    text: String,
    in_force: &mut LessonTexts,
    sink: &mut FailureSink<'_>,
) -> Option<LessonPart> {
    let words: Vec<&str> = info.split_whitespace().collect();
    match words.as_slice() {
        ["flow"] => flow::read(line, text, in_force, sink).map(LessonPart::Flow),
        ["json", "task"] => task::read(line, &text, in_force, sink).map(LessonPart::Task),
        ["json", "network"] => {
            in_force.network = Some(text.clone());
            Some(LessonPart::Network(LessonNetwork { line, text }))
        }
        ["json", "subnet", rest @ ..] if is_refusal(rest) => {
            let group = group(line, AppliedTo::Subnet, text, rest);
            in_force.subnet_security_group.clone_from(&group.text);
            Some(LessonPart::Group(group))
        }
        ["json", "network-interface", rest @ ..] if is_refusal(rest) => {
            let group = group(line, AppliedTo::NetworkInterface, text, rest);
            let in_force = &mut in_force.network_interface_security_group;
            in_force.clone_from(&group.text);
            Some(LessonPart::Group(group))
        }
        _ => {
            let message = format!("`{info}` is no block of a lesson");
            sink.report(
                FailureKind::Format,
                line,
                message,
                format!("write {BLOCKS}"),
            );
            None
        }
    }
}

/// Whether nothing follows the place, or `refused` and the codes of what Azure says against the group.
fn is_refusal(words: &[&str]) -> bool {
    matches!(words, [] | ["refused", _, ..])
}

fn group(line: usize, applied_to: AppliedTo, text: String, refused: &[&str]) -> LessonGroup {
    let text = (text.trim() != "null").then_some(text);
    let codes = refused.iter().skip(1);
    LessonGroup {
        refused: codes.map(ToString::to_string).collect(),
        ..group_of(line, applied_to, text)
    }
}

/// A group with its rules as people write them.
fn group_of(line: usize, applied_to: AppliedTo, text: Option<String>) -> LessonGroup {
    let groups = text
        .as_deref()
        .map(|text| nsg_documents::read(text).groups)
        .unwrap_or_default();
    let group = groups.into_iter().next().map(|group| group.security_group);
    let rules = group.as_ref().map(|group| group.security_rules.as_slice());
    LessonGroup {
        line,
        applied_to,
        name: group
            .as_ref()
            .and_then(|group| group.display_name())
            .map(str::to_owned),
        rules: rules.unwrap_or_default().iter().map(RuleText::of).collect(),
        text,
        refused: Vec::new(),
    }
}

/// What every lesson has: something that is run, and where it comes from.
fn check(parts: &[LessonPart], sink: &mut FailureSink<'_>) {
    if !parts.iter().any(|part| matches!(part, LessonPart::Flow(_))) {
        let help = "show a flow in a block `flow`, with its answer and a reason";
        sink.report(
            FailureKind::MissingExpectation,
            0,
            "no flow is judged",
            help,
        );
    }
    let tasks = parts
        .iter()
        .filter(|part| matches!(part, LessonPart::Task(_)));
    if tasks.count() > 1 {
        let help = "keep one; a second one is a second lesson";
        sink.report(FailureKind::Format, 0, "there is more than one task", help);
    }
    let last = parts.iter().rev().find_map(|part| match part {
        LessonPart::Prose(prose) => Some(&prose.html),
        _ => None,
    });
    // The last paragraph of the last text.
    let sourced = last.is_some_and(|html| {
        html.rsplit("<p>")
            .next()
            .is_some_and(|paragraph| paragraph.starts_with("Source: "))
    });
    if !sourced || !matches!(parts.last(), Some(LessonPart::Prose(_))) {
        let help = "end with a paragraph `Source: …`";
        sink.report(
            FailureKind::Format,
            0,
            "the lesson does not say where it comes from",
            help,
        );
    }
}
