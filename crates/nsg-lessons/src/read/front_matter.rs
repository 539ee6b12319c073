//! The lines above a lesson. They are YAML of the simplest kind, `key: value`, so that any Git host shows them; a
//! library for the rest of YAML would be larger than this crate.

use crate::failure::{Kind, Sink};

/// What YAML reads otherwise than as the text that follows.
const SPECIAL: &[char] = &[
    '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '#', '-', '?', ',',
];

const KEYS: &str = "the keys are `title`, `order`, `teaches`, `belief` and, for a row of the list of cases, `case`";

#[derive(Default)]
pub(super) struct FrontMatter {
    title: Option<String>,
    teaches: Option<String>,
    belief: Option<String>,
    order: Option<u32>,
    pub(super) case: Option<u32>,
}

impl FrontMatter {
    /// Reads the block that begins at the line.
    pub(super) fn read(&mut self, line: usize, text: &str, sink: &mut Sink<'_>) {
        for (number, entry) in text.lines().enumerate() {
            let line = line + number + 1;
            let Some((key, value)) = entry.split_once(": ") else {
                let message = format!("`{entry}` is not `key: value`");
                sink.report(Kind::Format, line, message, KEYS);
                continue;
            };
            let value = value.trim();
            if value.starts_with(SPECIAL) || value.contains(": ") || value.contains(" #") {
                let message = format!("YAML reads the value of `{key}` otherwise than it looks");
                let help = "begin it with a letter, and leave out `: ` and ` #`";
                sink.report(Kind::Format, line, message, help);
                continue;
            }
            let number = || value.parse::<u32>().ok().filter(|number| *number > 0);
            let known = match key {
                "title" => put(&mut self.title, Some(value.to_owned())),
                "teaches" => put(&mut self.teaches, Some(value.to_owned())),
                "belief" => put(&mut self.belief, Some(value.to_owned())),
                "order" => put(&mut self.order, number()),
                "case" => put(&mut self.case, number()),
                _ => false,
            };
            if !known {
                let message = format!("`{entry}` is unknown, given twice, or no number from 1");
                sink.report(Kind::Format, line, message, KEYS);
            }
        }
    }

    /// Title, teaches, belief and order; empty where they are missing, which is reported.
    pub(super) fn finish(&mut self, sink: &mut Sink<'_>) -> (String, String, String, u32) {
        let order = self.order;
        let mut text = |key: &str, value: &mut Option<String>| {
            value.take().unwrap_or_else(|| {
                let message = format!("`{key}` is missing above the text");
                sink.report(Kind::Format, 1, message, KEYS);
                String::new()
            })
        };
        let (title, teaches) = (
            text("title", &mut self.title),
            text("teaches", &mut self.teaches),
        );
        let belief = text("belief", &mut self.belief);
        if order.is_none() {
            sink.report(Kind::Format, 1, "`order` is missing above the text", KEYS);
        }
        (title, teaches, belief, order.unwrap_or_default())
    }
}

/// Whether there was a value, and none before it.
fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let fresh = place.is_none() && value.is_some();
    *place = value;
    fresh
}
