//! From the text of a translation to a lesson in another language.
//!
//! Blocks stand once, in the lesson; a translation is prose beside the same blocks. So nothing that is run can differ.

use super::markdown::{self, Block};
use crate::failure::{FailureKind, FailureSink, Failures};
use crate::lesson::{Lesson, LessonPart, LessonTask, Prose};
use nsg::AppliedTo;
use serde::Deserialize;
use serde_json::Value;

const HEAD: &str = "begin with `---`, `title`, `teaches`, `belief` and `---`, a line each";
const TASK: &str = "in the block `json task` write `do`, `contracts`, `solutions` and `mistakes` as YAML, as many of each as the lesson has";

/// What stands above the text of a translation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedHead {
    title: String,
    teaches: String,
    belief: String,
}

/// The texts of a task, in the order of the lesson's.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TranslatedTask {
    r#do: String,
    contracts: Vec<String>,
    solutions: Vec<String>,
    mistakes: Vec<String>,
}

/// Reads the translation of a lesson. `file` is what mistakes are reported with, `language` the tag of its language.
///
/// # Errors
///
/// Everything that is not written as `tests/lessons/README.md` says, and every block or link that is not the lesson's.
pub fn translate(
    lesson: &Lesson,
    language: &str,
    file: &str,
    text: &str,
) -> Result<Lesson, Failures> {
    let mut sink = FailureSink::new(file);
    let mut blocks = markdown::blocks(text, &mut sink).into_iter().peekable();
    let head = match blocks.next_if(|block| matches!(block, Block::FrontMatter { .. })) {
        Some(Block::FrontMatter { line, text }) => head(line, &text, &mut sink),
        _ => {
            let message = "nothing stands above the text";
            sink.report(FailureKind::Format, 1, message, HEAD);
            None
        }
    };
    let mut parts = Vec::new();
    for part in &lesson.parts {
        match blocks.next() {
            Some(block) => parts.extend(translated(part, block, &mut sink)),
            None => {
                let message = format!("{} is missing at the end", name(part));
                sink.report(FailureKind::OtherBlock, 0, message, "keep every block");
            }
        }
        // What follows a difference is another difference only because of it.
        if !sink.found.is_empty() {
            break;
        }
    }
    if let (Some(more), true) = (blocks.next(), sink.found.is_empty()) {
        let (line, message) = (line(&more), "the lesson has nothing more here");
        sink.report(FailureKind::OtherBlock, line, message, "keep its blocks");
    }
    let (wanted, found) = (links(&lesson.parts), links(&parts));
    if sink.found.is_empty() && wanted != found {
        let differs = |link: &&String| !wanted.contains(*link) || !found.contains(*link);
        let odd = wanted.iter().chain(&found).find(differs);
        let odd = odd.map_or("their order", String::as_str);
        let message = format!("the links are not those of the lesson: {odd}");
        let help = "keep each link, with its address, in the lesson's order";
        sink.report(FailureKind::OtherLink, 0, message, help);
    }
    match head {
        Some(head) if sink.found.is_empty() => Ok(Lesson {
            language: language.to_owned(),
            title: head.title,
            teaches: head.teaches,
            belief: head.belief,
            parts,
            file: file.to_owned(),
            ..lesson.clone()
        }),
        _ => Err(Failures(sink.found)),
    }
}

fn head(line: usize, text: &str, sink: &mut FailureSink<'_>) -> Option<TranslatedHead> {
    let read = serde_saphyr::from_str(text);
    read.map_err(|error| {
        let message = format!("the lines above the text cannot be read: {error}");
        sink.report(FailureKind::Format, line, message, HEAD);
    })
    .ok()
}

/// A part of the lesson with the block's words.
fn translated(part: &LessonPart, block: Block, sink: &mut FailureSink<'_>) -> Option<LessonPart> {
    match (part, block) {
        (LessonPart::Prose(_), Block::Prose { html }) => Some(LessonPart::Prose(Prose { html })),
        (LessonPart::Task(task), Block::Fenced { line, info, text }) if info == words(part) => {
            task_in_words(task, line, &text, sink).map(LessonPart::Task)
        }
        (_, Block::Fenced { line, info, text }) if info == words(part) => {
            if !text.is_empty() {
                let message = format!("the block `{info}` is filled");
                let help = "leave it empty: blocks stand once, in the lesson";
                sink.report(FailureKind::OtherBlock, line, message, help);
            }
            Some(part.clone())
        }
        (_, block) => {
            let message = format!("{} stands here in the lesson", name(part));
            let help = "keep its blocks, and prose between the same two";
            sink.report(FailureKind::OtherBlock, line(&block), message, help);
            None
        }
    }
}

/// The task with the texts of the block.
fn task_in_words(
    task: &LessonTask,
    line: usize,
    text: &str,
    sink: &mut FailureSink<'_>,
) -> Option<LessonTask> {
    let read: Result<TranslatedTask, _> = serde_saphyr::from_str(text);
    let mut fail = |message: String| {
        sink.report(FailureKind::Format, line, message, TASK);
        None
    };
    let read = match read {
        Ok(read) => read,
        Err(error) => return fail(format!("the task cannot be read: {error}")),
    };
    let Some((contracts, names)) = renamed(&task.contracts, &read.contracts) else {
        return fail("the lesson has other contracts than these".to_owned());
    };
    if read.solutions.len() != task.solutions.len() || read.mistakes.len() != task.mistakes.len() {
        return fail("the lesson has more or fewer solutions or mistakes".to_owned());
    }
    let mut task = LessonTask {
        line,
        todo: read.r#do,
        contracts,
        ..task.clone()
    };
    for (solution, why) in task.solutions.iter_mut().zip(read.solutions) {
        solution.why = why;
    }
    for (mistake, why) in task.mistakes.iter_mut().zip(read.mistakes) {
        mistake.why = why;
        if let Some((_, name)) = names.iter().find(|(old, _)| *old == mistake.breaks) {
            mistake.breaks.clone_from(name);
        }
    }
    Some(task)
}

/// The contracts under other names, and which name became which; `None` where there are not as many.
fn renamed(contracts: &str, names: &[String]) -> Option<(String, Vec<(String, String)>)> {
    let mut all: Vec<Value> = serde_json::from_str(contracts).ok()?;
    if all.len() != names.len() {
        return None;
    }
    let mut pairs = Vec::new();
    for (contract, name) in all.iter_mut().zip(names) {
        let old = contract.get_mut("name")?;
        pairs.push((old.as_str()?.to_owned(), name.clone()));
        *old = Value::from(name.as_str());
    }
    Some((serde_json::to_string_pretty(&all).ok()?, pairs))
}

/// The words of a part's block.
fn words(part: &LessonPart) -> String {
    match part {
        LessonPart::Prose(_) => String::new(),
        LessonPart::Network(_) => "json network".to_owned(),
        LessonPart::Flow(_) => "flow".to_owned(),
        LessonPart::Task(_) => "json task".to_owned(),
        LessonPart::Group(group) => {
            let place = match group.applied_to {
                AppliedTo::Subnet => "json subnet",
                AppliedTo::NetworkInterface | AppliedTo::VirtualNetwork => "json network-interface",
            };
            let refused = group.refused.iter().map(String::as_str);
            let refused = refused.fold(String::new(), |codes, code| codes + " " + code);
            let word = if refused.is_empty() { "" } else { " refused" };
            format!("{place}{word}{refused}")
        }
    }
}

/// A part in a message.
fn name(part: &LessonPart) -> String {
    match part {
        LessonPart::Prose(_) => "prose".to_owned(),
        _ => format!("the block `{}`", words(part)),
    }
}

fn line(block: &Block) -> usize {
    match block {
        Block::FrontMatter { line, .. } | Block::Fenced { line, .. } => *line,
        Block::Prose { .. } => 0,
    }
}

/// Where the links of the prose lead, in their order.
fn links(parts: &[LessonPart]) -> Vec<String> {
    let prose = parts.iter().filter_map(|part| match part {
        LessonPart::Prose(prose) => Some(prose.html.as_str()),
        _ => None,
    });
    let links = prose.flat_map(|html| html.split("href=\"").skip(1));
    let links = links.filter_map(|rest| rest.split_once('"'));
    links.map(|(link, _)| link.to_owned()).collect()
}
