//! A change of one group, to take away.

use super::cannot_write::CannotWrite;
use super::edits::{GroupChanges, not_taken};
use super::fields::{KnownFields, fields};
use super::format::Format;
use super::location::GroupLocation;
use super::{azure_cli, bicep, names, notes, powershell, rule_table, template, terraform};
use nsg::NetworkSecurityGroup;
use serde::{Deserialize, Serialize};

/// A change as text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The text.
    pub text: String,
    /// A name for a file that holds it.
    pub file_name: String,
    /// What to know before it is used, in sentences.
    pub notes: Vec<String>,
}

/// Writes the change from `before` to `after`; without `before` the group is a new one.
///
/// Scripts hold what changes alone, so rules that stay may hold anything that was not understood. The
/// other formats hold the whole group. Default rules are in none of them: they are Azure's own, cannot be
/// removed (AD: `virtual-network/network-security-groups-overview.md`), and are read-only in requests
/// (SPEC: `networkSecurityGroup.json`, `defaultSecurityRules`).
///
/// # Errors
///
/// [`CannotWrite`] where a rule that has to be written has a field that is not known, and, in a script,
/// where two rules of the group clash, so that Azure would refuse a command half-way, or where something has a name that
/// Azure has nothing of.
pub fn change(
    before: Option<&NetworkSecurityGroup>,
    after: &NetworkSecurityGroup,
    format: Format,
) -> Result<Written, CannotWrite> {
    let place = GroupLocation::of(after, before);
    let (text, mut notes, written) = if format.is_script() {
        let reasons = names::place(&place);
        if !reasons.is_empty() {
            return Err(CannotWrite { reasons });
        }
        let changes = GroupChanges::between(before, after)?;
        let (text, notes) = match format {
            Format::AzureCli => azure_cli::script(&place, before, after, &changes)?,
            _ => (powershell::script(&place, &changes), Vec::new()),
        };
        (text, notes, changes.written)
    } else {
        let rules = all_fields(after)?;
        let reasons = match format.is_table() {
            true => Vec::new(),
            false => not_taken(after, &rules),
        };
        if !reasons.is_empty() {
            return Err(CannotWrite { reasons });
        }
        let text = match format {
            Format::Bicep => bicep::file(&place, &after.settings, &rules),
            Format::Terraform => terraform::file(&place, &after.settings, &rules),
            Format::Csv | Format::Tsv | Format::MarkdownTable => {
                rule_table::file(place.name, &rules, format)
            }
            _ => template::file(&place, after),
        };
        (text, Vec::new(), after.security_rules.iter().collect())
    };
    if !format.is_table() {
        notes.extend(notes::of_place(&place, &after.settings, format));
        notes.extend(notes::names_alone(&written));
        if format == Format::Terraform {
            notes.extend(notes::of_terraform(&place, &written));
        }
    }
    notes.extend(notes::refused(written));
    Ok(Written {
        text,
        file_name: format!("{}.{}", place.file_stem(), format.extension()),
        notes,
    })
}

fn all_fields(group: &NetworkSecurityGroup) -> Result<Vec<KnownFields<'_>>, CannotWrite> {
    let mut reasons = Vec::new();
    let mut known = Vec::new();
    for rule in &group.security_rules {
        match fields(rule) {
            Ok(fields) => known.push(fields),
            Err(untold) => reasons.extend(untold),
        }
    }
    if reasons.is_empty() {
        Ok(known)
    } else {
        Err(CannotWrite { reasons })
    }
}
