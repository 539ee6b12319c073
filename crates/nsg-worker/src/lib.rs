//! The page's worker, so that a key never waits for an analysis.
//!
//! The page tells a web worker what it has ([`WorkerMessage`]), part by part as it changes, and asks ([`WorkerQuestion`]); the worker
//! remembers, and answers ([`Reply`]). What crosses inwards is the model itself: the worker judges exactly what the
//! page judges. What comes back are the analysis' own results, as JSON.
//!
//! # Organization
//!
//! * `message`: what crosses, and the bytes it crosses as; [`ask`]: the questions; `answer`: the type of each answer.
//! * [`speak`]: the language of both sides.
//! * `group_list`: the list of many groups, and `library` (feature `engine`) the documents that it is made of.
//! * `session` (feature `engine`): the side that answers, and its face for JavaScript in `module`.
//! * `traffic` (feature `traffic`): the same for recorded flows, a worker of its own.

text::catalogue!();

mod answer;
pub mod ask;
#[cfg(feature = "engine")]
mod contracts;
mod group_list;
mod language;
#[cfg(feature = "engine")]
mod library;
mod message;
#[cfg(feature = "engine")]
mod module;
#[cfg(feature = "engine")]
mod picture;
#[cfg(feature = "engine")]
mod redacted;
#[cfg(feature = "engine")]
mod session;
#[cfg(any(feature = "engine", feature = "traffic"))]
mod sides;
#[cfg(feature = "traffic")]
mod traffic;

pub use answer::{Area, Ask, EdgeOrigin, Picture, RedactedSides, ReplayedSoFar, Stretch, answer};
pub use ask::{MapSlice, PatchForm, ReportForm};
pub use group_list::{
    ExaminedRow, GivenDocument, GroupList, GroupRow, ListedDocument, OpenedGroup, OpenedRow,
    RowFinding, RowImpact, RowStage, RowSubject,
};
pub use language::{LanguageFile, speak};
pub use message::{Reply, Side, WorkerMessage, WorkerQuestion, decode, encode};
pub use nsg_documents::GroupChange;
pub use nsg_documents::write::{Format, Written};
#[cfg(feature = "engine")]
pub use session::Session;
#[cfg(feature = "traffic")]
pub use traffic::TrafficSession;

// Has `cargo test` run the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
