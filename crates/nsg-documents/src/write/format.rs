//! The formats that a change is written in.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a change is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// A table with the columns of the portal as CSV: the whole group as it will be.
    Csv,
    /// The same with tabs, which spreadsheets take from the clipboard.
    Tsv,
    /// The same in Markdown, for a ticket.
    MarkdownTable,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Arm,
        Self::AzureCli,
        Self::PowerShell,
        Self::Bicep,
        Self::Terraform,
        Self::Csv,
        Self::Tsv,
        Self::MarkdownTable,
    ];

    /// The stable, kebab-case name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arm => "arm",
            Self::AzureCli => "azure-cli",
            Self::PowerShell => "powershell",
            Self::Bicep => "bicep",
            Self::Terraform => "terraform",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::MarkdownTable => "markdown-table",
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

    /// Whether it is a table, for people to read and not for Azure to take.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Csv | Self::Tsv | Self::MarkdownTable)
    }

    pub(super) fn extension(self) -> &'static str {
        match self {
            Self::Arm => "json",
            Self::AzureCli => "sh",
            Self::PowerShell => "ps1",
            Self::Bicep => "bicep",
            Self::Terraform => "tf",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::MarkdownTable => "md",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
