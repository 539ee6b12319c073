//! Edits as they are kept by the session and by links: a row for each rule, with the fields of one that is not as the
//! document says.

use super::rows::{EditRow, EditRows, Status};
use crate::state::Shared;
use azure::secret::has_token;
use nsg::{Name, NetworkSecurityGroup};
use nsg_documents::rule_text::RuleText;
use serde::{Deserialize, Serialize};

/// A row of the editor, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SavedRow {
    /// Which rule of the document it was; none for a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original: Option<usize>,
    /// Whether it counts.
    pub status: Status,
    /// The rule, where it is not as the document says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleText>,
}

/// Returns the rows as they are kept.
pub fn to_rows(rows: &EditRows, original: &NetworkSecurityGroup) -> Vec<SavedRow> {
    let saved = rows.0.iter().map(|row| {
        let was = row
            .original
            .and_then(|position| original.security_rules.get(position));
        SavedRow {
            original: row.original,
            status: row.status,
            rule: was
                .is_none_or(|was| *was != *row.rule)
                .then(|| RuleText::of(&row.rule)),
        }
    });
    saved.collect()
}

/// Takes rules that hold a token out of kept rows, and says whether one did: a rule of the document becomes what it was,
/// and a new one goes.
pub fn leave_tokens_out(rows: &mut Vec<SavedRow>) -> bool {
    let mut found = false;
    rows.retain_mut(|row| {
        let written = |rule| serde_json::to_string(rule).unwrap_or_default();
        if row
            .rule
            .as_ref()
            .is_some_and(|rule| has_token(&written(rule)))
        {
            row.rule = None;
            found = true;
        }
        row.rule.is_some() || row.original.is_some()
    });
    found
}

/// Reads rows that were kept; none where they do not belong to this group: its document has become another one.
pub fn from_rows(
    saved: &[SavedRow],
    original: &NetworkSecurityGroup,
    groups: &[Name],
) -> Option<EditRows> {
    let mut rows = EditRows::default();
    for saved in saved {
        let was = match saved.original {
            Some(place) => Some(original.security_rules.get(place)?),
            None => None,
        };
        let rule = match &saved.rule {
            None => was?.clone(),
            Some(text) => text.read(was, groups).ok()?.rule,
        };
        rows.0.push(EditRow {
            key: rows.0.len(),
            original: saved.original,
            rule: Shared::new(rule),
            status: saved.status,
        });
    }
    // Every rule of the document has its row, or these are of another one.
    let mut known: Vec<usize> = rows.0.iter().filter_map(|row| row.original).collect();
    known.sort_unstable();
    known
        .iter()
        .copied()
        .eq(0..original.security_rules.len())
        .then_some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::edit::tests::{group, rule};
    use nsg::{AddressMatch, Field};

    #[test]
    fn edits_come_back_from_what_is_kept() {
        let mut original = group(&["A 100", "B 200", "C 300", "D 400"]);
        if let Some(unreadable) = original.security_rules.get_mut(3) {
            unreadable.conditions.protocol = Field::Unknown("?".to_owned());
            unreadable.conditions.source = vec![AddressMatch::PrintedAny];
        }
        let mut rows = EditRows::of(&original);
        rows.set_status(0, Status::Off);
        rows.delete(1);
        let mut remark = rule("C 310");
        remark.description = Some("a\ttab, a \\ and two\nlines".to_owned());
        rows.replace(2, remark);
        rows.place(3, Some(2));
        rows.add(rule("E 500"));
        let json = serde_json::to_string(&to_rows(&rows, &original)).unwrap();
        let saved: Vec<SavedRow> = serde_json::from_str(&json).unwrap();
        let back = from_rows(&saved, &original, &[]).unwrap();
        assert_eq!(back.group(&original), rows.group(&original));
        assert_eq!(to_rows(&back, &original), saved);
    }

    #[test]
    fn edits_of_another_document_are_not_taken() {
        let original = group(&["A 100", "B 200"]);
        let saved = to_rows(&EditRows::of(&original), &original);
        assert!(from_rows(&saved, &group(&["A 100"]), &[]).is_none());
        assert!(from_rows(&saved, &group(&["A 100", "B 200", "C 300"]), &[]).is_none());
        let mut twice = saved.clone();
        twice[1].original = Some(0);
        assert!(from_rows(&twice, &original, &[]).is_none());
    }
}
