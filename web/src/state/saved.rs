//! The inputs as they are kept and sent: by the session and by links.

use super::edit::{SavedRow, leave_tokens_out};
use super::texts::NamedTexts;
use azure::secret::has_token;
use nsg::{Direction, Flow, Protocol};
use serde::{Deserialize, Deserializer, Serialize};
use std::str::FromStr;

/// The inputs. A field that is empty is not written, and one that is not known is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Saved {
    /// The subnet's group.
    pub subnet: SavedPlace,
    /// The network interface's group.
    pub interface: SavedPlace,
    /// The address space of the virtual network.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub virtual_network: String,
    /// Addresses of service tags.
    #[serde(skip_serializing_if = "NamedTexts::is_empty")]
    pub tags: NamedTexts,
    /// Members of application security groups.
    #[serde(skip_serializing_if = "NamedTexts::is_empty")]
    pub members: NamedTexts,
    /// Security admin rules.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub admin_rules: String,
    /// Contracts, as the text of a file.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contracts: String,
    /// The flow.
    pub flow: SavedFlow,
}

/// The inputs of one place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SavedPlace {
    /// The text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The file that it came from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// Which of its groups is meant.
    pub chosen: usize,
    /// The rows of the editor; none while every rule is as the text says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<SavedRow>,
}

/// The fields of the flow, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SavedFlow {
    /// Who initiates the flow.
    #[serde(deserialize_with = "word", skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// The protocol.
    #[serde(deserialize_with = "word", skip_serializing_if = "Option::is_none")]
    pub protocol: Option<Protocol>,
    /// The virtual machine's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub local_address: String,
    /// The virtual machine's port.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub local_port: String,
    /// The other end's address.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_address: String,
    /// The other end's port.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remote_port: String,
}

impl Saved {
    /// Whether rules of a place are edited.
    pub fn has_edits(&self) -> bool {
        !self.subnet.edits.is_empty() || !self.interface.edits.is_empty()
    }
}

impl SavedPlace {
    fn leave_tokens_out(&mut self) -> bool {
        if has_token(&self.text) || has_token(&self.file) {
            *self = Self::default();
            return true;
        }
        leave_tokens_out(&mut self.edits)
    }
}

/// Reads one of a few words without regard to case: a portal writes them, too.
pub(crate) fn word<'de, D: Deserializer<'de>, T: FromStr>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let wrong = |_| serde::de::Error::custom(format_args!("`{text}` is none of its words"));
    text.parse().map(Some).map_err(wrong)
}

impl From<&Flow> for SavedFlow {
    fn from(flow: &Flow) -> Self {
        let port = |port: Option<u16>| port.map(|port| port.to_string()).unwrap_or_default();
        Self {
            direction: Some(flow.direction),
            protocol: Some(flow.protocol),
            local_address: flow.local.address.to_string(),
            local_port: port(flow.local.port),
            remote_address: flow.remote.address.to_string(),
            remote_port: port(flow.remote.port),
        }
    }
}

/// Empties a text that holds a token, and says whether it did.
fn empty_if_token(text: &mut String) -> bool {
    let found = has_token(text);
    if found {
        text.clear();
    }
    found
}

impl SavedFlow {
    /// Takes out what holds a token, and says whether anything did.
    pub(super) fn leave_tokens_out(&mut self) -> bool {
        let mut found = false;
        for text in [
            &mut self.local_address,
            &mut self.local_port,
            &mut self.remote_address,
            &mut self.remote_port,
        ] {
            found |= empty_if_token(text);
        }
        found
    }

    /// Whether a user has given any of it: direction and protocol are always there.
    pub(super) fn is_given(&self) -> bool {
        let texts = [
            &self.local_address,
            &self.local_port,
            &self.remote_address,
            &self.remote_port,
        ];
        texts.iter().any(|text| !text.trim().is_empty())
    }
}

impl Saved {
    /// Takes out what holds a token, and says whether anything did: the inputs are kept, sent and told.
    pub(super) fn leave_tokens_out(&mut self) -> bool {
        let mut found = self.subnet.leave_tokens_out() | self.interface.leave_tokens_out();
        found |= self.flow.leave_tokens_out();
        for text in [
            &mut self.virtual_network,
            &mut self.admin_rules,
            &mut self.contracts,
        ] {
            found |= empty_if_token(text);
        }
        found | self.tags.leave_out(has_token) | self.members.leave_out(has_token)
    }

    /// Whether there is anything in it that a user has given.
    pub(super) fn holds_anything(&self) -> bool {
        let texts = [
            &self.subnet.text,
            &self.interface.text,
            &self.virtual_network,
            &self.admin_rules,
            &self.contracts,
        ];
        let is_given = |text: &str| !text.trim().is_empty();
        let mut named = self.tags.iter().chain(self.members.iter());
        texts.iter().any(|text| is_given(text))
            || named.any(|(_, text)| is_given(text))
            || self.flow.is_given()
    }
}

#[cfg(test)]
mod tests {
    use super::super::versioned::{self, Unreadable};
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        for sample in crate::samples::ALL {
            let saved = sample.saved();
            let text = versioned::write(&saved).unwrap();
            assert_eq!(versioned::read(&text, |_| None), Ok(saved));
        }
    }

    #[test]
    fn what_this_page_does_not_know_is_not_left_out() {
        for content in [
            r#"{"subnet":{"text":"{}","colour":"red"}}"#,
            r#"{"token":"ey"}"#,
            r#"{"flow":{"direction":"Sideways"}}"#,
            r#"{"tags":{"Sql":7}}"#,
        ] {
            let text = format!(r#"{{"version":2,"content":{content}}}"#);
            let read = versioned::read::<Saved>(&text, |_| None);
            assert_eq!(read, Err(Unreadable::Damaged), "{content}");
        }
    }
}
