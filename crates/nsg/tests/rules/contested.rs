//! Contested behaviour of Azure, or undocumented: a question or an assumption, never silence.

use nsg::agreement::AgreementEntry;
use nsg::{Decision, Verdict};
use rule_lines::{answer, both, flow, nic, with_asg};

/// The question whether an address of `VirtualNetwork` is in `Internet`, too.
pub(crate) fn contested(address: &str) -> String {
    format!(
        "two sources disagree (in 2021 a deny of Internet was seen to block addresses of VirtualNetwork; in 2022 the \
         documentation said that Internet contains only what no other tag contains): is {address} in Internet, too?"
    )
}

fn judged(scenario: &nsg::Scenario, line: &str) -> Verdict {
    let verdict = nsg::verify(scenario, &flow(line));
    let compiled = nsg::RuleIndex::new(scenario.clone()).verdict(&flow(line));
    assert_eq!(compiled.summary, verdict.summary);
    assert_eq!(compiled.assumptions, verdict.assumptions);
    verdict
}

fn assumed(verdict: &Verdict) -> Vec<AgreementEntry> {
    verdict.assumptions.iter().map(|one| one.entry).collect()
}

#[test]
fn a_public_range_on_premises_may_be_in_internet_too() {
    let mut scenario = nic("no-internet-out 200 Out * *:* -> Internet:* Deny");
    let space = ["10.0.0.0/16", "198.51.100.0/24"].map(|prefix| prefix.parse().unwrap());
    scenario.network.virtual_network = Some(space.to_vec());
    let line = "Out Tcp 10.0.1.4:50000 -> 198.51.100.10:443";
    assert_eq!(
        answer(&scenario, line),
        format!("Depends [{} Deny/Allow]", contested("198.51.100.10"))
    );
    let verdict = judged(&scenario, line);
    assert_eq!(
        verdict.depends_on[0].entry,
        AgreementEntry::InternetAndVirtualNetwork
    );
    // A rule above that does not name it decides, and a private address on premises is never in Internet.
    scenario.network_interface_security_group = Some(rule_lines::group(
        "own 100 Out * *:* -> VirtualNetwork:* Allow\nno-internet-out 200 Out * *:* -> Internet:* Deny",
    ));
    assert_eq!(answer(&scenario, line), "Allow securityRules/own");
    let private = nic("no-internet-out 200 Out * *:* -> Internet:* Deny");
    assert_eq!(
        answer(&private, "Out Tcp 10.0.1.4:50000 -> 10.0.2.5:443"),
        "Allow defaultSecurityRules/AllowVnetOutBound"
    );
}

#[test]
fn a_public_range_without_a_rule_for_internet_is_settled() {
    let mut scenario = nic("");
    let space = ["10.0.0.0/16", "198.51.100.0/24"].map(|prefix| prefix.parse().unwrap());
    scenario.network.virtual_network = Some(space.to_vec());
    for (line, expected) in [
        (
            "Out Tcp 10.0.1.4:50000 -> 198.51.100.10:443",
            "Allow defaultSecurityRules/AllowVnetOutBound",
        ),
        (
            "In Tcp 198.51.100.10:443 -> 10.0.1.4:22",
            "Allow defaultSecurityRules/AllowVnetInBound",
        ),
    ] {
        assert_eq!(answer(&scenario, line), expected);
    }
}

#[test]
fn a_web_port_of_any_protocol_does_not_let_ping_in() {
    let scenario = nic("web 100 In * *:* -> *:443|9000 Allow");
    let verdict = judged(&scenario, "In Icmp 198.51.100.7 -> 10.0.0.4");
    assert_eq!(verdict.access, Decision::Deny);
    assert_eq!(assumed(&verdict), [AgreementEntry::IcmpPorts]);
    assert_eq!(
        verdict.assumptions[0].text,
        "web does not match ICMP, because its ports cannot be ICMP types; Azure does not say"
    );
    // Where the rule would have missed anyway, or was not asked, nothing is taken for granted.
    for rules in [
        "web 100 In Tcp *:* -> *:443 Allow",
        "web 100 In * 192.0.2.0/24:* -> *:443 Allow",
        "all 90 In Icmp *:* -> *:* Allow\nweb 100 In * *:* -> *:443 Allow",
    ] {
        let verdict = judged(&nic(rules), "In Icmp 198.51.100.7 -> 10.0.0.4");
        assert_eq!(assumed(&verdict), [], "{rules}");
    }
}

#[test]
fn a_port_that_can_be_an_icmp_type_asks_for_the_type() {
    let line = "In Icmp 198.51.100.7 -> 10.0.0.4";
    let scenario = nic("echo 100 In Icmp *:* -> *:8 Allow");
    let verdict = judged(&scenario, line);
    let [fact] = verdict.depends_on.as_slice() else {
        panic!("{:?}", verdict.depends_on)
    };
    assert!(
        fact.question
            .ends_with("is it compared, and is the type 8?")
    );
    assert_eq!((fact.if_yes, fact.if_no), (Decision::Allow, Decision::Deny));
    assert_eq!(fact.entry, AgreementEntry::IcmpPorts);
    assert_eq!(assumed(&verdict), []);
    // ESP and AH have no types.
    assert!(
        answer(
            &nic("x 100 In Esp *:* -> *:443 Allow"),
            "In Esp 198.51.100.7 -> 10.0.0.4"
        )
        .contains("does a rule that names ports match ESP")
    );
}

#[test]
fn one_type_answers_for_every_range_that_has_it() {
    let rules = "echo 100 In Icmp *:* -> *:8 Allow\nerrors 110 In Icmp *:* -> *:3-11 Deny\n\
                 rest 120 In Icmp *:* -> *:* Allow";
    let verdict = judged(&nic(rules), "In Icmp 198.51.100.7 -> 10.0.0.4");
    let asked: Vec<_> = verdict.depends_on.iter().map(|fact| &fact.name).collect();
    // Type 8 and no type lead to the same; what is asked is what leads elsewhere.
    assert_eq!(asked, ["ICMP type 3-7", "ICMP type 9-11"]);
}

#[test]
fn a_group_without_members_among_others_is_said() {
    let rules = "clients-to-tiers 100 In Tcp *:* -> asg/asg-1|asg/asg-2|asg/asg-4:443 Allow\n\
                 rest-no 4096 In * *:* -> *:* Deny";
    let mut scenario = nic(rules);
    let members = [("asg-1", "10.0.1.4"), ("asg-2", "10.0.2.4"), ("asg-4", "")];
    for (name, members) in members {
        scenario.network = with_asg(scenario.network, name, members);
    }
    let line = "In Tcp 10.0.3.9:50000 -> 10.0.1.4:443";
    let verdict = judged(&scenario, line);
    assert_eq!(verdict.access, Decision::Allow);
    assert_eq!(assumed(&verdict), [AgreementEntry::EmptyGroupInList]);
    assert!(verdict.assumptions[0].text.contains("asg-4 has no members"));
    // It does not matter to a flow that the rule misses, and nobody is left to hold for where all are empty.
    let other = judged(&scenario, "In Tcp 10.0.3.9:50000 -> 10.0.9.9:443");
    assert_eq!(assumed(&other), []);
}

#[test]
fn a_public_destination_matches_behind_floating_ip() {
    let rules = "k8s-web 500 In Tcp Internet:* -> 203.0.113.50:443 Allow";
    let verdict = judged(&nic(rules), "In Tcp 198.51.100.7:50000 -> 10.0.0.4:443");
    assert_eq!(verdict.access, Decision::Deny);
    assert_eq!(
        verdict.summary,
        "Denied by DenyAllInBound (priority 65500) of the NIC NSG. k8s-web would allow it if floating IP is enabled \
         and the packet arrives with the public destination 203.0.113.50."
    );
    assert_eq!(assumed(&verdict), [AgreementEntry::FloatingIp]);
    // The packet that arrives with the address of the frontend.
    let floating = judged(&nic(rules), "In Tcp 198.51.100.7:50000 -> 203.0.113.50:443");
    assert_eq!(floating.rule_name.as_deref(), Some("securityRules/k8s-web"));
    assert_eq!(assumed(&floating), []);
    // Another port is not the rule's, and a private destination is another machine's.
    for (rules, line) in [
        (rules, "In Tcp 198.51.100.7:50000 -> 10.0.0.4:80"),
        (
            "other 500 In Tcp Internet:* -> 10.0.9.9:443 Allow",
            "In Tcp 198.51.100.7:50000 -> 10.0.0.4:443",
        ),
    ] {
        let verdict = judged(&nic(rules), line);
        assert_eq!(assumed(&verdict), [], "{line}");
        assert!(!verdict.summary.contains("floating"));
    }
}

#[test]
fn a_stage_that_was_not_reached_takes_nothing_for_granted() {
    let nic = "k8s-web 500 In Tcp Internet:* -> 203.0.113.50:443 Allow";
    let verdict = judged(&both("", nic), "In Tcp 198.51.100.7:50000 -> 10.0.0.4:443");
    assert_eq!(assumed(&verdict), []);
}

#[test]
fn what_is_not_known_of_a_rule_is_null() {
    let scenario = nic("Odd ? In Tcp *:* -> *:22 ?");
    let verdict = judged(&scenario, "In Tcp 198.51.100.7:5 -> 10.0.0.4:22");
    let json = serde_json::to_value(&verdict).unwrap();
    let rule = &json["evaluatedNetworkSecurityGroups"][0]["rulesEvaluationResult"][0];
    assert_eq!(rule["name"], "UserRule_Odd");
    assert!(rule["priority"].is_null());
    assert!(rule["access"].is_null());
}
