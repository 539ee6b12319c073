//! No text has a word that the glossary retires.

#![allow(
    clippy::unwrap_used,
    reason = "a test says best what is wrong by failing"
)]

use std::fs;
use std::path::{Path, PathBuf};
use text_catalogue::{CRATES, ENGLISH, files, languages};

/// Prose beside the catalogues, from the root of the repository: files of Markdown, or folders of them. `*` is any folder.
const PROSE: [&str; 23] = [
    "docs",
    "tests/lessons",
    "README.md",
    "README.ko.md",
    "ARCHITECTURE.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "RELEASING.md",
    "SECURITY.md",
    ".github/pull_request_template.md",
    "crates/plugin/npm/README.md",
    "crates/*/README.md",
    "examples/README.md",
    "fuzz/README.md",
    "integrations/*/README.md",
    "tests/conformance/README.md",
    "tests/scenarios/README.md",
    // What `explain` says of a code.
    "crates/nsg-analysis/tests/findings.md",
    "crates/nsg-analysis/tests/quiz.md",
    "crates/nsg-analysis/tests/ready_contracts.md",
    "crates/nsg-documents/tests/diagnostics.md",
    "crates/plugin/npm/cli/contract_codes.md",
    "crates/plugin/npm/cli/traffic/codes.md",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The words of a row that are not to be written, and where they may be.
#[derive(Debug, Default, PartialEq)]
struct Row {
    instead: String,
    english: Vec<String>,
    korean: Vec<String>,
    allowed: Vec<String>,
}

/// What stands in back-ticks, in small letters.
fn quoted(cell: &str) -> Vec<String> {
    let words = cell.split('`').skip(1).step_by(2);
    words.map(str::to_lowercase).collect()
}

fn rows(glossary: &str) -> Vec<Row> {
    let lines = glossary.lines().filter(|line| line.starts_with('|'));
    // The heading and the line below it.
    let rows = lines.skip(2).map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, instead, _, english, korean, allowed, _] = cells[..] else {
            return Err(format!("a row has five cells: {line}"));
        };
        Ok(Row {
            instead: instead.to_owned(),
            english: quoted(english),
            korean: quoted(korean),
            allowed: quoted(allowed),
        })
    });
    rows.collect::<Result<_, _>>().unwrap()
}

fn glossary() -> Vec<Row> {
    rows(&fs::read_to_string(root().join("crates/text/GLOSSARY.md")).unwrap())
}

/// Where a word is in a text of small letters: a whole word, where `whole`.
fn places<'a>(
    text: &'a str,
    word: &'a str,
    whole: bool,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let letter = |around: Option<char>| around.is_some_and(|c| c.is_alphanumeric() || c == '_');
    text.match_indices(word)
        .map(|(at, word)| (at, at + word.len()))
        .filter(move |&(from, to)| {
            let before = text.get(..from).and_then(|text| text.chars().next_back());
            let after = text.get(to..).and_then(|text| text.chars().next());
            !whole || !letter(before) && !letter(after)
        })
}

/// The retired words that are in a text, each with what to write instead.
fn retired(rows: &[Row], text: &str, tag: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let mut found = Vec::new();
    for row in rows {
        let english = tag == ENGLISH;
        let words = match english {
            true => &row.english,
            false => &row.korean,
        };
        for word in words {
            let allowed = |&(from, to): &(usize, usize)| {
                let phrases = row.allowed.iter();
                phrases
                    .flat_map(|phrase| places(&text, phrase, false))
                    .any(|(first, last)| first <= from && to <= last)
            };
            if places(&text, word, english).any(|place| !allowed(&place)) {
                found.push(format!("`{word}`: {}", row.instead));
            }
        }
    }
    found
}

/// A text without what stands between two signs.
fn without(text: &str, open: char, close: char) -> String {
    let mut depth = 0_usize;
    let mut rest = String::new();
    for letter in text.chars() {
        match letter {
            _ if letter == close && depth > 0 => depth -= 1,
            _ if letter == open => depth += 1,
            _ if depth == 0 => rest.push(letter),
            _ => {}
        }
    }
    rest
}

/// What a line of a catalogue says: without names of messages, variables and choices.
fn said(line: &str) -> String {
    let value = match line.chars().next() {
        Some('#') | None => "",
        Some(first) if first.is_ascii_lowercase() => {
            line.split_once('=').map_or("", |(_, value)| value)
        }
        _ => line,
    };
    without(&without(value, '{', '}'), '[', ']')
}

fn markdown(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            markdown(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|end| end == "md") {
        found.push(path.to_owned());
    }
}

/// The files of a path, in which `*` is any folder.
fn prose(path: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    match path.split_once("/*/") {
        Some((folder, file)) => {
            for entry in fs::read_dir(root().join(folder)).unwrap() {
                let file = entry.unwrap().path().join(file);
                found.extend(file.is_file().then_some(file));
            }
        }
        None => markdown(&root().join(path), &mut found),
    }
    assert!(!found.is_empty(), "{path}");
    found
}

/// The language of a document: of the folder or the file's name, else English.
fn language(path: &Path) -> &str {
    let folder = path.parent().and_then(Path::file_name);
    let named = path.file_stem().map(Path::new).and_then(Path::extension);
    let mut tags = [folder, named].into_iter().flatten();
    match tags.any(|tag| tag == "ko") {
        true => "ko",
        false => ENGLISH,
    }
}

/// The paragraphs of a document, each with the number of its first line and without code.
fn paragraphs(document: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    // How many signs the block of code began with, which ends with as many.
    let (mut code, mut new) = (None, true);
    for (number, line) in document.lines().enumerate() {
        let signs = line.trim_start().chars().take_while(|c| *c == '`').count();
        let fence = signs >= 3 && code.is_none_or(|opened| signs >= opened);
        if fence {
            code = code.is_none().then_some(signs);
        }
        if fence || code.is_some() || line.trim().is_empty() {
            new = true;
        } else if new {
            found.push((number + 1, line.trim().to_owned()));
            new = false;
        } else if let Some((_, text)) = found.last_mut() {
            *text = format!("{text} {}", line.trim());
        }
    }
    let spans = |text: &str| text.split('`').step_by(2).collect::<Vec<_>>().join("``");
    found
        .into_iter()
        .map(|(number, text)| (number, spans(&text)))
        .collect()
}

#[test]
fn no_message_has_a_word_that_the_glossary_retires() {
    let glossary = glossary();
    let folder = root().join("crates/text/languages");
    let mut wrong = Vec::new();
    for tag in languages(&folder).unwrap() {
        for krate in CRATES.iter().chain(&["start"]) {
            for file in files(&folder.join(&tag), krate).unwrap() {
                let text = fs::read_to_string(&file).unwrap();
                for (number, line) in text.lines().enumerate() {
                    let words = retired(&glossary, &said(line), &tag);
                    let place = format!("{}:{}", file.display(), number + 1);
                    wrong.extend(words.into_iter().map(|word| format!("{place}: {word}")));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_prose_has_a_word_that_the_glossary_retires() {
    let glossary = glossary();
    let mut wrong = Vec::new();
    for file in PROSE.into_iter().flat_map(prose) {
        for (number, text) in paragraphs(&fs::read_to_string(&file).unwrap()) {
            let words = retired(&glossary, &text, language(&file));
            let place = format!("{}:{number}", file.display());
            wrong.extend(words.into_iter().map(|word| format!("{place}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_answer_of_the_command_line_has_a_word_that_the_glossary_retires() {
    let glossary = glossary();
    let mut wrong = Vec::new();
    for file in prose("tests/npm/command_line") {
        for (number, line) in fs::read_to_string(&file).unwrap().lines().enumerate() {
            let words = retired(&glossary, line, ENGLISH);
            let place = format!("{}:{}", file.display(), number + 1);
            wrong.extend(words.into_iter().map(|word| format!("{place}: {word}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_entry_of_the_agreement_has_a_word_that_the_glossary_retires() {
    let glossary = glossary();
    let file = fs::read_to_string(root().join("tests/conformance/agreement.toml")).unwrap();
    let mut wrong = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let Some((key, text)) = line.split_once(" = ") else {
            continue;
        };
        if ["title", "what", "we"].contains(&key) {
            let text = text.split('`').step_by(2).collect::<Vec<_>>().join("``");
            let words = retired(&glossary, &text, ENGLISH);
            wrong.extend(
                words
                    .into_iter()
                    .map(|word| format!("{}: {word}", number + 1)),
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_retired_word_is_found_and_one_that_means_something_else_is_not() {
    let table = "| English | Korean | | | |\n|---|---|---|---|---|\n\
        | VM | 가상 머신 | `machine` | `컴퓨터` | `virtual machine`, `이 컴퓨터` |\n";
    let rows = rows(table);
    let count = |text: &str, tag: &str| retired(&rows, text, tag).len();
    assert_eq!(count("To the Machine.", "en"), 1);
    assert_eq!(count("A virtual machine, machinery.", "en"), 0);
    assert_eq!(count("A virtual machine or a machine.", "en"), 1);
    assert_eq!(count("가상 컴퓨터를 가져오기", "ko"), 1);
    assert_eq!(count("이 컴퓨터에만", "ko"), 0);
    assert_eq!(
        said("map-title = To { $machine ->"),
        " To ",
        "a variable is no word"
    );
    assert_eq!(said("    [open] where it was"), "     where it was");
    let document = "A b\nc `d e` f\n\n```json\n{}\n```\ng";
    let expected = [(1, "A b c `` f".to_owned()), (7, "g".to_owned())];
    assert_eq!(paragraphs(document), expected);
    let nested = "a\n\n````text\n```flow\nb\n```\n````\nc";
    let expected = [(1, "a".to_owned()), (8, "c".to_owned())];
    assert_eq!(paragraphs(nested), expected);
    assert_eq!(language(Path::new("tests/lessons/ko/a.md")), "ko");
    assert_eq!(language(Path::new("README.ko.md")), "ko");
    assert_eq!(language(Path::new("docs/README.md")), "en");
}
