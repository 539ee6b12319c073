//! What Azure predicts of one resource.

use super::groups::is_group_type;
use super::what_if_stack;
use crate::json::JsonNode;

/// The id of a change's resource.
pub(super) fn id<'n>(change: &'n JsonNode<'_>) -> Option<&'n str> {
    let keys = ["resourceId", "fullyQualifiedResourceId"];
    let id = keys.iter().find_map(|key| change.str(key));
    id.or_else(|| {
        change
            .str("id")
            .filter(|_| what_if_stack::is_change(change))
    })
}

/// One end of a change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PlannedEnd {
    Before,
    After,
}

/// What a change is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    Group,
    Rule,
    /// A deployment inside of the deployment, or a resource whose id is put together at deployment: it may hold rules.
    Unknown,
    Other,
}

impl Subject {
    /// The subject of an id: `…/providers/Microsoft.Network/networkSecurityGroups/web/securityRules/ssh`.
    fn of(id: &str) -> Self {
        let path = id.to_ascii_lowercase();
        let Some((_, path)) = path.rsplit_once("/providers/") else {
            return match path.contains('[') || path.contains("networksecuritygroups") {
                true => Self::Unknown,
                false => Self::Other,
            };
        };
        let parts: Vec<_> = path.split('/').collect();
        match parts.as_slice() {
            ["microsoft.network", "networksecuritygroups", _] => Self::Group,
            [
                "microsoft.network",
                "networksecuritygroups",
                _,
                "securityrules",
                _,
            ] => Self::Rule,
            ["microsoft.resources", "deployments", ..] => Self::Unknown,
            _ if path.contains('[') => Self::Unknown,
            _ => Self::Other,
        }
    }
}

/// What Azure predicts of one resource.
pub(super) struct PredictedChange<'n, 't> {
    pub(super) node: &'n JsonNode<'t>,
    pub(super) id: &'n str,
    pub(super) subject: Subject,
    pub(super) is_potential: bool,
}

/// A resource at one end of a change.
pub(super) enum Predicted<'n, 't> {
    Resource(Option<&'n JsonNode<'t>>),
    /// Azure does not tell.
    Unknown,
}

impl<'n, 't> PredictedChange<'n, 't> {
    pub(super) fn of(node: &'n JsonNode<'t>) -> Option<Self> {
        let id = id(node)?;
        let subject = match Subject::of(id) {
            Subject::Unknown | Subject::Other if is_group(node) => Subject::Group,
            subject => subject,
        };
        let is_potential = what_if_stack::is_change(node) && what_if_stack::is_potential(node);
        (subject != Subject::Other).then_some(Self {
            node,
            id,
            subject,
            is_potential,
        })
    }

    /// Whether Azure says that nothing becomes of it, and not what it is.
    pub(super) fn is_left_alone(&self) -> bool {
        let kind = self.node.str("changeType").unwrap_or_default();
        let stays = ["nochange", "detach"].contains(&kind.to_ascii_lowercase().as_str());
        stays
            && what_if_stack::is_change(self.node)
            && matches!(self.at(PlannedEnd::After), Predicted::Unknown)
    }

    pub(super) fn at(&self, end: PlannedEnd) -> Predicted<'n, 't> {
        let kind = self.node.str("changeType").unwrap_or_default();
        let is_created = kind.eq_ignore_ascii_case("create");
        let is_of_stack = what_if_stack::is_change(self.node);
        let told = self.node.get("resourceConfigurationChanges");
        let told = told.filter(|_| is_of_stack).unwrap_or(self.node);
        let is_whole = |node: &&JsonNode| {
            let is_group = is_of_stack && self.subject == Subject::Group;
            node.is_object() && (!is_group || what_if_stack::is_whole_group(node, is_created))
        };
        let whole = |key: &str| told.get(key).filter(is_whole);
        let (before, after) = (whole("before"), whole("after"));
        let told = |node: Option<&'n JsonNode<'t>>| match node {
            Some(node) => Predicted::Resource(Some(node)),
            None => Predicted::Unknown,
        };
        match (kind.to_ascii_lowercase().as_str(), end) {
            _ if self.is_potential => Predicted::Unknown,
            ("create", PlannedEnd::Before) | ("delete", PlannedEnd::After) => {
                Predicted::Resource(None)
            }
            ("create" | "modify", PlannedEnd::After) => told(after),
            ("delete" | "modify", PlannedEnd::Before) => told(before),
            ("nochange" | "ignore" | "detach", _) => told(after.or(before)),
            _ => Predicted::Unknown,
        }
    }
}

/// Whether a resource says by its type that it is a group.
fn is_group(change: &JsonNode) -> bool {
    let told = change.get("resourceConfigurationChanges");
    let told = told.unwrap_or(change);
    let ends = [told.get("before"), told.get("after")];
    let mut ends = ends.into_iter().flatten();
    ends.any(|end| end.str("type").is_some_and(is_group_type))
}
