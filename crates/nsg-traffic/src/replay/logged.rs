//! What Azure says that decided: the rule as a record names it.

use nsg::{Access, RuleKind, RuleName};
use serde::{Deserialize, Serialize};

/// A rule that a record names, with what it did.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Logged {
    /// As the record has it.
    pub(crate) rule: String,
    /// Azure's decision on the flow.
    pub(crate) access: Access,
    /// Whether packets were dropped because they were not encrypted.
    pub(crate) is_unencrypted: bool,
    /// The group as the record names it.
    pub(crate) group: String,
}

/// The kind of rule that a record names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LoggedRule {
    /// A rule of this name.
    Named(RuleName),
    /// A rule whose name the record has lost: only its kind is known, and perhaps not even that.
    Lost(Option<RuleKind>),
    /// The platform's own traffic, replies, or connections that a load balancer made anew.
    Platform,
    /// Dropped because it was not encrypted.
    Unencrypted,
}

/// Names in records may end here (`flow-logs`, seen in the wild): a longer one is known by its beginning.
const LONGEST_NAME: usize = 65;

/// The digits of a GUID with their hyphens, behind an underscore.
const GUID_LENGTH: usize = 36;

const NO_GROUP: &str = "00000000-0000-0000-0000-000000000000";

impl Logged {
    /// The kind of the rule.
    pub(crate) fn kind(&self) -> LoggedRule {
        let rule = self.rule.trim();
        let is = |name: &str| rule.eq_ignore_ascii_case(name);
        if self.is_unencrypted || is("unspecified") {
            return LoggedRule::Unencrypted;
        }
        if is("PlatformRule") || (self.group == NO_GROUP && !rule.contains('_')) {
            return LoggedRule::Platform;
        }
        if rule.is_empty() {
            return LoggedRule::Lost(None);
        }
        if is("UserRule") {
            return LoggedRule::Lost(Some(RuleKind::User));
        }
        if is("DefaultRule") {
            return LoggedRule::Lost(Some(RuleKind::Default));
        }
        let named = |kind, name: &str| {
            LoggedRule::Named(RuleName {
                kind,
                name: name.to_owned(),
            })
        };
        match (prefixed(rule, "UserRule_"), prefixed(rule, "DefaultRule_")) {
            (Some(name), _) => named(RuleKind::User, name),
            (_, Some(name)) => named(RuleKind::Default, name),
            _ => named(RuleKind::Admin, rule),
        }
    }

    /// Whether the record means the rule of this name.
    pub(crate) fn names(&self, own: &RuleName) -> bool {
        let LoggedRule::Named(logged) = self.kind() else {
            return false;
        };
        if logged.kind != own.kind {
            return false;
        }
        let same = |logged: &str| {
            let is_cut = self.rule.len() >= LONGEST_NAME || logged.len() >= LONGEST_NAME;
            let begins = own
                .name
                .get(..logged.len())
                .is_some_and(|begin| begin.eq_ignore_ascii_case(logged));
            own.name.eq_ignore_ascii_case(logged) || (is_cut && begins)
        };
        same(&logged.name)
            || (own.kind == RuleKind::Admin && without_guid(&logged.name).is_some_and(same))
    }
}

fn prefixed<'a>(rule: &'a str, prefix: &str) -> Option<&'a str> {
    let begin = rule.get(..prefix.len())?;
    begin
        .eq_ignore_ascii_case(prefix)
        .then(|| rule.get(prefix.len()..))
        .flatten()
}

/// The name of a security admin rule without the GUID behind it.
fn without_guid(name: &str) -> Option<&str> {
    let place = name.len().checked_sub(GUID_LENGTH + 1)?;
    let guid = name.get(place + 1..)?;
    let is_guid = guid
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    (name.get(place..=place) == Some("_") && is_guid)
        .then(|| name.get(..place))
        .flatten()
}
