//! Compiles the lessons of a folder into another: `nsg-lessons tests/lessons web/pkg/lessons`. `cargo xtask` calls it.

use nsg_lessons::compile;
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to] = folders.as_slice() else {
        eprintln!(
            "nsg-lessons: name the folder of the lessons, and the folder for what the page reads"
        );
        return ExitCode::FAILURE;
    };
    match compile(from, to) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failures) => {
            eprintln!("{failures}");
            ExitCode::FAILURE
        }
    }
}
