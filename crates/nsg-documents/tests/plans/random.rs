//! Random plans beside a plain reading of them.

use super::{GROUP, RULE, after, allows, before, change, group, own, plan, rule, values};
use nsg_documents::read;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A group of a random plan: its rules before and after, `None` where it is not there.
#[derive(Clone, Debug)]
struct Random {
    inline: bool,
    before: Option<Vec<(u32, u32)>>,
    after: Option<Vec<(u32, u32)>>,
}

fn rules() -> impl Strategy<Value = Vec<(u32, u32)>> {
    // By name, so that a name stands once.
    proptest::collection::btree_map(0..5_u32, 1..4_u32, 1..5)
        .prop_map(|rules| rules.into_iter().collect())
}

fn random() -> impl Strategy<Value = Random> {
    let some = || proptest::option::weighted(0.8, rules());
    (any::<bool>(), some(), some()).prop_map(|(inline, before, after)| Random {
        inline,
        before,
        after,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn after_is_what_was_written_and_before_what_was_before(groups in proptest::collection::vec(random(), 1..4), planned: bool, prior: bool, listed: bool) {
        let (mut changes, mut was, mut is) = (Vec::new(), Vec::new(), Vec::new());
        let (mut expected_before, mut expected_after) = (Vec::new(), Vec::new());
        for (number, random) in groups.iter().enumerate() {
            let name = format!("g{number}");
            let of = |rules: &Vec<(u32, u32)>| -> Vec<Value> { rules.iter().map(|(name, port)| rule(&format!("r{name}"), 100 + name, &port.to_string())).collect() };
            let lines = |rules: &Vec<(u32, u32)>| -> Vec<String> { rules.iter().map(|(name, port)| allows(&format!("r{name}"), 100 + name, &port.to_string())).collect() };
            expected_before.extend(random.before.as_ref().map(|rules| (name.clone(), lines(rules))));
            expected_after.extend(random.after.as_ref().map(|rules| (name.clone(), lines(rules))));
            let before = random.before.as_ref().map(|rules| group(&name, &of(rules)));
            // The list of a group with rules of their own is what was read.
            let after = random.after.as_ref().map(|rules| match (random.inline, &random.before) {
                (true, _) => group(&name, &of(rules)),
                (false, Some(before)) => group(&name, &of(before)),
                (false, None) => group(&name, &[]),
            });
            let mut resources = vec![(format!("{GROUP}.{name}"), before, after)];
            if !random.inline {
                let rule_of = |rules: &Option<Vec<(u32, u32)>>, wanted: u32| {
                    let found = rules.iter().flatten().find(|(name, _)| *name == wanted);
                    found.map(|(rule, port)| own(&format!("r{rule}"), 100 + rule, &port.to_string(), &name))
                };
                resources.extend((0..5).map(|wanted| (format!("{RULE}.{name}[\"{wanted}\"]"), rule_of(&random.before, wanted), rule_of(&random.after, wanted))));
            }
            for (address, before, after) in resources {
                if before.is_none() && after.is_none() { continue; }
                was.extend(before.clone().map(|values| (address.clone(), values)));
                is.extend(after.clone().map(|values| (address.clone(), values)));
                // Who leaves out what does not change has the state beside it.
                if listed || !prior || before != after {
                    changes.push(change(&address, before.unwrap_or_default(), after.unwrap_or_default()));
                }
            }
        }
        let side = |side: &[(String, Value)]| values(&side.iter().map(|(address, values)| (address.as_str(), values.clone())).collect::<Vec<_>>());
        let mut text = plan(&changes);
        if planned { text["planned_values"] = side(&is); }
        if prior { text["prior_state"] = json!({"values": side(&was)}); }
        let document = read(&text.to_string());
        prop_assert_eq!(after(&document), expected_after);
        if expected_before.is_empty() && document.groups.is_empty() { return Ok(()); }
        prop_assert_eq!(before(&document), expected_before);
        for group in &document.groups {
            let same = document.before(group).map(|before| before.security_group.name.clone());
            let there = before(&document).iter().any(|(name, _)| Some(name) == group.security_group.name.as_ref());
            prop_assert_eq!(same, there.then(|| group.security_group.name.clone()));
        }
    }
}
