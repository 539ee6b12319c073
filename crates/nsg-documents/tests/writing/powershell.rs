//! As much of PowerShell as the scripts use, since there is none to run them: ASCII alone, in which a text is what
//! stands between single quotes, a doubled one being one, and `[char]N` is a UTF-16 code unit.

use nsg_documents::write::quoted::powershell;
use proptest::prelude::*;

/// The texts of a script, each as PowerShell would have it. All that stands between them is what the tool says itself.
pub(crate) fn texts(script: &str) -> Vec<String> {
    assert!(
        script
            .bytes()
            .all(|byte| byte == b'\n' || (b' '..=b'~').contains(&byte)),
        "{script}"
    );
    let mut texts: Vec<Vec<u16>> = Vec::new();
    let mut rest = script;
    let mut sum = false;
    while let Some(at) = rest.find(['\'', '[', '#', ')']) {
        let (before, behind) = rest.split_at(at);
        let safe =
            |letter: char| letter.is_ascii_alphanumeric() || " -|$`=(+.,_\n".contains(letter);
        assert!(
            before
                .chars()
                .chain(behind.chars().next_back())
                .all(|l| safe(l) || l == ')' || l == '\''),
            "{before}"
        );
        let starts = !sum;
        if before.ends_with("(") && behind.starts_with("''") {
            sum = true;
        }
        match &behind[..1] {
            "'" => {
                let (text, behind) = literal(&behind[1..]);
                if starts {
                    texts.push(Vec::new());
                }
                texts.last_mut().unwrap().extend(text.encode_utf16());
                rest = behind;
            }
            "[" => {
                let number = behind.strip_prefix("[char]").unwrap();
                let end = number
                    .find(|digit: char| !digit.is_ascii_digit())
                    .unwrap_or(number.len());
                assert!(sum);
                texts
                    .last_mut()
                    .unwrap()
                    .push(number[..end].parse().unwrap());
                rest = &number[end..];
            }
            "#" => rest = behind.split_once('\n').unwrap().1,
            _ => {
                sum = false;
                rest = &behind[1..];
            }
        }
    }
    texts
        .iter()
        .map(|units| String::from_utf16(units).unwrap())
        .collect()
}

fn literal(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let (part, behind) = rest.split_once('\'').unwrap();
        value.push_str(part);
        match behind.strip_prefix('\'') {
            Some(behind) => {
                value.push('\'');
                rest = behind;
            }
            None => return (value, behind),
        }
    }
}

#[test]
fn windows_powershell_reads_every_text_as_it_was() {
    // In the code page of Windows the bytes of these letters are quotes.
    for text in [
        "",
        "'",
        "ESPA\u{d1}A",
        "Ò",
        "ü",
        "был доступ",
        "あ;Start-Process calc;あ",
        "\u{2018}\u{2019}\u{201a}\u{201b}",
        "😀",
        "a\u{0}\r\n\t\u{1b}\u{202e}",
        "$x `n \"$(x)\" #",
        "[char]39",
        "' + [char]39 + '",
    ] {
        assert_eq!(texts(&powershell(text)), [text]);
    }
}

proptest! {
    #[test]
    fn windows_powershell_reads_any_text_as_it_was(text in "(\\PC|['‘’‚‛\"`$#\\n]){0,20}") {
        prop_assert_eq!(texts(&powershell(&text)), [text]);
    }
}
