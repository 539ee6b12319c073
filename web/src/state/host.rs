//! Where the tool runs: on its own page, or as an element of somebody else's, and what that one wants of it.

use super::learn::Place;
use super::scripts::Scripts;
use js_sys::Function;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ShadowRoot};

/// The parts of the tool that are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Views {
    /// Rules, flow, verdict and the ladder.
    pub verdict: bool,
    /// The editor with all its tabs.
    pub what_if: bool,
    /// What there is to know about the rules.
    pub findings: bool,
    /// The lessons.
    pub lessons: bool,
}

impl Views {
    /// Everything.
    pub const ALL: Self = Self {
        verdict: true,
        what_if: true,
        findings: true,
        lessons: true,
    };

    /// Whether anything about one's own rules is shown.
    pub fn has_rules(self) -> bool {
        self.verdict || self.what_if || self.findings
    }

    /// Reads the names of the views, between blanks or commas; everything where none is known.
    pub fn read(names: &str) -> Self {
        let named = |name: &str| {
            let mut names = names.split([' ', ',']);
            names.any(|given| given == name)
        };
        let views = Self {
            verdict: named("verdict"),
            what_if: named("what-if"),
            findings: named("findings"),
            lessons: named("lessons"),
        };
        match views {
            Self {
                verdict: false,
                what_if: false,
                findings: false,
                lessons: false,
            } => Self::ALL,
            views => views,
        }
    }
}

/// Which of the two sides of the tool one is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// One's own rules.
    Rules,
    /// The lessons.
    Lessons,
}

/// Where the tool runs.
#[derive(Clone, Copy)]
pub struct Host {
    root: StoredValue<Option<ShadowRoot>, LocalStorage>,
    tell: StoredValue<Option<Function>, LocalStorage>,
    scripts: StoredValue<Scripts, LocalStorage>,
    /// What is shown.
    pub views: RwSignal<Views>,
    /// Which side one is on, where there are both.
    pub room: RwSignal<Room>,
    /// Whether one thing alone is shown, for a projector.
    pub is_alone: RwSignal<bool>,
    /// Whether the rules are only looked at.
    pub is_readonly: RwSignal<bool>,
    /// Whether there is little room.
    pub is_compact: RwSignal<bool>,
    /// What gives tokens, in place of the form for one.
    pub token_source: RwSignal<Option<Function>, LocalStorage>,
    /// Whether what asks Azure is there at all.
    pub has_azure: bool,
}

impl Host {
    /// The page of its own.
    pub fn page(scripts: Scripts) -> Self {
        Self::new(scripts, None, None, true)
    }

    /// An element with its root; `tell` hears the name of what happens, and more about it.
    pub fn element(scripts: Scripts, root: ShadowRoot, tell: Function, has_azure: bool) -> Self {
        Self::new(scripts, Some(root), Some(tell), has_azure)
    }

    fn new(
        scripts: Scripts,
        root: Option<ShadowRoot>,
        tell: Option<Function>,
        has_azure: bool,
    ) -> Self {
        Self {
            scripts: StoredValue::new_local(scripts),
            root: StoredValue::new_local(root),
            tell: StoredValue::new_local(tell),
            views: RwSignal::new(Views::ALL),
            room: RwSignal::new(Room::Rules),
            is_alone: RwSignal::new(false),
            is_readonly: RwSignal::new(false),
            is_compact: RwSignal::new(false),
            token_source: RwSignal::new_local(None),
            has_azure,
        }
    }

    /// A place within: rules of their own, which nobody around hears of and nobody keeps.
    pub fn within(self) -> Self {
        Self {
            tell: StoredValue::new_local(None),
            views: RwSignal::new(Views::ALL),
            is_readonly: RwSignal::new(false),
            has_azure: false,
            ..self
        }
    }

    /// The side that is shown: the lessons alone, where nothing else is wanted.
    pub fn shown(self) -> Room {
        let views = self.views.get();
        match self.room.get() {
            _ if !views.has_rules() => Room::Lessons,
            Room::Lessons if views.lessons => Room::Lessons,
            _ => Room::Rules,
        }
    }

    /// Goes to one side. The page's address leads to lessons only while one is there.
    pub fn enter(self, room: Room) {
        self.room.set(room);
        if self.is_page() && room == Room::Rules {
            Place::leave_address();
        }
    }

    /// Whether there is a choice.
    pub fn has_both(self) -> bool {
        let views = self.views.get();
        views.lessons && views.has_rules()
    }

    /// Whether this is the page of its own, whose address and storage are the tool's.
    pub fn is_page(self) -> bool {
        self.root.with_value(Option::is_none)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_views_is_read() {
        let views = Views::read("verdict, findings");
        assert!(views.verdict && views.findings && !views.what_if && !views.lessons);
    }

    #[test]
    fn nothing_known_is_everything() {
        assert_eq!(Views::read(""), Views::ALL);
        assert_eq!(Views::read("verdicts"), Views::ALL);
    }
}
