//! A position in the lessons, as a link says it.

use crate::state::address;

/// What the fragment of such a link begins with.
const FORM: &str = "#/learn";

/// What it began with before the tool had rooms: links that somebody has still lead there.
const OLD_FORM: &str = "#learn=";

/// What is open, and where: `#/learn/slug/flow/step`, with `/teach` for a projector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LearnAddress {
    /// The lesson; [`LearnAddress::QUIZ`] for questions about one's own groups; nothing before someone chose.
    pub slug: String,
    /// Which of its flows, from 1, or which question; 0 where none is meant.
    pub flow: usize,
    /// Which step of the walk, from 0: nothing was looked at yet.
    pub step: usize,
    /// Whether that flow alone is shown, large.
    pub teach: bool,
}

impl LearnAddress {
    /// The questions about one's own groups; `flow` is the seed then.
    pub const QUIZ: &'static str = "quiz";

    /// The place in the page's address, if there is one.
    pub fn in_address() -> Option<Self> {
        Self::read(&address::fragment())
    }

    /// Reads a fragment, its `#` included. What is no number counts as none.
    fn read(fragment: &str) -> Option<Self> {
        let rest = match (fragment.strip_prefix(FORM), fragment.strip_prefix(OLD_FORM)) {
            (Some(""), _) => "",
            (Some(rest), _) => rest.strip_prefix('/')?,
            (None, Some(rest)) => rest,
            (None, None) if fragment == "#learn" => "",
            (None, None) => return None,
        };
        let mut parts = rest.split('/');
        let slug = parts.next().unwrap_or_default();
        let is_slug = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        if !slug.chars().all(is_slug) {
            return Some(Self::default());
        }
        let mut number = || parts.next().and_then(|text| text.parse().ok()).unwrap_or(0);
        Some(Self {
            slug: slug.to_owned(),
            flow: number(),
            step: number(),
            teach: rest.ends_with("/teach"),
        })
    }

    /// The fragment of a link that leads here.
    pub fn fragment(&self) -> String {
        let Self {
            slug,
            flow,
            step,
            teach,
        } = self;
        let teach = if *teach { "/teach" } else { "" };
        match (slug.is_empty(), flow, step) {
            (true, ..) => FORM.to_owned(),
            (_, 0, _) => format!("{FORM}/{slug}"),
            (_, flow, 0) if teach.is_empty() => format!("{FORM}/{slug}/{flow}"),
            (_, flow, step) => format!("{FORM}/{slug}/{flow}/{step}{teach}"),
        }
    }

    /// The whole link.
    pub fn link(&self) -> String {
        let base = address::base().unwrap_or_default();
        format!("{base}{}", self.fragment())
    }

    /// Puts it into the page's address.
    pub fn put_into_address(&self) {
        address::put(&self.fragment());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(slug: &str, flow: usize, step: usize, teach: bool) -> LearnAddress {
        let slug = slug.to_owned();
        LearnAddress {
            slug,
            flow,
            step,
            teach,
        }
    }

    #[test]
    fn every_place_has_a_link_that_leads_back() {
        for there in [
            place("", 0, 0, false),
            place("first-match-wins", 0, 0, false),
            place("first-match-wins", 2, 0, false),
            place("first-match-wins", 2, 3, false),
            place("first-match-wins", 1, 0, true),
            place("quiz", 417, 0, false),
        ] {
            assert_eq!(LearnAddress::read(&there.fragment()), Some(there));
        }
    }

    #[test]
    fn a_link_of_before_leads_to_the_same_place() {
        assert_eq!(
            LearnAddress::read("#learn=first-match-wins/1/0/teach"),
            Some(place("first-match-wins", 1, 0, true))
        );
    }

    #[test]
    fn what_is_no_place_is_the_beginning() {
        assert_eq!(LearnAddress::read("#v1=abc"), None);
        assert_eq!(LearnAddress::read("#learn"), Some(LearnAddress::default()));
        assert_eq!(
            LearnAddress::read("#/learn/<b>/1"),
            Some(LearnAddress::default())
        );
        assert_eq!(LearnAddress::read("#/learned"), None);
        assert_eq!(
            LearnAddress::read("#/learn/a/b/c"),
            Some(place("a", 0, 0, false))
        );
    }
}
