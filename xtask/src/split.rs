//! Parts of a module that are loaded when they are first wanted.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

/// How the generated script loads a part, and how it is to: through `web/fetched.ts`, as every other module, and as a
/// whole: a server that does not know WebAssembly by its type would be refused.
const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";
const WHOLE: &str = "WebAssembly.instantiate(await (await src).arrayBuffer(), imports)";
const FETCH: &str = "fetch(new URL(\"./";
const FETCHED: &str = "fetched(\"";

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
        split.split_modules.is_empty() || (text.contains(STREAMING) && text.contains(FETCH)),
        "{} reads what it fetched in another way now",
        script.display()
    );
    let text = text.replace(STREAMING, WHOLE);
    let mut pieces = text.split(FETCH);
    let mut written = String::from("import { fetched } from \"../fetched.ts\";\n");
    written.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let name = piece.split('"').next().unwrap_or_default();
        written.push_str(&format!("{FETCHED}{name}\", new URL(\"./{piece}"));
    }
    fs::write(script, written)?;
    Ok(rest)
}

/// Removes what an earlier module was split into: how many files that are changes with the code.
pub(crate) fn remove(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_part = name.starts_with("split_") || name.starts_with("chunk_");
        if is_part && name.ends_with(".wasm") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}
