//! The subscription and the resource group that a group is in.

use nsg::NetworkSecurityGroup;

/// Where the group is, as far as it is known.
#[derive(Clone, Debug, Default)]
pub(super) struct GroupLocation<'a> {
    pub(super) subscription: Option<&'a str>,
    pub(super) resource_group: Option<&'a str>,
    pub(super) name: Option<&'a str>,
    pub(super) location: Option<&'a str>,
    /// Whether the group has to be created first.
    pub(super) new: bool,
}

impl<'a> GroupLocation<'a> {
    pub(super) fn of(
        after: &'a NetworkSecurityGroup,
        before: Option<&'a NetworkSecurityGroup>,
    ) -> Self {
        let id = |word: &str| {
            let ids = [Some(after), before].into_iter().flatten();
            let ids = ids.filter_map(|group| group.id.as_deref());
            ids.filter_map(|id| segment(id, word)).next()
        };
        Self {
            subscription: id("subscriptions"),
            resource_group: id("resourceGroups"),
            // What stands in brackets is an expression, or says that there is no name.
            name: after
                .display_name()
                .filter(|name| !name.is_empty() && !name.starts_with(['(', '['])),
            location: after.location.as_deref().filter(|text| !text.is_empty()),
            new: before.is_none(),
        }
    }

    /// The id of a group that is there, where all of it is known.
    pub(super) fn id(&self) -> Option<String> {
        let (subscription, resource_group, name) =
            (self.subscription?, self.resource_group?, self.name?);
        let is_there = !self.new;
        is_there.then(|| {
            format!(
                "/subscriptions/{subscription}/resourceGroups/{resource_group}/providers/Microsoft.Network/networkSecurityGroups/{name}"
            )
        })
    }

    /// What may stand in the name of a file, or in a name of a language.
    pub(super) fn label(&self) -> String {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        };
        let label: String = self.name.unwrap_or_default().chars().map(plain).collect();
        match label.chars().next() {
            None => "network_security_group".to_owned(),
            Some(first) if first.is_ascii_digit() => format!("_{label}"),
            Some(_) => label,
        }
    }

    /// What to call a file.
    pub(super) fn file_stem(&self) -> String {
        let plain = |letter: char| {
            if letter.is_ascii_alphanumeric() || letter == '_' {
                letter
            } else {
                '-'
            }
        };
        let stem: String = self.name.unwrap_or_default().chars().map(plain).collect();
        let stem = stem.trim_matches('-');
        if stem.is_empty() {
            "network-security-group".to_owned()
        } else {
            stem.to_owned()
        }
    }
}

/// The segment of a resource id behind a word.
fn segment<'a>(id: &'a str, word: &str) -> Option<&'a str> {
    let mut segments = id.split('/');
    segments.find(|segment| segment.eq_ignore_ascii_case(word))?;
    segments.next().filter(|segment| !segment.is_empty())
}
