//! A task: its beginning breaks a contract, every solution keeps them all, and every mistake breaks the one that it
//! names.

use super::scenario;
use crate::failure::{FailureKind, FailureSink, LessonFailure};
use crate::lesson::{LessonTask, LessonTexts};
use nsg::{AppliedTo, Flow, Scenario};
use nsg_analysis::Limits;
use nsg_analysis::contracts::{self, Contract, ContractOutcome, Must, check};
use std::collections::HashSet;

/// Words by which a task rules out everything that it does not name.
const EXCLUSIVE: [&str; 9] = [
    "only",
    "nothing",
    "nobody",
    "nowhere",
    "anybody",
    "no other",
    "everything else",
    "everything but",
    "the rest",
];

/// The same in Korean, whose sentences say "do not allow another" where English says "nothing else".
const EXCLUSIVE_IN_KOREAN: [&str; 13] = [
    "만 ",
    "나머지",
    "외에",
    "이외",
    "그 외",
    "그 밖",
    "밖의",
    "다른 것",
    "다른 곳",
    "다른 누구",
    "다른 어디",
    "누구에게도",
    "아무",
];

pub(super) fn run(task: &LessonTask, sink: &mut FailureSink<'_>) {
    let solutions = task.solutions.iter();
    let mistakes = task.mistakes.iter();
    let mut edits = Vec::new();
    edits.extend(solutions.map(|solution| &solution.scenario));
    edits.extend(mistakes.map(|mistake| &mistake.scenario));
    // The groups that an edit changes are read as those of the lesson are.
    let groups = task.solutions.iter().flat_map(|solution| &solution.groups);
    let more = task.mistakes.iter().flat_map(|mistake| &mistake.groups);
    for group in groups.chain(more) {
        scenario::check(group, sink);
    }
    let unreadable = |failure: &LessonFailure| failure.kind == FailureKind::UnreadableText;
    if sink.found.iter().any(unreadable) {
        return;
    }
    let beginning = task.scenario.scenario();
    // A rule that only an edit has may name a tag, too.
    let edited: Vec<Scenario> = edits.into_iter().map(LessonTexts::scenario).collect();
    let all: Vec<&Scenario> = std::iter::once(&beginning).chain(&edited).collect();
    match contracts::read(&task.contracts, &all) {
        Ok(contracts) => judge(task, &beginning, &edited, &contracts, sink),
        Err(slips) => {
            for slip in slips {
                let help =
                    "`checkContracts` in crates/plugin/npm/README.md says what a contract takes";
                let message = format!("{}: {}", slip.pointer, slip.message);
                sink.report(FailureKind::WrongContracts, task.line, message, help);
            }
        }
    }
}

fn judge(
    task: &LessonTask,
    beginning: &Scenario,
    edited: &[Scenario],
    contracts: &[Contract],
    sink: &mut FailureSink<'_>,
) {
    let mut names = HashSet::new();
    if let Some(twice) = contracts
        .iter()
        .find(|contract| !names.insert(&contract.name))
    {
        let message = format!("two contracts are called `{}`", twice.name);
        let help = "give each a name of its own";
        sink.report(FailureKind::WrongContracts, task.line, message, help);
    }
    let todo = task.todo.to_lowercase();
    let mut exclusive = EXCLUSIVE.iter().chain(&EXCLUSIVE_IN_KOREAN);
    let rules_out = exclusive.any(|words| todo.contains(words));
    let about_all: Vec<&Contract> = contracts.iter().filter(|one| is_about_all(one)).collect();
    let opens = task
        .mistakes
        .iter()
        .any(|mistake| about_all.iter().any(|one| one.name == mistake.breaks));
    if rules_out && !about_all.is_empty() && !opens {
        let help = "add a mistake that opens what samples would miss: another port, protocol or range of addresses";
        let message = "what to do rules everything else out, and no mistake opens any of it";
        sink.report(FailureKind::UntestedRest, task.line, message, help);
    }
    if rules_out && about_all.is_empty() {
        let help =
            "add a contract that `allowOnly` the rest, or a `deny` without protocols and ports";
        let message =
            "what to do rules everything else out, and the contracts look at samples of it";
        sink.report(FailureKind::SampledContracts, task.line, message, help);
    }
    let first = task.solutions.first();
    if first.is_some_and(|solution| !is_editable(&task.scenario, &solution.scenario)) {
        let help = "begin with an empty NSG where the first solution has one";
        let message =
            "the first solution needs an NSG where the task begins without one, or takes one away";
        sink.report(FailureKind::UneditableTask, task.line, message, help);
    }
    if !contracts.iter().any(|contract| breaks(beginning, contract)) {
        let help = "begin with rules that break one, or ask for something else";
        let message = "no contract is broken before anything is changed";
        sink.report(FailureKind::NothingToDo, task.line, message, help);
    }
    let (solved, missed) = edited
        .split_at_checked(task.solutions.len())
        .unwrap_or_default();
    for (number, (solution, after)) in task.solutions.iter().zip(solved).enumerate() {
        for contract in contracts {
            check_solution(task, &solution.why, after, contract, sink);
        }
        if solved
            .iter()
            .take(number)
            .any(|other| is_same(other, after))
        {
            let message = format!("the solution `{}` is there already", solution.why);
            sink.report(
                FailureKind::UnsolvedTask,
                task.line,
                message,
                "show another way",
            );
        }
    }
    for (mistake, after) in task.mistakes.iter().zip(missed) {
        let mut named = contracts
            .iter()
            .filter(|contract| contract.name == mistake.breaks);
        if !named.any(|contract| breaks(after, contract)) {
            let (why, name) = (&mistake.why, &mistake.breaks);
            let message = format!("the mistake `{why}` does not break `{name}`");
            let help = "name the contract that it breaks, or make it a solution";
            sink.report(FailureKind::RightMistake, task.line, message, help);
        }
    }
}

/// Whether the contract leaves neither a protocol nor a port out.
fn is_about_all(contract: &Contract) -> bool {
    let flows = &contract.flows;
    match contract.must {
        Must::AllowOnly(_) => true,
        Must::Deny => {
            flows.protocols.is_empty()
                && flows.local.ports.is_empty()
                && flows.remote.ports.is_empty()
        }
        Must::Allow => false,
    }
}

/// Whether the page's editor comes from one to the other: it changes rules, and neither makes an NSG nor removes one.
fn is_editable(before: &LessonTexts, after: &LessonTexts) -> bool {
    let places = |texts: &LessonTexts| {
        let LessonTexts {
            subnet_security_group: subnet,
            network_interface_security_group: interface,
            ..
        } = texts;
        (subnet.is_some(), interface.is_some())
    };
    places(before) == places(after)
}

fn breaks(scenario: &Scenario, contract: &Contract) -> bool {
    let outcome = check(scenario, contract, Limits::default());
    matches!(outcome, Ok(ContractOutcome::Broken { .. }))
}

fn check_solution(
    task: &LessonTask,
    why: &str,
    after: &Scenario,
    contract: &Contract,
    sink: &mut FailureSink<'_>,
) {
    let name = &contract.name;
    let (does, help) = match check(after, contract, Limits::default()) {
        Ok(ContractOutcome::Holds) => return,
        Ok(ContractOutcome::Broken { witness, .. }) => ("breaks", shown(&witness)),
        Ok(ContractOutcome::Open { witness }) => ("leaves open", shown(&witness)),
        Err(error) => ("is too large for", error.to_string()),
    };
    let message = format!("the solution `{why}` {does} `{name}`");
    sink.report(FailureKind::UnsolvedTask, task.line, message, help);
}

/// A flow as an example.
fn shown(flow: &Flow) -> String {
    format!("for instance {flow}")
}

fn is_same(one: &Scenario, other: &Scenario) -> bool {
    let mut places = [AppliedTo::Subnet, AppliedTo::NetworkInterface].into_iter();
    places.all(|place| one.group(place) == other.group(place))
}
