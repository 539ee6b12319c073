//! Sessions and links of the page before, which named every input by a key and wrote edits as lines. They are read, and
//! never written.

use super::edit::{SavedRow, Status};
use super::{Saved, SavedPlace};
use nsg_documents::rule_text::{RuleField, RuleText};
use std::collections::BTreeMap;

/// Reads a link: a JSON object of keys and texts.
pub(super) fn read_link(text: &str) -> Option<Saved> {
    let entries: BTreeMap<String, String> = serde_json::from_str(text).ok()?;
    read(entries)
}

/// Reads keys and texts; `None` where one of them is nothing that a page wrote.
pub(super) fn read<K: AsRef<str>>(entries: impl IntoIterator<Item = (K, String)>) -> Option<Saved> {
    let mut saved = Saved::default();
    for (key, text) in entries {
        match key.as_ref().split_once('/') {
            Some(("subnet", field)) => set_in_place(&mut saved.subnet, field, text)?,
            Some(("interface", field)) => set_in_place(&mut saved.interface, field, text)?,
            Some(("tags", name)) => saved.tags.set(name.to_owned(), text),
            Some(("members", name)) => saved.members.set(name.to_owned(), text),
            Some(_) => return None,
            None => set(&mut saved, key.as_ref(), text)?,
        }
    }
    Some(saved)
}

fn set(saved: &mut Saved, key: &str, text: String) -> Option<()> {
    let flow = &mut saved.flow;
    match key {
        "network" => saved.virtual_network = text,
        "admin-rules" => saved.admin_rules = text,
        "contracts" => saved.contracts = text,
        "direction" => flow.direction = Some(text.parse().ok()?),
        "protocol" => flow.protocol = Some(text.parse().ok()?),
        "local-address" => flow.local_address = text,
        "local-port" => flow.local_port = text,
        "remote-address" => flow.remote_address = text,
        "remote-port" => flow.remote_port = text,
        _ => return None,
    }
    Some(())
}

fn set_in_place(place: &mut SavedPlace, field: &str, text: String) -> Option<()> {
    match field {
        "text" => place.text = text,
        "file" => place.file = text,
        "chosen" => place.chosen = text.parse().ok()?,
        "edits" => place.edits = text.lines().map(row).collect::<Option<_>>()?,
        _ => return None,
    }
    Some(())
}

/// Reads a row: its place in the document or `new`, its status, and the fields of a rule that is not as the document says.
fn row(line: &str) -> Option<SavedRow> {
    let mut parts = line.split('\t');
    let original = match parts.next()? {
        "new" => None,
        place => Some(place.parse().ok()?),
    };
    let status = match parts.next()? {
        "on" => Status::On,
        "off" => Status::Off,
        "deleted" => Status::Deleted,
        _ => return None,
    };
    let mut fields = parts.peekable();
    let rule = match fields.peek() {
        None => None,
        Some(_) => {
            let mut rule = RuleText::default();
            for field in RuleField::ALL {
                rule.set(field, unescaped(fields.next()?));
            }
            Some(rule)
        }
    };
    Some(SavedRow {
        original,
        status,
        rule,
    })
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        plain.push(match letter {
            '\\' => match letters.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            },
            letter => letter,
        });
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::edit::from_rows;
    use crate::state::versioned;
    use nsg::{Direction, Protocol};

    /// What the page before wrote, by its own code at commit 95b0153.
    const LINK: &str = include_str!("version_1/link.json");

    #[test]
    fn a_link_of_the_page_before_is_read_as_what_it_was() {
        let saved = versioned::read(LINK, read_link).unwrap();
        let sample = crate::samples::ALL[3].saved();
        assert_eq!(saved.subnet.text, sample.subnet.text);
        assert_eq!(saved.subnet.file, "groups.json");
        assert_eq!(saved.interface.chosen, 1);
        assert_eq!(saved.interface.edits, []);
        assert_eq!(saved.virtual_network, "10.0.0.0/16");
        assert_eq!(saved.members, sample.members);
        assert_eq!(saved.tags.get("storage"), "20.60.0.0/16\n20.61.0.0/16");
        assert_eq!(saved.tags.get("sql"), "[]");
        assert_eq!(saved.admin_rules, "[]");
        assert_eq!(saved.contracts, "contracts:\n  - name: \"no ssh\"\n");
        assert_eq!(saved.flow.direction, Some(Direction::Outbound));
        assert_eq!(saved.flow.protocol, Some(Protocol::Udp));
        assert_eq!(saved.flow.local_address, "10.0.3.4");
        assert_eq!(saved.flow.local_port, "1433");
        assert_eq!(saved.flow.remote_address, "not yet");
        assert_eq!(saved.flow.remote_port, "");
    }

    #[test]
    fn edits_of_the_page_before_are_the_same_rules() {
        let saved = versioned::read(LINK, read_link).unwrap();
        let document = nsg_documents::read_json(&saved.subnet.text);
        let original = &document.groups[0].security_group;
        let rows = from_rows(&saved.subnet.edits, original, &[]).unwrap();
        let statuses: Vec<_> = rows.0.iter().map(|row| row.status).collect();
        assert_eq!(
            statuses,
            [Status::Off, Status::Deleted, Status::On, Status::On]
        );
        let rules = rows.group(original).security_rules;
        let names: Vec<_> = rules.iter().map(|rule| rule.name.as_str()).collect();
        assert_eq!(names, ["Deny-Database", "New"]);
        let remark = Some("a\ttab, a \\ and two\nlines".to_owned());
        assert!(rules.iter().all(|rule| rule.description == remark));
    }

    #[test]
    fn a_session_of_the_page_before_is_the_same_keys() {
        let entries: BTreeMap<String, String> = serde_json::from_str(LINK).unwrap();
        assert_eq!(read(entries), read_link(LINK));
    }

    #[test]
    fn what_the_page_before_never_wrote_is_refused_as_a_whole() {
        for text in [
            "[]",
            r#"{"network":7}"#,
            r#"{"colour":"red"}"#,
            r#"{"subnet/colour":"red"}"#,
            r#"{"token/x":"ey"}"#,
            r#"{"subnet/chosen":"-1"}"#,
            r#"{"subnet/edits":"0\ton\tonly-a-name"}"#,
            r#"{"subnet/edits":"0\tperhaps"}"#,
        ] {
            assert_eq!(read_link(text), None, "{text}");
        }
    }
}
