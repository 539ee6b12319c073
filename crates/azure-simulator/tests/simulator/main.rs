//! The simulator over real sockets: one program, so that it links once.

mod browsers;
mod calls;
mod faults;
mod long_running;
mod program;
mod scenarios;
mod support;
mod tokens;
mod verdicts;
