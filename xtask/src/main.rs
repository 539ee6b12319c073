//! Set-up, build, serve, test, bench: every chore of the project, behind `cargo xtask`.

fn main() {}
