//! A rule by its fields, a line each, as the portal's form has them: `Destination port ranges: 443`.

use super::SEARCHED;
use super::columns::RuleColumn;
use crate::position::Span;

/// Where a text has such a form. Its words for ports tell it from the fields of rules in YAML, whose names have no blanks.
pub(super) fn find(text: &str) -> Option<Span> {
    let mut known: Vec<RuleColumn> = Vec::new();
    let mut has_words = false;
    let mut first = None;
    let mut start = 0;
    for line in text.split_inclusive('\n').take(SEARCHED) {
        let at = Span::new(start, start + line.trim_end().len());
        start += line.len();
        let Some((name, column)) = field(line) else {
            continue;
        };
        has_words |= is_port(column) && name.contains(|char: char| char == ' ' || !char.is_ascii());
        first = first.or(Some(at));
        if !known.contains(&column) {
            known.push(column);
        }
    }
    let says = |column| known.contains(&column);
    let decides = says(RuleColumn::Access) || says(RuleColumn::Priority);
    first.filter(|_| has_words && decides && known.len() >= 4)
}

fn is_port(column: RuleColumn) -> bool {
    matches!(column, RuleColumn::SourcePort | RuleColumn::DestinationPort)
}

/// The field of a line, with the name that it has there: before a colon, or in the first cell of two.
fn field(line: &str) -> Option<(&str, RuleColumn)> {
    let is_sign = |char: char| char.is_whitespace() || "-+*|•>`.".contains(char);
    let is_item = |char: char| is_sign(char) || char.is_ascii_digit();
    let (name, value) = line
        .trim_start_matches(is_item)
        .split_once([':', '：', '|'])?;
    let name = name.trim_matches(is_sign);
    let column = RuleColumn::of(name)?;
    (!value.trim_matches(is_sign).is_empty() || value.contains('*')).then_some((name, column))
}
