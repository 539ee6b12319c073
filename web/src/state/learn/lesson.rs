//! A lesson as the build compiled it: `nsg-lessons` writes the model, and the page reads the same.

use crate::state::scripts::called;
use crate::state::share::joined;
use crate::state::{Saved, SavedPlace};
use js_sys::Function;
use nsg_documents::{network, write};
use nsg_lessons::lesson::{Entry, Lesson, Task};
use serde::de::DeserializeOwned;
use text::text;

/// Loads the list of lessons.
///
/// # Errors
///
/// Why it did not come.
pub(super) async fn index(load: &Function) -> Result<Vec<Entry>, String> {
    read(&called(load, "index").await?)
}

/// Loads a lesson.
///
/// # Errors
///
/// Why it did not come.
pub(super) async fn lesson(load: &Function, slug: &str) -> Result<Lesson, String> {
    read(&called(load, slug).await?)
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    // Page and lessons are built together: only one that was loaded before an update has others.
    serde_json::from_str(json).map_err(|_| text!("learn-of-another-version").to_owned())
}

/// Returns what is in force at the beginning of a task, with the contracts that must hold in the end.
pub fn beginning(task: &Task) -> Saved {
    let texts = &task.scenario;
    let place = |text: &Option<String>| SavedPlace {
        text: text.clone().unwrap_or_default(),
        ..SavedPlace::default()
    };
    let mut saved = Saved {
        subnet: place(&texts.subnet_security_group),
        interface: place(&texts.network_interface_security_group),
        contracts: task.contracts.clone(),
        ..Saved::default()
    };
    let Some(network) = &texts.network else {
        return saved;
    };
    let known = network::read(network).network;
    if let Some(space) = &known.virtual_network {
        saved.virtual_network = joined(space);
    }
    for (name, set) in &known.service_tags {
        let name = name.as_str().to_ascii_lowercase();
        saved.tags.set(name, joined(&set.prefixes()));
    }
    for (name, set) in &known.application_security_groups {
        let name = name.last_segment().to_ascii_lowercase();
        saved.members.set(name, joined(&set.prefixes()));
    }
    let rules = write::security_admin_rules(&known.security_admin_rules);
    if !rules.is_empty() {
        saved.admin_rules = serde_json::to_string_pretty(&rules).unwrap_or_default();
    }
    saved
}

#[cfg(test)]
mod tests {
    use super::*;
    use nsg_lessons::lesson::Texts;

    #[test]
    fn a_task_begins_with_what_its_lesson_has_in_force() {
        let task = Task {
            line: 1,
            todo: "Close SSH".to_owned(),
            scenario: Texts {
                subnet_security_group: Some("{}".to_owned()),
                network_interface_security_group: None,
                network: Some(
                    r#"{
                        "virtualNetwork": [],
                        "serviceTags": { "Storage": ["20.60.0.0/16"] },
                        "applicationSecurityGroups": { "/subscriptions/s/Asg-Web": ["10.0.1.4"] }
                    }"#
                    .to_owned(),
                ),
            },
            contracts: r#"[{ "name": "no ssh" }]"#.to_owned(),
            solutions: Vec::new(),
            mistakes: Vec::new(),
        };
        let saved = beginning(&task);
        assert_eq!(saved.subnet.text, "{}");
        assert_eq!(saved.interface, SavedPlace::default());
        // Known to be empty, and not unknown.
        assert_eq!(saved.virtual_network, "[]");
        assert_eq!(saved.tags.get("storage"), "20.60.0.0/16");
        assert_eq!(saved.members.get("asg-web"), "10.0.1.4/32");
        assert_eq!(saved.admin_rules, "");
        assert_eq!(saved.contracts, task.contracts);
    }

    #[test]
    fn lessons_of_another_build_say_so() {
        assert!(read::<Vec<Entry>>("[{}]").is_err());
    }
}
