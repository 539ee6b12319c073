//! Whether the crates depend on each other as ARCHITECTURE.md draws it.

#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

/// The picture: a line for each crate, with what it points to.
const MAP: &str = include_str!("../../ARCHITECTURE.md");

/// What separates a crate from what it points to.
const ARROW: char = '→';

/// The crates of the picture, each with those that it points to.
fn drawn() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut blocks = MAP.split("```").skip(1).step_by(2);
    let picture = blocks.find(|block| block.contains(ARROW));
    let picture = picture.expect("a picture with arrows");
    let lines = picture.lines().filter_map(|line| line.split_once(ARROW));
    let pointed = |to: &'static str| to.split(',').map(str::trim).collect();
    lines.map(|(from, to)| (from.trim(), pointed(to))).collect()
}

/// Every crate that one reaches by arrows.
fn reached<'a>(
    from: &str,
    arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>,
    found: &mut BTreeSet<&'a str>,
) {
    for to in arrows.get(from).into_iter().flatten() {
        if found.insert(to) {
            reached(to, arrows, found);
        }
    }
}

/// The crates of the workspace that a program is made of, each with those that it depends on.
fn built() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new("cargo")
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    let names: BTreeSet<_> = packages.iter().map(name).collect();
    let of_program = |package: &&Value| {
        let manifest = package["manifest_path"].as_str().expect("a path");
        manifest.ends_with("/web/Cargo.toml") || manifest.contains("/crates/")
    };
    let dependencies = |package: &Value| {
        let all = package["dependencies"].as_array().expect("a list");
        let used = all.iter().filter(|one| one["kind"].is_null());
        used.map(name).filter(|name| names.contains(name)).collect()
    };
    let packages = packages.iter().filter(of_program);
    packages
        .map(|package| (name(package), dependencies(package)))
        .collect()
}

#[test]
fn crates_depend_on_each_other_along_the_arrows_alone() {
    let (arrows, built) = (drawn(), built());
    for (krate, dependencies) in &built {
        let mut allowed = BTreeSet::new();
        reached(krate, &arrows, &mut allowed);
        for dependency in dependencies {
            assert!(
                allowed.contains(dependency.as_str()),
                "{krate} depends on {dependency}, and no arrow of ARCHITECTURE.md leads there"
            );
        }
    }
    for (krate, pointed) in &arrows {
        let dependencies = built.get(*krate).expect(krate);
        for to in pointed {
            assert!(
                dependencies.contains(*to),
                "{krate} does not depend on {to} any more"
            );
        }
    }
}

#[test]
fn no_arrow_leads_back() {
    let arrows = drawn();
    for krate in arrows.keys() {
        let mut found = BTreeSet::new();
        reached(krate, &arrows, &mut found);
        assert!(!found.contains(krate), "{krate} depends on itself");
    }
}
