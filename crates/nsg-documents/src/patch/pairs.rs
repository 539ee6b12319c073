//! Which rule of a text becomes which.

use super::says_the_same;
use nsg::SecurityRule;

/// A rule of the text, by its place among the group's rules, and what becomes of it.
pub(super) struct ChangedRule<'a> {
    pub(super) place: usize,
    pub(super) was: &'a SecurityRule,
    pub(super) rule: &'a SecurityRule,
}

/// What becomes of the rules of a group.
pub(super) struct RulePairs<'a> {
    pub(super) changed: Vec<ChangedRule<'a>>,
    /// The places of the rules that go.
    pub(super) deleted: Vec<usize>,
    /// The rules that come.
    pub(super) added: Vec<&'a SecurityRule>,
}

impl<'a> RulePairs<'a> {
    /// Pairs rules by name; of the others those that differ in nothing else were renamed.
    pub(super) fn between(before: &'a [SecurityRule], after: &'a [SecurityRule]) -> Self {
        let mut rest: Vec<_> = after.iter().collect();
        let mut take = |is_it: &dyn Fn(&SecurityRule) -> bool| {
            let at = rest.iter().position(|rule| is_it(rule))?;
            Some(rest.remove(at))
        };
        let named: Vec<_> = before
            .iter()
            .map(|was| take(&|rule| rule.name == was.name))
            .collect();
        let (mut changed, mut deleted) = (Vec::new(), Vec::new());
        for ((place, was), named) in before.iter().enumerate().zip(named) {
            let renamed = || take(&|rule| is_renamed(was, rule));
            match named.or_else(renamed) {
                Some(rule) if says_the_same(was, rule) => {}
                Some(rule) => changed.push(ChangedRule { place, was, rule }),
                None => deleted.push(place),
            }
        }
        Self {
            changed,
            deleted,
            added: rest,
        }
    }
}

fn is_renamed(was: &SecurityRule, rule: &SecurityRule) -> bool {
    let same_name = SecurityRule {
        name: was.name.clone(),
        ..rule.clone()
    };
    says_the_same(was, &same_name)
}
