//! Tokens in texts that are not theirs: an error that repeats one, a field that one was pasted into.
//!
//! This is the one place that knows what a token looks like from outside. Whoever shows a foreign text
//! cuts them out ([`without_tokens`]); whoever keeps a text asks first ([`has_token`]).

use std::ops::Range;

/// What stands where a token stood. It is no letter of an address: a URL that held a token leads nowhere.
const CUT: &str = "***";

/// How JSON's `{"` begins in base64: the header and the claims of every token that Entra signs.
const SIGNED: &str = "eyJ";

/// The names under which tools and sign-in services print a token, but for the letters [`NAMED`] in each.
const KINDS: [&str; 6] = [
    "accessT",
    "access_t",
    "refreshT",
    "refresh_t",
    "idT",
    "id_t",
];

/// The end of those names.
const NAMED: &str = "oken";

/// How a refresh token of Entra begins.
const REFRESH: [&str; 4] = ["0.A", "1.A", "M.C", "M.R"];

/// No header of a token is longer, in bytes.
const LONGEST_HEADER: usize = 1_000;

/// No opaque token is shorter; words and paths of people often are.
const OPAQUE: usize = 20;

/// Whether the text holds a token, or a tool's answer that has one: of what looks like one, only what can
/// be nothing else. Base64 in a template may begin as a token does.
pub fn has_token(text: &str) -> bool {
    let mut signed = text.match_indices(SIGNED);
    signed.any(|(at, _)| is_signed(text.get(at..).unwrap_or_default()))
        || named(text).next().is_some()
}

/// The text without anything that may be a token or the beginning of one.
pub fn without_tokens(text: &str) -> String {
    let signed = text.match_indices(SIGNED).filter_map(|(at, _)| {
        let run = run(text.get(at..)?);
        (run.len() > 2 * SIGNED.len()).then(|| at..at + run.len())
    });
    let mut spans: Vec<_> = signed
        .chain(named(text))
        .chain(refresh(text))
        .chain(borne(text))
        .collect();
    spans.sort_unstable_by_key(|span| span.start);
    cut(text, &spans)
}

/// The text without a token that is known, and without each of its parts. `token` is read alone.
pub(crate) fn without(text: String, token: &str) -> String {
    let written = match text.contains('\\') {
        true => Some(plainly_written(&text)),
        false => None,
    };
    let searched = written.as_deref().unwrap_or(&text);
    let parts = token.split('.').filter(|part| part.len() >= OPAQUE);
    let mut spans: Vec<_> = std::iter::once(token)
        .chain(parts)
        .filter(|part| part.len() >= 8)
        .flat_map(|part| searched.match_indices(part))
        .map(|(at, part)| at..at + part.len())
        .collect();
    if spans.is_empty() {
        return text;
    }
    spans.sort_unstable_by_key(|span| span.start);
    cut(searched, &spans)
}

fn cut(text: &str, spans: &[Range<usize>]) -> String {
    let mut kept = String::new();
    let mut end = 0;
    for span in spans {
        if span.end <= end {
            continue;
        }
        if span.start >= end {
            kept.push_str(text.get(end..span.start).unwrap_or_default());
            kept.push_str(CUT);
        }
        end = span.end;
    }
    kept.push_str(text.get(end..).unwrap_or_default());
    kept
}

/// The letters of a token that the text begins with; a full stop at the end is the sentence's.
fn run(text: &str) -> &str {
    let end = text.find(|letter: char| !is_letter(letter));
    let run = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    run.trim_end_matches('.')
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.' | '~' | '+' | '/' | '=')
}

/// Whether the text begins with the header of a token that claims follow. A terminal may have broken it.
fn is_signed(text: &str) -> bool {
    let breaks = ['\r', '\n'];
    text.split_once('.').is_some_and(|(header, claims)| {
        header.len() < LONGEST_HEADER
            && header.split(breaks).all(|line| line.chars().all(is_letter))
            && claims.trim_start_matches(breaks).starts_with(SIGNED)
    })
}

/// Values of names that tokens have: in JSON, in a message that quotes JSON, in a form.
fn named(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.match_indices(NAMED).filter_map(|(at, _)| {
        let (before, behind) = (text.get(..at)?, text.get(at + NAMED.len()..)?);
        KINDS.iter().find(|kind| before.ends_with(*kind))?;
        let quotes = |letter: char| matches!(letter, '"' | '\'' | '\\') || letter.is_whitespace();
        let value = behind.trim_start_matches(quotes).strip_prefix([':', '='])?;
        let value = value.trim_start_matches(quotes);
        let start = text.len() - value.len();
        let value = run(value);
        is_opaque(value).then(|| start..start + value.len())
    })
}

/// What follows the word `Bearer`.
fn borne(text: &str) -> impl Iterator<Item = Range<usize>> {
    let words = ["Bearer ", "bearer "].into_iter();
    let found = words.flat_map(|word| text.match_indices(word));
    found.filter_map(|(at, word)| {
        let start = at + word.len();
        let value = run(text.get(start..)?);
        is_opaque(value).then(|| start..start + value.len())
    })
}

fn refresh(text: &str) -> impl Iterator<Item = Range<usize>> {
    let found = REFRESH.iter().flat_map(|start| text.match_indices(start));
    found.filter_map(|(at, _)| {
        let begins = text.get(..at)?.chars().next_back();
        let value = run(text.get(at..)?);
        let is_one = !begins.is_some_and(is_letter) && value.len() >= 2 * OPAQUE;
        (is_one && is_opaque(value)).then(|| at..at + value.len())
    })
}

/// Whether it may be a token of which nothing is known: long, and no words.
fn is_opaque(value: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| value.as_bytes().iter().any(kind);
    value.len() >= OPAQUE && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

/// The text with letters in place of JSON's escapes of them, such as `\u0065` for `e`: it is the same JSON.
fn plainly_written(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at_checked(at).unwrap_or((rest, ""));
        written.push_str(before);
        let letter = escape
            .strip_prefix("\\u")
            .and_then(|digits| u8::from_str_radix(digits.get(..4)?, 16).ok())
            .filter(|code| code.is_ascii_graphic() && !matches!(code, b'"' | b'\\'));
        let length = match (letter, escape.starts_with("\\/")) {
            (Some(letter), _) => {
                written.push(char::from(letter));
                6
            }
            (None, true) => {
                written.push('/');
                2
            }
            // The escape and what it escapes, which may be a backslash.
            (None, false) => {
                let two = escape.chars().take(2).map(char::len_utf8).sum();
                written.push_str(escape.get(..two).unwrap_or_default());
                two
            }
        };
        rest = escape.get(length..).unwrap_or_default();
    }
    written.push_str(rest);
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIGNED: &str = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJhIiwiZXhwIjoyMDB9.c2lnbmF0dXJl";

    #[test]
    fn a_token_is_cut_out_of_what_others_say() {
        let refresh = format!("0.AXoA{}", "b4".repeat(40));
        for (text, left) in [
            (
                format!("refresh failed for {SIGNED}."),
                "refresh failed for ***.",
            ),
            (
                format!("got \"Bearer {SIGNED}\", why"),
                "got \"Bearer ***\", why",
            ),
            ("cut short: eyJhbGciOiJub…".to_owned(), "cut short: ***…"),
            (
                r#"answer {\"access_token\":\"opaque-0123456789-abcdef\"}"#.to_owned(),
                r#"answer {\"access_token\":\"***\"}"#,
            ),
            (
                format!("grant_type=x&refresh_token={refresh}&y=1"),
                "grant_type=x&refresh_token=***&y=1",
            ),
            (format!("{refresh} is revoked"), "*** is revoked"),
            (
                "Bearer authentication-is-required-here".to_owned(),
                "Bearer authentication-is-required-here",
            ),
            (
                "AADSTS50076: access_token is missing".to_owned(),
                "AADSTS50076: access_token is missing",
            ),
            (
                "rule `eyJ` of 10.0.0.0/8".to_owned(),
                "rule `eyJ` of 10.0.0.0/8",
            ),
        ] {
            assert_eq!(without_tokens(&text), left, "{text}");
        }
    }

    #[test]
    fn a_known_token_is_cut_out_whatever_it_looks_like() {
        let token = "opaque-1";
        assert_eq!(without(format!("<{token}> {token}"), token), "<***> ***");
        let escaped = r#"{"message":"\u006fpaque-1 \u00e4 \\u006f \"","x":"\n"}"#.to_owned();
        let left = r#"{"message":"*** \u00e4 \\u006f \"","x":"\n"}"#;
        assert_eq!(without(escaped, token), left);
        let other = r#"{"message":"\u006fpaque-2"}"#;
        assert_eq!(without(other.to_owned(), token), other);
        let claims = SIGNED.split('.').nth(1).unwrap_or_default();
        assert_eq!(without(format!("claims {claims}"), SIGNED), "claims ***");
    }

    #[test]
    fn what_somebody_pasted_is_known_as_a_token() {
        let (head, tail) = SIGNED.split_at(9);
        for text in [
            SIGNED.to_owned(),
            format!("Authorization: Bearer {SIGNED}"),
            format!("{{\n  \"accessToken\": \"{SIGNED}\",\n  \"tokenType\": \"Bearer\"\n}}"),
            format!("Token     : {head}\r\n{tail}"),
            format!("10.0.0.4 {SIGNED}"),
            r#"{"refresh_token": "aB3-0123456789_0123456789"}"#.to_owned(),
        ] {
            assert!(has_token(&text), "{text}");
        }
        for text in [
            "",
            "10.0.0.4",
            r#"{"customData": "eyJhIjogMX0=", "name": "a.b"}"#,
            r#"{"accessToken": "[parameters('token')]", "description": "no accessToken: here"}"#,
            "access_token = var.access_token_of_the_gateway",
            "1.A.0.0/16",
        ] {
            assert!(!has_token(text), "{text}");
        }
    }
}
