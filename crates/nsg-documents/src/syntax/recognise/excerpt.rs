//! What people take out of pages and reviews: a block of Markdown with its fences, a diff.

use std::borrow::Cow;

/// The text with blanks in place of all that stands outside its only block of Markdown; the text itself where it has none, or
/// several. What is left stands where it stood.
pub(crate) fn block(text: &str) -> Cow<'_, str> {
    if !text.contains("```") {
        return Cow::Borrowed(text);
    }
    let is_fence = |line: &str| line.trim_start().starts_with("```");
    let fences = text.lines().filter(|line| is_fence(line)).take(3).count();
    let begins_with_one = || {
        text.lines()
            .find(|line| !line.trim().is_empty())
            .is_some_and(is_fence)
    };
    if fences == 0 || fences > 2 || (fences == 1 && !begins_with_one()) {
        return Cow::Borrowed(text);
    }
    let mut is_inside = false;
    let mut block = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let fence = is_fence(line);
        match is_inside && !fence {
            true => block.push_str(line),
            false => {
                let end = line.trim_end_matches(['\n', '\r']).len();
                block.extend(std::iter::repeat_n(' ', end));
                block.push_str(line.get(end..).unwrap_or_default());
            }
        }
        is_inside ^= fence;
    }
    Cow::Owned(block)
}

/// Whether a text is a diff: it has the lines that Git writes above each change, or every line begins with a sign of one.
pub(crate) fn is_diff(text: &str) -> bool {
    let mut signs = (false, false);
    for line in text.lines() {
        match line.as_bytes().first() {
            Some(b'+') => signs.0 = true,
            Some(b'-') => signs.1 = true,
            Some(b' ') | None => {}
            Some(b'@') if line.starts_with("@@ -") => return true,
            Some(_) if line.starts_with("diff --git ") => return true,
            Some(_) => return is_of_git(text),
        }
    }
    signs == (true, true)
}

/// Whether Git says where the changes are, somewhere below the first lines.
fn is_of_git(text: &str) -> bool {
    let is_place = |line: &str| line.starts_with("@@ -") && line.contains(" @@");
    text.contains("\n@@ -") && text.lines().any(is_place)
}
