//! Whether a text is Terraform's own language: certainly, or not at all.

/// The words that begin a block with labels, and those that begin one without.
const LABELED: [&str; 6] = [
    "resource", "data", "module", "variable", "provider", "output",
];
const PLAIN: [&str; 2] = ["locals", "terraform"];

/// What a text in Terraform's language is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SourceKind {
    /// It has blocks of configuration.
    Configuration,
    /// It begins with the value of a variable, and may be something else.
    Values,
}

/// Whether a text is certainly Terraform's source.
pub(crate) fn is_source(text: &str) -> bool {
    match recognize(text) {
        Some(SourceKind::Configuration) => true,
        Some(SourceKind::Values) => writes_rules(text),
        None => false,
    }
}

/// Tells what a text is; `None` where it is nothing of Terraform's.
pub(crate) fn recognize(text: &str) -> Option<SourceKind> {
    // A byte order mark is no part of the language.
    let first = first_line(text.trim_start_matches('\u{feff}'))?;
    let begins_with_value = is_attribute(first);
    if !begins_with_value && !is_block(first) {
        return None;
    }
    let mut lines = text.lines().map(str::trim_start);
    if lines.clone().any(is_of_plan) {
        return None;
    }
    match lines.any(is_known_block) {
        true => Some(SourceKind::Configuration),
        false => begins_with_value.then_some(SourceKind::Values),
    }
}

/// Whether a text begins as an object in Terraform's language does, alone or in a list: `{ name = …`. It is a piece of source.
pub(crate) fn is_object(text: &str) -> bool {
    let opened = text.trim_start();
    let inner = opened.trim_start_matches(|char: char| char.is_whitespace() || "{[".contains(char));
    inner.len() < opened.len() && inner.lines().next().is_some_and(is_attribute)
}

/// Whether values of variables certainly write rules: nothing else has these words before an equals sign.
pub(crate) fn writes_rules(text: &str) -> bool {
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
    let has = |name: &str| {
        let mut found = text.match_indices(name);
        found.any(|(at, _)| {
            let (before, rest) = text.split_at_checked(at).unwrap_or_default();
            let after = rest.strip_prefix(name).unwrap_or_default();
            !before.ends_with(is_part) && after.trim_start_matches([' ', '\t']).starts_with('=')
        })
    };
    has("priority") && has("access")
}

/// The first line that is neither blank nor a comment.
fn first_line(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let line = rest.lines().next().unwrap_or_default();
        let after = match rest.strip_prefix("/*") {
            Some(comment) => comment.split_once("*/")?.1,
            None if line.starts_with('#') || line.starts_with("//") => rest.get(line.len()..)?,
            None => return (!line.is_empty()).then_some(line),
        };
        rest = after.trim_start();
    }
}

/// The word that a line begins with, and what comes after it.
fn word(line: &str) -> Option<(&str, &str)> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || char == '_' || char == '-';
    let end = line.find(|char| !is_part(char)).unwrap_or(line.len());
    let (word, rest) = line.split_at_checked(end)?;
    let begins = word.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_');
    begins.then(|| (word, rest.trim_start()))
}

/// `name = value`.
fn is_attribute(line: &str) -> bool {
    let after = word(line).and_then(|(_, rest)| rest.strip_prefix('='));
    after.is_some_and(|after| !after.starts_with(['=', '>', '~']))
}

/// `word "label" … {`.
fn is_block(line: &str) -> bool {
    labels(line).is_some()
}

/// How many labels a block has; `None` where a line begins none. Terraform takes labels without quotes, too, where prose has
/// words behind one.
fn labels(line: &str) -> Option<usize> {
    let (_, mut rest) = word(line)?;
    let are_quoted = rest.starts_with('"');
    let mut labels = 0;
    while !rest.starts_with('{') {
        rest = match are_quoted {
            true => rest.strip_prefix('"')?.split_once('"')?.1.trim_start(),
            false => word(rest)?.1,
        };
        labels += 1;
    }
    Some(labels)
}

/// A block that only Terraform has.
pub(crate) fn is_known_block(line: &str) -> bool {
    let Some((word, rest)) = word(line) else {
        return false;
    };
    // Other languages have blocks of a word and a name.
    let is_bare = matches!(word, "resource" | "data") && labels(line) == Some(2);
    let is_labeled = LABELED.contains(&word) && (rest.starts_with('"') || is_bare);
    let is_plain = PLAIN.contains(&word) && rest.starts_with('{');
    (is_labeled || is_plain) && is_block(line)
}

/// A line of what `terraform plan` prints, which hides a part of the configuration.
fn is_of_plan(line: &str) -> bool {
    let marks = ["+ ", "- ", "~ ", "-/+ ", "+/- ", "<= "];
    let marked = marks.iter().find_map(|mark| line.strip_prefix(mark));
    let is_marked = marked.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with("resource \"") || rest.starts_with("data \"")
    });
    let hides = line.starts_with("# (") && line.ends_with("hidden)");
    is_marked || hides || line.starts_with("Terraform will perform")
}
