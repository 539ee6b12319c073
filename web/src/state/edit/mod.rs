//! Rules in edit: what was changed, step by step, and the way back.

mod history;
mod rows;
mod saved_rows;
mod spacing;

pub use history::{Editing, TypedField};
pub use rows::{EditRow, EditRows, Status};
pub use saved_rows::{SavedRow, from_rows, leave_tokens_out, to_rows};
pub use spacing::Renumbered;

#[cfg(test)]
pub(crate) mod tests {
    use nsg::{
        Access, AddressMatch, Conditions, Direction, Field, NetworkSecurityGroup, SecurityRule,
    };

    /// A rule that allows anything in, from its name and priority.
    pub(crate) fn rule(text: &str) -> SecurityRule {
        let (name, priority) = text.split_once(' ').unwrap();
        SecurityRule {
            name: name.to_owned(),
            id: None,
            description: None,
            priority: Field::Known(priority.parse().unwrap()),
            direction: Field::Known(Direction::Inbound),
            access: Field::Known(Access::Allow),
            conditions: Conditions {
                source: vec![AddressMatch::Any],
                ..Conditions::any()
            },
            refusals: Vec::new(),
            spellings: nsg::Spellings::default(),
        }
    }

    pub(crate) fn group(rules: &[&str]) -> NetworkSecurityGroup {
        NetworkSecurityGroup {
            security_rules: rules.iter().map(|text| rule(text)).collect(),
            ..NetworkSecurityGroup::default()
        }
    }

    pub(crate) fn names(group: &NetworkSecurityGroup) -> Vec<&str> {
        group
            .security_rules
            .iter()
            .map(|rule| rule.name.as_str())
            .collect()
    }
}
