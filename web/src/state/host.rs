//! The host of the tool: its own page, or an element of somebody else's, and what that one wants of it.

use super::address;
use super::keys::KeysSetting;
use super::room::Room;
use super::scripts::Scripts;
use super::spoken::Spoken;
use crate::element::Portal;
use js_sys::{Function, Object};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot};

/// The parts of the tool that are shown. Each is a signal of its own: another type in a signal would be a kilobyte.
#[derive(Clone, Copy)]
pub struct Views {
    /// Rules, flow, verdict and the ladder.
    pub verdict: RwSignal<bool>,
    /// The editor with all its tabs.
    pub what_if: RwSignal<bool>,
    /// What there is to know about the rules.
    pub findings: RwSignal<bool>,
    /// The lessons.
    pub lessons: RwSignal<bool>,
}

impl Views {
    fn all() -> Self {
        let shown = || RwSignal::new(true);
        Self {
            verdict: shown(),
            what_if: shown(),
            findings: shown(),
            lessons: shown(),
        }
    }

    /// Shows the views of these names.
    pub fn show(self, names: &str) {
        let [verdict, what_if, findings, lessons] = read(names);
        self.verdict.set(verdict);
        self.what_if.set(what_if);
        self.findings.set(findings);
        self.lessons.set(lessons);
    }

    /// Whether anything about one's own rules is shown.
    pub fn has_rules(self) -> bool {
        self.verdict.get() || self.what_if.get() || self.findings.get()
    }
}

/// Which views are named, in their order, between blanks or commas; everything where none is known.
fn read(names: &str) -> [bool; 4] {
    let named = |name: &str| {
        let mut names = names.split([' ', ',']);
        names.any(|given| given == name)
    };
    match ["verdict", "what-if", "findings", "lessons"].map(named) {
        [false, false, false, false] => [true; 4],
        views => views,
    }
}

/// Where the tool runs.
#[derive(Clone, Copy)]
pub struct Host {
    root: StoredValue<Option<ShadowRoot>, LocalStorage>,
    tell: StoredValue<Option<Function>, LocalStorage>,
    scripts: StoredValue<Scripts, LocalStorage>,
    token_source: StoredValue<Option<Function>, LocalStorage>,
    /// The language that is spoken: what has texts follows it.
    pub language: RwSignal<Spoken>,
    /// What the portal around an element knows.
    pub(crate) portal: StoredValue<Portal, LocalStorage>,
    /// What is shown.
    pub views: Views,
    /// The room that one went to.
    room: RwSignal<Room>,
    /// Whether keys lead from room to room.
    pub keys: KeysSetting,
    /// Whether one thing alone is shown, for a projector.
    pub is_alone: RwSignal<bool>,
    /// Whether the rules are only looked at.
    pub is_readonly: RwSignal<bool>,
    /// Whether there is little room.
    pub is_compact: RwSignal<bool>,
    /// Whether something gives tokens, in place of the form for one.
    pub has_token_source: RwSignal<bool>,
    /// Whether what asks Azure is there at all.
    pub has_azure: bool,
    /// Whether the page of its own stands inside another one, which may lay anything over it.
    pub is_framed: bool,
}

impl Host {
    /// The page of its own.
    pub fn page(scripts: Scripts, language: Spoken) -> Self {
        Self {
            is_framed: is_framed(),
            ..Self::new(scripts, language, None, None, true)
        }
    }

    /// An element with its root; `tell` hears the name of what happens, and more about it.
    pub fn element(
        scripts: Scripts,
        language: Spoken,
        root: ShadowRoot,
        tell: Function,
        has_azure: bool,
    ) -> Self {
        Self::new(scripts, language, Some(root), Some(tell), has_azure)
    }

    fn new(
        scripts: Scripts,
        language: Spoken,
        root: Option<ShadowRoot>,
        tell: Option<Function>,
        has_azure: bool,
    ) -> Self {
        Self {
            scripts: StoredValue::new_local(scripts),
            language: RwSignal::new(language),
            root: StoredValue::new_local(root),
            tell: StoredValue::new_local(tell),
            views: Views::all(),
            room: RwSignal::new(Room::Check),
            keys: KeysSetting::stored(),
            is_alone: RwSignal::new(false),
            is_readonly: RwSignal::new(false),
            is_compact: RwSignal::new(false),
            token_source: StoredValue::new_local(None),
            portal: StoredValue::new_local(Portal::default()),
            has_token_source: RwSignal::new(false),
            has_azure,
            is_framed: false,
        }
    }

    /// A place within: rules of their own, which nobody around hears of and nobody keeps.
    pub fn within(self) -> Self {
        Self {
            tell: StoredValue::new_local(None),
            views: Views::all(),
            is_readonly: RwSignal::new(false),
            has_azure: false,
            ..self
        }
    }

    /// The rooms that there are: what the host wants to show.
    pub fn rooms(self) -> Vec<Room> {
        let views = self.views;
        let is_wanted = |room: &Room| match room {
            Room::Check => views.verdict.get(),
            Room::WhatIf => views.what_if.get() || views.findings.get(),
            // A portal gives the rules that it is about.
            Room::Groups | Room::Traffic => self.is_page(),
            Room::Learn => views.lessons.get(),
        };
        Room::ALL.into_iter().filter(is_wanted).collect()
    }

    /// The room that is shown: the one that was gone to, else the first that there is.
    pub fn room(self) -> Room {
        let (room, rooms) = (self.room.get(), self.rooms());
        if rooms.contains(&room) {
            return room;
        }
        rooms.first().copied().unwrap_or(room)
    }

    /// Goes to a room. On the page of its own that is a step, which the browser's *Back* takes back.
    pub fn go(self, room: Room) {
        if self.is_page() && self.room.get_untracked() != room {
            address::push(&room.fragment());
        }
        self.room.set(room);
    }

    /// Goes where the page's address says, if it says so; where it says nothing, to the first room.
    pub fn follow_address(self) {
        match Room::in_address() {
            Some(room) => self.room.set(room),
            None if address::fragment().is_empty() => self.room.set(Room::Check),
            // A link with rules in it: whoever opens it decides.
            None => {}
        }
    }

    /// Whether the lessons are shown.
    pub fn is_learning(self) -> bool {
        self.room() == Room::Learn
    }

    /// What gives tokens, where something does.
    pub fn token_source(self) -> Option<Function> {
        self.token_source.get_value()
    }

    /// Takes tokens from there, or from a form again.
    pub fn set_token_source(self, source: Option<Function>) {
        self.has_token_source.set(source.is_some());
        self.token_source.set_value(source);
    }

    /// Whether a person can give a token here: nobody else gives them, and nobody can lay a page over the field.
    pub fn takes_tokens(self) -> bool {
        let is_shown = self.has_azure && !self.is_readonly.get() && self.views.verdict.get();
        is_shown && !self.has_token_source.get() && !self.is_framed
    }

    /// Whether this is the page of its own, whose address and storage are the tool's.
    pub fn is_page(self) -> bool {
        self.root.with_value(Option::is_none)
    }

    /// The role of a part of the screen: on its own page a landmark by itself; in an element a group, since several
    /// elements on a page would be several landmarks of one name.
    pub fn role(self) -> Option<&'static str> {
        (!self.is_page()).then_some("group")
    }

    /// What JavaScript does for the tool.
    pub fn scripts(self) -> Scripts {
        self.scripts.get_value()
    }

    /// Tells the surrounding page what happened; there is none around the page of its own.
    pub fn tell(self, event: &str, detail: &JsValue) {
        // Copied first: whoever hears of it may ask for something here.
        let tell = self.tell.try_get_value().flatten();
        if let Some(tell) = tell {
            // What a listener throws is the browser's to report.
            let _ = tell.call2(&JsValue::UNDEFINED, &event.into(), detail);
        }
    }

    /// Puts the keyboard on an element, once it is drawn.
    pub fn focus(self, id: &str) {
        let id = id.to_owned();
        // Two frames: one for what changes, one for what is drawn because of it.
        request_animation_frame(move || {
            request_animation_frame(move || {
                let root = self.root.try_get_value().flatten();
                let element = match root {
                    Some(root) => root.get_element_by_id(&id),
                    None => document().get_element_by_id(&id),
                };
                let element = element.and_then(|it| it.dyn_into::<HtmlElement>().ok());
                if let Some(element) = element {
                    let _ = element.focus();
                }
            });
        });
    }
}

/// Whether the window stands inside another one. Who may not be asked is another one.
fn is_framed() -> bool {
    let window = window();
    let top = window.top().ok().flatten();
    top.is_none_or(|top| !Object::is(&top, &window))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_views_is_read() {
        assert_eq!(read("verdict, findings"), [true, false, true, false]);
    }

    #[test]
    fn nothing_known_is_everything() {
        assert_eq!(read(""), [true; 4]);
        assert_eq!(read("verdicts"), [true; 4]);
    }
}
