//! Set-up, build, serve, test, bench: every chore of the project, behind `cargo xtask`.
//!
//! # Organization
//!
//! * [`setup`] puts in place what a fresh machine lacks: the WebAssembly target, the locked npm
//!   packages, a Chromium. Every step says what, why and what it costs, and does nothing twice.
//! * [`wasm`] (of what [`modules`] lists, in parts by [`split`], with a script by [`bind`]), [`languages`], [`lessons`], [`site`], [`element`], [`package`] and
//!   [`docs`] build; each skips what has not changed.
//! * [`serve`], [`mod@test`] and [`mod@bench`] are what people type; [`simulator`] is served beside the page.
//! * [`project`], [`process`] and [`fingerprint`] are the small tools of the others.

mod arrows;
mod bench;
mod bind;
mod command_line;
mod docs;
mod element;
mod examples;
mod fingerprint;
mod languages;
mod lessons;
mod modules;
mod package;
mod packed;
mod portal;
mod process;
mod project;
mod runtimes;
mod serve;
mod setup;
mod simulator;
mod site;
mod split;
mod test;
mod type_names;
mod wasm;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::project::Project;
use crate::setup::rust_target::WasmCargo;

/// The project's chores. Each sets up what it needs first.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
    /// Install packages of the system where one is missing, without asking
    #[arg(long, global = true)]
    yes: bool,
}

#[derive(Subcommand)]
enum Chore {
    /// Build the page and serve it on http://127.0.0.1:8080
    Serve {
        /// Rebuild and reload whenever a source file changes
        #[arg(long)]
        watch: bool,
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The port of the local Resource Manager; the one after the page's where it is not given
        #[arg(long, conflicts_with = "no_simulator")]
        simulator_port: Option<u16>,
        /// Serve the page alone, without a local Resource Manager
        #[arg(long)]
        no_simulator: bool,
    },
    /// Build the page and its documentation into dist/site and the npm package into dist/npm
    Build,
    /// Run every test: format, lints, types, Rust, Node and browser
    Test,
    /// Measure, and print the figures beside their goals
    Bench,
    /// Only set up what is missing, everything included
    Setup,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Only the words: a backtrace through this program tells its user nothing.
            eprintln!("cargo xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let project = Project::find()?;
    setup::may_install(arguments.yes);
    match arguments.chore {
        Chore::Serve {
            watch,
            port,
            simulator_port,
            no_simulator,
        } => {
            let simulator =
                (!no_simulator).then(|| simulator_port.unwrap_or(port.saturating_add(1)));
            match watch {
                true => watch::run(&project, port, simulator),
                false => serve::run(&project, port, simulator),
            }
        }
        Chore::Build => build(&project),
        Chore::Test => test::run(&project),
        Chore::Bench => bench::run(&project),
        Chore::Setup => setup::everything(&project),
    }
}

fn build(project: &Project) -> Result<()> {
    let cargo = setup::ready_to_build(project)?;
    build_products(project, &cargo)?;
    println!("dist/site is the page with its documentation, dist/npm the npm package");
    Ok(())
}

/// Builds the page, the package and the documentation, if anything they are made from has changed.
pub(crate) fn build_products(project: &Project, cargo: &WasmCargo) -> Result<()> {
    let modules = modules::PAGES.iter().chain(modules::PACKAGE);
    // All at once, though each of the next would build its own: cargo does not wait for what makes modules ready.
    lessons::build_beside(project, || wasm::build_all(project, cargo, modules))?;
    site::build(project, cargo, modules::PAGES)?;
    package::build(project, cargo)?;
    docs::build(project)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What people are told to type, in blocks and in sentences.
    #[test]
    fn every_chore_that_is_told_of_exists() {
        let readme = include_str!("../../README.md");
        let lessons = include_str!("../../tests/lessons/README.md");
        let architecture = include_str!("../../ARCHITECTURE.md");
        let hosting = include_str!("../../docs/hosting.md");
        let contributing = include_str!("../../CONTRIBUTING.md");
        let releasing = include_str!("../../RELEASING.md");
        for text in [
            readme,
            lessons,
            architecture,
            hosting,
            contributing,
            releasing,
        ] {
            let told = text.split("cargo xtask ").skip(1);
            let words = told.filter_map(|rest| rest.split(['`', '#', '\n']).next());
            let mut count = 0;
            for chore in words {
                let typed = ["xtask"].into_iter().chain(chore.split_whitespace());
                Arguments::try_parse_from(typed).expect(chore);
                count += 1;
            }
            assert!(count > 0, "no chore was found");
        }
    }
}
