//! The scenario's JSON, as it is written.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// `scenario.json`. Every field may be absent.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Settings {
    pub(crate) name: Option<String>,
    /// For people only.
    #[serde(rename = "description")]
    pub(crate) _description: Option<String>,
    /// `built-in`, `nothing`, or another folder, relative to this one.
    pub(crate) extends: Option<String>,
    pub(crate) page_size: Option<usize>,
    /// How long a token is valid where the sign-in does not say.
    pub(crate) token_seconds: Option<i64>,
    pub(crate) operations: BTreeMap<String, LongRunning>,
    pub(crate) cors: Option<Cors>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) replay: Vec<Replay>,
    pub(crate) changes: Vec<ResourceChange>,
    pub(crate) security_admin_rules: Vec<AdminRuleSettings>,
    /// As in the files of `resources/`.
    pub(crate) resources: Vec<Value>,
    /// As in the files of `programmed/`.
    pub(crate) programmed: Vec<Value>,
    /// As in `service-tags.json`.
    pub(crate) service_tags: Option<Value>,
}

/// How an operation that takes time goes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct LongRunning {
    pub(crate) way: RecordedWay,
    /// How long it takes.
    pub(crate) seconds: f64,
    /// How many polls are answered 202 at least, however much time has passed.
    pub(crate) polls: u32,
    pub(crate) retry_after: Option<Scalar>,
    pub(crate) old_locations: OldLocations,
    /// Never ends.
    pub(crate) endless: bool,
    /// Ends with this error instead of a result.
    pub(crate) fails: Option<OperationFailure>,
}

/// The recorded ways of a long-running operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RecordedWay {
    /// 200 with the result and a `Location` that must not be polled (recorded 2017 to 2020).
    AtOnce,
    /// 202 `null` and one `Location` for all polls (recorded 2020 to 2023).
    #[default]
    Location,
    /// 202 `null` and a signed `Location` that is new at every poll (recorded 2024).
    LocationRotating,
    /// 202 `null` and `Azure-AsyncOperation` alone, which leads to a status object.
    AzureAsyncOperation,
}

/// The fate of a rotating `Location` once a newer one was given out. Azure's answer is unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum OldLocations {
    #[default]
    Accepted,
    NotFound,
}

/// How an operation fails in the end.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct OperationFailure {
    #[serde(default)]
    pub(crate) status: Option<u16>,
    pub(crate) code: String,
    pub(crate) message: String,
}

/// The rights of a browser on another origin.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Cors {
    /// Headers that scripts may read; absent for the usual ones, empty for none.
    pub(crate) exposed: Option<Vec<String>>,
    /// No browser is let in at all.
    pub(crate) refused: bool,
}

/// Something that goes wrong.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Fault {
    #[serde(default)]
    pub(crate) on: On,
    /// How many matching requests of a session go well first.
    #[serde(default)]
    pub(crate) after: u64,
    /// How many then go wrong; absent for all.
    pub(crate) times: Option<u64>,
    pub(crate) answer: FaultAnswer,
}

/// The requests that are meant: those that fit everything that is given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct On {
    /// A name of `Operation`.
    pub(crate) operation: Option<String>,
    /// For polls: the operation that is polled.
    pub(crate) of: Option<String>,
    /// The end of a resource id, from a slash on: of the request's path, or of a target in its body.
    pub(crate) resource: Option<String>,
    /// Members of the request's body.
    pub(crate) body: Option<Map<String, Value>>,
}

/// An answer in place of the true one, or what is changed in the true one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct FaultAnswer {
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) envelope: Envelope,
    pub(crate) body: Option<Value>,
    pub(crate) text: Option<String>,
    /// A body of so many million bytes, streamed.
    pub(crate) megabytes: Option<u64>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) without_headers: Vec<String>,
    pub(crate) retry_after: Option<Scalar>,
    pub(crate) location: Option<String>,
    pub(crate) next_link: Option<String>,
    /// Merged into the true body (RFC 7396).
    pub(crate) merge: Option<Value>,
    pub(crate) delay_seconds: f64,
    pub(crate) cut: Option<Cut>,
}

impl FaultAnswer {
    /// Whether it stands in place of the true answer.
    pub(crate) fn is_whole(&self) -> bool {
        self.status.is_some()
            || self.body.is_some()
            || self.text.is_some()
            || self.megabytes.is_some()
    }
}

/// The two forms in which errors of Azure were seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Envelope {
    /// `{"error": {"code", "message", "details"}}`.
    #[default]
    Nested,
    /// `{"code", "message"}`.
    Flat,
    /// No body at all.
    Empty,
}

/// The point at which a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Cut {
    BeforeHeaders,
    InBody,
}

/// An answer that is given instead of a computed one.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Replay {
    pub(crate) on: On,
    #[serde(default)]
    pub(crate) status: Option<u16>,
    pub(crate) body: Value,
}

/// A change of one resource of the scenario that is extended.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct ResourceChange {
    /// The end of its id, from a slash on.
    pub(crate) resource: String,
    /// Merged into it (RFC 7396); `null` removes the resource.
    pub(crate) merge: Value,
}

/// Security admin rules of one virtual network.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct AdminRuleSettings {
    pub(crate) virtual_network: String,
    pub(crate) network_manager: String,
    pub(crate) rules: Vec<Value>,
}

/// A header's value, which may be written as a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Scalar {
    Number(u64),
    Text(String),
}

impl Scalar {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}
