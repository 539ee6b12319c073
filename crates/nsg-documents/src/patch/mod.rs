//! An edit of a group written into the text that the group was read from: the smallest change of it, with the formatting,
//! the order and the comments that it has.
//!
//! Nothing is written that was not read again: the patched text has to say exactly the edited rules, and everything else as
//! before. Whatever does not come out so is refused, and the other forms are left.

mod fields;
mod items;
mod literal;
mod pairs;
mod replacement;
mod table;
mod tree;

use crate::codes::DiagnosticCode;
use crate::document::{Document, DocumentGroup, Shape};
use crate::read::{is_json, read};
use crate::syntax::hcl::values_beside_blocks;
use crate::syntax::recognise;
use crate::write::edits::same;
use crate::write::{CannotWrite, Obstacle};
use literal::PatchSyntax;
use nsg::{NetworkSecurityGroup, SecurityRule};
use pairs::RulePairs;
use replacement::{Replacement, apply};
use similar::TextDiff;
use text::{quote, text};

/// A text with an edit in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchedText {
    /// The text as it will be.
    pub text: String,
    /// What its file is called: as it was, else by its syntax.
    pub file_name: String,
    /// What changes, as a unified diff.
    pub diff: String,
    /// What whoever keeps the text has to know.
    pub notes: Vec<String>,
}

/// Writes the rules of `after` into the text in place of those of the group that is the `chosen`th there. `file` is the
/// name of the file that the text is of, or empty.
///
/// # Errors
///
/// [`CannotWrite`] where the text is of a form in which nothing can be replaced, such as a plan, where a rule is not written
/// out there, or where the patched text would say something else than `after`.
pub fn patch(
    text: &str,
    file: &str,
    chosen: usize,
    after: &NetworkSecurityGroup,
) -> Result<PatchedText, CannotWrite> {
    let document = read(text);
    let group = document.groups.get(chosen);
    let Some(group) = group.filter(|_| is_of_a_source(&document)) else {
        return Err(refused(text!("patch-no-source").to_owned()));
    };
    let pairs = RulePairs::between(&group.security_group.security_rules, &after.security_rules);
    let replacements = replacements(text, &document, group, &pairs)?;
    let why_not = || {
        let of_loop = tree::rule_of_loop(text, group, &pairs);
        of_loop.unwrap_or_else(|| refused(differs()))
    };
    let patched = apply(text, replacements).ok_or_else(why_not)?;
    let again = read(&patched);
    if !says(&again, &document, chosen, after) {
        return Err(why_not());
    }
    let diff = TextDiff::from_lines(text, patched.as_str());
    let mut unified = diff.unified_diff();
    let file_name = match file {
        "" => format!("rules.{}", extension(text, &document)),
        file => file.to_owned(),
    };
    let (old, new) = (format!("a/{file_name}"), format!("b/{file_name}"));
    let diff = unified.context_radius(3).header(&old, &new).to_string();
    Ok(PatchedText {
        text: patched,
        file_name,
        diff,
        notes: values_note(text).into_iter().collect(),
    })
}

/// That values of variables stand in the text, which no file of Terraform has beside blocks.
fn values_note(text: &str) -> Option<String> {
    let is_source = !is_json(text) && recognise::terraform::is_source(text);
    let values = is_source.then(|| values_beside_blocks(text))?;
    let names = values.join(text!("list-comma"));
    (!values.is_empty()).then(|| text!("patch-values-beside-blocks", names))
}

fn extension(text: &str, document: &Document) -> &'static str {
    match () {
        () if document.shape == Some(Shape::Table) => "csv",
        () if is_json(text) => "json",
        () if recognise::terraform::is_source(text) => "tf",
        () => "yaml",
    }
}

fn differs() -> String {
    text!("patch-differs").to_owned()
}

fn refused(message: String) -> CannotWrite {
    CannotWrite {
        reasons: vec![Obstacle {
            rule: None,
            message,
        }],
    }
}

fn refused_rule(rule: &str, message: String) -> CannotWrite {
    CannotWrite {
        reasons: vec![Obstacle {
            rule: Some(rule.to_owned()),
            message,
        }],
    }
}

/// Whether a text is what somebody keeps and deploys, rather than what a tool said of a change or of what is in force.
fn is_of_a_source(document: &Document) -> bool {
    document.before.is_none() && document.shape != Some(Shape::EffectiveSecurityRules)
}

fn replacements(
    text: &str,
    document: &Document,
    group: &DocumentGroup,
    pairs: &RulePairs<'_>,
) -> Result<Vec<Replacement>, CannotWrite> {
    let is_table = document.shape == Some(Shape::Table);
    if is_table && !is_json(text) {
        return table::replacements(text, group, pairs);
    }
    let syntax = match () {
        () if is_json(text) && !is_table => PatchSyntax::Json,
        () if recognise::terraform::is_source(text) => PatchSyntax::Hcl,
        () if recognise::is_yaml(text) => PatchSyntax::Yaml,
        () => return Err(refused(text!("patch-no-source").to_owned())),
    };
    tree::replacements(text, syntax, group, pairs)
}

/// Whether the patched text says the edited rules of the group, and of all else what the text said before.
fn says(again: &Document, before: &Document, chosen: usize, after: &NetworkSecurityGroup) -> bool {
    let same_groups = again.groups.len() == before.groups.len() && !is_worse(again, before);
    let mut groups = again.groups.iter().zip(&before.groups).enumerate();
    same_groups
        && groups.all(|(number, (now, was))| {
            let (now, was) = (&now.security_group, &was.security_group);
            let wanted = match number == chosen {
                true => &after.security_rules,
                false => &was.security_rules,
            };
            now.name == was.name && are_same(&now.security_rules, wanted)
        })
}

/// Whether the syntax has a flaw that it did not have.
fn is_worse(again: &Document, before: &Document) -> bool {
    let last = DiagnosticCode::MoreAlike as usize;
    let flaws = |document: &Document| {
        let of_text = DiagnosticCode::ALL.iter().take(last);
        let is_of_text = |code: &str| of_text.clone().any(|known| known.as_str() == code);
        let diagnostics = document.diagnostics.iter();
        diagnostics.filter(|it| is_of_text(it.code)).count()
    };
    flaws(again) > flaws(before)
}

/// Whether two lists have the same rules, in any order: their numbers decide.
fn are_same(some: &[SecurityRule], others: &[SecurityRule]) -> bool {
    some.len() == others.len()
        && some
            .iter()
            .all(|rule| others.iter().any(|other| same(rule, other)))
}

/// The obstacle of a rule that is not written out in the text.
fn not_written_out(rule: &str) -> CannotWrite {
    refused_rule(rule, text!("patch-not-written-out").to_owned())
}

/// The obstacle of a rule with a field that the text cannot take.
fn no_room(rule: &str, field: &str) -> CannotWrite {
    refused_rule(rule, text!("patch-no-room", field = quote(field)))
}
