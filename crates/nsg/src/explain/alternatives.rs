//! Lists of alternatives in a sentence.

use text::text;

/// `a`, `a or b`, `a, b or c`; beyond `limit` the rest is counted.
pub(crate) fn alternatives<T: ToString>(items: &[T], limit: usize) -> String {
    let mut texts: Vec<String> = items.iter().take(limit).map(T::to_string).collect();
    let rest = items.len().saturating_sub(limit);
    if rest > 0 {
        texts.push(text!("list-more", rest));
    }
    match texts.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, others)) => {
            let others = others.join(text!("list-comma"));
            text!("list-or", others, last)
        }
    }
}
