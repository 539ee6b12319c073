//! Learning: the lessons, where one stands in them, and what is done.

mod guess;
mod lesson;
mod position;
mod progress;
mod version_1;
mod walk;

pub use guess::{Guess, Judgement};
pub use nsg_lessons::lesson::{Lesson, LessonEntry, LessonGroup, LessonPart, LessonTask};
pub use position::LearnAddress;
pub use progress::Progress;
pub use walk::{CheckedSoFar, FlowWalk};

use super::{Awaited, Host, Shared};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The id of a packet's part of the screen, by its number in the lesson.
pub fn packet_id(flow: usize) -> String {
    format!("packet-{flow}")
}

/// The lessons, and where one stands in them.
#[derive(Clone, Copy)]
pub struct Learning {
    host: Host,
    /// All lessons, by their order.
    pub index: RwSignal<Awaited<Shared<Vec<LessonEntry>>>>,
    /// The lesson that is open.
    pub lesson: RwSignal<Awaited<Shared<Lesson>>>,
    /// What is open, and where.
    pub place: RwSignal<LearnAddress>,
    /// What is done.
    pub progress: RwSignal<Progress>,
}

impl Learning {
    /// Begins where the page's address says, else with the first lesson that is not done.
    pub fn new(host: Host) -> Self {
        let place = host.is_page().then(LearnAddress::in_address).flatten();
        let learning = Self {
            host,
            index: RwSignal::new(Awaited::Asked),
            lesson: RwSignal::new(Awaited::Asked),
            place: RwSignal::new(place.unwrap_or_default()),
            progress: RwSignal::new(Progress::kept()),
        };
        Effect::new(move |before: Option<String>| {
            let language = host.language.with(|spoken| spoken.tag.clone());
            if before.as_ref() != Some(&language) {
                learning.load_index();
            }
            if before.is_some_and(|before| before != language) {
                learning.load(learning.place.with_untracked(|place| place.slug.clone()));
            }
            language
        });
        Effect::new(move |_| {
            let place = learning.place.get();
            if host.is_page() {
                place.put_into_address();
            }
        });
        if host.is_page() {
            // Whoever follows a link while the page is open.
            let follow = window_event_listener(leptos::ev::hashchange, move |_| {
                if let Some(place) = LearnAddress::in_address() {
                    learning.go(place);
                }
            });
            on_cleanup(move || follow.remove());
        }
        let slug = Memo::new(move |_| learning.place.with(|place| place.slug.clone()));
        Effect::new(move |_| learning.load(slug.get()));
        learning
    }

    /// Loads the list of lessons, again where that went wrong.
    pub fn load_index(self) {
        self.index.set(Awaited::Asked);
        let load = self.host.scripts().lesson();
        spawn_local(async move {
            let index = lesson::index(&load).await;
            let first = index.as_ref().ok().and_then(|index| self.first_left(index));
            let _ = self.index.try_set(match index {
                Ok(index) => Awaited::Is(Shared::new(index)),
                Err(problem) => Awaited::Not(problem),
            });
            // Somewhere one has to begin.
            if let (Some(first), Some(true)) = (
                first,
                self.place.try_with_untracked(|place| place.slug.is_empty()),
            ) {
                self.open(&first);
            }
        });
    }

    fn load(self, slug: String) {
        if slug.is_empty() || slug == LearnAddress::QUIZ {
            return;
        }
        self.lesson.set(Awaited::Asked);
        let load = self.host.scripts().lesson();
        spawn_local(async move {
            let lesson = lesson::lesson(&load, &slug).await;
            // Another one was opened meanwhile.
            if self.place.try_with_untracked(|place| place.slug == slug) != Some(true) {
                return;
            }
            self.lesson.set(match lesson {
                Ok(lesson) => Awaited::Is(Shared::new(lesson)),
                Err(problem) => Awaited::Not(problem),
            });
        });
    }

    fn first_left(self, index: &[LessonEntry]) -> Option<String> {
        let left = |entry: &&LessonEntry| {
            let is_done = |progress: &Progress| progress.is_done(&entry.slug);
            self.progress.try_with_untracked(is_done) == Some(false)
        };
        let entry = index.iter().find(left).or_else(|| index.first());
        entry.map(|entry| entry.slug.clone())
    }

    /// Goes to a place, also within the lesson that is open.
    fn go(self, place: LearnAddress) {
        let is_here = self.place.with_untracked(|here| here.slug == place.slug);
        self.place.set(place);
        if is_here {
            // Drawn anew, at the place that is meant.
            self.lesson.update(|_| ());
        }
    }

    /// Opens a lesson at its beginning.
    pub fn open(self, slug: &str) {
        self.place.set(LearnAddress {
            slug: slug.to_owned(),
            ..LearnAddress::default()
        });
    }

    /// Whether the lessons are in English, because the language of the page has none.
    pub fn is_in_english_instead(self) -> bool {
        let spoken = self.host.language.with(|spoken| spoken.tag.clone());
        self.index.with(|index| match index {
            Awaited::Is(index) => index.iter().any(|entry| entry.language != spoken),
            _ => false,
        })
    }

    /// Puts HTML of the lessons' compiler into an element.
    pub fn write(self, element: &web_sys::Element, html: &str) {
        self.host.scripts().put_prose(element, html);
    }

    /// Whether the page's address is ours to change and to hand out.
    pub fn is_page(self) -> bool {
        self.host.is_page()
    }

    /// The role of a part of the lessons: [`Host::role`].
    pub fn role(self) -> Option<&'static str> {
        self.host.role()
    }

    /// Whether one packet alone is shown, and nothing around it.
    pub fn alone(self, is_alone: bool) {
        let _ = self.host.is_alone.try_set(is_alone);
    }

    /// A place for rules of a lesson's own.
    pub fn within(self) -> Host {
        self.host.within()
    }

    /// Puts the keyboard, and whoever listens, at the top of what was opened.
    pub fn focus_title(self) {
        self.host.focus("lesson-title");
    }

    /// Puts them at a packet of the lesson, which comes into sight with that.
    pub fn focus_packet(self, flow: usize) {
        self.host.focus(&packet_id(flow));
    }

    /// The lessons before and after the one that is open.
    pub fn neighbours(self) -> [Option<LessonEntry>; 2] {
        let slug = self.place.with(|place| place.slug.clone());
        self.index.with(|index| {
            let Awaited::Is(index) = index else {
                return [None, None];
            };
            let at = index.iter().position(|entry| entry.slug == slug);
            let Some(at) = at else {
                return [None, None];
            };
            let before = at.checked_sub(1).and_then(|at| index.get(at));
            [before.cloned(), index.get(at + 1).cloned()]
        })
    }

    /// Keeps that a part of a lesson is done.
    pub fn done(self, slug: &str, part: usize) {
        self.progress.update(|progress| progress.add(slug, part));
    }

    /// Keeps how many parts of a lesson there are to do.
    pub fn has_parts(self, slug: &str, parts: usize) {
        self.progress
            .update(|progress| progress.has_parts(slug, parts));
    }
}
