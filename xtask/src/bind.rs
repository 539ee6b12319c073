//! From what rustc made to a module and its script: wasm-bindgen, and short names between the two.

use std::fs;
use std::mem;
use std::path::Path;

use anyhow::{Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::modules::Module;

/// Writes a module and the script that loads it, for a browser that speaks to it in short names.
pub(crate) fn bind(compiled: &Path, module: &Module, folder: &Path) -> Result<()> {
    let mut output = Bindgen::new()
        .web(true)?
        .input_path(compiled)
        .out_name(module.name)
        .typescript(true)
        // Our own loaders name the file: bundlers and Node each want it named differently.
        .omit_default_module_path(true)
        // What was split off puts its functions into the table of the rest.
        .keep_lld_exports(module.is_split)
        // wasm-opt needs both, and strips them itself.
        .remove_name_section(false)
        .remove_producers_section(false)
        .generate_output()?;
    // Those of wasm-bindgen end in sixteen hexadecimal digits, which nothing compresses, here and in the script: 7 KB of
    // the page's 240.
    let glue = format!("./{}_bg.js", module.name);
    let imports = output.wasm_mut().imports.iter_mut();
    let names: Vec<_> = imports
        .filter(|import| import.module == glue)
        .enumerate()
        .map(|(number, import)| {
            let short = letters(number);
            (mem::replace(&mut import.name, short.clone()), short)
        })
        .collect();
    output.emit(folder)?;
    let script = folder.join(format!("{}.js", module.name));
    let mut text = fs::read_to_string(&script)?;
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
}
