//! Runs `writing.md`: what a person does, and what is written for it.

use nsg::NetworkSecurityGroup;
use nsg_documents::write::{Format, change};
use std::fmt::Write as _;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/writing.md");

/// A group: rule lines, and lines that begin with `id`, `location` or `describe <rule>`.
pub(crate) fn group(text: &str) -> NetworkSecurityGroup {
    let mut group = NetworkSecurityGroup::default();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "id" => {
                group.id = Some(rest.to_owned());
                group.name = rest.rsplit('/').next().map(str::to_owned);
            }
            "location" => group.location = Some(rest.to_owned()),
            "describe" => {
                let (name, text) = rest.split_once(' ').unwrap();
                let rule = group
                    .security_rules
                    .iter_mut()
                    .find(|rule| rule.name == name);
                rule.unwrap().description = Some(text.replace("\\n", "\n"));
            }
            _ => group.security_rules.push(rule_lines::rule(line)),
        }
    }
    group.with_default_rules()
}

/// The page as it would be written today.
fn written(page: &str) -> String {
    let (mut before, mut after) = (None, NetworkSecurityGroup::default());
    let mut result = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(result, "{line}").unwrap();
        if line.starts_with("## ") {
            before = None;
        }
        let Some(kind) = line.strip_prefix("```").filter(|kind| !kind.is_empty()) else {
            continue;
        };
        let mut body = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            writeln!(body, "{line}").unwrap();
        }
        match kind {
            "before" => before = Some(group(&body)),
            "after" => after = group(&body),
            _ => {
                while lines
                    .peek()
                    .is_some_and(|line| line.is_empty() || line.starts_with("> "))
                {
                    lines.next();
                }
                let format =
                    Format::from_name(kind).unwrap_or_else(|| panic!("{kind} is no format"));
                let mut notes = Vec::new();
                body = match change(before.as_ref(), &after, format) {
                    Ok(written) => {
                        notes.push(format!("as `{}`", written.file_name));
                        notes.extend(written.notes);
                        written.text
                    }
                    Err(error) => format!("{error}\n"),
                };
                writeln!(result, "{body}```\n").unwrap();
                for note in &notes {
                    writeln!(result, "> {note}").unwrap();
                }
                if lines.peek().is_some() && !notes.is_empty() {
                    writeln!(result).unwrap();
                }
                continue;
            }
        }
        writeln!(result, "{body}```").unwrap();
    }
    result
}

#[test]
fn the_page_says_what_is_written() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let written = written(&page);
    if std::env::var_os("UPDATE_WRITING").is_some() {
        std::fs::write(PAGE, written).unwrap();
    } else {
        for (number, (old, new)) in page.lines().zip(written.lines()).enumerate() {
            assert_eq!(old, new, "line {}", number + 1);
        }
        assert_eq!(page.len(), written.len());
    }
}
