//! Parts of a module that are loaded when they are first wanted.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

/// How the generated script reads what was fetched. A server that does not know WebAssembly by its type
/// would be refused, while the page itself loads from it.
const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";
const WHOLE: &str = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";

/// Moves what hangs on the functions that are marked `#[wasm_split(…)]`, and on nothing else, into files
/// of its own in `folder`, one for each name, with a script that loads them. Returns the rest of the
/// module, which is to be bound.
pub(crate) fn split(compiled: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    let module = fs::read(compiled)?;
    let rest = compiled.with_extension("rest.wasm");
    let glue = format!("./{name}.js");
    let loader = format!("./{name}_parts.js");
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &rest;
    options.main_module = &glue;
    options.link_name = &loader;
    let split = transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("cannot split {}", compiled.display()))?;
    let script = folder.join(loader);
    let text = fs::read_to_string(&script)?;
    ensure!(
        text.contains(STREAMING) || split.split_modules.is_empty(),
        "{} reads what it fetched in another way now",
        script.display()
    );
    fs::write(script, text.replace(STREAMING, WHOLE))?;
    Ok(rest)
}
