//! Lines of a few words above a table, and what they name.

use super::words;

/// Whether a line says what follows, and is no sentence or item of a list.
pub(super) fn is_title(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let is_bold = text.starts_with("**") && text.trim_end_matches(':').ends_with("**");
    let is_item = ["- ", "* ", "+ ", ">", "!"]
        .iter()
        .any(|sign| text.starts_with(sign));
    let ends = text.ends_with(['.', '。', '!', ',']);
    let says = is_bold || text.ends_with(':') || words <= 3 || words::are_rules(text);
    says && words <= 8 && !is_item && !ends
}

/// A title without the signs of Markdown around it.
pub(super) fn bare(text: &str) -> &str {
    text.trim_matches(|char: char| char.is_whitespace() || matches!(char, '#' | '*' | '`' | ':'))
}

/// Whether a title is one word that a rule is called, and no NSG or subnet.
pub(super) fn is_name_of_rule(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    let says = lower.contains("allow") || lower.contains("deny");
    says && !lower.contains(char::is_whitespace)
}

fn words_of(title: &str) -> impl Iterator<Item = &str> {
    let signs = ['#', '*', '`', '"', '\'', '(', ')', ',', '|'];
    let words = title.split(move |char: char| char.is_whitespace() || signs.contains(&char));
    words.filter(|word| !word.is_empty())
}

/// The NSG that a command of Azure CLI names.
pub(super) fn command_group(line: &str) -> Option<String> {
    let mut words = words_of(line).skip_while(|word| *word != "--nsg-name");
    words.nth(1).map(str::to_owned)
}

/// The name of an NSG in a title: the one word with `nsg` in it, the one word after `NSG:`, or the words before `NSG`.
pub(super) fn group_name(title: &str) -> Option<String> {
    let is_kind = |word: &str| {
        let word = word.trim_end_matches(':');
        word.eq_ignore_ascii_case("nsg") || word.eq_ignore_ascii_case("nsgs")
    };
    let parts: Vec<&str> = words_of(title).collect();
    if let [kind, name] = parts.as_slice()
        && is_kind(kind)
        && kind.ends_with(':')
    {
        return Some((*name).to_owned());
    }
    if let [_, .., kind] = parts.as_slice()
        && is_kind(kind)
        && !words::are_rules(title)
        && words::direction(title).is_none()
    {
        return Some(bare(title).to_owned());
    }
    let has_nsg = |word: &&&str| {
        let lower = word.to_ascii_lowercase();
        let says_less = is_kind(word) || words::are_rules(word) || words::direction(word).is_some();
        lower.contains("nsg") && !says_less && !word.starts_with('-')
    };
    let mut named = parts.iter().filter(has_nsg);
    let name = named.next()?.trim_end_matches(':');
    named
        .all(|other| other.trim_end_matches(':') == name)
        .then(|| name.to_owned())
}
