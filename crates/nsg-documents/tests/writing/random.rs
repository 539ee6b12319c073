//! Random changes: applied command by command, and read back.

use super::az::{self, Rule};
use super::{shell, texts};
use nsg::{Decision, NetworkSecurityGroup, Scenario, SecurityRule};
use nsg_documents::write::{Format, change};
use proptest::prelude::*;
use rule_lines::random::{flow, one_of};
use text::text;

fn description() -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        4 => Just(None),
        1 => one_of(&["null", "??", "@file", "'quoted'", "-x", "a=@b", "it's \"$HOME\" `id`", "$${x} %{y} $$${z}",
                      "[parameters('x')]", "two\nlines", "\u{1b}[A\u{202e}", "\\", "${x}", "'", "'/", "#", "a  b"])
            .prop_map(|text| Some(text.to_owned())),
        1 => "[ -~\n\t\u{e9}\u{2019}]{1,12}".prop_map(|text| Some(text).filter(|text| !text.trim().is_empty())),
    ]
}

fn rule() -> impl Strategy<Value = SecurityRule> {
    let address = || {
        one_of(&[
            "*",
            "10.0.0.0/16",
            "10.0.1.4",
            "Internet",
            "VirtualNetwork",
            "203.0.113.0/24|10.9.0.0/24",
            "asg/web",
            "asg//subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/db",
            "fd00::/8",
        ])
    };
    let port = || one_of(&["*", "*", "22", "20-25", "443|22"]);
    let line = (
        one_of(&["A", "B", "C", "D", "E", "a"]),
        prop_oneof![12 => 100..106_u32, 1 => Just(4096)],
        one_of(&["In", "In", "In", "Out"]),
        one_of(&["*", "Tcp", "Tcp", "Udp", "Icmp", "Esp", "Ah"]),
        (address(), port(), address(), port()),
        one_of(&["Allow", "Deny"]),
        description(),
    );
    line.prop_map(
        |(name, priority, direction, protocol, (from, out, to, into), access, description)| {
            let mut rule = rule_lines::rule(&format!(
                "{name} {priority} {direction} {protocol} {from}:{out} -> {to}:{into} {access}"
            ));
            rule.description = description;
            rule
        },
    )
}

/// A group that Azure would take.
pub(crate) fn group() -> impl Strategy<Value = NetworkSecurityGroup> {
    proptest::collection::vec(rule(), 0..6).prop_map(|rules| {
        let mut group = NetworkSecurityGroup {
            id: Some("/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/web".into()),
            name: Some("web".to_owned()),
            ..NetworkSecurityGroup::default()
        };
        for rule in rules {
            let clash = |known: &SecurityRule| {
                known.name.eq_ignore_ascii_case(&rule.name)
                    || (&known.priority, &known.direction) == (&rule.priority, &rule.direction)
            };
            if !group.security_rules.iter().any(clash) {
                group.security_rules.push(rule);
            }
        }
        group.with_default_rules()
    })
}

/// Two groups that have most rules in common, sometimes, some of them under a name in other case.
fn groups() -> impl Strategy<Value = (NetworkSecurityGroup, NetworkSecurityGroup)> {
    let kept = proptest::collection::vec(0..3_u8, 6);
    (group(), group(), kept).prop_map(|(before, mut after, kept)| {
        let kept: Vec<SecurityRule> = before
            .security_rules
            .iter()
            .zip(kept)
            .filter(|(_, kept)| *kept > 0)
            .map(|(rule, kept)| {
                let mut rule = rule.clone();
                if kept == 2 {
                    rule.name = rule.name.to_lowercase();
                }
                rule
            })
            .collect();
        after.security_rules.retain(|rule| {
            !kept.iter().any(|known| {
                known.name.eq_ignore_ascii_case(&rule.name)
                    || (&known.priority, &known.direction) == (&rule.priority, &rule.direction)
            })
        });
        after.security_rules.extend(kept);
        (before, after)
    })
}

fn lets_through(rules: &[Rule], flow: &nsg::Flow) -> bool {
    let mut network = rule_lines::with_asg(rule_lines::network(), "web", "10.0.1.4");
    network = rule_lines::with_asg(network, "db", "10.0.2.5 203.0.113.10");
    let scenario = Scenario {
        network_interface_security_group: Some(az::group(rules)),
        network,
        ..Scenario::default()
    };
    nsg::verify(&scenario, flow).access == Decision::Allow
}

/// A flow that everything is known about.
fn settled() -> impl Strategy<Value = nsg::Flow> {
    flow().prop_map(|mut flow| {
        flow.local.port = flow.local.port.or(Some(22));
        flow.remote.port = flow.remote.port.or(Some(443));
        flow
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn commands_make_exactly_the_change_and_open_nothing_on_the_way(
        (before, after) in groups(),
        flows in proptest::collection::vec(settled(), 4),
    ) {
        let written = change(Some(&before), &after, Format::AzureCli).unwrap();
        let states = az::apply(&before, &written.text);
        prop_assert_eq!(states.last().unwrap(), &az::rules(&after), "{}", written.text);
        let says_so = written.notes.iter().any(|note| note == text!("write-note-may-open"));
        for flow in flows.iter().filter(|_| !says_so) {
            let ends = [&states[0], states.last().unwrap()];
            if ends.iter().all(|rules| !lets_through(rules, flow)) {
                for state in &states {
                    prop_assert!(!lets_through(state, flow), "{:?}\n{}\n{:?}", flow, written.text, state);
                }
            }
        }
    }

    #[test]
    fn a_group_that_does_not_change_needs_no_command(group in group()) {
        let written = change(Some(&group), &group, Format::AzureCli).unwrap();
        prop_assert_eq!(az::apply(&group, &written.text).len(), 1);
    }

    #[test]
    fn a_template_reads_back_as_it_was(group in group()) {
        let text = change(None, &group, Format::Arm).unwrap().text;
        let read = nsg_documents::read(&text).groups.remove(0).security_group;
        prop_assert_eq!(&read.security_rules, &group.security_rules, "{}", text);
    }

    #[test]
    fn a_bicep_file_says_what_the_template_says(group in group()) {
        let text = change(None, &group, Format::Bicep).unwrap().text;
        let read = nsg_documents::read(&texts::bicep(&text)).groups.remove(0).security_group;
        prop_assert_eq!(&read.security_rules, &group.security_rules, "{}", text);
    }

    #[test]
    fn a_table_reads_back_as_it_was(group in group()) {
        let sorted = |group: &NetworkSecurityGroup| {
            let without_description = |rule: &SecurityRule| {
                let mut rule = rule.clone();
                // A cell has one line.
                rule.description = None;
                rule
            };
            let mut rules: Vec<_> = group.security_rules.iter().map(without_description).collect();
            rules.sort_by_key(|rule| format!("{rule:?}"));
            rules
        };
        for format in [Format::Csv, Format::Tsv, Format::MarkdownTable] {
            let text = change(None, &group, format).unwrap().text;
            let document = nsg_documents::read(&text);
            prop_assert!(!document.has_errors() && !document.hides_rules(), "{}\n{:#?}", text, document.diagnostics);
            let read = &document.groups[0].security_group;
            prop_assert_eq!(sorted(read), sorted(&group), "{}", text);
            let has_rows = !group.security_rules.is_empty();
            prop_assert_eq!(read.name.as_ref(), group.name.as_ref().filter(|_| has_rows), "{}", text);
        }
    }

    #[test]
    fn terraform_reads_back_as_it_was(group in group()) {
        let text = change(None, &group, Format::Terraform).unwrap().text;
        let read = nsg_documents::read(&texts::terraform(&text)).groups.remove(0).security_group;
        prop_assert_eq!(&read.security_rules, &group.security_rules, "{}", text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn bash_reads_the_words_that_were_meant((before, after) in groups()) {
        let text = change(Some(&before), &after, Format::AzureCli).unwrap().text;
        if let Some(words) = shell::by_bash(&text) {
            let mut expected = shell::commands(&text);
            expected.retain(|command| command[0] == "az");
            prop_assert_eq!(words, expected);
        }
    }
}

#[test]
fn a_thousand_rules_move_down_one_by_one() {
    let rules = |from: u32| -> String {
        let line = |number: u32| {
            format!(
                "R{number} {} In Tcp *:* -> *:{number} Allow\n",
                from + number
            )
        };
        (0..1000).map(line).collect()
    };
    let (before, after) = (
        rule_lines::group(&rules(100)),
        rule_lines::group(&rules(101)),
    );
    let written = change(Some(&before), &after, Format::AzureCli).unwrap();
    assert_eq!(
        written.text.matches("az network nsg rule update").count(),
        1000
    );
}
