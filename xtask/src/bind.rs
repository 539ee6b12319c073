//! From what rustc made to a module and its script: wasm-bindgen, without what nobody calls, and with short names.

use std::fs;
use std::mem;
use std::path::Path;

use anyhow::{Result, ensure};
use walrus::Module as Wasm;
use wasm_bindgen_cli_support::Bindgen;

use crate::modules::Module;

/// What begins the names of three classes of `wasm-streams`. leptos depends on it through `server_fn`, with no feature to
/// say no; nothing here streams to a server, and what is exported nobody else removes: 2 KB of the page, compressed.
const STREAMS: &str = "IntoUnderlying";

/// The custom section in which wasm-bindgen's macros say what they export and import.
const PROGRAMS: &str = "__wasm_bindgen_unstable";

/// Writes a module and the script that loads it, for a browser that speaks to it in short names.
pub(crate) fn bind(compiled: &Path, module: &Module, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .web(true)?
        .input_bytes(module.name, without_streams(compiled)?)
        .typescript(true)
        // Our own loaders name the file: bundlers and Node each want it named differently.
        .omit_default_module_path(true)
        // What was split off puts its functions into the table of the rest.
        .keep_lld_exports(module.is_split)
        // wasm-opt needs both, and strips them itself.
        .remove_name_section(false)
        .remove_producers_section(false)
        .generate_output()?;
    let names = shorten(output.wasm_mut(), module.name);
    output.emit(folder)?;
    let script = folder.join(format!("{}.js", module.name));
    let mut text = fs::read_to_string(&script)?;
    ensure!(
        !text.contains(STREAMS),
        "`wasm-streams` names its classes in another way now"
    );
    for (long, short) in names {
        let key = format!(" {long}: ");
        ensure!(
            text.matches(&key).count() == 1,
            "wasm-bindgen writes `{long}` in another way now"
        );
        text = text.replace(&key, &format!(" {short}: "));
    }
    fs::write(script, forget_late_calls(&text))?;
    Ok(())
}

/// The module without the classes of `wasm-streams`: neither exported nor described.
fn without_streams(compiled: &Path) -> Result<Vec<u8>> {
    let mut wasm = Wasm::from_file(compiled)?;
    let exported = STREAMS.to_lowercase();
    let unwanted = wasm.exports.iter();
    let unwanted = unwanted.filter(|export| export.name.contains(&exported));
    let unwanted: Vec<_> = unwanted.map(walrus::Export::id).collect();
    for export in unwanted {
        wasm.exports.delete(export);
    }
    if let Some(mut section) = wasm.customs.remove_raw(PROGRAMS) {
        section.data = programs(&section.data)?;
        wasm.customs.add(section);
    }
    Ok(wasm.emit_wasm())
}

/// Those programs of a section that say nothing of the classes of `wasm-streams`. Each is the version of wasm-bindgen and
/// the program itself, with their lengths in four bytes before them.
fn programs(mut section: &[u8]) -> Result<Vec<u8>> {
    let mut kept = Vec::new();
    while !section.is_empty() {
        let start = section;
        let (_version, rest) = after_length(section)?;
        let (program, rest) = after_length(rest)?;
        section = rest;
        let named = STREAMS.as_bytes();
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
    parts.ok_or_else(|| anyhow::anyhow!("wasm-bindgen writes `{PROGRAMS}` in another way now"))
}

/// Gives every function that the module imports from its script a name of a letter or two, and returns both names of
/// each. wasm-bindgen's end in sixteen hexadecimal digits, which nothing compresses, here and in the script: 7 KB of the
/// page's 240.
fn shorten(wasm: &mut Wasm, name: &str) -> Vec<(String, String)> {
    let glue = format!("./{name}_bg.js");
    let imports = wasm.imports.iter_mut();
    let imports = imports.filter(|import| import.module == glue).enumerate();
    imports
        .map(|(number, import)| {
            let short = letters(number);
            (mem::replace(&mut import.name, short.clone()), short)
        })
        .collect()
}

/// A number in letters: `a` to `z`, then `aa`.
fn letters(number: usize) -> String {
    let mut name = match number / 26 {
        0 => String::new(),
        before => letters(before - 1),
    };
    name.extend(('a'..='z').nth(number % 26));
    name
}

/// After a panic, timers and promises of the lost instance still end. The generated code throws then,
/// where nobody can catch it, and Node ends the process: nothing is to happen instead.
fn forget_late_calls(script: &str) -> String {
    let throws = "throw new Error('Cannot invoke closure from previous WASM instance');";
    script.replace(throws, "return;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_letters() {
        let counted = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(counted, ["a", "z", "aa", "az", "ba", "zz", "aaa"]);
    }

    #[test]
    fn programs_of_streams_are_left_out() {
        let entry = |text: &str| {
            let length = u32::try_from(text.len()).unwrap().to_le_bytes();
            [&length, text.as_bytes()].concat()
        };
        let pair = |program| [entry("1"), entry(program)].concat();
        let ours = pair("Embedded");
        let both = [
            pair("IntoUnderlyingSink"),
            ours.clone(),
            pair("a IntoUnderlyingSource"),
        ];
        assert_eq!(programs(&both.concat()).unwrap(), ours);
        assert!(programs(&[1, 0, 0]).is_err());
    }
}
