//! The lessons as a whole: their files, their order, and what is compiled of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg_lessons::{compile, read_folder};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of this test's own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, u32)]) -> Self {
        let path = std::env::temp_dir().join(format!("nsg-lessons-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        let folder = Self(path);
        for (file, order) in files {
            fs::write(folder.0.join(file), lesson(*order)).unwrap();
        }
        folder
    }

    /// What is wrong with it.
    fn wrong(&self) -> String {
        read_folder(&self.0).map_or_else(|failures| failures.to_string(), |_| String::new())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}

/// The shortest lesson.
fn lesson(order: u32) -> String {
    format!(
        "---\ntitle: A title\norder: {order}\nteaches: This\nbelief: That\n---\n\n```flow\n\
         Inbound TCP 10.0.2.5:50000 -> 10.0.1.4:22\nAllow by no rule\nbecause no NSG is checked\n\
         ```\n\nSource: nobody.\n"
    )
}

#[test]
fn lessons_come_in_order_and_the_readme_is_none() {
    let folder = Folder::new("right", &[("02-b.md", 2), ("01-a.md", 1), ("README.md", 9)]);
    let lessons = read_folder(&folder.0).unwrap();
    let slugs: Vec<&str> = lessons.iter().map(|lesson| lesson.slug.as_str()).collect();
    assert_eq!(slugs, ["a", "b"]);
}

#[test]
fn orders_have_no_gap_and_are_the_files_numbers() {
    let gap = Folder::new("gap", &[("01-a.md", 1), ("03-b.md", 3)]);
    assert!(
        gap.wrong()
            .contains("03-b.md: the order is 3, and 2 comes next")
    );
    let twice = Folder::new("twice", &[("01-a.md", 1), ("01-b.md", 1)]);
    assert!(
        twice
            .wrong()
            .contains("01-b.md: the order is 1, and 2 comes next")
    );
    let other = Folder::new("other", &[("01-a.md", 1), ("03-b.md", 2)]);
    assert!(other.wrong().contains("03-b.md: the order is 2"));
}

#[test]
fn names_are_numbers_and_addresses_and_used_once() {
    let names = Folder::new("names", &[("01-a.md", 1), ("02-a.md", 2), ("B.md", 3)]);
    let wrong = names.wrong();
    assert!(
        wrong.contains("02-a.md: another lesson is called `a`"),
        "{wrong}"
    );
    assert!(
        wrong.contains("B.md: the file is not called as a lesson is"),
        "{wrong}"
    );
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let failures = read_folder(Path::new("no such folder")).unwrap_err();
    assert!(failures.to_string().starts_with("no such folder: "));
}

#[test]
fn compiling_twice_leaves_the_files_alone_and_removes_what_is_old() {
    let from = Folder::new("from", &[("01-a.md", 1), ("02-b.md", 2)]);
    let to = Folder::new("to", &[]);
    compile(&from.0, &to.0).unwrap();
    let index = to.0.join("index.json");
    let written = || fs::metadata(&index).unwrap().modified().unwrap();
    let (before, old) = (written(), to.0.join("gone.json"));
    fs::write(&old, "{}").unwrap();
    compile(&from.0, &to.0).unwrap();
    assert_eq!(written(), before);
    assert!(!old.exists());
    let list: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&index).unwrap()).unwrap();
    let slugs: Vec<_> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["slug"])
        .collect();
    assert_eq!(slugs, ["a", "b"]);
    assert!(to.0.join("a.json").exists() && to.0.join("b.json").exists());
}
