//! Compiles the lessons of a folder into another, and writes a recorded week into a third one:
//! `nsg-lessons tests/lessons web/pkg/lessons web/pkg/traffic`. `cargo xtask` calls it.

use nsg_lessons::{compile, write_recorded_week};
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let folders: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [from, to, week] = folders.as_slice() else {
        eprintln!(
            "nsg-lessons: name the folder of the lessons, and the folders for what the page reads and for the recorded week"
        );
        return ExitCode::FAILURE;
    };
    if let Err(error) = write_recorded_week(week) {
        eprintln!("{}: {error}", week.display());
        return ExitCode::FAILURE;
    }
    match compile(from, to) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failures) => {
            eprintln!("{failures}");
            ExitCode::FAILURE
        }
    }
}
