//! From a crate to a module that a browser loads: cargo, what splits it, wasm-bindgen, wasm-opt.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Result, anyhow, ensure};

use crate::bind;
use crate::fingerprint::{self, Fingerprint};
use crate::modules::Module;
use crate::process;
use crate::project::Project;
use crate::setup::node;
use crate::setup::rust_target::{TARGET, WasmCargo};
use crate::split;

/// The features that wasm-opt may use and rustc already does: what Chrome 96, Firefox 79, Safari 15
/// and Node 20 all have. Anything newer stays out.
const FEATURES: &[&str] = &[
    "--mvp-features",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds those of the modules of which something has changed. While cargo compiles one, the one before is made ready for
/// browsers: both keep one core busy.
pub(crate) fn build_all<'m>(
    project: &Project,
    cargo: &WasmCargo,
    modules: impl IntoIterator<Item = &'m Module>,
) -> Result<()> {
    thread::scope(|scope| {
        let mut generating = Vec::new();
        for module in modules {
            if let Some(compiled) = compile_changed(project, cargo, module)? {
                generating.push(scope.spawn(move || generate_changed(project, module, compiled)));
            }
        }
        generating.into_iter().try_for_each(|thread| {
            let generated = thread.join();
            generated.map_err(|_| anyhow!("making a module panicked"))?
        })
    })
}

/// What makes a browser's module of what cargo has compiled: the versions of what splits, of wasm-bindgen and of wasm-opt,
/// and how they are used.
const TOOLS: &[&str] = &[
    "Cargo.lock",
    "package-lock.json",
    "xtask/src/bind.rs",
    "xtask/src/modules.rs",
    "xtask/src/split.rs",
    "xtask/src/wasm.rs",
];

/// What the modules are made from, besides [`CRATES`]. A change that does not reach a module costs a question to cargo, no
/// more.
const SOURCES: &[&str] = &["Cargo.toml", "web/Cargo.toml", "web/src"];

/// The crates that modules are made of.
const CRATES: &[&str] = &[
    "azure",
    "nsg",
    "nsg-analysis",
    "nsg-documents",
    "nsg-traffic",
    "nsg-worker",
    "plugin",
    "plugin-syntaxes",
    "plugin-traffic",
    "plugin-writing",
    "text",
];

/// Without optimisation the frames of a page's components are so large that the usual megabyte of stack does not hold them: the page
/// then ends with "memory access out of bounds" before anything is drawn.
const LARGE_STACK: &str = "-Clink-arg=-zstack-size=8388608";

/// What cargo made of a module, and what that was made from.
struct CompiledModule {
    file: PathBuf,
    sources: String,
}

/// Compiles a module, if anything it is made from has changed.
///
/// Cargo is asked only then: it keeps one output for a crate, and would make each of the package's modules anew after another.
fn compile_changed(
    project: &Project,
    cargo: &WasmCargo,
    module: &Module,
) -> Result<Option<CompiledModule>> {
    let mut sources = Fingerprint::default()
        .text(&cargo.compiler()?)
        .text(module.profile);
    for source in TOOLS.iter().chain(SOURCES) {
        sources = sources.path(&project.path(source))?;
    }
    for part in CRATES.iter().flat_map(|name| {
        ["Cargo.toml", "src", "languages"].map(|part| format!("crates/{name}/{part}"))
    }) {
        sources = sources.path(&project.path(part))?;
    }
    let sources = sources.finish();
    if is_fresh(project, module, &sources_stamp(module), &sources) {
        return Ok(None);
    }
    // The next module may be of the same crate, whose output cargo keeps in one place.
    let file = project
        .tool("compiled")
        .join(format!("{}.wasm", module.name));
    fs::create_dir_all(project.tool("compiled"))?;
    fs::copy(compile(project, cargo, module)?, &file)?;
    Ok(Some(CompiledModule { file, sources }))
}

fn sources_stamp(module: &Module) -> String {
    format!("{}-sources", module.name)
}

fn is_fresh(project: &Project, module: &Module, stamp: &str, fingerprint: &str) -> bool {
    let output = format!("{}_bg.wasm", module.name);
    project.path(module.folder).join(output).exists()
        && fingerprint::is_fresh(project, stamp, fingerprint)
}

/// Makes what a browser loads of what cargo has compiled, if that is new.
fn generate_changed(project: &Project, module: &Module, compiled: CompiledModule) -> Result<()> {
    let mut fingerprint = Fingerprint::default().path(&compiled.file)?;
    for tool in TOOLS {
        fingerprint = fingerprint.path(&project.path(tool))?;
    }
    let fingerprint = fingerprint.finish();
    if !is_fresh(project, module, module.name, &fingerprint) {
        generate(project, module, compiled.file, &project.path(module.folder))?;
        fingerprint::remember(project, module.name, &fingerprint)?;
    }
    fingerprint::remember(project, &sources_stamp(module), &compiled.sources)
}

fn generate(project: &Project, module: &Module, compiled: PathBuf, folder: &Path) -> Result<()> {
    // Generated beside, then moved: whoever watches the folder never sees half of it.
    let unfinished = project.tool("pkg").join(module.name);
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished)?;
    }
    let bound = if module.is_split {
        split::split(&compiled, module.name, &unfinished)?
    } else {
        compiled
    };
    bind::bind(&bound, module, &unfinished)?;
    if !module.optimise.is_empty() {
        optimise(project, module, &unfinished)?;
    }
    fs::create_dir_all(folder)?;
    if module.is_split {
        split::remove(folder)?;
    }
    for entry in fs::read_dir(&unfinished)? {
        let entry = entry?;
        fs::rename(entry.path(), folder.join(entry.file_name()))?;
    }
    Ok(())
}

fn compile(project: &Project, cargo: &WasmCargo, module: &Module) -> Result<PathBuf> {
    let status = cargo
        .command(project)
        .args([
            "rustc",
            "--lib",
            // Libraries that others use, too, are modules only here.
            "--crate-type",
            "cdylib",
            "--package",
            module.krate,
            "--features",
            &module.features.join(","),
            "--target",
            TARGET,
        ])
        .args(["--profile", module.profile, "--target-dir"])
        .arg(project.wasm_target())
        // For the target alone: build scripts and macros keep their own.
        .arg("--config")
        .arg(format!("target.{TARGET}.rustflags={:?}", rustflags(module)))
        // For the linking of this crate alone: what it is made of is shared with other modules.
        .arg("--")
        .args(module.is_split.then_some("-Clink-arg=--emit-relocs"))
        .args(module.optimise.is_empty().then_some(LARGE_STACK))
        .status()?;
    ensure!(status.success(), "`{}` does not build", module.krate);
    Ok(project
        .wasm_target()
        .join(TARGET)
        .join(module.profile)
        .join(format!("{}.wasm", module.krate.replace('-', "_"))))
}

/// The module's own flags, and one that keeps the builder's home out of the messages of panics.
fn rustflags(module: &Module) -> Vec<String> {
    let mut flags: Vec<String> = module.rustflags.iter().map(ToString::to_string).collect();
    let home = || std::env::home_dir().map(|home| home.join(".cargo"));
    let cargo = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home);
    flags.extend(cargo.map(|cargo| format!("--remap-path-prefix={}=cargo", cargo.display())));
    flags
}

/// Optimises the module and what was split off it, each for itself.
fn optimise(project: &Project, module: &Module, folder: &Path) -> Result<()> {
    // Listed before anything is written beside.
    let files = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let files = files.iter().map(fs::DirEntry::path);
    files
        .filter(|path| path.extension().is_some_and(|it| it == "wasm"))
        .try_for_each(|path| optimise_file(project, module, &path))
}

fn optimise_file(project: &Project, module: &Module, input: &Path) -> Result<()> {
    let output = input.with_extension("optimised");
    let mut command = node::script(project, "binaryen/bin/wasm-opt");
    command
        .arg(input)
        .args(FEATURES)
        .args(module.optimise)
        .args(["--strip-debug", "--strip-producers"])
        .arg("--output")
        .arg(&output);
    let name = input.file_stem().unwrap_or_default().display();
    let log = format!("logs/wasm-opt-{name}.log");
    process::run_logged(command, &project.tool(log))?;
    fs::rename(output, input)?;
    Ok(())
}
