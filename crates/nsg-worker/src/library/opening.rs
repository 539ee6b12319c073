//! The text that the groups of a row can be read from.

use super::ReadDocuments;
use crate::group_list::{GivenDocument, OpenedGroup, OpenedRow};
use nsg::AppliedTo;
use nsg_documents::{DocumentGroupIndex, Position, assemble, read};
use std::ptr;

/// A longer text (in bytes) does not go into a text box as a whole.
const LARGE: usize = 1 << 20;

/// The groups of a row.
pub(super) fn open(given: &[GivenDocument], library: &ReadDocuments, row: usize) -> OpenedRow {
    let Some(row) = library.rows.get(row) else {
        return OpenedRow::default();
    };
    let group = |applied_to: AppliedTo| match row.stage(applied_to) {
        Some(index) => Some(opened(given, library, index)),
        None => {
            let (_, index) = row.removed().filter(|(at, _)| *at == applied_to)?;
            deleted(library, index)
        }
    };
    OpenedRow {
        subnet: group(AppliedTo::Subnet),
        interface: group(AppliedTo::NetworkInterface),
    }
}

fn opened(
    given: &[GivenDocument],
    library: &ReadDocuments,
    index: DocumentGroupIndex,
) -> OpenedGroup {
    match part(given, library, index) {
        Some(part) => OpenedGroup {
            document: index.document,
            part: Some(part),
            chosen: 0,
        },
        None => OpenedGroup {
            document: index.document,
            part: None,
            chosen: index.group,
        },
    }
}

/// A group that the change of a document deletes: those stand behind the ones that stay.
fn deleted(library: &ReadDocuments, index: DocumentGroupIndex) -> Option<OpenedGroup> {
    let document = library.documents.get(index.document)?;
    let group = document.before.as_ref()?.get(index.group)?;
    let mut deleted = document.deleted().into_iter();
    let number = deleted.position(|it| ptr::eq(it, group))?;
    Some(OpenedGroup {
        document: index.document,
        part: None,
        chosen: document.groups.len() + number,
    })
}

/// The part of a large text that is a group, where it says by itself what it says there.
fn part(
    given: &[GivenDocument],
    library: &ReadDocuments,
    index: DocumentGroupIndex,
) -> Option<String> {
    let text = &given.get(index.document)?.text;
    let document = library.documents.get(index.document)?;
    // A change is told by the whole.
    if text.len() <= LARGE || document.before.is_some() {
        return None;
    }
    let group = document.groups.get(index.group)?;
    let part = slice(text, group.position?)?;
    let alone = read(part);
    let [only] = alone.groups.as_slice() else {
        return None;
    };
    let says_the_same = only.security_group == group.security_group
        && only.association == group.association
        && assemble::missing_rules(&alone).is_none();
    says_the_same.then(|| part.to_owned())
}

/// A part of a text between two offsets in UTF-16.
fn slice(text: &str, position: Position) -> Option<&str> {
    let Position { start, end, .. } = position;
    if text.is_ascii() {
        return text.get(start..end);
    }
    let mut units = 0;
    let mut offsets = text.char_indices().map(|(at, char)| {
        let here = (units, at);
        units += char.len_utf16();
        here
    });
    let (_, first) = offsets.find(|(units, _)| *units == start)?;
    let last = offsets.find(|(units, _)| *units == end);
    text.get(first..last.map_or(text.len(), |(_, at)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_what_javascript_counts() {
        let at = |start, end| Position {
            line: 1,
            column: 1,
            start,
            end,
        };
        assert_eq!(slice("a😀b한c", at(3, 5)), Some("b한"));
        assert_eq!(slice("a😀b한c", at(3, 6)), Some("b한c"));
        assert_eq!(slice("abc", at(1, 2)), Some("b"));
    }
}
