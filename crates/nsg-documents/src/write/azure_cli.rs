//! A change as commands of the Azure CLI, for bash.
//!
//! Names of options and their meaning: azure-cli, `network/aaz/latest/network/nsg/rule` and
//! `network/operations/nsg.py`.

use super::change::{CannotWrite, Reason};
use super::edits::{Changes, Edit};
use super::fields::{Fields, Side, list};
use super::place::Place;
use super::quoted::bash;
use super::steps::{Step, Steps, steps};
use nsg::NetworkSecurityGroup;
use text::text;

/// The script, and what to know about it.
///
/// # Errors
///
/// What the CLI has no words for, and what [`steps`] cannot place.
pub(super) fn script(
    place: &Place,
    before: Option<&NetworkSecurityGroup>,
    after: &NetworkSecurityGroup,
    changes: &Changes,
) -> Result<(String, Vec<String>), CannotWrite> {
    let mixed: Vec<Reason> = changes.edits.iter().filter_map(mixed).collect();
    if !mixed.is_empty() {
        return Err(CannotWrite { reasons: mixed });
    }
    let Steps { steps, may_open } = steps(before, &changes.edits)?;
    let mut text = head(place);
    let command = Command {
        subscription: place.subscription.is_some(),
    };
    if place.new {
        text.push_str(&command.group(place));
    }
    if steps.is_empty() && !place.new {
        text.push_str("# Nothing changes.\n");
    }
    for step in &steps {
        text.push_str(&command.of(step));
    }
    let mut notes = Vec::new();
    if may_open {
        notes.push(text!("write-note-may-open").to_owned());
    }
    let open = |rule: &&nsg::SecurityRule| {
        rule.priority.known().is_none() || rule.direction.known().is_none()
    };
    if !steps.is_empty() && after.security_rules.iter().any(|rule| open(&rule)) {
        notes.push(text!("write-note-unknown-priorities").to_owned());
    }
    Ok((text, notes))
}

/// Beside application security groups the CLI leaves addresses out without a word.
fn mixed(edit: &Edit) -> Option<Reason> {
    let (Edit::Create(to) | Edit::Update { to, .. }) = edit else {
        return None;
    };
    let both = |side: &Side| !side.groups.is_empty() && !side.prefixes.is_empty();
    (both(&to.source) || both(&to.destination)).then(|| Reason {
        rule: to.name.to_owned(),
        message: text!("write-groups-beside-addresses").to_owned(),
    })
}

/// Where everything happens, in one place to look at and to fill in.
fn head(place: &Place) -> String {
    let mut text = "#!/usr/bin/env bash\n# Stops at the first command that Azure refuses.\nset -euo pipefail\n\n"
        .to_owned();
    let mut set = |variable: &str, value: &str| {
        text.push_str(&format!("{variable}={}\n", bash(value)));
    };
    if let Some(subscription) = place.subscription {
        set("subscription", subscription);
    }
    set(
        "resource_group",
        place.resource_group.unwrap_or("<resource-group>"),
    );
    set("nsg", place.name.unwrap_or("<nsg>"));
    text.push('\n');
    text
}

struct Command {
    subscription: bool,
}

impl Command {
    fn group(&self, place: &Place) -> String {
        let location = place
            .location
            .map(|location| format!(" --location {}", value(location)));
        format!(
            "az network nsg create --name \"$nsg\"{}{}\n",
            self.scope(),
            location.unwrap_or_default()
        )
    }

    fn of(&self, step: &Step) -> String {
        match step {
            Step::Edit { edit, moved } => match edit {
                Edit::Create(to) => self.rule("create", to.name, &whole(to)),
                Edit::Delete(rule) => self.rule("delete", &rule.name, &[]),
                Edit::Update { from, to, .. } => {
                    match from.as_deref().and_then(|from| changed(from, to, *moved)) {
                        Some(parts) => self.rule("update", to.name, &parts),
                        None => self.rule("create", to.name, &whole(to)),
                    }
                }
            },
            Step::MakeRoom {
                name,
                priority,
                wanted_by,
            } => {
                // A comment ends with its line, so that nothing in a name can be a command.
                let plain = |name: &str| name.replace(char::is_control, " ");
                format!(
                    "# {} makes room for {}.\n{}",
                    plain(name),
                    plain(wanted_by),
                    self.rule("update", name, &[format!("--priority {priority}")])
                )
            }
        }
    }

    fn rule(&self, verb: &str, name: &str, parts: &[String]) -> String {
        let mut text = format!(
            "az network nsg rule {verb} --name {} --nsg-name \"$nsg\"{}",
            value(name),
            self.scope()
        );
        for part in parts {
            text.push_str(" \\\n  ");
            text.push_str(part);
        }
        text.push('\n');
        text
    }

    fn scope(&self) -> &'static str {
        if self.subscription {
            " --resource-group \"$resource_group\" --subscription \"$subscription\""
        } else {
            " --resource-group \"$resource_group\""
        }
    }
}

/// Every field of a rule, since `create` has defaults of its own (port 80 is one). It puts the whole rule,
/// also over one of the same name.
fn whole(to: &Fields) -> Vec<String> {
    let mut parts = vec![format!(
        "--priority {} --direction {} --access {} --protocol {}",
        to.priority,
        to.direction,
        to.access,
        value(&to.protocol)
    )];
    parts.extend(side("source", &to.source));
    parts.extend(side("destination", &to.destination));
    parts.extend(to.description.map(description));
    parts
}

fn side(name: &str, side: &Side) -> [String; 2] {
    let addresses = if side.groups.is_empty() {
        format!("--{name}-address-prefixes {}", values(&side.prefixes))
    } else {
        let ids = side.groups.iter().map(|group| value(group.as_str()));
        format!("--{name}-asgs {}", list(ids, " "))
    };
    [
        addresses,
        format!("--{name}-port-ranges {}", values(&side.ports)),
    ]
}

/// The options for what is different. `None`: only the whole rule can say it, since `update` keeps what it
/// is not told to change, and has no certain way to take groups or a description away.
fn changed(from: &Fields, to: &Fields, moved: bool) -> Option<Vec<String>> {
    let groups = |fields: &Fields| fields.source.groups.len() + fields.destination.groups.len();
    let cleared = to.description.unwrap_or_default().is_empty()
        && !from.description.unwrap_or_default().is_empty();
    if groups(from) + groups(to) > 0
        && (&from.source, &from.destination) != (&to.source, &to.destination)
        || cleared
    {
        return None;
    }
    let mut words = Vec::new();
    let mut word = |differs: bool, text: String| words.extend(differs.then_some(text));
    word(
        moved || from.priority != to.priority,
        format!("--priority {}", to.priority),
    );
    word(
        from.direction != to.direction,
        format!("--direction {}", to.direction),
    );
    word(from.access != to.access, format!("--access {}", to.access));
    word(
        from.protocol != to.protocol,
        format!("--protocol {}", value(&to.protocol)),
    );
    let mut parts = if words.is_empty() {
        Vec::new()
    } else {
        vec![list(words, " ")]
    };
    for (name, old, new) in [
        ("source", &from.source, &to.source),
        ("destination", &from.destination, &to.destination),
    ] {
        let [addresses, ports] = side(name, new);
        parts.extend((old.prefixes != new.prefixes).then_some(addresses));
        parts.extend((old.ports != new.ports).then_some(ports));
    }
    let differs = from.description.unwrap_or_default() != to.description.unwrap_or_default();
    parts.extend(to.description.filter(|_| differs).map(description));
    Some(parts)
}

/// With `=`, so that a text that begins with a dash is no option.
fn description(text: &str) -> String {
    format!("--description={}", value(text))
}

fn values(texts: &[String]) -> String {
    list(texts.iter().map(|text| value(text)), " ")
}

/// A value as a word. What the CLI would read as nothing (`null`), as a question (`??`), as a file (`@`)
/// or as a quoted text is put in quotes of its shorthand syntax (azure-cli, `core/aaz/_utils.py`).
fn value(text: &str) -> String {
    if matches!(text, "null" | "??") || text.starts_with(['\'', '@']) {
        bash(&format!("'{}'", text.replace('\'', "'/")))
    } else {
        bash(text)
    }
}
