//! Runs `findings.md`: every code, with the smallest rules that show it and the nearest that do not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

mod cases;

use cases::{run, scenario};
use nsg_analysis::{Finding, FindingCode, Limits, findings};

const PAGE: &str = "tests/findings.md";

fn of_code(text: &str, code: &str) -> Vec<Finding> {
    let all = findings(&scenario(text), Limits::default()).unwrap();
    all.into_iter()
        .filter(|finding| finding.code.as_str() == code)
        .collect()
}

fn said(text: &str, code: &str) -> Vec<String> {
    let line = |finding: &Finding| {
        let fix = if finding.fix.is_empty() {
            ""
        } else {
            " · can be fixed"
        };
        format!("{} — {}{fix}", finding.severity.as_str(), finding.message)
    };
    of_code(text, code).iter().map(line).collect()
}

#[test]
fn every_code_is_found_where_it_is_and_not_beside_it() {
    let seen = run(PAGE, "UPDATE_FINDINGS", said);
    // What is refused while a change is applied is told by the text of the change, not by rules.
    let of_rules = |code: &FindingCode| *code != FindingCode::ApplyConflict;
    for code in FindingCode::ALL.into_iter().filter(of_rules) {
        let is_it = |known: &String| known == code.as_str();
        assert!(seen.iter().any(is_it), "{} has no section", code.as_str());
    }
}

#[test]
fn a_rule_whose_place_is_contested_is_not_rewritten_before_its_place_is_settled() {
    let alone = "Allow-Web 100 In Tcp 2001:db8::/32:* -> 10.0.1.4|fd00::4:80 Allow";
    assert!(!of_code(alone, "mixed-families")[0].fix.is_empty());
    let contested = format!("Deny-Old 100 In Tcp Internet:* -> *:80 Deny\n{alone}");
    assert!(of_code(&contested, "mixed-families")[0].fix.is_empty());
}

#[test]
fn a_rule_is_not_redundant_where_one_of_an_unknown_number_may_stand_between() {
    let twins = "First 100 In Tcp 10.9.0.0/24:* -> *:22 Allow\nSecond 110 In Tcp 10.0.0.0/8:* -> *:22 Allow";
    let neighbours = "First 100 In Tcp 10.9.0.0/24:* -> *:22 Allow\nSecond 110 In Tcp 10.9.0.0/24:* -> *:23 Allow";
    for (rules, code) in [(twins, "redundant"), (neighbours, "mergeable-rules")] {
        assert!(!of_code(rules, code).is_empty(), "{code}");
        let parted = format!("{rules}\nDeny-Some ? In Tcp *:* -> *:22|23 Deny");
        assert_eq!(of_code(&parted, code), [], "{code}");
        let alike = format!("{rules}\nAllow-Some ? In Tcp 10.1.0.0/16:* -> *:22|23 Allow");
        assert!(!of_code(&alike, code).is_empty(), "{code}");
    }
}

#[test]
fn a_list_of_every_port_is_not_the_star_that_it_looks_like() {
    // Azure prints `*` as 0-65535; whether ports in pieces hold ICMP is not known.
    let text = "Allow-All 100 In * 10.9.0.0/24:* -> *:0-79|80-65535 Allow";
    assert_eq!(of_code(text, "mergeable-ranges"), []);
}

#[test]
fn rules_that_cannot_be_one_in_azure_stay_two() {
    let deny = "Deny-Rest 200 In Tcp *:* -> *:* Deny";
    for rules in [
        // One rule holds one family of addresses.
        [
            "Four 100 In Tcp 10.9.0.0/24:* -> *:80 Allow",
            "Six 110 In Tcp fd00:9::/64:* -> *:80 Allow",
        ],
        // A field holds one tag or addresses.
        [
            "Tag 100 In Tcp Internet:* -> *:80 Allow",
            "Own 110 In Tcp 10.9.0.0/24:* -> *:80 Allow",
        ],
        // Two fields differ.
        [
            "Web 100 In Tcp 10.9.0.0/24:* -> *:80 Allow",
            "Tls 110 In Tcp 10.8.0.0/24:* -> *:443 Allow",
        ],
        // A rule that is not read may be anything.
        [
            "Web 100 In ? 10.9.0.0/24:* -> *:80 Allow",
            "Tls 110 In ? 10.9.0.0/24:* -> *:443 Allow",
        ],
    ] {
        let text = format!("{}\n{deny}", rules.join("\n"));
        assert_eq!(of_code(&text, "mergeable-rules"), [], "{text}");
    }
}

#[test]
fn rules_with_the_opposite_between_them_are_one_where_that_is_shut_out_above() {
    let rules = |first: &str| {
        format!(
            "{first}\nWeb 100 In Tcp 10.9.0.0/24:* -> *:80 Allow\nNo-Tls 110 In Tcp 10.9.0.0/25:* -> *:443 Deny\n\
             Tls 120 In Tcp 10.9.0.0/24:* -> *:443 Allow"
        )
    };
    let above = "No-Half 90 In Tcp 10.9.0.0/25:* -> *:* Deny";
    assert_eq!(of_code(&rules(above), "mergeable-rules").len(), 1);
    let beside = "No-Half 90 In Tcp 10.9.0.0/26:* -> *:* Deny";
    assert_eq!(of_code(&rules(beside), "mergeable-rules"), []);
}

#[test]
fn a_rule_that_may_stand_anywhere_keeps_two_apart() {
    let text = "Web 100 In Tcp 10.9.0.0/24:* -> *:80 Allow\nTls 110 In Tcp 10.9.0.0/24:* -> *:443 Allow\n\
                Somewhere ? In Tcp *:* -> *:443 Deny";
    assert_eq!(of_code(text, "mergeable-rules"), []);
}

#[test]
fn the_fewest_blockers_are_named() {
    let text = "Deny-A 100 In Tcp 10.9.0.0/25:* -> *:80 Deny\n\
                Deny-B 110 In Tcp 10.9.0.128/25:* -> *:80 Deny\n\
                Allow-C 120 In Tcp 10.9.0.0/24:* -> *:80 Allow\n\
                Late 130 In Tcp 10.9.0.0/24:* -> *:80 Deny";
    let found = of_code(text, "unreachable");
    let names = |finding: &Finding| -> Vec<String> {
        finding
            .blockers
            .iter()
            .map(|rule| rule.name.name.clone())
            .collect()
    };
    let late = found
        .iter()
        .find(|finding| finding.rules[0].name.name == "Late")
        .unwrap();
    // Allow-C alone covers it and does the opposite, though it never decides.
    assert_eq!(names(late), ["Allow-C"]);
    let allow = found
        .iter()
        .find(|finding| finding.rules[0].name.name == "Allow-C")
        .unwrap();
    assert_eq!(names(allow), ["Deny-A", "Deny-B"]);
}

#[test]
fn where_too_much_is_unknown_an_analysis_says_what_to_settle_first() {
    let open = (0..12).map(|number| {
        let access = if number % 2 == 0 { "Allow" } else { "Deny" };
        format!(
            "Open{number} {} In Tcp TagA{number}:* -> TagB{number}:* {access}",
            100 + number
        )
    });
    // Each port has a stretch of its own, and hangs on everything above.
    let ports = (0..400).map(|number| {
        format!(
            "Port{number} {} In Tcp *:* -> *:{} Allow",
            200 + number,
            10 + 2 * number
        )
    });
    let rules: Vec<String> = open.chain(ports).collect();
    let error = findings(&scenario(&rules.join("\n")), Limits::default()).unwrap_err();
    let told = error.to_string();
    assert!(
        told.contains("answer this first: ") && told.ends_with('?'),
        "{told}"
    );
}
