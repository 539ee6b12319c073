//! What writes, as a module of the npm package that is loaded when it is first needed.
//!
//! A group comes as a text in any form that is read, so the caller's objects come as JSON. What goes out is JSON, too: an answer,
//! or the diagnostics that say why there is none.

use nsg::{AppliedTo, NetworkSecurityGroup};
use nsg_documents::write::{self, CannotWrite, Format, Obstacle};
use nsg_documents::{Diagnostic, DiagnosticSeverity, NamedText, assemble, join_modules};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is written in a format: `WrittenChange` of the package.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct WrittenObject<'w> {
    text: &'w str,
    file_name: &'w str,
    notes: &'w [String],
}

/// What is written into a text: `PatchedText` of the package.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PatchedObject<'p> {
    text: &'p str,
    file_name: &'p str,
    diff: &'p str,
    notes: &'p [String],
}

/// A file as it crosses.
#[derive(Serialize, Deserialize)]
struct NamedFile {
    name: String,
    text: String,
}

/// Writes the change from one group to another; without the first it is a new one.
///
/// # Errors
///
/// What is wrong with a group or the format, and why the change cannot be written: diagnostics as JSON.
#[wasm_bindgen(skip_typescript)]
#[expect(
    clippy::needless_pass_by_value,
    reason = "wasm-bindgen hands an optional text over"
)]
pub fn write_change(before: Option<String>, after: &str, format: &str) -> Result<String, String> {
    let Some(format) = Format::from_name(format) else {
        let known = Format::ALL.map(Format::as_str).join(", ");
        let message = format!("there is no such format; there are {known}");
        return Err(problem("/format", "invalid-format", message));
    };
    let before = before.as_deref().map(|text| group(text, "/before"));
    let before = before.transpose()?;
    let after = group(after, "/after")?;
    let written = write::change(before.as_ref(), &after, format).map_err(cannot_write)?;
    json(&WrittenObject {
        text: &written.text,
        file_name: &written.file_name,
        notes: &written.notes,
    })
}

/// Writes the rules of a group into the text in place of those of its group of that number, counted from 0. `file` is the name
/// of the text's file, or empty.
///
/// # Errors
///
/// What is wrong with the group, and why the text cannot be patched: diagnostics as JSON.
#[wasm_bindgen(skip_typescript)]
pub fn patch(text: &str, file: &str, number: usize, after: &str) -> Result<String, String> {
    let after = group(after, "/after")?;
    let patched = nsg_documents::patch(text, file, number, &after).map_err(cannot_write)?;
    json(&PatchedObject {
        text: &patched.text,
        file_name: &patched.file_name,
        diff: &patched.diff,
        notes: &patched.notes,
    })
}

/// Joins the files of Terraform of each folder into one text: a list of files as JSON, and such a list.
///
/// # Errors
///
/// That it is no such list: diagnostics as JSON.
#[wasm_bindgen(skip_typescript)]
pub fn join_files(files: &str) -> Result<String, String> {
    let files: Vec<NamedFile> = serde_json::from_str(files)
        .map_err(|error| problem("/files", "not-json", error.to_string()))?;
    let files = files.into_iter().map(|file| (file.name, file.text));
    let joined = join_modules(files.collect()).into_iter();
    let named = |(name, text): NamedText| NamedFile { name, text };
    json(&joined.map(named).collect::<Vec<_>>())
}

/// Has the next call start from a fresh instance of the module: whatever ended the last call may have left the memory in any
/// state.
#[wasm_bindgen(skip_typescript)]
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Does nothing, so that a fresh instance is there before the next text is written into its memory.
#[wasm_bindgen(skip_typescript)]
pub fn touch() {}

fn group(text: &str, argument: &str) -> Result<NetworkSecurityGroup, String> {
    let document = nsg_documents::read(text);
    let found = assemble::group(&document, AppliedTo::NetworkInterface);
    let found = found.map(|group| group.security_group.clone());
    found.map_err(|mut diagnostics| {
        for diagnostic in &mut diagnostics {
            let inside = diagnostic.pointer.take().unwrap_or_default();
            diagnostic.pointer = Some(format!("{argument}{inside}"));
        }
        diagnostics_json(&diagnostics)
    })
}

/// Every obstacle as a diagnostic of its own.
fn cannot_write(error: CannotWrite) -> String {
    let said = |reason: Obstacle| {
        let message = CannotWrite {
            reasons: vec![reason],
        };
        error_of("/after", "cannot-write", message.to_string())
    };
    let reasons: Vec<_> = error.reasons.into_iter().map(said).collect();
    diagnostics_json(&reasons)
}

fn error_of(pointer: &str, code: &'static str, message: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(DiagnosticSeverity::Error, code, message);
    diagnostic.pointer = Some(pointer.to_owned());
    diagnostic
}

fn problem(pointer: &str, code: &'static str, message: String) -> String {
    diagnostics_json(&[error_of(pointer, code, message)])
}

fn diagnostics_json(diagnostics: &[Diagnostic]) -> String {
    serde_json::to_string(diagnostics).unwrap_or_else(|_| "[]".to_owned())
}

fn json(answer: &impl Serialize) -> Result<String, String> {
    serde_json::to_string(answer).map_err(|error| problem("", "not-json", error.to_string()))
}
