//! The native half of `cargo xtask bench`. Every figure is one line of JSON on standard output, as
//! in `figure.mjs` beside this; `xtask` lays them side by side.

fn main() {}
