//! The result on a page, for a pull request or a ticket.

use crate::result::{ParityDifference, TrafficGroup, TrafficResult};
use crate::words::grouped;
use nsg_analysis::Ruling;
use nsg_analysis::markdown::{code, plain};
use std::fmt::Write;
use text::text;

/// So many rows a table has.
const ROWS: usize = 50;

/// The result as Markdown.
pub fn markdown(result: &TrafficResult) -> String {
    let mut page = format!(
        "## {}\n\n{}\n",
        text!("traffic-report"),
        plain(&result.parity.summary)
    );
    if let (Some(from), Some(to)) = (result.from, result.to) {
        line(
            &mut page,
            &text!(
                "traffic-report-period",
                from = from.minute(),
                to = to.minute()
            ),
        );
    }
    let differences = &result.parity.differences;
    if !differences.is_empty() {
        head(&mut page, text!("traffic-report-differences"));
        differences
            .iter()
            .take(ROWS)
            .for_each(|one| difference(&mut page, one));
        more(&mut page, differences.len());
    }
    if let Some(change) = &result.change {
        line(&mut page, &plain(&change.summary));
        if !change.groups.is_empty() {
            head(&mut page, text!("traffic-report-groups"));
            change
                .groups
                .iter()
                .take(ROWS)
                .for_each(|one| group(&mut page, one));
            more(&mut page, change.groups.len());
        }
    }
    let unused = result
        .rules
        .iter()
        .filter(|rule| rule.flows == 0 && rule.perhaps == 0);
    let unused: Vec<String> = unused.map(|rule| code(&rule.rule.name.name)).collect();
    if !unused.is_empty() && result.flows > 0 {
        line(
            &mut page,
            &text!("traffic-report-unused", rules = unused.join(", ")),
        );
    }
    for limit in &result.evidence.limits {
        line(&mut page, &plain(limit));
    }
    for diagnostic in &result.diagnostics {
        line(&mut page, &plain(&diagnostic.message));
    }
    page
}

fn line(page: &mut String, text: &str) {
    // Writing into a text does not fail.
    let _ = writeln!(page, "\n{text}");
}

/// The first lines of a table; the message has its cells, parted by bars.
fn head(page: &mut String, cells: &str) {
    let columns = cells.split('|').count();
    let _ = writeln!(page, "\n| {cells} |\n|{}", "---|".repeat(columns));
}

fn more(page: &mut String, count: usize) {
    if count > ROWS {
        line(page, &text!("traffic-report-more", rows = count - ROWS));
    }
}

fn ruling(ruling: &Ruling) -> String {
    let rule = ruling.rule.as_ref().map(|rule| code(&rule.name.name));
    let rule = rule.map(|rule| format!(" {rule}")).unwrap_or_default();
    format!("{}{rule}", ruling.access.word())
}

fn difference(page: &mut String, one: &ParityDifference) {
    let causes: Vec<String> = one.causes.iter().map(|cause| plain(cause)).collect();
    let _ = writeln!(
        page,
        "| {} {} | {} | {} | {} | {} | {} |",
        one.logged.access.word(),
        code(&one.logged.rule_name),
        ruling(&one.ours),
        grouped(one.flows),
        one.first.minute(),
        one.last.minute(),
        causes.join("<br>")
    );
}

fn group(page: &mut String, one: &TrafficGroup) {
    let ends = |ends: &[crate::result::EndCount], count: usize| {
        let mut listed: Vec<String> = ends
            .iter()
            .take(3)
            .map(|end| end.address.to_string())
            .collect();
        if count > listed.len() {
            listed.push(text!(
                "traffic-report-others",
                others = count - listed.len()
            ));
        }
        listed.join(", ")
    };
    let facts: Vec<String> = one.facts.iter().map(|fact| plain(&fact.question)).collect();
    let _ = writeln!(
        page,
        "| {} | {} | {} → {} | {} | {} | {} | {} | {} |",
        one.effect.word(),
        code(&one.example.to_string()),
        ruling(&one.before),
        ruling(&one.after),
        grouped(one.flows),
        one.last.minute(),
        ends(&one.machines, one.machine_count),
        ends(&one.remotes, one.remote_count),
        facts.join("<br>")
    );
}
