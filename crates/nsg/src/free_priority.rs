//! Room for one more rule: a priority between its neighbours, and a name that nobody has.
//!
//! Numbers alone change here, never the order: who has to make room stays before and behind the same rules.

use crate::model::rule::Priority;
use std::iter::once;
use std::ops::{Range, RangeInclusive};

/// What user rules can have (AD: `virtual-network/network-security-groups-overview.md`).
pub const PRIORITIES: RangeInclusive<Priority> = FIRST..=LAST;

const FIRST: Priority = 100;
const LAST: Priority = 4096;

/// So many characters a rule's name has at most (AD: `virtual-network/manage-network-security-group.md`).
const MAX_NAME: usize = 80;

/// Numbers for a rule that comes, and for those that make room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeRoom {
    /// The number of the one that comes.
    pub number: Priority,
    /// Who gets another number, by the place among the others, and which: those behind it first.
    pub others: Vec<(usize, Priority)>,
}

/// Room for a rule at a place among others, whose ascending numbers these are; `movable`: which of them may get other
/// numbers. `None` where these do not make enough.
///
/// As few as possible move: the smallest window around the place in which all find room. Of equal ones the one that
/// reaches furthest down: a rule's number is what others count on from above.
pub fn make_room(numbers: &[Priority], place: usize, movable: Range<usize>) -> Option<MadeRoom> {
    // Beyond one that keeps its number nobody else is of help.
    let touches = (movable.start..=movable.end.min(numbers.len())).contains(&place);
    let (first, end) = match touches {
        true => (movable.start, movable.end.min(numbers.len())),
        false => (place, place),
    };
    (0..=end - first).find_map(|others| {
        let starts = place.saturating_sub(others).max(first)..=place.min(end - others);
        let mut windows = starts.rev().map(|start| start..start + others);
        windows.find_map(|window| in_window(numbers, place, window))
    })
}

/// A number behind the last one, in steps of ten as most people count.
pub fn behind(last: Option<Priority>) -> Option<Priority> {
    last.map_or(Some(FIRST), |last| between(last, LAST + 1))
}

/// The name, else the name with a number behind it, that is not taken yet.
pub fn free_name(wanted: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = |number: u32| {
        let end = format!("-{number}");
        let kept = MAX_NAME - end.len();
        wanted.chars().take(kept).chain(end.chars()).collect()
    };
    let mut names = once(wanted.to_owned()).chain((2..).map(numbered));
    names.find(|name| !taken(name)).unwrap_or_default()
}

/// Numbers for the new one and all others of the window, if they find room in it.
fn in_window(numbers: &[Priority], place: usize, window: Range<usize>) -> Option<MadeRoom> {
    let number = |index: Option<usize>| numbers.get(index?).copied();
    let low = number(window.start.checked_sub(1)).unwrap_or(0);
    let low = low.max(FIRST - 1);
    let high = number(Some(window.end)).unwrap_or(Priority::MAX);
    let high = high.min(LAST + 1);
    let count = window.len() + 1;
    if usize::try_from(high.saturating_sub(low)).unwrap_or(0) <= count {
        return None;
    }
    // Nothing stands behind: steps of ten are enough.
    let compact = low / 10 * 10 + 10 * Priority::try_from(count + 1).unwrap_or(LAST);
    let high = match window.end == numbers.len() {
        true => high.min(compact),
        false => high,
    };
    let mut spread = spread(low, high, count).into_iter();
    let above = window.start..place;
    let above: Vec<_> = above.zip(spread.by_ref()).collect();
    let number = spread.next()?;
    let others = (place..window.end).zip(spread).chain(above);
    let changed = |(other, to): &(usize, Priority)| numbers.get(*other) != Some(to);
    Some(MadeRoom {
        number,
        others: others.filter(changed).collect(),
    })
}

/// So many numbers between two others, evenly; one alone is as round as it can be.
fn spread(low: Priority, high: Priority, count: usize) -> Vec<Priority> {
    if count == 1 {
        return between(low, high).into_iter().collect();
    }
    let parts = Priority::try_from(count + 1).unwrap_or(Priority::MAX);
    // As round as the steps allow, so that all stay apart.
    let unit = match (high - low) / parts {
        20.. => 10,
        10.. => 5,
        _ => 1,
    };
    let step = |index: Priority| (low + (high - low) * index / parts) / unit * unit;
    (1..parts).map(step).collect()
}

/// A round number between two others, near the middle; behind everything ten more than the last.
fn between(low: Priority, high: Priority) -> Option<Priority> {
    if high > LAST {
        let next = (low / 10 + 1) * 10;
        if next <= LAST {
            return Some(next.max(FIRST));
        }
    }
    let middle = low + (high.checked_sub(low)?) / 2;
    let round = [100, 50, 10, 5].into_iter().find_map(|unit| {
        let number = middle / unit * unit;
        (number > low && number < high).then_some(number)
    });
    round
        .or(Some(middle))
        .filter(|number| *number > low && *number < high)
}
