//! Templates and what stands in them: the form is written in `text_catalogue`'s `template`.

use std::fmt::{Display, Write};

/// Returns the text of a template.
pub(crate) fn fill(template: &str, values: &[&dyn Display]) -> String {
    let mut filled = Filled {
        values,
        text: String::with_capacity(template.len()),
    };
    filled.case(template, true);
    filled.text
}

struct Filled<'v> {
    values: &'v [&'v dyn Display],
    text: String,
}

impl Filled<'_> {
    /// Reads a text up to where its case ends, and returns what follows. Nothing is written of one that is not chosen.
    fn case<'t>(&mut self, mut rest: &'t str, is_chosen: bool) -> &'t str {
        loop {
            let end = rest.find(['\\', '{', '|', '}']).unwrap_or(rest.len());
            let (text, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            self.add(text, is_chosen);
            let mut letters = after.chars();
            rest = match letters.next() {
                Some('\\') => {
                    let behind = letters.as_str();
                    let length = letters.next().map_or(0, char::len_utf8);
                    self.add(
                        behind.split_at_checked(length).unwrap_or_default().0,
                        is_chosen,
                    );
                    letters.as_str()
                }
                Some('{') => self.placeable(letters.as_str(), is_chosen),
                _ => return after,
            };
        }
    }

    fn add(&mut self, text: &str, is_chosen: bool) {
        if is_chosen {
            self.text.push_str(text);
        }
    }

    /// Reads a variable, or a choice by one, and returns what follows its closing brace.
    fn placeable<'t>(&mut self, rest: &'t str, is_chosen: bool) -> &'t str {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (place, rest) = rest.split_at_checked(digits).unwrap_or_default();
        let value = place.parse::<usize>().ok();
        let value = value.and_then(|place| self.values.get(place).copied());
        let Some(mut rest) = rest.strip_prefix('=') else {
            if let (Some(value), true) = (value, is_chosen) {
                // A text takes whatever is written.
                let _ = write!(self.text, "{value}");
            }
            return rest.strip_prefix('}').unwrap_or_default();
        };
        let word = value.map(ToString::to_string).unwrap_or_default();
        let mut is_open = is_chosen;
        while let Some((name, text)) = rest.split_once(':') {
            let is_it = is_open && (name == word || name == "*");
            is_open &= !is_it;
            rest = self.case(text, is_it);
            match rest.strip_prefix('|') {
                Some(next) => rest = next,
                None => break,
            }
        }
        rest.strip_prefix('}').unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_template_is_filled() {
        let rules = "{1}: {0=0:no rule|1:one rule|*:{0} rules}.";
        for (count, said) in [
            (0, "web: no rule."),
            (1, "web: one rule."),
            (7, "web: 7 rules."),
        ] {
            assert_eq!(fill(rules, &[&count, &"web"]), said);
        }
    }

    #[test]
    fn a_choice_stands_in_a_choice() {
        let template = "{0=a:x{1=b:y|*:z}|*:w} and {1}";
        assert_eq!(fill(template, &[&"a", &"b"]), "xy and b");
        assert_eq!(fill(template, &[&"a", &"c"]), "xz and c");
        assert_eq!(fill(template, &[&"c", &"b"]), "w and b");
    }

    #[test]
    fn signs_of_the_form_stand_for_themselves_behind_a_backslash() {
        assert_eq!(fill("\\{{0}\\} \\| \\\\", &[&"{1}"]), "{{1}} | \\");
    }

    #[test]
    fn a_template_that_is_none_ends_without_a_panic() {
        for template in ["{", "{9}", "{0=", "{0=1:", "\\", "|", "}", "{0=가|나}"] {
            fill(template, &[&1]);
        }
    }
}
