//! Names that would turn a sentence round, end its line or move a terminal's cursor.

use nsg::{AddressMatch, Field, NetworkSecurityGroup, Scenario, Verdict, verify};
use rule_lines::{flow, nic};

const NAME: &str = "a\u{202e}b\u{2066}\u{200f}\u{1b}[1A\nc\u{7}\u{feff}";

fn sentences(verdict: &Verdict) -> Vec<String> {
    let mut sentences = vec![verdict.summary.clone()];
    sentences.extend(verdict.depends_on.iter().map(|fact| fact.question.clone()));
    sentences.extend(verdict.assumptions.iter().map(|it| it.text.clone()));
    for group in &verdict.evaluated_network_security_groups {
        sentences.extend(
            group
                .rules_evaluation_result
                .iter()
                .map(|rule| rule.reason.clone()),
        );
    }
    sentences
}

#[test]
fn a_name_turns_no_sentence_round() {
    let mut scenario = nic("R 100 In Tcp *:* -> *:22 Allow");
    let hostile = |scenario: &mut Scenario, change: fn(&mut NetworkSecurityGroup)| {
        let group = scenario.network_interface_security_group.as_mut().unwrap();
        group.name = Some(NAME.to_owned());
        group.security_rules[0].name = NAME.to_owned();
        change(group);
    };
    let changes: [fn(&mut NetworkSecurityGroup); 6] = [
        |_| (),
        |group| {
            group.security_rules[0].conditions.source = vec![AddressMatch::ServiceTag(NAME.into())];
        },
        |group| {
            group.security_rules[0].conditions.source =
                vec![AddressMatch::ApplicationSecurityGroup(NAME.into())];
        },
        |group| {
            group.security_rules[0].conditions.source =
                vec![AddressMatch::Unknown(NAME.to_owned())];
        },
        |group| group.security_rules[0].access = Field::Unknown(NAME.to_owned()),
        |group| group.security_rules[0].conditions.protocol = Field::Unknown(NAME.to_owned()),
    ];
    for change in changes {
        hostile(&mut scenario, change);
        let verdict = verify(&scenario, &flow("In Tcp 203.0.113.7:50000 -> 10.0.0.4:22"));
        for sentence in sentences(&verdict) {
            let acts = |letter: char| {
                letter.is_control() || "\u{202e}\u{2066}\u{200f}\u{feff}".contains(letter)
            };
            assert!(!sentence.contains(acts), "{sentence:?}");
        }
    }
    let mut scenario = nic("R 100 In Tcp *:* -> *:22 Allow");
    hostile(&mut scenario, |_| ());
    let verdict = verify(&scenario, &flow("In Tcp 203.0.113.7:50000 -> 10.0.0.4:22"));
    assert!(
        verdict
            .summary
            .contains("by a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}[1A c\u{fffd}\u{fffd} (priority 100)")
    );
    // As data it is what it is.
    assert_eq!(verdict.rule_name, Some(format!("securityRules/{NAME}")));
}
