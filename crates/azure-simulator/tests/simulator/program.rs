//! The program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

fn start(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_azure-simulator"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn it_serves_several_scenarios_and_ends_with_standard_input() {
    let folder =
        std::env::temp_dir().join(format!("azure-simulator-program-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("scenario.json"), r#"{ "name": "mine" }"#).unwrap();
    let other = format!("0={}", folder.display());
    let mut child = start(&[
        "--listen",
        "127.0.0.1:0",
        "--listen",
        &other,
        "--until-stdin-closes",
    ]);
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut line = || lines.next().unwrap().unwrap();
    assert!(line().starts_with("azure-simulator: built-in on http://127.0.0.1:"));
    assert!(line().starts_with("azure-simulator: mine on http://127.0.0.1:"));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn it_says_what_is_wrong() {
    for (arguments, expected) in [
        (
            ["--listen", "0.0.0.0:0"],
            "not an address of this machine alone",
        ),
        (
            ["--scenario", "/none/such"],
            "/none/such: there is no such folder",
        ),
        (
            ["--listen", "here"],
            "neither a port nor an address with a port",
        ),
    ] {
        let output = start(&arguments).wait_with_output().unwrap();
        assert!(!output.status.success());
        let text = String::from_utf8(output.stderr).unwrap();
        assert!(text.contains(expected), "{text}");
    }
}
