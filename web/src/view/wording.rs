//! Sentences and lines made of the texts that others give.

use text::text;

/// Both in one line, with a dot between what is there.
pub(crate) fn dotted(parts: &[&str]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.copied().collect::<Vec<_>>().join(" · ")
}

/// The text with a capital letter in front, where the language begins sentences with one. Others may begin with a name.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if text!("sentence-capital") == "yes" => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// What a message of the crates below says, as a sentence of its own.
pub(crate) fn sentence(text: &str) -> String {
    let mut sentence = capital(text);
    if !sentence.is_empty() && !sentence.ends_with(['.', '!', '?', ':']) {
        sentence.push('.');
    }
    sentence
}
