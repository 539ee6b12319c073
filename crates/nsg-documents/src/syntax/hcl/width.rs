//! How wide the objects of a text are, before it is parsed.

/// The parser compares each key of an object with all before it: so many are seconds of work, and no configuration has them.
const MOST_KEYS: usize = 10_000;

/// What is open in a text, with the number of equals signs and colons in it.
enum Open {
    /// An object, or what stands between `${` and `}`.
    Object(usize),
    /// A block, whose attributes are looked up.
    Block,
    String,
}

/// Whether an object of a text has more keys than the parser takes.
pub(super) fn is_too_wide(text: &str) -> bool {
    let mut open = Vec::new();
    let mut rest = text;
    // A heredoc's own text and what stands in no braces.
    let mut outside = 0_usize;
    while let Some(letter) = rest.chars().next() {
        let in_string = matches!(open.last(), Some(Open::String));
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '\\' if in_string => skip_letter(after),
            '"' if in_string => {
                open.pop();
                after
            }
            '$' | '%' if in_string => after_marker(letter, after, &mut open),
            _ if in_string => after,
            '"' => {
                open.push(Open::String);
                after
            }
            '{' => {
                let before = text.get(..text.len() - rest.len()).unwrap_or_default();
                open.push(opened_after(before));
                after
            }
            '}' => {
                open.pop();
                after
            }
            '#' => skip_line(after),
            '/' if after.starts_with('/') => skip_line(after),
            '/' if after.starts_with('*') => match after.split_once("*/") {
                Some((_, after)) => after,
                None => return false,
            },
            '<' if after.starts_with('<') => {
                let (counted, after) = heredoc(after);
                outside = outside.max(counted);
                after
            }
            '=' | ':' => {
                if let Some(Open::Object(keys)) = open.last_mut() {
                    *keys += 1;
                    outside = outside.max(*keys);
                }
                after
            }
            _ => after,
        };
        if outside > MOST_KEYS {
            return true;
        }
    }
    false
}

/// What a brace opens: a block has its name or a label before it.
fn opened_after(before: &str) -> Open {
    let before = before.trim_end();
    let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-');
    let word = before.trim_end_matches(is_word);
    let word = before.get(word.len()..).unwrap_or_default();
    match before.ends_with('"') || !(word.is_empty() || word == "in") {
        true => Open::Block,
        false => Open::Object(0),
    }
}

fn skip_letter(text: &str) -> &str {
    let mut letters = text.chars();
    letters.next();
    letters.as_str()
}

fn skip_line(text: &str) -> &str {
    text.split_once('\n').map_or("", |(_, after)| after)
}

/// What comes after `$` or `%` in a string: `${` opens an expression, `$${` is text.
fn after_marker<'t>(letter: char, after: &'t str, open: &mut Vec<Open>) -> &'t str {
    if let Some(after) = after.strip_prefix('{') {
        open.push(Open::Object(0));
        return after;
    }
    let escaped = after
        .strip_prefix(letter)
        .and_then(|it| it.strip_prefix('{'));
    escaped.unwrap_or(after)
}

/// How many signs a heredoc has in it, and what comes after it.
fn heredoc(after: &str) -> (usize, &str) {
    let mut lines = after.split_inclusive('\n');
    let word = lines.next().unwrap_or_default();
    let mut end = word.len();
    let word = word.trim_start_matches(['<', '-']).trim();
    let mut signs = 0;
    for line in lines {
        end += line.len();
        signs += line.matches(['=', ':']).count();
        if line.trim().starts_with(word) {
            break;
        }
    }
    (signs, after.get(end..).unwrap_or_default())
}
