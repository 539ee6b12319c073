//! The rooms of the tool, each with an address of its own.

use super::address;
use text::text;

/// A room: a side of the tool that fills the screen beside the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// One flow: is it allowed, by which rule, and does Azure agree?
    Check,
    /// The rules in edit: what does a change do to all flows?
    WhatIf,
    /// Many groups: which of them let the flow through, what is wrong with each, and what a change does to it.
    Groups,
    /// Recorded flows: does Azure's record agree with the rules, and what would a change have done to it?
    Traffic,
    /// The lessons.
    Learn,
}

impl Room {
    /// Every one, in their order.
    pub const ALL: [Self; 5] = [
        Self::Check,
        Self::WhatIf,
        Self::Groups,
        Self::Traffic,
        Self::Learn,
    ];

    /// What it is called on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Check => text!("room-check"),
            Self::WhatIf => text!("what-if-title"),
            Self::Groups => text!("room-groups"),
            Self::Traffic => text!("room-traffic"),
            Self::Learn => text!("room-learn"),
        }
    }

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::WhatIf => "what-if",
            Self::Groups => "groups",
            Self::Traffic => "traffic",
            Self::Learn => "learn",
        }
    }

    /// The key that leads there, pressed outside of a field.
    pub fn key(self) -> &'static str {
        match self {
            Self::Check => "1",
            Self::WhatIf => "2",
            Self::Groups => "3",
            Self::Traffic => "4",
            Self::Learn => "5",
        }
    }

    /// The fragment of a link that leads there.
    pub fn fragment(self) -> String {
        format!("#/{}", self.name())
    }

    /// The room that the page's address names, if it names one.
    pub fn in_address() -> Option<Self> {
        Self::read(&address::fragment())
    }

    /// Reads a fragment, its `#` included. Links to lessons were once written `#learn=…`.
    fn read(fragment: &str) -> Option<Self> {
        if fragment == "#learn" || fragment.starts_with("#learn=") {
            return Some(Self::Learn);
        }
        let name = fragment.strip_prefix("#/")?.split('/').next()?;
        Self::ALL.into_iter().find(|room| room.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_has_a_link_that_leads_there() {
        for room in Room::ALL {
            assert_eq!(Room::read(&room.fragment()), Some(room));
        }
    }

    #[test]
    fn a_link_to_a_lesson_leads_to_the_lessons() {
        assert_eq!(Room::read("#/learn/first-match-wins/2"), Some(Room::Learn));
        assert_eq!(Room::read("#learn=first-match-wins"), Some(Room::Learn));
    }

    #[test]
    fn what_is_no_room_is_none() {
        for fragment in ["", "#", "#/", "#/kitchen", "#v1=abc", "#learned"] {
            assert_eq!(Room::read(fragment), None, "{fragment}");
        }
    }
}
