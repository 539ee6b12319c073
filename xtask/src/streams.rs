//! A module without the classes of `wasm-streams`.
//!
//! leptos depends on that crate through `server_fn`, with no feature to say no. Nothing here streams to a server, but what
//! is exported no tool removes: 4 KB of the page, compressed. So it is no longer exported, before anything else looks at
//! the module: what hangs on it goes when the module is split.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow};
use wasm_encoder::{CustomSection, ExportSection, Module, RawSection};
use wasmparser::{Parser, Payload};

/// What begins the names of the three classes.
const CLASSES: &str = "IntoUnderlying";

/// The custom section in which wasm-bindgen's macros say what they export and import.
const PROGRAMS: &str = "__wasm_bindgen_unstable";

/// Writes the module without those classes beside it.
pub(crate) fn remove(compiled: &Path) -> Result<PathBuf> {
    let bytes = fs::read(compiled)?;
    let mut module = Module::new();
    // Sections keep their order and number: what the linker says of them counts them.
    for payload in Parser::new(0).parse_all(&bytes) {
        match payload? {
            Payload::ExportSection(exports) => {
                let mut kept = ExportSection::new();
                for export in exports {
                    let export = export?;
                    if !export.name.contains(&CLASSES.to_lowercase()) {
                        kept.export(export.name, export.kind.into(), export.index);
                    }
                }
                module.section(&kept);
            }
            Payload::CustomSection(section) if section.name() == PROGRAMS => {
                module.section(&CustomSection {
                    name: PROGRAMS.into(),
                    data: programs(section.data())?.into(),
                });
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    let data = bytes.get(range).unwrap_or_default();
                    module.section(&RawSection { id, data });
                }
            }
        }
    }
    let lean = compiled.with_extension("lean.wasm");
    fs::write(&lean, module.finish())?;
    Ok(lean)
}

/// Those programs of a section that say nothing of the classes. Each is the version of wasm-bindgen and the program
/// itself, with their lengths in four bytes before them.
fn programs(mut section: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    while !section.is_empty() {
        let start = section;
        let (_version, rest) = after_length(section)?;
        let (program, rest) = after_length(rest)?;
        section = rest;
        let named = CLASSES.as_bytes();
        if !program.windows(named.len()).any(|it| it == named) {
            let (whole, _) = start.split_at(start.len() - rest.len());
            kept.extend_from_slice(whole);
        }
    }
    Ok(kept)
}

/// So many bytes as the first four say, and what is behind them.
fn after_length(bytes: &[u8]) -> Result<(&[u8], &[u8])> {
    let parts = bytes.split_first_chunk::<4>();
    let parts = parts.and_then(|(length, rest)| {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        rest.split_at_checked(length)
    });
    parts.ok_or_else(|| anyhow!("wasm-bindgen writes `{PROGRAMS}` in another way now"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_of_the_classes_are_left_out() {
        let entry = |text: &str| {
            let length = u32::try_from(text.len()).unwrap().to_le_bytes();
            [&length, text.as_bytes()].concat()
        };
        let pair = |program| [entry("1"), entry(program)].concat();
        let ours = pair("Embedded");
        let all = [
            pair("IntoUnderlyingSink"),
            ours.clone(),
            pair("an IntoUnderlyingSource"),
        ];
        assert_eq!(programs(&all.concat()).unwrap(), ours);
        assert!(programs(&[1, 0, 0]).is_err());
    }
}
