//! Items of a list in a text: how they go and come.

use super::literal::PatchSyntax;
use super::replacement::{Replacement, indent_of, line_end, line_start, next_line};
use crate::json::JsonNode;
use crate::position::Span;

/// A list of a text, in which items go and come.
pub(super) struct ListInText<'r, 't> {
    pub(super) text: &'r str,
    pub(super) syntax: PatchSyntax,
    pub(super) list: &'r JsonNode<'t>,
}

impl ListInText<'_, '_> {
    /// What takes the items at these places out.
    pub(super) fn removals(&self, places: &[usize]) -> Vec<Replacement> {
        let items = self.list.items();
        let spans: Vec<_> = items.iter().map(|item| item.span).collect();
        if self.is_block() {
            return removed_lines(self.text, &spans, places);
        }
        // Blocks of Terraform may stand beside the items that a loop runs over.
        let is_block = |place: &usize| items.get(*place).is_some_and(|it| self.is_hcl_block(it));
        let (blocks, others): (Vec<usize>, Vec<usize>) = places.iter().partition(|it| is_block(it));
        let mut found = removed_lines(self.text, &spans, &blocks);
        if !others.is_empty() {
            found.extend(removed(&spans, &others));
        }
        found
    }

    /// What puts an item behind the one at this place; `None` where there is none to follow.
    pub(super) fn addition(&self, after: usize, item: &str) -> Option<Replacement> {
        let items = self.list.items();
        let last = items.get(after)?;
        let end = line_end(self.text);
        if self.is_block() {
            let dash = self.dash_of(last.span);
            let dash = self.text.get(dash..last.span.start).unwrap_or("- ");
            let indent = self.indent_of_dash(last.span);
            return Some(Replacement::insert(
                last.span.end,
                format!("{end}{indent}{dash}{item}"),
            ));
        }
        if self.is_hcl_block(last) {
            let indent = indent_of(self.text, last.span.start);
            let text = format!("{end}{end}{indent}{item}");
            return Some(Replacement::insert(last.span.end, text));
        }
        let before = after.checked_sub(1).and_then(|before| items.get(before));
        let before = before.map(|before| before.span.end);
        let between = before.and_then(|before| self.text.get(before..last.span.start));
        let is_plain = |between: &&str| between.trim() == ",";
        let line = line_start(self.text, last.span.start);
        let indent = self.text.get(line..last.span.start).unwrap_or_default();
        let between = match between.filter(is_plain) {
            Some(between) => between.to_owned(),
            None if indent.trim().is_empty() && !indent.is_empty() => format!(",{end}{indent}"),
            None => ", ".to_owned(),
        };
        Some(Replacement::insert(
            last.span.end,
            format!("{between}{item}"),
        ))
    }

    /// Whether it is a list of YAML with a dash before each item.
    fn is_block(&self) -> bool {
        let source = self.text.get(self.list.span.start..).unwrap_or_default();
        self.syntax == PatchSyntax::Yaml && !source.starts_with('[')
    }

    /// Whether an item is a block of Terraform, which no comma sets apart.
    fn is_hcl_block(&self, item: &JsonNode<'_>) -> bool {
        let source = self.text.get(item.span.start..);
        self.syntax == PatchSyntax::Hcl && source.is_some_and(|source| !source.starts_with('{'))
    }

    /// Where the dash of an item is.
    fn dash_of(&self, item: Span) -> usize {
        let before = self.text.get(..item.start).unwrap_or_default();
        before.rfind('-').unwrap_or(item.start)
    }

    fn indent_of_dash(&self, item: Span) -> &str {
        let dash = self.dash_of(item);
        self.text
            .get(line_start(self.text, dash)..dash)
            .unwrap_or_default()
    }
}

/// What takes things out of an enumeration with commas, of which these are the places.
pub(super) fn removed(spans: &[Span], places: &[usize]) -> Vec<Replacement> {
    let is_out = |place: usize| places.contains(&place);
    let first_kept = (0..spans.len()).find(|place| !is_out(*place));
    let mut found = Vec::new();
    let leading = match (first_kept, spans.first(), spans.last()) {
        (Some(0), ..) | (_, None, _) | (_, _, None) => None,
        (Some(kept), Some(first), _) => {
            let kept = spans.get(kept).map_or(first.start, |kept| kept.start);
            Some(Replacement::remove(first.start, kept))
        }
        (None, Some(first), Some(last)) => Some(Replacement::remove(first.start, last.end)),
    };
    found.extend(leading);
    let kept = first_kept.unwrap_or(spans.len());
    let pairs = spans.iter().zip(spans.iter().skip(1)).enumerate();
    for (before, (last, it)) in pairs {
        let place = before + 1;
        if place > kept && is_out(place) {
            found.push(Replacement::remove(last.end, it.end));
        }
    }
    found
}

/// What takes out the lines of things that stand on lines of their own.
pub(super) fn removed_lines(text: &str, spans: &[Span], places: &[usize]) -> Vec<Replacement> {
    let out = spans.iter().enumerate();
    let out = out.filter(|(place, _)| places.contains(place));
    out.map(|(_, span)| {
        let end = span.end.max(span.start + 1) - 1;
        Replacement::remove(line_start(text, span.start), next_line(text, end))
    })
    .collect()
}
