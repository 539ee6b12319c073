//! Finds the token in what was pasted.

use super::TokenError;
use zeroize::Zeroizing;

/// The keys under which tools print a token, and how they mark one that they do not print.
const KEYS: [&str; 3] = ["accessToken", "access_token", "Token"];
const SECURE: &str = "System.Security.SecureString";

/// The lines that `Get-AzAccessToken` prints as a list, the token's and what may come after it.
const TOKEN_LINE: &str = "Token";
const OTHER_LINES: [&str; 4] = ["ExpiresOn", "TenantId", "UserId", "Type"];

/// The token alone: out of a tool's JSON, without scheme, quotes, blanks and the line breaks that a
/// terminal put into it.
///
/// # Errors
///
/// [`TokenError::SecureString`] where a tool printed everything but the token.
pub(super) fn bare(text: &str) -> Result<Zeroizing<String>, TokenError> {
    if text.contains(SECURE) {
        return Err(TokenError::SecureString);
    }
    let found = KEYS.iter().find_map(|key| after_key(text, key));
    let value = match found {
        // PowerShell writes the string that it keeps secret as an object with a length.
        Some(value) if value.starts_with('{') => return Err(TokenError::SecureString),
        Some(value) => value.strip_prefix('"').unwrap_or(value).split('"').next(),
        None => match in_list(text) {
            Some(value) => return Ok(without_blanks(value)),
            None => Some(without_scheme(text.trim())),
        },
    };
    Ok(joined(value.unwrap_or_default()))
}

/// What stands in the list that `Get-AzAccessToken` prints by itself. PowerShell breaks a long token over
/// lines that begin with blanks, and a field for passwords takes the line breaks out: then the next
/// line's name stands right behind the token.
fn in_list(text: &str) -> Option<&str> {
    let value = after_name(text, TOKEN_LINE)?.1;
    let ends = OTHER_LINES.iter();
    let ends = ends.filter_map(|name| Some(after_name(value, name)?.0));
    value.get(..ends.min().unwrap_or(value.len()))
}

/// Where a line's name stands that blanks and a colon follow, and what comes behind.
fn after_name<'t>(text: &'t str, name: &str) -> Option<(usize, &'t str)> {
    text.match_indices(name).find_map(|(at, _)| {
        let behind = text.get(at + name.len()..)?.trim_start_matches(' ');
        Some((at, behind.strip_prefix(':')?))
    })
}

fn without_blanks(value: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(value.len()));
    value
        .split_whitespace()
        .for_each(|part| text.push_str(part));
    text
}

/// What stands behind `"key":`. The text is looked at, not read as JSON: what is copied from a terminal
/// is often only a part of it, and has line breaks inside its strings.
fn after_key<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let quoted = text.match_indices(key).find_map(|(at, _)| {
        let before = text.get(..at)?.ends_with('"');
        let after = text.get(at + key.len()..)?.strip_prefix('"')?;
        before.then_some(after)
    })?;
    Some(quoted.trim_start().strip_prefix(':')?.trim_start())
}

/// The text without `Authorization:` and `Bearer`.
pub(super) fn without_scheme(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['"', '\'']);
    for word in ["Authorization:", "Bearer"] {
        let head = rest.split_at_checked(word.len());
        if let Some((_, after)) = head.filter(|(head, _)| head.eq_ignore_ascii_case(word)) {
            // `Bearer` is a word of its own, not the beginning of a token.
            if word.ends_with(':') || after.is_empty() || after.starts_with(char::is_whitespace) {
                rest = after.trim_start();
            }
        }
    }
    rest
}

fn joined(value: &str) -> Zeroizing<String> {
    let around = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '`');
    let value = value.trim_matches(around);
    let mut text = Zeroizing::new(String::with_capacity(value.len()));
    let wrapped = value.contains(['\r', '\n']);
    for letter in value.chars() {
        // A blank without a line break is part of something else than a token: it is kept, and refused.
        if !(letter.is_whitespace() && wrapped) {
            text.push(letter);
        }
    }
    text
}
