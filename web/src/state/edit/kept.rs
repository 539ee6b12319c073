//! Edits as lines of text, for the session and for links: one for each row, with the fields of a rule that is not as the
//! document says.

use super::rows::{Row, Rows, Status};
use crate::state::Shared;
use nsg::{Name, NetworkSecurityGroup};
use nsg_documents::rule_text::{RuleField, RuleText};

/// What a row without a rule in the document begins with.
const NEW: &str = "new";

const STATUSES: [(Status, &str); 3] = [
    (Status::On, "on"),
    (Status::Off, "off"),
    (Status::Deleted, "deleted"),
];

/// The rows as lines.
pub fn to_lines(rows: &Rows, original: &NetworkSecurityGroup) -> String {
    let lines = rows.0.iter().map(|row| line(row, original));
    lines.collect::<Vec<_>>().join("\n")
}

fn line(row: &Row, original: &NetworkSecurityGroup) -> String {
    let was = row
        .original
        .and_then(|position| original.security_rules.get(position));
    let place = row
        .original
        .map_or_else(|| NEW.to_owned(), |position| position.to_string());
    let status = STATUSES.iter().find(|(status, _)| *status == row.status);
    let mut parts = vec![place, status.map_or("on", |(_, word)| word).to_owned()];
    if was.is_none_or(|was| *was != *row.rule) {
        let text = RuleText::of(&row.rule);
        parts.extend(RuleField::ALL.map(|field| escaped(text.get(field))));
    }
    parts.join("\t")
}

/// The rows of those lines; none where they do not belong to this group: its document has become another one.
pub fn from_lines(lines: &str, original: &NetworkSecurityGroup, groups: &[Name]) -> Option<Rows> {
    let mut rows = Rows::default();
    for line in lines.lines() {
        let mut parts = line.split('\t');
        let original_place = match parts.next()? {
            NEW => None,
            place => Some(place.parse().ok()?),
        };
        let was = match original_place {
            Some(place) => Some(original.security_rules.get::<usize>(place)?),
            None => None,
        };
        let word = parts.next()?;
        let (status, _) = STATUSES.iter().find(|(_, known)| *known == word)?;
        let mut fields = parts.peekable();
        let rule = match fields.peek() {
            None => was?.clone(),
            Some(_) => {
                let mut text = RuleText::default();
                for field in RuleField::ALL {
                    text.set(field, unescaped(fields.next()?));
                }
                text.read(was, groups).ok()?.rule
            }
        };
        rows.0.push(Row {
            key: rows.0.len(),
            original: original_place,
            rule: Shared::new(rule),
            status: *status,
        });
    }
    // Every rule of the document has its row, or these are of another one.
    let known = rows.0.iter().filter(|row| row.original.is_some()).count();
    (known == original.security_rules.len()).then_some(rows)
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\t', "\\t")
        .replace('\n', "\\n")
        .replace('\r', "\\r")
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
    use crate::state::edit::tests::{group, rule};
    use nsg::{AddressMatch, Field};

    #[test]
    fn edits_come_back_from_their_lines() {
        let mut original = group(&["A 100", "B 200", "C 300", "D 400"]);
        if let Some(unreadable) = original.security_rules.get_mut(3) {
            unreadable.conditions.protocol = Field::Unknown("?".to_owned());
            unreadable.conditions.source = vec![AddressMatch::PrintedAny];
        }
        let mut rows = Rows::of(&original);
        rows.set_status(0, Status::Off);
        rows.delete(1);
        let mut remark = rule("C 310");
        remark.description = Some("a\ttab, a \\ and two\nlines".to_owned());
        rows.replace(2, remark);
        rows.place(3, Some(2));
        rows.add(rule("E 500"));
        let lines = to_lines(&rows, &original);
        let back = from_lines(&lines, &original, &[]).unwrap();
        assert_eq!(back.group(&original), rows.group(&original));
        assert_eq!(to_lines(&back, &original), lines);
    }

    #[test]
    fn lines_of_another_document_are_not_taken() {
        let original = group(&["A 100", "B 200"]);
        let lines = to_lines(&Rows::of(&original), &original);
        assert!(from_lines(&lines, &group(&["A 100"]), &[]).is_none());
        assert!(from_lines(&lines, &group(&["A 100", "B 200", "C 300"]), &[]).is_none());
        assert!(from_lines("nonsense", &original, &[]).is_none());
    }
}
