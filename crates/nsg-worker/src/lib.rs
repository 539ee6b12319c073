//! What the page asks beside itself, so that a key never waits for an analysis.
//!
//! The page tells a web worker what it has ([`Told`]), part by part as it changes, and asks ([`Question`]); the worker
//! remembers, and answers ([`Answer`]). What crosses is the model itself: the worker judges exactly what the
//! page judges.
//!
//! # Organization
//!
//! * `message`: what crosses, and the bytes it crosses as.
//! * `session` (feature `engine`): the side that answers, and its face for JavaScript in `module`.

#[cfg(feature = "engine")]
mod answer;
#[cfg(feature = "engine")]
mod contracts;
mod message;
#[cfg(feature = "engine")]
mod module;
#[cfg(feature = "engine")]
mod picture;
#[cfg(feature = "engine")]
mod redacted;
#[cfg(feature = "engine")]
mod session;

pub use message::{
    Answer, Area, Checked, Decided, Edit, Form, Found, Impact, Kept, Mend, Picture, Question,
    Quizzed, Redacted, Region, Reply, ReportForm, RuleAt, Side, Slice, Told, Written, decode,
    encode,
};
#[cfg(feature = "engine")]
pub use session::Session;
