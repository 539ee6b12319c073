//! Room for one more rule: the order stays, and as few numbers change as can be.

use nsg::free_priority::{MadeRoom, PRIORITIES, behind, free_name, make_room};
use proptest::prelude::*;
use std::ops::Range;

fn room(numbers: &[u32], place: usize) -> Option<MadeRoom> {
    make_room(numbers, place, 0..numbers.len())
}

/// All numbers in the order of the rules, the new one among them.
fn after(numbers: &[u32], place: usize, room: &MadeRoom) -> Vec<u32> {
    let mut after = numbers.to_vec();
    for (other, to) in &room.others {
        after[*other] = *to;
    }
    after.insert(place, room.number);
    after
}

/// Whether one finds room where these alone move, by counting what lies between the others.
fn fits(numbers: &[u32], place: usize, movers: &[usize]) -> bool {
    let (mut low, mut between) = (PRIORITIES.start() - 1, 0);
    for index in 0..=numbers.len() {
        between += u32::from(index == place);
        let number = match numbers.get(index) {
            Some(_) if movers.contains(&index) => {
                between += 1;
                continue;
            }
            Some(number) => *number,
            None => PRIORITIES.end() + 1,
        };
        if number - low <= between {
            return false;
        }
        (low, between) = (number, 0);
    }
    true
}

#[test]
fn a_number_between_two_is_as_round_as_it_can_be() {
    let between = |low, high| room(&[low, high], 1).unwrap();
    assert_eq!(between(100, 300).number, 200);
    assert_eq!(between(100, 200).number, 150);
    assert_eq!(between(100, 102).number, 101);
    assert_eq!(between(100, 300).others, []);
    assert_eq!(behind(None), Some(100));
    assert_eq!(behind(Some(101)), Some(110));
    assert_eq!(behind(Some(4_094)), Some(4_095));
    assert_eq!(behind(Some(4_096)), None);
}

#[test]
fn where_every_number_is_taken_there_is_no_room() {
    let all: Vec<u32> = PRIORITIES.collect();
    assert_eq!(room(&all, 0), None);
    assert_eq!(room(&all, all.len()), None);
    // Nor where who stands in the way may not move.
    assert_eq!(make_room(&[100, 200], 0, 1..2), None);
}

#[test]
fn a_name_that_is_taken_gets_a_number_within_what_azure_takes() {
    let taken = ["Web", "Web-2"];
    let is_taken = |name: &str| taken.contains(&name);
    assert_eq!(free_name("Web", is_taken), "Web-3");
    assert_eq!(free_name("Db", is_taken), "Db");
    let long = "a".repeat(80);
    let free = free_name(&long, |name| name == long);
    assert_eq!(free, format!("{}-2", "a".repeat(78)));
}

proptest! {
    #[test]
    fn the_order_stays_and_no_fewer_could_make_room(
        numbers in prop::collection::btree_set(100_u32..112, 0..9),
        at_the_end in any::<bool>(),
        place in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
    ) {
        let shift = if at_the_end { 4_096 - 111 } else { 0 };
        let numbers: Vec<u32> = numbers.into_iter().map(|number| number + shift).collect();
        let place = place.index(numbers.len() + 1);
        let (from, to) = (from.index(numbers.len() + 1), to.index(numbers.len() + 1));
        let movable: Range<usize> = from.min(to)..from.max(to);
        let found = make_room(&numbers, place, movable.clone());
        if let Some(room) = &found {
            let after = after(&numbers, place, room);
            prop_assert!(after.is_sorted_by(|a, b| a < b), "{:?}", after);
            prop_assert!(after.iter().all(|number| PRIORITIES.contains(number)));
            prop_assert!(room.others.iter().all(|(other, _)| movable.contains(other)));
        }
        // Every choice of rules that may move: none of them with fewer is enough.
        let fewest = (0_u32..1 << movable.len()).filter_map(|bits| {
            let movers: Vec<usize> = movable.clone().filter(|index| bits >> (index - movable.start) & 1 == 1).collect();
            fits(&numbers, place, &movers).then_some(movers.len())
        });
        prop_assert_eq!(found.map(|room| room.others.len()), fewest.min());
    }
}
