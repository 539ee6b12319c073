//! Any text as a literal of a language, so that nothing in it is taken for code.
//!
//! Control characters and marks that turn the direction of a line are written as escapes: a terminal
//! acts on them even inside quotes, and a reviewer reads something else than the shell.

use text::acts;

/// A word of bash: in single quotes, where nothing but the quote itself means anything, and in `$'…'`
/// where there are characters to escape. No argument can hold the character zero: it is left out.
pub fn bash(text: &str) -> String {
    if !text.chars().any(acts) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut quoted = String::from("$'");
    for letter in text.chars().filter(|letter| *letter != '\0') {
        match letter {
            '\'' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str(r"\n"),
            '\t' => quoted.push_str(r"\t"),
            // Bytes, since `\u` hangs on the locale.
            _ if acts(letter) => {
                for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                    quoted.push_str(&format!("\\x{byte:02x}"));
                }
            }
            _ => quoted.push(letter),
        }
    }
    quoted.push('\'');
    quoted
}

/// A text of PowerShell, in ASCII: in single quotes, and by number what is not ASCII or is a control character, as every
/// version can.
///
/// Windows PowerShell 5.1 reads a file without a byte order mark in the code page of Windows, where bytes of other
/// letters are typographic quotes, and PowerShell takes those for quotes as well: a description could end its own text.
/// A number is a UTF-16 code unit, since `[char]` holds no more.
pub fn powershell(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut open = String::new();
    let close = |open: &mut String, parts: &mut Vec<String>| {
        if !open.is_empty() {
            parts.push(format!("'{}'", std::mem::take(open)));
        }
    };
    for letter in text.chars() {
        match letter {
            '\'' => open.push_str("''"),
            ' '..='~' => open.push(letter),
            _ => {
                close(&mut open, &mut parts);
                let units = letter.encode_utf16(&mut [0; 2]).to_vec();
                parts.extend(units.iter().map(|unit| format!("[char]{unit}")));
            }
        }
    }
    if parts.is_empty() {
        return format!("'{open}'");
    }
    close(&mut open, &mut parts);
    // Text first: the sum is of the type of what it begins with.
    format!("('' + {})", parts.join(" + "))
}

/// A text of Bicep (AD: `azure-resource-manager/bicep/data-types.md`, strings).
pub fn bicep(text: &str) -> String {
    let mut quoted = String::from("'");
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\'' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str(r"\n"),
            '\r' => quoted.push_str(r"\r"),
            '\t' => quoted.push_str(r"\t"),
            '$' if letters.peek() == Some(&'{') => quoted.push_str(r"\$"),
            _ if acts(letter) => quoted.push_str(&format!("\\u{{{:x}}}", u32::from(letter))),
            _ => quoted.push(letter),
        }
    }
    quoted.push('\'');
    quoted
}

/// A text of Terraform (HCL's quoted template expressions), in which `${` and `%{` begin an expression.
pub fn terraform(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str(r"\n"),
            '\r' => quoted.push_str(r"\r"),
            '\t' => quoted.push_str(r"\t"),
            // `$${` is the usual escape; behind another sign it would not be clear which pair is meant.
            '$' | '%' if next == Some('{') && before != Some(letter) => {
                quoted.extend([letter, letter]);
            }
            '$' | '%' if next == Some('{') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            _ if acts(letter) => quoted.push_str(&format!("\\u{:04x}", u32::from(letter))),
            _ => quoted.push(letter),
        }
        before = Some(letter);
    }
    quoted.push('"');
    quoted
}

/// A text of an Azure Resource Manager template, still to be quoted as JSON: what stands in brackets is
/// an expression there (AD: `azure-resource-manager/templates/template-expressions.md`).
pub fn template(text: &str) -> String {
    let trimmed = text.trim();
    if trimmed.starts_with('[') && trimmed.ends_with(']') {
        format!("[concat('{}')]", text.replace('\'', "''"))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "it's `a` $x ${y} %{z} \"q\" \\ \u{2019} \n\u{1b}\u{202e}";

    #[test]
    fn no_text_breaks_out_of_its_quotes() {
        let quoted = [
            bash("it's `a` $x"),
            bash(TEXT),
            powershell("it's \u{2019} $x `n"),
            powershell(TEXT),
            bicep(TEXT),
            terraform(TEXT),
            template("[x'y]"),
            template("[x] y"),
        ];
        assert_eq!(
            quoted,
            [
                r"'it'\''s `a` $x'",
                "$'it\\'s `a` $x ${y} %{z} \"q\" \\\\ \u{2019} \\n\\x1b\\xe2\\x80\\xae'",
                "('' + 'it''s ' + [char]8217 + ' $x `n')",
                "('' + 'it''s `a` $x ${y} %{z} \"q\" \\ ' + [char]8217 + ' ' + [char]10 + [char]27 + [char]8238)",
                "'it\\'s `a` $x \\${y} %{z} \"q\" \\\\ \u{2019} \\n\\u{1b}\\u{202e}'",
                "\"it's `a` $x $${y} %%{z} \\\"q\\\" \\\\ \u{2019} \\n\\u001b\\u202e\"",
                "[concat('[x''y]')]",
                "[x] y",
            ]
        );
        assert_eq!(
            powershell("Ñ😀"),
            "('' + [char]209 + [char]55357 + [char]56832)"
        );
        assert_eq!(terraform("$${x} %%%{"), "\"$\\u0024{x} %%\\u0025{\"");
    }
}
