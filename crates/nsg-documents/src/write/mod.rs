//! The model as text: JSON of Azure's REST API, and a change to take away.
//!
//! ```
//! let group = nsg::NetworkSecurityGroup { name: Some("web".into()), ..Default::default() };
//! let text = serde_json::to_string(&nsg_documents::write::network_security_group(&group))?;
//! assert_eq!(text, r#"{"name":"web","properties":{"securityRules":[],"defaultSecurityRules":[]}}"#);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Organization
//!
//! * [`network_security_group`] and [`security_rule`]: the REST form, as the readers take it.
//! * [`scenario`], [`group_document`], [`network`] and [`security_admin_rules`]: a scenario as the package takes it, read
//!   again as what it was.
//! * [`change`]: what an edit of one group comes to, as a template or as commands, in a [`Format`].
//! * [`csv_table`]: a table for spreadsheets.
//! * [`quoted`]: any text as a literal of a language.
//!
//! Inside, `edits` lays the two groups side by side, `fields` has a rule's fields as texts, or says which
//! of them nobody can write, and `steps` puts commands into an order that Azure takes; `names` has
//! what nothing may be called, `notes` says what to know, and the other files are a format each.

mod azure_cli;
mod bicep;
mod cannot_write;
mod change;
mod csv_table;
pub(crate) mod edits;
pub(crate) mod fields;
mod format;
mod list;
mod location;
mod names;
mod notes;
mod powershell;
pub mod quoted;
mod resource;
mod rule_table;
mod scenario;
mod steps;
mod template;
pub(crate) mod terraform;

pub use cannot_write::{CannotWrite, Obstacle};
pub use change::{Written, change};
pub use csv_table::csv_table;
pub use format::Format;
pub use resource::{GroupResource, RuleResource, network_security_group, security_rule};
pub use scenario::{
    AdminResource, AdminRuleObject, EffectiveGroup, EffectiveRule, GroupDocument, NetworkObject,
    ScenarioObject, group_document, network, scenario, security_admin_rules,
};
