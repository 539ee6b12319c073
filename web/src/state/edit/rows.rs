//! The rules of a group as they are edited: a row for each, what became of it, and where it comes from.

use crate::state::Shared;
use nsg::sort::sort_by_key;
use nsg::{Direction, Field, NetworkSecurityGroup, Priority, SecurityRule};
use nsg_analysis::{Edit, RuleRef};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, VecDeque};

/// A rule in the editor.
#[derive(Clone, Debug, PartialEq)]
pub struct EditRow {
    /// Tells it from the others for as long as it is there, whatever becomes of its name.
    pub key: usize,
    /// Which rule of the document it was; none for a new one.
    pub original: Option<usize>,
    /// The rule as it is now.
    pub rule: Shared<SecurityRule>,
    /// Whether it counts.
    pub status: Status,
}

/// Whether a row counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is a rule of the group.
    On,
    /// It is kept, and is no rule for the time being. Azure has no such thing: what is taken away lacks it.
    Off,
    /// It was deleted, and stands there to be brought back.
    Deleted,
}

/// The rows of a group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EditRows(pub Vec<EditRow>);

impl EditRows {
    /// A row for each rule of the document.
    pub fn of(group: &NetworkSecurityGroup) -> Self {
        let rules = group.security_rules.iter().enumerate();
        let row = |(position, rule): (usize, &SecurityRule)| EditRow {
            key: position,
            original: Some(position),
            rule: Shared::new(rule.clone()),
            status: Status::On,
        };
        Self(rules.map(row).collect())
    }

    /// The rows that make another group of the document's: rules are the same by their names.
    pub fn between(original: &NetworkSecurityGroup, edited: &NetworkSecurityGroup) -> Self {
        let mut rows = Self::of(original);
        let name = |rule: &SecurityRule| rule.name.to_ascii_lowercase();
        // Twice the same name is no rule of Azure's, but texts have it: the first of one is the first of the other.
        let mut free: BTreeMap<String, VecDeque<usize>> = BTreeMap::new();
        for row in &rows.0 {
            free.entry(name(&row.rule)).or_default().push_back(row.key);
        }
        for rule in &edited.security_rules {
            match free.get_mut(&name(rule)).and_then(VecDeque::pop_front) {
                Some(key) => {
                    let id = rows.get(key).and_then(|row| row.rule.id.clone());
                    let rule = SecurityRule {
                        id: id.or_else(|| rule.id.clone()),
                        ..rule.clone()
                    };
                    rows.replace(key, rule);
                }
                None => {
                    rows.add(rule.clone());
                }
            }
        }
        for key in free.into_values().flatten() {
            rows.delete(key);
        }
        rows
    }

    /// The group with the rules that count.
    pub fn group(&self, original: &NetworkSecurityGroup) -> NetworkSecurityGroup {
        NetworkSecurityGroup {
            security_rules: self
                .on()
                .map(|row| SecurityRule::clone(&row.rule))
                .collect(),
            ..original.clone()
        }
    }

    /// The rows that count, in the order of the group's rules.
    pub fn on(&self) -> impl Iterator<Item = &EditRow> {
        self.0.iter().filter(|row| row.status == Status::On)
    }

    /// The row of that key.
    pub fn get(&self, key: usize) -> Option<&EditRow> {
        self.0.iter().find(|row| row.key == key)
    }

    fn get_mut(&mut self, key: usize) -> Option<&mut EditRow> {
        self.0.iter_mut().find(|row| row.key == key)
    }

    /// Puts another rule into a row.
    pub fn replace(&mut self, key: usize, rule: SecurityRule) {
        if let Some(row) = self.get_mut(key) {
            row.rule = Shared::new(rule);
        }
    }

    /// Adds a rule; its key.
    pub fn add(&mut self, rule: SecurityRule) -> usize {
        let key = self.0.iter().map(|row| row.key + 1).max().unwrap_or(0);
        self.0.push(EditRow {
            key,
            original: None,
            rule: Shared::new(rule),
            status: Status::On,
        });
        key
    }

    /// Deletes a row. One of the document's stays to be brought back.
    pub fn delete(&mut self, key: usize) {
        self.set_status(key, Status::Deleted);
        self.0
            .retain(|row| row.original.is_some() || row.status != Status::Deleted);
    }

    /// Switches a row on or off.
    pub fn set_status(&mut self, key: usize, status: Status) {
        if let Some(row) = self.get_mut(key) {
            row.status = status;
        }
    }

    /// Makes a row what the document says. A new one goes.
    pub fn reset(&mut self, key: usize, original: &NetworkSecurityGroup) {
        let Some(row) = self.get_mut(key) else {
            return;
        };
        let rule = row
            .original
            .and_then(|position| original.security_rules.get(position));
        match rule {
            Some(rule) => {
                row.rule = Shared::new(rule.clone());
                row.status = Status::On;
            }
            None => self.delete(key),
        }
    }

    /// Whether every row is as the document says.
    pub fn is_as(&self, original: &NetworkSecurityGroup) -> bool {
        self.0.iter().all(|row| !row.is_changed(original))
    }

    /// Makes the edits that belong to this group. Their places are those before the first of them.
    pub fn apply(&mut self, edits: &[&Edit]) {
        let keys: Vec<usize> = self.on().map(|row| row.key).collect();
        let key = |at: &RuleRef| keys.get(at.position).copied();
        for edit in edits {
            match edit {
                Edit::Add { rule, .. } => {
                    self.add(rule.clone());
                }
                Edit::Remove { rule } => {
                    if let Some(key) = key(rule) {
                        self.delete(key);
                    }
                }
                Edit::Replace { rule, with } => {
                    if let Some(key) = key(rule) {
                        self.replace(key, with.clone());
                    }
                }
            }
        }
    }

    /// Whether another row that counts has the name already.
    pub fn has_name(&self, name: &str, but: Option<usize>) -> bool {
        self.others(but)
            .any(|row| row.rule.name.eq_ignore_ascii_case(name))
    }

    /// A name that no row has: the wanted one, else with a number behind it.
    pub fn free_name(&self, wanted: &str) -> String {
        let taken = |name: &str| {
            let mut rows = self.0.iter();
            rows.any(|row| row.rule.name.eq_ignore_ascii_case(name))
        };
        nsg::free_priority::free_name(wanted, taken)
    }

    /// The row that counts and has the priority in the direction.
    pub fn holder(
        &self,
        direction: Direction,
        priority: Priority,
        but: Option<usize>,
    ) -> Option<&EditRow> {
        self.others(but).find(|row| {
            row.direction() == Some(direction) && row.rule.priority == Field::Known(priority)
        })
    }

    fn others(&self, but: Option<usize>) -> impl Iterator<Item = &EditRow> {
        self.on().filter(move |row| Some(row.key) != but)
    }

    /// The rows of a direction by priority, the deleted ones where they were. What has no direction that is known
    /// stands in both.
    pub fn sorted(&self, direction: Direction) -> Vec<&EditRow> {
        let of = |row: &&EditRow| row.direction().is_none_or(|known| known == direction);
        let mut rows: Vec<_> = self.0.iter().filter(of).collect();
        sort_by_key(&mut rows, |row| {
            row.rule.priority.known().copied().unwrap_or(Priority::MAX)
        });
        rows
    }
}

impl EditRow {
    /// The rule's direction, where it is known.
    pub fn direction(&self) -> Option<Direction> {
        self.rule.direction.known().copied()
    }

    /// Whether it is not as the document says.
    pub fn is_changed(&self, original: &NetworkSecurityGroup) -> bool {
        let was = self
            .original
            .and_then(|position| original.security_rules.get(position));
        self.status != Status::On || was.is_none_or(|was| *was != *self.rule)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::edit::tests::{group, names, rule};
    use nsg::AppliedTo;

    fn at(position: usize) -> RuleRef {
        RuleRef {
            applied_to: AppliedTo::Subnet,
            name: nsg::RuleName::from_ip_flow_verify("securityRules/x"),
            priority: None,
            position,
        }
    }

    #[test]
    fn what_is_switched_off_or_deleted_is_no_rule_and_comes_back() {
        let original = group(&["A 100", "B 200", "C 300"]);
        let mut rows = EditRows::of(&original);
        rows.set_status(0, Status::Off);
        rows.delete(1);
        assert_eq!(names(&rows.group(&original)), ["C"]);
        assert_eq!(rows.0.len(), 3);
        rows.reset(0, &original);
        rows.reset(1, &original);
        assert!(rows.is_as(&original));
        assert_eq!(rows.group(&original), original);
    }

    #[test]
    fn a_new_rule_that_is_deleted_leaves_nothing() {
        let original = group(&["A 100"]);
        let mut rows = EditRows::of(&original);
        let key = rows.add(rule("New 200"));
        assert!(!rows.is_as(&original));
        rows.reset(key, &original);
        assert!(rows.is_as(&original));
        assert_eq!(rows.0.len(), 1);
    }

    #[test]
    fn edits_name_places_among_the_rules_that_count() {
        let original = group(&["A 100", "B 200", "C 300", "D 400"]);
        let mut rows = EditRows::of(&original);
        rows.set_status(0, Status::Off);
        let with = Edit::Replace {
            rule: at(2),
            with: rule("D2 400"),
        };
        let edits = [
            Edit::Remove { rule: at(0) },
            with,
            Edit::Add {
                applied_to: AppliedTo::Subnet,
                rule: rule("E 500"),
            },
        ];
        rows.apply(&edits.iter().collect::<Vec<_>>());
        assert_eq!(names(&rows.group(&original)), ["C", "D2", "E"]);
    }

    #[test]
    fn another_version_of_a_group_is_edits_of_the_one_before() {
        let before = group(&["A 100", "B 200", "C 300"]);
        let after = group(&["a 150", "C 300", "D 400"]);
        let rows = EditRows::between(&before, &after);
        assert_eq!(names(&rows.group(&before)), ["a", "C", "D"]);
        let statuses: Vec<_> = rows
            .0
            .iter()
            .map(|row| (row.is_changed(&before), row.status))
            .collect();
        let on = |changed| (changed, Status::On);
        assert_eq!(
            statuses,
            [on(true), (true, Status::Deleted), on(false), on(true)]
        );
        assert!(EditRows::between(&before, &before).is_as(&before));
    }

    #[test]
    fn rules_of_one_name_are_the_same_in_their_order() {
        let before = group(&["A 100", "A 200"]);
        assert!(EditRows::between(&before, &before).is_as(&before));
        let after = group(&["A 100", "A 300", "A 400"]);
        let rows = EditRows::between(&before, &after);
        assert_eq!(rows.group(&before).security_rules, after.security_rules);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let rows = EditRows::of(&group(&["A 100", "a-2 200"]));
        assert_eq!(rows.free_name("A"), "A-3");
        assert_eq!(rows.free_name("B"), "B");
    }
}
