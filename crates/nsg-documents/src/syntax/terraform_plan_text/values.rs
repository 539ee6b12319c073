//! Tokens of a plan: markers, keys, and values without brackets.

use super::cursor::Cursor;
use super::sides::Marker;
use crate::json::Value;
use std::borrow::Cow;

/// A value that is no list and no object.
pub(super) enum Literal<'t> {
    Value(Value<'t>),
    /// `(known after apply)`.
    Open,
    /// A value that the plan does not show, or shows in parts.
    Hidden,
    /// A function such as `jsonencode(`, whose opening bracket was taken.
    Call,
}

/// Takes the marker before a line. Each of its letters may have a colour of its own.
pub(super) fn marker(cursor: &mut Cursor<'_>) -> Marker {
    if !cursor.rest().starts_with(['-', '+', '~', '!', '.', '<']) {
        return Marker::Same;
    }
    // A bot that shows plans as differences writes `!` for `~`; `.` and `<=` are before what is forgotten and what is read.
    let markers = [
        (&["-", "/", "+"][..], Marker::Changed),
        (&["+", "/", "-"], Marker::Changed),
        (&["<="], Marker::Added),
        (&["+"], Marker::Added),
        (&["-"], Marker::Removed),
        (&["~"], Marker::Changed),
        (&["!"], Marker::Changed),
        (&["."], Marker::Same),
    ];
    for (signs, marker) in markers {
        let mut after = cursor.clone();
        if !signs.iter().all(|sign| after.eat(sign)) {
            continue;
        }
        let end = after.at();
        let rest = after.rest();
        if after.at() > end || rest.is_empty() {
            *cursor = after;
            return marker;
        }
    }
    Marker::Same
}

/// Takes the key of an attribute or of a block.
pub(super) fn key<'t>(cursor: &mut Cursor<'t>) -> Option<Cow<'t, str>> {
    if cursor.rest().starts_with('"') {
        return string(cursor);
    }
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let word = cursor.take_while(is_word);
    (!word.is_empty()).then_some(Cow::Borrowed(word))
}

/// Takes a value that has no brackets around it.
pub(super) fn literal<'t>(cursor: &mut Cursor<'t>) -> Option<Literal<'t>> {
    let rest = cursor.rest();
    if rest.starts_with('"') {
        return string(cursor).map(|text| Literal::Value(Value::String(text)));
    }
    if rest.starts_with('(') {
        let end = rest.find(')')?;
        cursor.skip(end + 1);
        return match rest.get(..end) {
            Some("(known after apply") => Some(Literal::Open),
            _ => Some(Literal::Hidden),
        };
    }
    if cursor.eat("<<") {
        return heredoc(cursor);
    }
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let word = cursor.take_while(is_word);
    let digits = word.strip_prefix('-').unwrap_or(word);
    Some(match word {
        "" => return None,
        "true" => Literal::Value(Value::Bool(true)),
        "false" => Literal::Value(Value::Bool(false)),
        "null" => Literal::Value(Value::Null),
        _ if digits.starts_with(|letter: char| letter.is_ascii_digit()) => {
            Literal::Value(Value::Number(word))
        }
        _ if cursor.eat("(") => Literal::Call,
        _ => return None,
    })
}

/// Takes a text of several lines. Only what people write for people has several, so it is not put together.
fn heredoc<'t>(cursor: &mut Cursor<'t>) -> Option<Literal<'t>> {
    let _ = cursor.eat("-") || cursor.eat("~");
    let word = cursor.take_while(|letter| letter.is_alphanumeric() || letter == '_');
    if word.is_empty() {
        return None;
    }
    while cursor.next_line() {
        let rest = cursor.rest().strip_prefix(word);
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '\u{1b}');
        if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(ends)) {
            cursor.skip(word.len());
            return Some(Literal::Value(Value::Unread));
        }
    }
    Some(Literal::Value(Value::Unread))
}

/// Takes a text between quotes, as Go writes it.
pub(super) fn string<'t>(cursor: &mut Cursor<'t>) -> Option<Cow<'t, str>> {
    let rest = cursor.rest().strip_prefix('"')?;
    let mut end = 0;
    let length = loop {
        let found = end + rest.get(end..)?.find(['"', '\\'])?;
        match rest.as_bytes().get(found) {
            Some(b'"') => break found,
            // Whatever is behind the backslash does not end the text.
            _ => {
                let escaped = rest.get(found + 1..)?.chars().next()?;
                end = found + 1 + escaped.len_utf8();
            }
        }
    };
    let inner = rest.get(..length)?;
    cursor.skip(length + 2);
    Some(match inner.contains('\\') {
        true => Cow::Owned(unescaped(inner)),
        false => Cow::Borrowed(inner),
    })
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some(kind @ ('x' | 'u' | 'U')) => {
                let length = match kind {
                    'x' => 2,
                    'u' => 4,
                    _ => 8,
                };
                let digits: String = letters.by_ref().take(length).collect();
                let code = u32::from_str_radix(&digits, 16).ok();
                plain.push(code.and_then(char::from_u32).unwrap_or('\u{fffd}'));
            }
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain
}

/// Goes behind the bracket that closes one that was taken; `false` where the text ends before it.
pub(super) fn skip_to_closing(cursor: &mut Cursor<'_>) -> bool {
    let mut depth = 1_usize;
    loop {
        let rest = cursor.rest();
        match rest.chars().next() {
            None if !cursor.next_line() => return false,
            None => {}
            // A quote that is not closed on its line is none of a plan's.
            Some('"') if string(cursor).is_none() => cursor.skip(rest.len()),
            Some('"') => {}
            Some(letter) => {
                match letter {
                    '{' | '[' | '(' => depth += 1,
                    '}' | ']' | ')' => depth -= 1,
                    _ => {}
                }
                cursor.skip(letter.len_utf8());
                if depth == 0 {
                    return true;
                }
            }
        }
    }
}
