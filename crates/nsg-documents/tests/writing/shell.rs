//! As much of bash as the scripts use: words, quotes, variables, comments, lines that go on.

use std::collections::BTreeMap;

/// The commands of a script as words, variables put in.
pub(crate) fn commands(script: &str) -> Vec<Vec<String>> {
    let mut variables: BTreeMap<String, String> = BTreeMap::new();
    let mut commands = Vec::new();
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = script.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' if chars.peek() == Some(&'\n') => {
                chars.next();
            }
            '\\' => word.get_or_insert_default().push(chars.next().unwrap()),
            ' ' | '\n' => {
                words.extend(word.take());
                if char == '\n' && !words.is_empty() {
                    let command = std::mem::take(&mut words);
                    match command[0].split_once('=') {
                        _ if ["export", "case"].contains(&command[0].as_str()) => {}
                        Some((name, value)) => {
                            variables.insert(name.to_owned(), value.to_owned());
                        }
                        None => commands.push(command),
                    }
                }
            }
            '#' if word.is_none() => while chars.next_if(|char| *char != '\n').is_some() {},
            '\'' => {
                let text = word.get_or_insert_default();
                text.extend(chars.by_ref().take_while(|char| *char != '\''));
            }
            '"' => {
                assert_eq!(
                    chars.next(),
                    Some('$'),
                    "only variables stand in double quotes"
                );
                let name: String = chars.by_ref().take_while(|char| *char != '"').collect();
                word.get_or_insert_default().push_str(&variables[&name]);
            }
            '$' if chars.peek() == Some(&'(') => {
                word.get_or_insert_default().push('$');
            }
            '$' => {
                assert_eq!(chars.next(), Some('\''), "a dollar sign without quotes");
                let mut bytes = Vec::new();
                loop {
                    match chars.next().unwrap() {
                        '\'' => break,
                        '\\' => bytes.extend(match chars.next().unwrap() {
                            'n' => vec![b'\n'],
                            't' => vec![b'\t'],
                            'x' => {
                                let digits: String = chars.by_ref().take(2).collect();
                                vec![u8::from_str_radix(&digits, 16).unwrap()]
                            }
                            other => other.to_string().into_bytes(),
                        }),
                        other => bytes.extend(other.to_string().into_bytes()),
                    }
                }
                word.get_or_insert_default()
                    .push_str(&String::from_utf8(bytes).unwrap());
            }
            other => word.get_or_insert_default().push(other),
        }
    }
    assert!(
        words.is_empty() && word.is_none(),
        "the script ends in a line"
    );
    commands
}

/// Where scripts are run, so that what they make is seen.
const EMPTY: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/scripts");

/// Runs a script where `az` tells its arguments and does nothing; `None` where there is no bash.
fn bash(script: &str) -> Option<std::process::Output> {
    let az = "az() { printf '%s\\0' az \"$@\"; printf '\\n\\0'; }\n";
    std::fs::create_dir_all(EMPTY).unwrap();
    std::process::Command::new("bash")
        .arg("-c")
        .arg(format!("{az}{script}"))
        .current_dir(EMPTY)
        .output()
        .ok()
}

/// Whether bash ends a script well; `None` where there is no bash.
pub(crate) fn succeeds(script: &str) -> Option<bool> {
    Some(bash(script)?.status.success())
}

/// Whether no script has made a file.
pub(crate) fn nothing_was_made() -> bool {
    std::fs::read_dir(EMPTY).map_or(true, |mut files| files.next().is_none())
}

/// The same by bash itself; `None` where there is none.
pub(crate) fn by_bash(script: &str) -> Option<Vec<Vec<String>>> {
    let out = bash(script)?;
    assert!(
        out.status.success(),
        "{script}\n{}",
        String::from_utf8_lossy(&out.stderr)
    );
    let text = String::from_utf8(out.stdout).unwrap();
    let mut commands = vec![Vec::new()];
    for word in text.split_terminator('\0') {
        if word == "\n" {
            commands.push(Vec::new());
        } else {
            commands.last_mut().unwrap().push(word.to_owned());
        }
    }
    commands.pop();
    Some(commands)
}
