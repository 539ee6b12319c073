//! Something to change: one JSON object, with contracts in the package's form.

use super::group_of;
use crate::failure::{FailureKind, FailureSink};
use crate::lesson::{LessonTask, LessonTexts, Mistake, Solution};
use nsg::AppliedTo;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

const HELP: &str = "a task has `do`, `contracts` in the package's form, two or more `solutions` and one or more `mistakes`; those \
                    have `why`, and `subnetSecurityGroup` or `networkInterfaceSecurityGroup`, or both; a mistake names in \
                    `breaks` the contract that it breaks";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TaskText {
    r#do: String,
    contracts: Box<RawValue>,
    solutions: Vec<Edited>,
    mistakes: Vec<Edited>,
}

/// An edit of the groups in force. The groups keep the text that their author wrote.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Edited {
    why: String,
    breaks: Option<String>,
    #[serde(default, deserialize_with = "text")]
    subnet_security_group: Option<Box<RawValue>>,
    #[serde(default, deserialize_with = "text")]
    network_interface_security_group: Option<Box<RawValue>>,
}

/// A value as it is written, `null` included: that takes the group away.
fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Box<RawValue>>, D::Error> {
    Box::<RawValue>::deserialize(from).map(Some)
}

/// Reads the block that begins at the line.
pub(super) fn read(
    line: usize,
    text: &str,
    in_force: &LessonTexts,
    sink: &mut FailureSink<'_>,
) -> Option<LessonTask> {
    let written: TaskText = match serde_json::from_str(text) {
        Ok(written) => written,
        Err(error) => {
            let message = format!("the task cannot be read: {error}");
            sink.report(FailureKind::Format, line + error.line(), message, HELP);
            return None;
        }
    };
    let problem = problem(&written);
    if let Some(message) = problem {
        sink.report(FailureKind::Format, line, message, HELP);
        return None;
    }
    let after = |edited: &Edited| {
        let mut texts = in_force.clone();
        put(
            &mut texts.subnet_security_group,
            &edited.subnet_security_group,
        );
        put(
            &mut texts.network_interface_security_group,
            &edited.network_interface_security_group,
        );
        texts
    };
    let changed = |edited: &Edited, after: &LessonTexts| {
        let subnet = edited.subnet_security_group.as_ref();
        let interface = edited.network_interface_security_group.as_ref();
        let group = |applied_to, text: &Option<String>| group_of(line, applied_to, text.clone());
        let subnet = subnet.map(|_| group(AppliedTo::Subnet, &after.subnet_security_group));
        let interface = interface.map(|_| {
            let text = &after.network_interface_security_group;
            group(AppliedTo::NetworkInterface, text)
        });
        subnet.into_iter().chain(interface).collect()
    };
    let solution = |edited: &Edited| {
        let scenario = after(edited);
        Solution {
            why: edited.why.clone(),
            groups: changed(edited, &scenario),
            scenario,
        }
    };
    let mistake = |edited: &Edited| {
        let scenario = after(edited);
        Mistake {
            why: edited.why.clone(),
            breaks: edited.breaks.clone().unwrap_or_default(),
            groups: changed(edited, &scenario),
            scenario,
        }
    };
    Some(LessonTask {
        line,
        solutions: written.solutions.iter().map(solution).collect(),
        mistakes: written.mistakes.iter().map(mistake).collect(),
        todo: written.r#do,
        scenario: in_force.clone(),
        contracts: outdented(written.contracts.get()),
    })
}

/// What the form alone does not say.
fn problem(written: &TaskText) -> Option<&'static str> {
    if written.solutions.len() < 2 || written.mistakes.is_empty() {
        return Some("two solutions and a mistake are the least");
    }
    let breaks = |edited: &Edited| edited.breaks.is_some();
    if written.solutions.iter().any(breaks) {
        return Some("a solution breaks no contract");
    }
    let all = written.mistakes.iter().all(breaks);
    (!all).then_some("a mistake names the contract that it breaks")
}

fn put(place: &mut Option<String>, given: &Option<Box<RawValue>>) {
    if let Some(given) = given {
        let text = given.get();
        *place = (text != "null").then(|| outdented(text));
    }
}

/// The text as if it stood alone: without the blanks that all its later lines begin with.
fn outdented(text: &str) -> String {
    let blanks = |line: &str| line.len() - line.trim_start().len();
    let shared = text.lines().skip(1).map(blanks).min().unwrap_or_default();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let rest = rest
        .lines()
        .map(|line| line.get(shared..).unwrap_or_default());
    let lines: Vec<&str> = std::iter::once(first).chain(rest).collect();
    lines.join("\n")
}
