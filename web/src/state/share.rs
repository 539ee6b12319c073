//! The whole scenario in a link: behind the `#`, which no browser sends to a server.

use super::address;
use super::edit::{EditRows, to_rows};
use super::scripts::called;
use super::versioned::{self, Unreadable, VERSION};
use super::{Host, Room, Saved, SavedFlow, SavedPlace, State, version_1};
use leptos::prelude::*;
use leptos::task::spawn_local;
use nsg::NetworkSecurityGroup;
use nsg::tags::DefaultTag;
use nsg_worker::RedactedSides;
use text::text;

/// Making links, and opening them.
#[derive(Clone, Copy)]
pub struct Sharing {
    host: Host,
    /// The link that was made last; empty where there is none.
    pub link: RwSignal<String>,
    /// Whether contracts are in it.
    pub has_contracts: RwSignal<bool>,
    /// What the link that the page was opened with holds, until someone decides about it.
    pub offered: RwSignal<Option<Saved>>,
    /// Why the link that the page was opened with could not be read; else empty.
    pub unread: RwSignal<String>,
    /// Why a link could not be made; else empty.
    pub problem: RwSignal<String>,
}

impl Sharing {
    /// No link was made yet.
    pub fn new(host: Host) -> Self {
        Self {
            host,
            link: RwSignal::new(String::new()),
            has_contracts: RwSignal::new(false),
            offered: RwSignal::new(None),
            unread: RwSignal::new(String::new()),
            problem: RwSignal::new(String::new()),
        }
    }

    /// Makes the link that opens what is given.
    pub fn make(self, saved: &Saved) {
        self.problem.set(String::new());
        self.link.set(String::new());
        self.has_contracts.set(!saved.contracts.trim().is_empty());
        let Some(text) = versioned::write(saved) else {
            return self.problem.set(not_made());
        };
        let pack = self.host.scripts().pack();
        spawn_local(async move {
            let packed = called(&pack, &text).await;
            match packed.ok().zip(address::base()) {
                Some((packed, base)) => {
                    let _ = self.link.try_set(format!("{base}#v{VERSION}={packed}"));
                }
                None => {
                    let _ = self.problem.try_set(not_made());
                }
            }
        });
    }

    /// Says why there is no link.
    pub fn refuse(self, problem: &str) {
        self.link.set(String::new());
        self.problem.set(problem.to_owned());
    }

    /// Whether the page was opened with a link.
    pub fn is_there() -> bool {
        packed(&address::fragment()).is_some()
    }

    /// Reads the link that the page was opened with. Nothing is overwritten yet.
    pub fn look(self) {
        let fragment = address::fragment();
        let Some((form, packed)) = packed(&fragment) else {
            return;
        };
        if form > VERSION {
            // It may be packed in another way, too.
            return self.leave(Unreadable::Newer);
        }
        let packed = packed.to_owned();
        let scripts = self.host.scripts();
        spawn_local(async move {
            let text = called(&scripts.unpack(), &packed).await;
            let text = text.map_err(|_| Unreadable::Damaged);
            match text.and_then(|text| read(form, &text)) {
                Ok(saved) => {
                    let _ = self.offered.try_set(Some(saved));
                }
                Err(unread) => self.leave(unread),
            }
        });
    }

    /// Says why the link is not read, and lets it be.
    fn leave(self, unread: Unreadable) {
        let said = match unread {
            Unreadable::Newer => text!("link-newer"),
            Unreadable::Damaged => text!("link-unreadable"),
        };
        let _ = self.unread.try_set(said.to_owned());
        address::put("");
    }

    /// Opens what the link holds in place of what is on the page, or lets it be.
    pub fn decide(self, state: State, open: bool) {
        if let (Some(saved), true) = (self.offered.get_untracked(), open) {
            state.replace(|| {
                state.clear_inputs();
                state.restore(&saved);
            });
            let has_edits = saved.has_edits();
            address::put("");
            self.offered.set(None);
            // Whoever sends edits wants to show what they change.
            return self
                .host
                .go(if has_edits { Room::WhatIf } else { Room::Check });
        }
        self.offered.set(None);
        address::put("");
    }
}

fn not_made() -> String {
    text!("link-not-made").to_owned()
}

/// The inputs with what the rules mention of tags that come from a file or from Azure: whoever opens the link has neither.
pub fn complete(state: State) -> Saved {
    let mut saved = state.saved();
    let known = state.known.get_untracked();
    state.mentions.with_untracked(|mentions| {
        for tag in &mentions.service_tags {
            let name = tag.to_string().to_ascii_lowercase();
            let is_own = DefaultTag::from_name(tag).is_some();
            if let (Some(set), false, true) = (
                known.service_tags.get(tag),
                is_own,
                saved.tags.get(&name).is_empty(),
            ) {
                saved.tags.set(name, joined(&set.prefixes()));
            }
        }
    });
    if let (Some(space), true) = (
        &known.virtual_network,
        saved.virtual_network.trim().is_empty(),
    ) {
        saved.virtual_network = joined(space);
    }
    saved
}

/// The text of a field. An empty one is unknown, so what is known to be empty is written as a list.
pub(super) fn joined(prefixes: &[ipnet::IpNet]) -> String {
    let texts: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
    match texts.is_empty() {
        true => "[]".to_owned(),
        false => texts.join("\n"),
    }
}

impl From<RedactedSides> for Saved {
    fn from(redacted: RedactedSides) -> Self {
        let [subnet, interface] = redacted.originals;
        let [subnet_edited, interface_edited] = redacted.edited;
        let mut saved = Self {
            subnet: redacted_place(subnet, subnet_edited),
            interface: redacted_place(interface, interface_edited),
            virtual_network: redacted.virtual_network,
            admin_rules: redacted.admin_rules,
            ..Self::default()
        };
        for (texts, named) in [
            (&mut saved.tags, redacted.tags),
            (&mut saved.members, redacted.members),
        ] {
            named
                .into_iter()
                .for_each(|(name, text)| texts.set(name, text));
        }
        if let Some(flow) = redacted.flow {
            saved.flow = SavedFlow::from(&flow);
        }
        saved
    }
}

fn redacted_place(text: Option<String>, edited: Option<NetworkSecurityGroup>) -> SavedPlace {
    let (Some(text), Some(edited)) = (text, edited) else {
        return SavedPlace::default();
    };
    let original = nsg_documents::read_json(&text).groups.into_iter().next();
    let edits = original.map(|original| {
        let original = original.security_group;
        let rows = EditRows::between(&original, &edited);
        match rows.is_as(&original) {
            true => Vec::new(),
            false => to_rows(&rows, &original),
        }
    });
    SavedPlace {
        text,
        edits: edits.unwrap_or_default(),
        ..SavedPlace::default()
    }
}

/// Reads what a link holds; the number is that of its form.
///
/// # Errors
///
/// That a newer page made it, or that nothing can be read of it.
fn read(form: u32, text: &str) -> Result<Saved, Unreadable> {
    let saved = match form {
        1 => version_1::read_link(text).ok_or(Unreadable::Damaged)?,
        _ => versioned::read(text, |_| None)?,
    };
    match saved.holds_anything() {
        true => Ok(saved),
        false => Err(Unreadable::Damaged),
    }
}

/// Takes a fragment apart: the number of its form, and what is packed in it. `None` where it is no such link.
fn packed(fragment: &str) -> Option<(u32, &str)> {
    let (form, packed) = fragment.strip_prefix("#v")?.split_once('=')?;
    Some((form.parse().ok()?, packed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_holds_what_was_put_into_it() {
        let saved = crate::samples::ALL[0].saved();
        let text = versioned::write(&saved).unwrap();
        assert_eq!(read(VERSION, &text), Ok(saved));
    }

    #[test]
    fn an_empty_link_is_a_damaged_one() {
        let text = versioned::write(&Saved::default()).unwrap();
        assert_eq!(read(VERSION, &text), Err(Unreadable::Damaged));
        assert_eq!(
            read(1, r#"{"direction":"Inbound"}"#),
            Err(Unreadable::Damaged)
        );
    }

    #[test]
    fn the_fragment_says_of_which_form_it_is() {
        assert_eq!(packed("#v1=abc"), Some((1, "abc")));
        assert_eq!(packed("#v2=a=c"), Some((2, "a=c")));
        assert_eq!(packed("#learn=slug"), None);
        assert_eq!(packed("#v=abc"), None);
    }
}
