//! A change as commands of the Azure CLI, for bash.
//!
//! Names of options and their meaning: azure-cli, `network/aaz/latest/network/nsg/rule` and
//! `network/operations/nsg.py`. A value is one argument with its option, by `=`, so that one that begins with a dash is
//! no option of its own.

use super::cannot_write::CannotWrite;
use super::edits::{GroupChanges, RuleEdit};
use super::fields::{KnownFields, RuleSide};
use super::list::list;
use super::location::GroupLocation;
use super::quoted::bash;
use super::steps::{CommandStep, Steps, steps};
use nsg::{Name, NetworkSecurityGroup};
use text::text;

/// The script, and what to know about it.
///
/// # Errors
///
/// What the CLI has no words for, and what [`steps`] cannot place.
pub(super) fn script(
    place: &GroupLocation,
    before: Option<&NetworkSecurityGroup>,
    after: &NetworkSecurityGroup,
    changes: &GroupChanges,
) -> Result<(String, Vec<String>), CannotWrite> {
    let Steps { steps, may_open } = steps(before, &changes.edits)?;
    let mut text = head(place, changes);
    let command = AzCommand {
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
    if descriptions(changes).any(is_for_cmd) {
        notes.push(text!("write-note-batch-file").to_owned());
    }
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

/// Where everything happens, in one place to look at and to fill in.
fn head(place: &GroupLocation, changes: &GroupChanges) -> String {
    let mut text = "#!/usr/bin/env bash\n# Stops at the first command that Azure refuses.\nset -euo pipefail\n\n"
        .to_owned();
    if groups(changes).any(|group| group.is_resource_id())
        || descriptions(changes).any(|text| text.contains('/'))
    {
        text.push_str(NO_PATHS);
    }
    if descriptions(changes).any(is_for_cmd) {
        text.push_str(NO_BATCH_FILE);
    }
    let mut set = |variable: &str, text_of: &str| {
        text.push_str(&format!("{variable}={}\n", value(text_of)));
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

/// Git Bash on Windows takes an argument that begins with a slash, behind `=` too, for a path of its own, and writes
/// `C:/Program Files/Git/subscriptions/…` for `/subscriptions/…` (azure-cli#14299). It means nothing elsewhere.
const NO_PATHS: &str =
    "# Git Bash would make paths of what begins with a slash.\nexport MSYS_NO_PATHCONV=1\n\n";

/// On Windows `az` is two files. `az.cmd` hands its arguments on by `%*`, so that cmd.exe reads them once more: `%` even
/// between double quotes, and behind a `"` that is part of a text also `&`, `|`, `<`, `>` and `^`; it has no quotes that
/// hold for every text. Beside it lies `az`, a script for bash that hands them on as they are (azure-cli,
/// `build_scripts/windows/scripts`). bash of Git, MSYS2, Cygwin and WSL looks for `az` by just that name, so that cmd.exe
/// has no part in it. Not known, since it was not run on Windows: what other shells that call themselves bash find, and
/// since which version the script is there. So a text that cmd.exe would read otherwise is not given to a batch file.
const NO_BATCH_FILE: &str = "# A batch file would hand the descriptions to cmd.exe, which reads them as its own.\ncase $(command -v az) in *.[cC][mM][dD] | *.[bB][aA][tT]) echo 'az is a batch file here' >&2; exit 1 ;; esac\n\n";

/// Whether cmd.exe would read something else.
fn is_for_cmd(text: &str) -> bool {
    text.contains(['"', '%', '&', '|', '<', '>', '^', '!', '\n', '\r'])
}

fn targets<'a>(changes: &'a GroupChanges<'_>) -> impl Iterator<Item = &'a KnownFields<'a>> {
    changes.edits.iter().filter_map(RuleEdit::target)
}

fn descriptions<'a>(changes: &'a GroupChanges<'_>) -> impl Iterator<Item = &'a str> {
    targets(changes).filter_map(|to| to.description)
}

fn groups<'a>(changes: &'a GroupChanges<'_>) -> impl Iterator<Item = &'a Name> {
    let sides = targets(changes).flat_map(|to| [&to.source, &to.destination]);
    sides.flat_map(|side| side.groups.iter().copied())
}

struct AzCommand {
    subscription: bool,
}

impl AzCommand {
    fn group(&self, place: &GroupLocation) -> String {
        let location = place
            .location
            .map(|location| format!(" --location={}", value(location)));
        format!(
            "az network nsg create --name=\"$nsg\"{}{}\n",
            self.scope(),
            location.unwrap_or_default()
        )
    }

    fn of(&self, step: &CommandStep) -> String {
        match step {
            CommandStep::Edit { edit, moved } => match edit {
                RuleEdit::Create(to) => self.rule("create", to.name, &whole(to)),
                RuleEdit::Delete(rule) => self.rule("delete", &rule.name, &[]),
                RuleEdit::Update { from, to, .. } => {
                    // A name that is spelt anew is put over the old one, which is the same to Azure.
                    let from = from.as_deref().filter(|_| !edit.is_respelt());
                    match from.and_then(|from| changed(from, to, *moved)) {
                        Some(parts) => self.rule("update", to.name, &parts),
                        None => self.rule("create", to.name, &whole(to)),
                    }
                }
            },
            CommandStep::MakeRoom {
                name,
                priority,
                wanted_by,
            } => {
                // A comment ends with its line, so that nothing in a name can be a command.
                format!(
                    "# {} makes room for {}.\n{}",
                    text::plain(name),
                    text::plain(wanted_by),
                    self.rule("update", name, &[format!("--priority={priority}")])
                )
            }
        }
    }

    fn rule(&self, verb: &str, name: &str, parts: &[String]) -> String {
        let mut text = format!(
            "az network nsg rule {verb} --name={} --nsg-name=\"$nsg\"{}",
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

    /// Where the group is, and that the rule which Azure answers is not printed: errors are all the same.
    fn scope(&self) -> &'static str {
        if self.subscription {
            " --resource-group=\"$resource_group\" --subscription=\"$subscription\" --output=none"
        } else {
            " --resource-group=\"$resource_group\" --output=none"
        }
    }
}

/// Every field of a rule, since `create` has defaults of its own (port 80 is one). It puts the whole rule,
/// also over one of the same name.
fn whole(to: &KnownFields) -> Vec<String> {
    let mut parts = vec![format!(
        "--priority={} --direction={} --access={} --protocol={}",
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

fn side(name: &str, side: &RuleSide) -> [String; 2] {
    let addresses = if side.groups.is_empty() {
        values(&format!("--{name}-address-prefixes"), &side.prefixes)
    } else {
        let ids: Vec<&str> = side.groups.iter().map(|group| group.as_str()).collect();
        values(&format!("--{name}-asgs"), &ids)
    };
    [
        addresses,
        values(&format!("--{name}-port-ranges"), &side.ports),
    ]
}

/// The options for what is different. `None`: only the whole rule can say it, since `update` keeps what it
/// is not told to change, and has no certain way to take groups or a description away.
fn changed(from: &KnownFields, to: &KnownFields, moved: bool) -> Option<Vec<String>> {
    let groups =
        |fields: &KnownFields| fields.source.groups.len() + fields.destination.groups.len();
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
        format!("--priority={}", to.priority),
    );
    word(
        from.direction != to.direction,
        format!("--direction={}", to.direction),
    );
    word(from.access != to.access, format!("--access={}", to.access));
    word(
        from.protocol != to.protocol,
        format!("--protocol={}", value(&to.protocol)),
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

fn description(text: &str) -> String {
    format!("--description={}", value(text))
}

/// An option that takes a list. Behind `=` stands one value and no more (Python's argparse), so several are words of
/// their own; [`fields`](super::fields) has none that begins with a dash.
fn values<T: AsRef<str>>(option: &str, texts: &[T]) -> String {
    let values = list(texts.iter().map(|text| value(text.as_ref())), " ");
    let between = if texts.len() == 1 { '=' } else { ' ' };
    format!("{option}{between}{values}")
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
