//! A token in a field that is none of the token's: which one, and the way out. That it is not kept is [`State::saved`]'s affair.

use super::edit::leave_tokens_out;
use super::{GroupInput, State};
use azure::secret::has_token;
use leptos::prelude::*;
use text::text;

/// Where a token strayed to.
#[derive(Clone, Copy)]
pub enum Stray {
    /// The document of a place.
    Document(GroupInput),
    /// The edited rules of a place.
    Edits(GroupInput),
    /// A field that is one text, with its name.
    Text(&'static str, RwSignal<String>),
    /// Addresses of service tags.
    Tags,
    /// Members of application security groups.
    Members,
}

impl Stray {
    /// Returns every field that holds a token.
    pub fn all(state: State) -> Vec<Self> {
        let holds = |text: RwSignal<String>| text.with(|text| has_token(text));
        let mut found = Vec::new();
        for place in [state.subnet, state.interface] {
            if holds(place.text) || holds(place.file) {
                found.push(Self::Document(place));
            }
            if leave_tokens_out(&mut place.edits.get()) {
                found.push(Self::Edits(place));
            }
        }
        let texts = texts(state).into_iter().filter(|(_, text)| holds(*text));
        found.extend(texts.map(|(name, text)| Self::Text(name, text)));
        for (texts, stray) in [
            (state.network.tags, Self::Tags),
            (state.network.members, Self::Members),
        ] {
            if texts.with(|texts| texts.iter().any(|(_, text)| has_token(text))) {
                found.push(stray);
            }
        }
        found
    }

    /// What the field is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Document(place) | Self::Edits(place) => place.title(),
            Self::Text(name, _) => name,
            Self::Tags => text!("stray-tags"),
            Self::Members => text!("stray-members"),
        }
    }

    /// Empties the field, and returns what was in it where that was one text.
    pub fn empty(self, state: State) -> Option<String> {
        match self {
            Self::Document(place) => {
                let (text, ..) = place.given();
                place.put(String::new(), String::new(), 0);
                return Some(text);
            }
            Self::Text(_, signal) => {
                let text = signal.get_untracked();
                signal.set(String::new());
                return Some(text);
            }
            Self::Edits(place) => {
                place.edits.update(|edits| {
                    leave_tokens_out(edits);
                });
                // Read anew from what is left of them, as when a session brought them.
                place.rows.set(None);
            }
            Self::Tags => leave_out(state.network.tags),
            Self::Members => leave_out(state.network.members),
        }
        None
    }
}

fn leave_out(texts: RwSignal<super::NamedTexts>) {
    texts.update(|texts| {
        texts.leave_out(has_token);
    });
}

/// The fields that are one text. The names are those that stand beside them.
fn texts(state: State) -> [(&'static str, RwSignal<String>); 9] {
    let flow = state.flow;
    let (local, remote) = (text!("flow-local"), text!("flow-remote"));
    [
        ("VirtualNetwork", state.network.virtual_network),
        (text!("ladder-admin-rules"), state.network.admin_rules),
        (text!("tab-contracts"), state.contracts),
        (local, flow.local_address),
        (local, flow.local_port),
        (remote, flow.remote_address),
        (remote, flow.remote_port),
        (text!("live-many-title"), state.live.batch.text),
        ("Resource Manager", state.live.connecting.custom),
    ]
}
