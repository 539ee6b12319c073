//! From what rustc made to a module and its script.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::modules::Module;

/// Writes a module and the script that loads it.
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
    output.emit(folder)?;
    let script = folder.join(format!("{}.js", module.name));
    let text = fs::read_to_string(&script)?;
    fs::write(script, forget_late_calls(&text)?)?;
    Ok(())
}

/// How the generated code sees that a closure's instance is lost, in a module that can be started anew.
const LOST: &str = "state.instance !== __wbg_instance_id";

/// What the generated code does with a timer or a promise that ends after a panic, when its instance is lost.
const THROWS: &str = "throw new Error('Cannot invoke closure from previous WASM instance');";

/// Has late timers and promises do nothing. Nobody can catch what they throw, and Node ends the process for it. This is the
/// one change to a generated script: wasm-bindgen has no option for it.
fn forget_late_calls(script: &str) -> Result<String> {
    ensure!(
        script.contains(LOST) == script.contains(THROWS),
        "wasm-bindgen says in another way now that an instance is lost"
    );
    Ok(script.replace(THROWS, "return;"))
}
