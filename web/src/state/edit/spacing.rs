//! The priority of a rule that is dragged: a number between its neighbours, and room where there is none.

use super::rows::{EditRow, EditRows, Status};
use nsg::{Direction, Field, Priority, SecurityRule, free_priority};

/// A priority that a rule gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renumbered {
    /// The row.
    pub key: usize,
    /// The rule's name.
    pub name: String,
    /// What it had, where that was a number.
    pub from: Option<Priority>,
    /// What it gets.
    pub to: Priority,
}

impl EditRows {
    /// Puts a row before another of its direction, or last. The numbers that change, the row's own first; none where
    /// there is no room in the whole direction.
    pub fn place(&mut self, key: usize, before: Option<usize>) -> Vec<Renumbered> {
        let Some(direction) = self.get(key).and_then(EditRow::direction) else {
            return Vec::new();
        };
        let mut order = self.numbered(direction);
        order.retain(|(other, _)| *other != key);
        let place = before
            .and_then(|before| order.iter().position(|(other, _)| *other == before))
            .unwrap_or(order.len());
        let numbers: Vec<Priority> = order.iter().map(|(_, number)| *number).collect();
        let Some(room) = free_priority::make_room(&numbers, place, 0..numbers.len()) else {
            return Vec::new();
        };
        // The one that was moved is told of first.
        let mut changed = vec![(key, room.number)];
        let others = room.others.into_iter();
        changed.extend(others.filter_map(|(place, to)| Some((order.get(place)?.0, to))));
        self.renumber(&changed)
    }

    /// Makes room for a row that counts again: whoever has its number by now goes right behind it, and whoever has its name
    /// gets another one. The numbers that change.
    pub fn settle(&mut self, key: usize) -> Vec<Renumbered> {
        let Some(row) = self
            .get(key)
            .filter(|row| row.status == Status::On)
            .cloned()
        else {
            return Vec::new();
        };
        let name = &row.rule.name;
        let twin = self
            .on()
            .find(|other| other.key != key && other.rule.name.eq_ignore_ascii_case(name));
        if let Some(twin) = twin.cloned() {
            let rule = SecurityRule {
                name: self.free_name(name),
                ..SecurityRule::clone(&twin.rule)
            };
            self.replace(twin.key, rule);
        }
        let (Some(direction), Some(priority)) = (row.direction(), row.rule.priority.known()) else {
            return Vec::new();
        };
        let Some(holder) = self
            .holder(direction, *priority, Some(key))
            .map(|holder| holder.key)
        else {
            return Vec::new();
        };
        let order = self.numbered(direction);
        let others = order.iter().filter(|(other, _)| *other != holder);
        let next = others.skip_while(|(other, _)| *other != key).nth(1);
        self.place(holder, next.map(|(next, _)| *next))
    }

    /// A priority behind every rule of the direction, in steps of ten as most people count.
    pub fn next_priority(&self, direction: Direction) -> Option<Priority> {
        free_priority::behind(self.numbered(direction).last().map(|(_, number)| *number))
    }

    /// The rows that hold a number, by it. What is switched off holds its own: it may come back.
    fn numbered(&self, direction: Direction) -> Vec<(usize, Priority)> {
        let rows = self.sorted(direction);
        let rows = rows.into_iter().filter(|row| row.status != Status::Deleted);
        rows.filter_map(|row| Some((row.key, *row.rule.priority.known()?)))
            .collect()
    }

    fn renumber(&mut self, numbers: &[(usize, Priority)]) -> Vec<Renumbered> {
        let mut changed = Vec::new();
        for (key, to) in numbers {
            let Some(row) = self.get(*key) else {
                continue;
            };
            let from = row.rule.priority.known().copied();
            if from == Some(*to) {
                continue;
            }
            let name = row.rule.name.clone();
            let rule = SecurityRule {
                priority: Field::Known(*to),
                ..SecurityRule::clone(&row.rule)
            };
            self.replace(*key, rule);
            changed.push(Renumbered {
                key: *key,
                name,
                from,
                to: *to,
            });
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::edit::tests::group;
    use proptest::prelude::*;

    fn placed(rules: &[&str], key: usize, before: Option<usize>) -> (Vec<String>, EditRows) {
        let mut rows = EditRows::of(&group(rules));
        let changed = rows.place(key, before);
        let told = changed
            .iter()
            .map(|one| format!("{} {}", one.name, one.to))
            .collect();
        (told, rows)
    }

    #[test]
    fn a_rule_gets_a_round_number_between_its_neighbours() {
        assert_eq!(
            placed(&["A 100", "B 200", "C 300"], 2, Some(1)).0,
            ["C 150"]
        );
        assert_eq!(
            placed(&["A 110", "B 200", "C 300"], 2, Some(0)).0,
            ["C 100"]
        );
        assert_eq!(placed(&["A 100", "B 200", "C 300"], 0, None).0, ["A 310"]);
        assert_eq!(
            placed(&["A 100", "B 102", "C 300"], 2, Some(1)).0,
            ["C 101"]
        );
    }

    #[test]
    fn where_there_is_no_room_the_next_ones_make_some() {
        let (told, _) = placed(&["A 100", "B 101", "C 300"], 2, Some(1));
        assert_eq!(told, ["C 110", "B 120"]);
        let (told, _) = placed(&["A 100", "B 101", "C 102", "D 200"], 3, Some(1));
        assert_eq!(told, ["D 110", "B 120", "C 130"]);
        let (told, _) = placed(&["A 100", "B 101", "C 200", "D 300"], 3, Some(1));
        assert_eq!(told, ["D 130", "B 160"]);
        // 100 cannot be undercut: who has it moves.
        let (told, _) = placed(&["A 100", "B 110", "C 300"], 2, Some(0));
        assert_eq!(told, ["C 102", "A 106"]);
    }

    #[test]
    fn who_took_the_number_of_a_rule_that_comes_back_goes_behind_it() {
        let original = group(&["A 100", "B 200"]);
        let mut rows = EditRows::of(&original);
        rows.set_status(0, Status::Off);
        let key = rows.add(crate::state::edit::tests::rule("a 100"));
        rows.set_status(0, Status::On);
        let changed = rows.settle(0);
        assert_eq!(changed.len(), 1);
        let told: Vec<_> = rows
            .sorted(Direction::Inbound)
            .iter()
            .map(|row| (row.key, row.rule.name.clone()))
            .collect();
        assert_eq!(
            told,
            [
                (0, "A".to_owned()),
                (key, "A-2".to_owned()),
                (1, "B".to_owned())
            ]
        );
        assert!(rows.settle(0).is_empty());
    }

    #[test]
    fn a_full_direction_stays_as_it_is() {
        let rules: Vec<String> = (100..=4096)
            .map(|number| format!("R{number} {number}"))
            .collect();
        let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
        let mut rows = EditRows::of(&group(&rules));
        assert_eq!(rows.next_priority(Direction::Inbound), None);
        // A rule of its own moves within the numbers that it has.
        assert!(!rows.place(10, Some(0)).is_empty());
    }

    proptest! {
        #[test]
        fn wherever_a_rule_goes_the_order_is_what_was_asked(
            numbers in prop::collection::btree_set(100_u32..160, 2..50),
            key in any::<prop::sample::Index>(),
            before in any::<prop::sample::Index>(),
        ) {
            let rules: Vec<String> = numbers.iter().map(|number| format!("R{number} {number}")).collect();
            let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
            let key = key.index(rules.len());
            let before = before.index(rules.len() + 1);
            let mut expected: Vec<usize> = (0..rules.len()).filter(|other| *other != key).collect();
            let place = expected.iter().position(|other| *other == before).unwrap_or(expected.len());
            expected.insert(place, key);
            let (told, rows) = placed(&rules, key, Some(before));
            let order: Vec<usize> = rows.sorted(Direction::Inbound).iter().map(|row| row.key).collect();
            let mut seen = std::collections::BTreeSet::new();
            for row in &rows.0 {
                let number = *row.rule.priority.known().unwrap();
                prop_assert!((100..=4096).contains(&number));
                prop_assert!(seen.insert(number), "{number} twice");
            }
            prop_assert_eq!(order, expected, "{:?}", told);
        }
    }
}
