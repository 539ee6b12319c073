//! The report: what a change of rules does to traffic, as Markdown for a pull request.

pub mod markdown;
mod rules;

use crate::compare::{Change, Comparison, Relation};
use crate::flow_set::{Ends, FlowSet};
use crate::names::AddressNames;
use crate::phrase::Named;
use crate::rule_ref::Ruling;
use markdown::{code, plain};
use nsg::{Decision, Direction, Flow, Scenario};
use std::fmt::Write as _;
use text::text;

/// So many regions are in the table; the largest come first.
const ROWS: usize = 50;

/// So many addresses or ports are in a cell.
const LISTED: usize = 6;

/// A report of what changes between two scenarios.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The heading.
    pub title: &'a str,
    /// The scenario as it was.
    pub before: &'a Scenario,
    /// The scenario as it will be.
    pub after: &'a Scenario,
    /// The answer of [`crate::compare()`] about the two scenarios.
    pub comparison: &'a Comparison,
    /// A flow to judge before and after.
    pub flow: Option<&'a Flow>,
}

impl Report<'_> {
    /// The report as GitHub's Markdown. Texts from documents are set as code or escaped, never as markup.
    pub fn markdown(&self) -> String {
        let names = AddressNames::new(&self.after.network);
        let mut text = format!("# {}\n\n", plain(self.title));
        let summary = self.comparison.summary(&names, self.after);
        let _ = writeln!(text, "**{}**", plain(&summary));
        let relation = match self.comparison.relation {
            Relation::Equivalent => text!("report-equivalent"),
            Relation::MorePermissive => text!("report-more-permissive"),
            Relation::LessPermissive => text!("report-less-permissive"),
            Relation::Incomparable => text!("report-incomparable"),
        };
        let _ = writeln!(text, "\n{relation}");
        text.push_str(&rules::table(self.before, self.after));
        self.regions(&names, &mut text);
        self.one_flow(&mut text);
        text
    }

    fn regions(&self, names: &AddressNames, text: &mut String) {
        let changes = &self.comparison.changes;
        if changes.is_empty() {
            return;
        }
        let (title, head) = (text!("report-flows"), text!("report-flows-head"));
        let _ = writeln!(
            text,
            "\n## {title}\n\n{head}\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        );
        for change in changes.iter().take(ROWS) {
            let _ = writeln!(text, "{}", self.row(change, names));
        }
        let more = changes.len().saturating_sub(ROWS);
        if more > 0 {
            let count = changes.len();
            let _ = writeln!(text, "\n{}", text!("report-largest", shown = ROWS, count));
        }
    }

    fn row(&self, change: &Change, names: &AddressNames) -> String {
        let flows = &change.flows;
        let protocols: Vec<&str> = flows.protocols.iter().map(|one| one.as_str()).collect();
        let (from, to) = ends(flows);
        let witness = flows.witness();
        let cells = [
            flows.direction.word().to_owned(),
            protocols.join(text!("list-comma")),
            end(from, names),
            end(to, names),
            ruling(&change.before),
            ruling(&change.after),
            flows.count().rounded(),
            witness
                .as_ref()
                .map_or_else(String::new, |flow| code(&flow.to_string())),
            witness.map_or_else(String::new, |flow| self.depends_on(change, &flow)),
        ];
        format!("| {} |", cells.join(" | "))
    }

    /// The questions of the example; other flows of the region may raise more.
    fn depends_on(&self, change: &Change, flow: &Flow) -> String {
        let sides = [(&change.before, self.before), (&change.after, self.after)];
        let mut questions: Vec<String> = Vec::new();
        for (ruling, scenario) in sides {
            if ruling.access == Decision::Depends {
                for fact in nsg::verify(scenario, flow).depends_on {
                    let question = plain(&fact.question);
                    if !questions.contains(&question) {
                        questions.push(question);
                    }
                }
            }
        }
        questions.join("<br>")
    }

    fn one_flow(&self, text: &mut String) {
        let Some(flow) = self.flow else { return };
        let title = text!("report-one-flow");
        let _ = writeln!(text, "\n## {title}\n\n{}\n", code(&flow.to_string()));
        for (is_after, scenario) in [(false, self.before), (true, self.after)] {
            let verdict = nsg::verify(scenario, flow);
            let (access, summary) = (verdict.access.word(), plain(&verdict.summary));
            let line = match is_after {
                false => text!("report-one-flow-before", access, summary),
                true => text!("report-one-flow-after", access, summary),
            };
            let _ = writeln!(text, "* {line}");
            for fact in verdict.depends_on {
                let _ = writeln!(text, "  * {}", plain(&fact.question));
            }
        }
    }
}

/// Sender and receiver.
fn ends(flows: &FlowSet) -> (&Ends, &Ends) {
    match flows.direction {
        Direction::Inbound => (&flows.remote, &flows.local),
        Direction::Outbound => (&flows.local, &flows.remote),
    }
}

fn end(ends: &Ends, names: &AddressNames) -> String {
    let all = ends.ports.is_empty() || ends.ports == [nsg::PortRange::ALL];
    let phrase = names.phrase(&ends.addresses);
    let list = names.addresses(&ends.addresses);
    let is_counted = matches!(phrase.named, Named::Counted(_));
    let is_told = phrase.except.is_some() || (list.len() > LISTED && !is_counted);
    let addresses = if is_told {
        code(&phrase.to_string())
    } else {
        listed(&list)
    };
    if all {
        return addresses;
    }
    let ports: Vec<String> = ends.ports.iter().map(ToString::to_string).collect();
    format!("{addresses} : {}", listed(&ports))
}

fn listed(texts: &[String]) -> String {
    let mut shown: Vec<String> = texts.iter().take(LISTED).map(|text| code(text)).collect();
    let more = texts.len().saturating_sub(LISTED);
    if more > 0 {
        shown.push(text!("list-more", rest = more));
    }
    shown.join(text!("list-comma"))
}

fn ruling(ruling: &Ruling) -> String {
    match &ruling.rule {
        Some(rule) => text!(
            "report-ruling",
            access = ruling.access.word(),
            rule = code(&rule.name.name)
        ),
        None => ruling.access.word().to_owned(),
    }
}
