//! Texts of documents inside Markdown.

/// The text on one line, as code: nothing in it is markup, not even a mention. `|` would end the cell of a
/// table even there.
pub fn code(text: &str) -> String {
    // Azure Pipelines takes `##vso[` for a command wherever a log has it, also where a report is printed into it.
    let text = text::plain(text).replace("##", "# #").replace("##", "# #");
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

/// The text on one line, its markup escaped, and what readers make a link of without any markup (cmark-gfm and
/// markdown-it's linkify: `https://…`, `www.…`, `example.com`, `a@example.com`).
pub fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let text = text::plain(text);
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => escaped.extend(['\\', letter]),
            ':' if next == '/' => escaped.push_str(r"\:"),
            // Not within an address.
            '.' if next.is_alphabetic() || (next.is_ascii_digit() && before.is_alphabetic()) => {
                escaped.push_str(r"\.");
            }
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // cmark-gfm looks for mail where entities and escapes are gone; it does not look into code.
            '@' if before != ' ' && next != ' ' => escaped.push_str("`@`"),
            // Somebody would be told otherwise.
            '@' => escaped.push_str("&#64;"),
            letter => escaped.push(letter),
        }
        before = letter;
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
        assert_eq!(code("##vso[a.b]###[c"), "`# #vso[a.b]# # #[c`");
        assert_eq!(
            plain("<b> a_b [c](d) | @e"),
            r"&lt;b&gt; a\_b \[c\](d) \| &#64;e"
        );
        assert_eq!(plain("a\u{202e}\nb"), "a\u{fffd} b");
    }

    #[test]
    fn a_bare_url_is_no_link() {
        for (given, escaped) in [
            ("HTTPS://evil.example/a.b", r"HTTPS\://evil\.example/a\.b"),
            (
                "www.evil.example www.1.de",
                r"www\.evil\.example www\.1\.de",
            ),
            ("a@evil.example", r"a`@`evil\.example"),
            (
                "Denied: 10.0.0.4 (x). Next: y",
                "Denied: 10.0.0.4 (x). Next: y",
            ),
        ] {
            assert_eq!(plain(given), escaped);
        }
    }
}
