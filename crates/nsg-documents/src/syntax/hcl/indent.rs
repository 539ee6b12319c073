//! The indent of heredocs.

use super::ast::TemplatePart;

/// Takes away the blanks that all lines begin with.
pub(super) fn dedent(parts: &mut [TemplatePart<'_>]) {
    let mut least = usize::MAX;
    lines_of(parts, &mut |line| {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if !line.trim().is_empty() {
            least = least.min(blanks);
        }
        line.to_owned()
    });
    lines_of(parts, &mut |line| {
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(blanks.min(least)..).unwrap_or_default().to_owned()
    });
}

/// Changes the beginnings of lines: each text from there to the end of its line, or of the text.
fn lines_of(parts: &mut [TemplatePart<'_>], change: &mut dyn FnMut(&str) -> String) {
    let mut begins = true;
    for part in parts {
        let TemplatePart::Text(text) = part else {
            begins = false;
            continue;
        };
        let mut changed = String::new();
        for line in text.split_inclusive('\n') {
            match begins {
                true => changed.push_str(&change(line)),
                false => changed.push_str(line),
            }
            begins = line.ends_with('\n');
        }
        *text = changed;
    }
}
