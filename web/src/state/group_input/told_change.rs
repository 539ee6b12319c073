//! The change that a document tells, such as a Terraform plan: the group before it is the original, and what it changes are
//! the edits.

use super::GroupInput;
use super::choice::chosen_group;
use crate::state::edit::EditRows;
use leptos::prelude::*;
use nsg_documents::DocumentGroup;
use text::text;

impl GroupInput {
    /// Makes what the document says becomes of the group the edits of it.
    pub(super) fn take_told_change(&self) {
        let chosen = self.chosen.get_untracked();
        let told = self.document.with_untracked(|document| {
            let meant = chosen_group(document, chosen).filter(|_| document.before.is_some());
            let group = |group: &DocumentGroup| group.security_group.clone();
            meant.map(|meant| (meant.before.map(group), meant.after.map(group)))
        });
        match told {
            Some((Some(before), Some(after))) => {
                self.note(text!("place-note-change"));
                self.set_rows(EditRows::between(&before, &after), &before);
            }
            Some((Some(_), None)) => self.note(text!("place-note-deleted")),
            Some((None, _)) => self.note(text!("place-note-new-group")),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::document_reader::DocumentReaders;
    use crate::state::saved::SavedPlace;
    use crate::state::spoken::Spoken;
    use nsg::{AppliedTo, NetworkSecurityGroup};
    use serde_json::{Value, json};

    fn rule(name: &str, priority: u16) -> Value {
        json!({
            "name": name, "priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
            "source_address_prefix": "*", "source_port_range": "*",
            "destination_address_prefix": "*", "destination_port_range": "443",
        })
    }

    /// A group of a plan: its name, and its rules before and after.
    type PlannedGroup<'a> = (&'a str, Option<Vec<Value>>, Vec<Value>);

    /// A plan as `terraform show -json` prints it.
    fn plan(groups: &[PlannedGroup<'_>]) -> String {
        let change = |(name, before, after): &PlannedGroup<'_>| {
            let values = |rules: &Vec<Value>| json!({"name": name, "security_rule": rules});
            json!({
                "address": format!("azurerm_network_security_group.{name}"), "type": "azurerm_network_security_group",
                "mode": "managed", "change": {
                    "actions": [if before.is_some() { "update" } else { "create" }],
                    "before": before.as_ref().map(values), "after": values(after),
                },
            })
        };
        let changes: Vec<_> = groups.iter().map(change).collect();
        json!({"format_version": "1.2", "terraform_version": "1.9.0", "resource_changes": changes})
            .to_string()
    }

    fn place() -> GroupInput {
        GroupInput::new(
            AppliedTo::Subnet,
            RwSignal::new(Spoken::english()),
            DocumentReaders::new(),
        )
    }

    fn names(group: &NetworkSecurityGroup) -> Vec<&str> {
        let rules = group.security_rules.iter();
        rules.map(|rule| rule.name.as_str()).collect()
    }

    fn sides(place: GroupInput) -> [Vec<String>; 2] {
        [place.original, place.current].map(|side| {
            let group = side.get_untracked().unwrap();
            names(&group).into_iter().map(str::to_owned).collect()
        })
    }

    #[test]
    fn a_plan_is_read_as_both_of_its_ends() {
        let owner = Owner::new();
        owner.set();
        let place = place();
        let text = plan(&[
            (
                "web",
                Some(vec![rule("old", 100), rule("stays", 200)]),
                vec![rule("stays", 200), rule("new", 300)],
            ),
            ("data", Some(vec![rule("a", 100)]), vec![rule("a", 100)]),
            ("fresh", None, vec![rule("b", 100)]),
        ]);
        place.put(text.clone(), String::new(), 0);
        let both = [
            vec!["old".to_owned(), "stays".to_owned()],
            vec!["stays".to_owned(), "new".to_owned()],
        ];
        assert_eq!(sides(place), both);
        // Typed letter by letter it is the same.
        place.put_text(format!("{text} "));
        assert_eq!(sides(place), both);
        place.choose_group(1);
        assert!(place.rows.get_untracked().is_none());
        // What is not there yet has no other side.
        place.choose_group(2);
        assert_eq!(sides(place), [["b"], ["b"]]);
        assert!(place.rows.get_untracked().is_none());
    }

    #[test]
    fn a_plan_that_deletes_is_read_as_a_group_and_none() {
        let owner = Owner::new();
        owner.set();
        let place = place();
        let deleted = json!({
            "address": "azurerm_network_security_group.gone", "type": "azurerm_network_security_group",
            "mode": "managed", "change": {
                "actions": ["delete"],
                "before": {"name": "gone", "security_rule": [rule("a", 100)]}, "after": null,
            },
        });
        let with = |planned: String| {
            let mut plan: Value = serde_json::from_str(&planned).unwrap();
            // What comes is told in full, so that nothing is left to be taken for it.
            if plan["resource_changes"] == json!([]) {
                plan["planned_values"] = json!({"root_module": {}});
            }
            let changes = plan["resource_changes"].as_array_mut().unwrap();
            changes.push(deleted.clone());
            plan.to_string()
        };
        place.put(with(plan(&[])), String::new(), 0);
        assert!(!place.waits() && place.has_group() && place.is_changed());
        assert_eq!(names(&place.original.get_untracked().unwrap()), ["a"]);
        assert!(place.current.get_untracked().is_none());
        // Beside groups that stay it is the last that one can choose.
        place.put(
            with(plan(&[("web", Some(vec![]), vec![])])),
            String::new(),
            0,
        );
        assert!(!place.is_changed() && place.current.get_untracked().is_some());
        let offered = place.choices().into_iter();
        let offered: Vec<_> = offered
            .map(|one| (one.name.unwrap(), one.is_deleted))
            .collect();
        assert_eq!(
            offered,
            [("web".to_owned(), false), ("gone".to_owned(), true)]
        );
        place.choose_group(1);
        assert!(place.is_changed() && place.current.get_untracked().is_none());
    }

    #[test]
    fn what_was_kept_of_a_plan_comes_back_with_its_edits() {
        let owner = Owner::new();
        owner.set();
        let place = place();
        place.put(
            plan(&[("web", Some(vec![rule("a", 100)]), vec![rule("a", 150)])]),
            String::new(),
            0,
        );
        let kept = place.saved();
        place.restore(&SavedPlace::default());
        place.restore(&kept);
        assert_eq!(place.edits.get_untracked(), kept.edits);
        place.read_edits();
        let edited = place.current.get_untracked().unwrap();
        assert_eq!(edited.security_rules[0].priority, nsg::Field::Known(150));
    }
}
