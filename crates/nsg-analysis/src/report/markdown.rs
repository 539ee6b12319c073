//! Texts of documents inside Markdown.

/// The text on one line, as code: nothing in it is markup, not even a mention. `|` would end the cell of a
/// table even there.
pub(super) fn code(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let text = text.replace('|', r"\|");
    if text.trim().is_empty() {
        return String::new();
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    if text.starts_with('`') || text.ends_with('`') {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}

/// The text on one line, its markup escaped.
pub(super) fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => escaped.extend(['\\', letter]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // Somebody would be told otherwise.
            '@' => escaped.push_str("&#64;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_never_markup() {
        assert_eq!(code("a|b"), r"`a\|b`");
        assert_eq!(code("<b>`x``y"), "```<b>`x``y```");
        assert_eq!(code("`x`\n"), "`` `x`  ``");
        assert_eq!(
            plain("<b> a_b [c](d) | @e"),
            r"&lt;b&gt; a\_b \[c\](d) \| &#64;e"
        );
    }
}
