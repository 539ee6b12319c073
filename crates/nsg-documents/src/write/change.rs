//! A change of one group, to take away.

use super::edits::Changes;
use super::fields::{Fields, fields, list};
use super::location::GroupLocation;
use super::{azure_cli, bicep, names, notes, powershell, template, terraform};
use nsg::NetworkSecurityGroup;
use std::fmt;
use text::{quote, text};

/// What a change is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// An Azure Resource Manager template with the whole group as it will be.
    Arm,
    /// `az network nsg rule` commands for bash that make the change, and nothing else.
    AzureCli,
    /// Azure PowerShell that makes the change in memory and sends it in one request.
    PowerShell,
    /// A Bicep file with the whole group as it will be.
    Bicep,
    /// An `azurerm_network_security_group` with the whole group as it will be.
    Terraform,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Arm,
        Self::AzureCli,
        Self::PowerShell,
        Self::Bicep,
        Self::Terraform,
    ];

    /// The stable, kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arm => "arm",
            Self::AzureCli => "azure-cli",
            Self::PowerShell => "powershell",
            Self::Bicep => "bicep",
            Self::Terraform => "terraform",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == name)
    }

    /// Whether it makes the change step by step, instead of describing the group as it will be.
    pub fn is_script(self) -> bool {
        matches!(self, Self::AzureCli | Self::PowerShell)
    }

    fn extension(self) -> &'static str {
        match self {
            Self::Arm => "json",
            Self::AzureCli => "sh",
            Self::PowerShell => "ps1",
            Self::Bicep => "bicep",
            Self::Terraform => "tf",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A change as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text.
    pub text: String,
    /// A name for a file that holds it.
    pub file_name: String,
    /// What to know before it is used, in sentences.
    pub notes: Vec<String>,
}

/// Why a change cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The name of the rule that stands in the way; `None` where it is the group itself.
    pub rule: Option<String>,
    /// What is the matter with it, in lower case and without a full stop.
    pub message: String,
}

impl Reason {
    pub(super) fn of_rule(rule: &str, message: String) -> Self {
        let rule = Some(rule.to_owned());
        Self { rule, message }
    }

    pub(super) fn of_group(message: String) -> Self {
        let rule = None;
        Self { rule, message }
    }
}

/// A change that cannot be written without making something up, or that Azure would stop half-way.
///
/// Half a change is never written: a template without a rule deletes it, and commands without a deny
/// open what it would have shut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CannotWrite {
    /// Everything that is in the way.
    pub reasons: Vec<Reason>,
}

impl fmt::Display for CannotWrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = |reason: &Reason| match &reason.rule {
            Some(rule) => text!("write-reason", rule = quote(rule), reason = reason.message),
            None => text::plain(&reason.message),
        };
        let reasons = self.reasons.iter().map(reason);
        f.write_str(&list(reasons, text!("write-reason-join")))
    }
}

impl std::error::Error for CannotWrite {}

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
        let changes = Changes::between(before, after)?;
        let (text, notes) = match format {
            Format::AzureCli => azure_cli::script(&place, before, after, &changes)?,
            _ => (powershell::script(&place, &changes), Vec::new()),
        };
        (text, notes, changes.written)
    } else {
        let rules = all_fields(after)?;
        let text = match format {
            Format::Bicep => bicep::file(&place, &rules),
            Format::Terraform => terraform::file(&place, &rules),
            _ => template::file(&place, after),
        };
        (text, Vec::new(), after.security_rules.iter().collect())
    };
    notes.extend(notes::of_place(&place, format));
    notes.extend(notes::names_alone(&written));
    notes.extend(notes::refused(written));
    Ok(Written {
        text,
        file_name: format!("{}.{}", place.file_stem(), format.extension()),
        notes,
    })
}

fn all_fields(group: &NetworkSecurityGroup) -> Result<Vec<Fields<'_>>, CannotWrite> {
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
