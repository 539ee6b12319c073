//! Reads what people paste: text in, model out.
//!
//! Network security groups come as JSON in a dozen forms, as pieces of it, and with mistakes. [`read`]
//! recognises the form by its shape, never asks, and never fails: it returns what it understood and a
//! list of [`Diagnostic`]s with positions. What it does not understand is kept as unknown (a rule whose
//! matching is unknown, for instance), so that a verdict that hangs on it depends instead of being wrong.
//!
//! ```
//! let document = nsg_documents::read(r#"{"name": "web", "properties": {"securityRules": []}}"#);
//! assert_eq!(document.shape, Some(nsg_documents::Shape::Arm));
//! assert_eq!(document.groups[0].security_group.default_security_rules.len(), 6);
//! ```
//!
//! # Organization
//!
//! * [`read`], [`read_value`] and [`Document`]: groups, with what the text tells around them.
//! * [`Diagnostic`], [`DiagnosticSeverity`] and [`DiagnosticCode`]: what is wrong, where, and what to do about it.
//! * [`service_tags`], [`admin_rules`], [`prefixes`] and [`network`]: what rules refer to.
//! * [`machines()`]: the network interfaces that texts know, each with the groups of its subnet and its own.
//! * [`pair()`] and [`Document::changes`]: the groups of a change, each before and after.
//! * [`mod@assemble`]: from documents to a scenario.
//! * [`json`]: JSON as a tree with positions, for what a service answers.
//! * [`mod@write`]: the model as JSON of Azure's REST API, and a change of a group to take away.
//! * [`rule_text`]: a rule as the texts of a form.
//! * [`mod@redact`]: a scenario to show to others, with the same verdicts.
//!
//! Inside, `shapes` finds the groups in the tree, `rule` reads one rule, and `limits` compares a group
//! with what Azure accepts.
//!
//! # Sources
//!
//! Facts about Azure name their source: `AD` is Microsoft's documentation (`MicrosoftDocs/azure-docs`),
//! `SPEC` the REST specification (`Azure/azure-rest-api-specs`), `recorded` what the live service was
//! seen to answer.

text::catalogue!();

pub mod admin_rules;
pub mod assemble;
mod codes;
mod conflicts;
mod diagnostic;
mod document;
mod index;
pub mod json;
mod limits;
mod machines;
mod module_files;
pub mod network;
mod other_rules;
mod pairing;
#[cfg(feature = "patch")]
mod patch;
mod position;
pub mod prefixes;
mod read;
pub mod redact;
mod rule;
pub mod rule_text;
pub mod service_tags;
mod shapes;
mod syntax;
mod tags;
mod topology;
#[cfg(feature = "hcl")]
mod variables;
pub mod write;

pub use codes::{DiagnosticCode, DiagnosticSeverity};
pub use conflicts::{ApplyConflict, ChangedGroup, ConflictRule};
pub use diagnostic::Diagnostic;
pub use document::{Association, Document, DocumentGroup, GroupExtent, Shape};
pub use machines::{DocumentGroupIndex, Machine, MachineGroup, machines};
pub use module_files::{NamedText, join_modules};
pub use pairing::{ChangeEnd, GroupChange, PairedGroup, pair};
#[cfg(feature = "patch")]
pub use patch::{PatchedText, patch};
pub use position::Position;
pub use read::{NeededReader, read, read_json, read_other, read_terraform_source, read_value};
#[cfg(feature = "syntax-tree")]
pub use syntax::crossing::{read_tree, tree};
#[cfg(feature = "tables")]
pub use syntax::table::renaming::{COLUMN_WORDS, TableColumn, rename_column, table_columns};
pub use topology::{DocumentInterface, DocumentSubnet, NamedGroup, Topology};
#[cfg(feature = "hcl")]
pub use variables::{open_variables, variable_line};

// Has `cargo test` run the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
