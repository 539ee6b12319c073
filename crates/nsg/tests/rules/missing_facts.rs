//! Missing facts are asked about, and no others.

use crate::contested::contested;
use nsg::{Answers, Decision, Network};
use rule_lines::{admin_rule, answer, nic, subnet, tagged};

#[test]
fn an_unknown_network_is_asked_about_the_remote_address_only() {
    let mut scenario = nic("");
    scenario.network = Network::default();
    assert_eq!(
        answer(&scenario, "In Tcp 10.1.0.4:5 -> 10.0.1.4:3389"),
        "Depends [is 10.1.0.4 in VirtualNetwork? Allow/Deny]"
    );
}

#[test]
fn an_answer_settles_the_verdict() {
    let mut scenario = nic("");
    scenario.network = Network::default();
    let line = "In Tcp 10.1.0.4:5 -> 10.0.1.4:3389";
    let verdict = nsg::verify(&scenario, &rule_lines::flow(line));
    let nsg::Question::Fact(fact) = verdict.depends_on[0].about.clone() else {
        panic!()
    };
    let mut answers = Answers::default();
    answers.insert(fact, true);
    scenario.network.answers = answers;
    assert_eq!(
        answer(&scenario, line),
        "Allow defaultSecurityRules/AllowVnetInBound"
    );
}

#[test]
fn a_default_route_in_the_network_leaves_internet_open() {
    let mut scenario = nic("Deny-Internet 100 In * Internet:* -> *:* Deny");
    scenario.network = Network {
        virtual_network: Some(vec![
            "10.0.0.0/16".parse().unwrap(),
            "0.0.0.0/0".parse().unwrap(),
        ]),
        ..Network::default()
    };
    assert_eq!(
        answer(&scenario, "In Tcp 203.0.113.10:5 -> 10.0.1.4:3389"),
        format!("Depends [{} Deny/Allow]", contested("203.0.113.10"))
    );
    scenario.network_interface_security_group = Some(rule_lines::group(""));
    assert_eq!(
        answer(&scenario, "In Tcp 203.0.113.10:5 -> 10.0.1.4:3389"),
        "Allow defaultSecurityRules/AllowVnetInBound"
    );
}

#[test]
fn an_unknown_tag_matters_only_where_it_changes_the_access() {
    let deny = nic("Deny-Tag 100 In Tcp SomeTag:* -> *:22 Deny");
    assert_eq!(
        answer(&deny, "In Tcp 10.0.2.5:5 -> 10.0.1.4:22"),
        "Depends [is 10.0.2.5 in SomeTag? Deny/Allow]"
    );
    let verdict = nsg::verify(
        &deny,
        &rule_lines::flow("In Tcp 203.0.113.10:5 -> 10.0.1.4:22"),
    );
    assert_eq!(
        (verdict.access, verdict.rule_name),
        (nsg::Decision::Deny, None)
    );
    assert_eq!(
        verdict.summary,
        "Denied either way: by Deny-Tag of the NIC NSG or DenyAllInBound of the NIC NSG, \
         depending on missing facts."
    );
    let known = tagged(rule_lines::network(), "sometag", "10.0.2.0/24");
    let scenario = nsg::Scenario {
        network: known,
        ..deny
    };
    assert_eq!(
        answer(&scenario, "In Tcp 10.0.2.5:5 -> 10.0.1.4:22"),
        "Deny securityRules/Deny-Tag"
    );
}

#[test]
fn a_port_that_is_not_given_is_one_question() {
    let scenario = nic("A 100 In Tcp Internet:* -> *:443 Allow
         B 110 In Tcp Internet:* -> *:80-90 Allow
         C 120 In Tcp Internet:* -> *:85 Deny
         D 130 In Tcp Internet:* -> *:91 Allow");
    assert_eq!(
        answer(&scenario, "In Tcp 203.0.113.10:5 -> 10.0.1.4:*"),
        "Depends [is the local port 80-91 or 443? Allow/Deny]"
    );
}

#[test]
fn a_port_that_no_rule_looks_at_does_not_matter() {
    let scenario = nic("A 100 In Tcp Internet:* -> *:443 Allow");
    assert_eq!(
        answer(&scenario, "In Tcp 203.0.113.10:* -> 10.0.1.4:443"),
        "Allow securityRules/A"
    );
    let split = nic("A 100 In Tcp Internet:* -> *:0-1000 Allow
         B 110 In Tcp Internet:* -> *:1001-65535 Allow");
    assert_eq!(
        answer(&split, "In Tcp 203.0.113.10:* -> 10.0.1.4:*"),
        "Allow"
    );
}

#[test]
fn rules_of_one_priority_are_in_no_order() {
    let clash = nic("A 100 In Tcp *:* -> *:22 Allow
         B 100 In Tcp *:* -> *:22 Deny");
    assert_eq!(
        answer(&clash, "In Tcp 203.0.113.10:5 -> 10.0.1.4:22"),
        "Depends [is securityRules/B checked before the other rules that match this flow? Deny/Allow]"
    );
    let agreeing = nic("A 100 In Tcp *:* -> *:22 Allow
         B 100 In Tcp *:* -> *:22 Allow");
    assert_eq!(
        answer(&agreeing, "In Tcp 203.0.113.10:5 -> 10.0.1.4:22"),
        "Allow"
    );
    let apart = nic("A 100 In Tcp *:* -> *:22 Allow
         B 100 In Tcp *:* -> *:23 Deny");
    assert_eq!(
        answer(&apart, "In Tcp 203.0.113.10:5 -> 10.0.1.4:22"),
        "Allow securityRules/A"
    );
}

#[test]
fn a_rule_that_could_not_be_read_leaves_the_verdict_open() {
    let line = "In Tcp 203.0.113.10:5 -> 10.0.1.4:22";
    let source = nic("A 100 In Tcp ?x:* -> *:22 Allow");
    assert_eq!(
        answer(&source, line),
        "Depends [does the source `?x` of securityRules/A match this flow? Allow/Deny]"
    );
    let access = nic("A 100 In Tcp *:* -> *:22 ?a");
    assert_eq!(
        answer(&access, line),
        "Depends [is securityRules/A (access `?a`) an allow rule? Allow/Deny]"
    );
    let direction = nic("A 100 ?d Tcp *:* -> *:22 Allow");
    assert_eq!(
        answer(&direction, line),
        "Depends [does securityRules/A (direction `?d`) apply to this flow? Allow/Deny]"
    );
    let priority = nic("A ?p In Tcp *:* -> *:22 Allow");
    assert_eq!(answer(&priority, line), "Allow securityRules/A");
    let contested = nic("A ?p In Tcp *:* -> *:22 Allow\nB 100 In * *:* -> *:* Deny");
    assert_eq!(
        answer(&contested, line),
        "Depends [is securityRules/A checked before the other rules that match this flow? Allow/Deny]"
    );
}

#[test]
fn what_azure_does_with_ports_of_icmp_is_asked() {
    let scenario = nic("A 100 In * Internet:* -> *:22 Allow");
    assert_eq!(
        answer(&scenario, "In Icmp 203.0.113.10 -> 10.0.1.4"),
        "Depends [two sources disagree (one investigator saw Azure compare a rule's port with the ICMP type; Microsoft \
         says that ICMP has no ports): is it compared, and is the type 22? Allow/Deny]"
    );
}

#[test]
fn platform_traffic_obeys_only_rules_that_name_it() {
    let dns = "Out Udp 10.0.1.4:5 -> 168.63.129.16:53";
    let deny = "Deny-All-Out 100 Out * *:* -> *:* Deny";
    assert_eq!(answer(&nic(deny), dns), "Allow");
    assert_eq!(
        answer(&nic(deny), "Out Tcp 10.0.1.4:5 -> 169.254.169.254:80"),
        "Allow"
    );
    assert_eq!(
        answer(&nic(deny), "Out Tcp 10.0.1.4:5 -> 168.63.129.16:32526"),
        "Allow"
    );
    assert_eq!(
        answer(&nic(deny), "Out Tcp 10.0.1.4:5 -> 168.63.129.16:443"),
        "Deny securityRules/Deny-All-Out"
    );
    let tag = subnet("No-DNS 4000 Out * *:* -> AzurePlatformDNS:* Deny");
    assert_eq!(answer(&tag, dns), "Deny securityRules/No-DNS");
    assert_eq!(
        answer(&tag, "Out Tcp 10.0.1.4:5 -> 169.254.169.254:80"),
        "Allow"
    );
    let mut admin = nic("");
    admin.network.security_admin_rules = vec![admin_rule("Cut 10 Out * *:* -> *:* Deny")];
    assert_eq!(
        answer(&admin, dns),
        "Depends [does the security admin rule Cut apply to platform traffic? Deny/Allow]"
    );
    assert_eq!(
        answer(&nic(deny), "Out Udp 10.0.1.4:5 -> 168.63.129.16:*"),
        "Depends [is the remote port 53 or 67? Allow/Deny]"
    );
}

#[test]
fn addresses_that_microsoft_took_out_of_internet_are_asked() {
    assert_eq!(
        answer(&nic(""), "Out Tcp 10.0.1.4:5 -> 25.160.0.1:80"),
        "Depends [is 25.160.0.1 in Internet? Allow/Deny]"
    );
    let scenario = nsg::Scenario {
        network: tagged(rule_lines::network(), "Internet", "25.160.0.0/12"),
        ..nic("")
    };
    assert_eq!(
        answer(&scenario, "Out Tcp 10.0.1.4:5 -> 25.160.0.1:80"),
        "Allow defaultSecurityRules/AllowInternetOutBound"
    );
}

#[test]
fn a_printed_any_is_open_for_ipv6_only() {
    let mut scenario = nic("A 100 In * ::1:* -> *:22 Deny");
    let group = scenario.network_interface_security_group.as_mut().unwrap();
    group.security_rules[0].conditions.source = vec![nsg::AddressMatch::PrintedAny];
    assert_eq!(
        answer(&scenario, "In Tcp 203.0.113.10:5 -> 10.0.1.4:22"),
        "Deny securityRules/A"
    );
    scenario.network.virtual_network = Some(vec!["fd00::/8".parse().unwrap()]);
    assert_eq!(
        answer(&scenario, "In Tcp [fd00::5]:5 -> [fd00::4]:22"),
        "Depends [does the source `0.0.0.0/0` of securityRules/A match this flow? Deny/Allow]"
    );
}

#[test]
fn what_is_taken_for_granted_is_said() {
    let assumed = |scenario: &nsg::Scenario, line: &str| {
        let verdict = nsg::verify(scenario, &rule_lines::flow(line));
        let texts = verdict.assumptions.into_iter();
        texts.map(|assumption| assumption.text).collect::<String>()
    };
    let ipv6 = "Out Tcp [fd00::4]:5 -> [2001:db8::1]:443";
    assert!(assumed(&nic(""), ipv6).contains("public IPv6"));
    let literal = nic("A 100 Out * 0.0.0.0/0:* -> *:* Deny");
    assert!(assumed(&literal, ipv6).contains("IPv4 only; Azure does not say"));
    assert!(
        assumed(&nic(""), "Out Udp 10.0.1.4:5 -> 168.63.129.16:53").contains("platform traffic")
    );
    assert_eq!(
        assumed(&literal, "Out Tcp 10.0.1.4:5 -> 203.0.113.1:443"),
        ""
    );
}

#[test]
fn a_reason_says_what_of_the_rule_is_not_known() {
    let flow = rule_lines::flow("In Tcp 203.0.113.10:5 -> 10.0.1.4:22");
    let verdict = nsg::verify(&nic("A ?p In Tcp *:* -> *:22 ?a"), &flow);
    let rules = &verdict.evaluated_network_security_groups[0].rules_evaluation_result;
    assert!(
        rules[0]
            .reason
            .ends_with("its priority is not known; its access is not known")
    );
}

#[test]
fn answers_about_a_port_are_taken_together() {
    let mut scenario = nic("Web 100 In Tcp *:* -> *:443|8443 Allow\nRest 200 In * *:* -> *:* Deny");
    let flow = rule_lines::flow("In Tcp 203.0.113.10:5 -> 10.0.1.4:*");
    let asked = nsg::verify(&scenario, &flow).depends_on.remove(0).about;
    for (yes, access) in [(true, Decision::Allow), (false, Decision::Deny)] {
        scenario.network.answers = Answers::default();
        scenario.network.answers.answer(asked.clone(), yes).unwrap();
        assert_eq!(nsg::verify(&scenario, &flow).access, access);
        let again = scenario.network.answers.answer(asked.clone(), !yes);
        assert!(again.is_err(), "no port is both");
        // What is told of the answers says the same again.
        let told: Vec<_> = scenario.network.answers.questions().collect();
        let mut answers = Answers::default();
        for (question, yes) in told {
            answers.answer(question, yes).unwrap();
        }
        assert_eq!(answers, scenario.network.answers);
    }
}

/// Rules of which only the priority is known, each another way.
fn unknown_rules(count: usize) -> String {
    let rule = |number: usize| {
        format!(
            "R{number} {} In ? TagA{number}:? -> TagB{number}:? Allow",
            100 + number
        )
    };
    (0..count).map(rule).collect::<Vec<_>>().join("\n")
}

#[test]
fn where_too_much_is_unknown_it_says_what_to_settle_first() {
    let scenario = nic(&unknown_rules(40));
    let flow = rule_lines::flow("In Tcp 203.0.113.10:5 -> 10.0.1.4:22");
    let verdict = nsg::verify(&scenario, &flow);
    assert_eq!(verdict.access, Decision::Depends);
    let [first] = verdict.depends_on.as_slice() else {
        panic!("{:?}", verdict.depends_on)
    };
    assert!(first.leads_nowhere());
    assert_eq!(
        verdict.summary,
        format!(
            "Depends: too much is unknown to say more. Answer this first: {}",
            first.question
        )
    );
    // However many there are, the work is bounded.
    let work = |rules: usize| {
        let scenario = nic(&unknown_rules(rules));
        let stages = nsg::stages(&scenario, flow.direction);
        nsg::branches(&scenario.network, &stages, &flow, Answers::default()).work
    };
    assert!(work(400) <= 2 * work(40), "{} {}", work(400), work(40));
}

#[test]
fn rules_of_which_nothing_is_known_are_one() {
    let unread = "R? ?p ?d ? ?:? -> ?:? ?a".replace("R?", "R0");
    let all: Vec<String> = (0..40)
        .map(|number| unread.replace("R0", &format!("R{number}")))
        .collect();
    let line = "In Tcp 203.0.113.10:5 -> 10.0.1.4:22";
    let (one, many) = (nic(&unread), nic(&all.join("\n")));
    assert_eq!(
        rule_lines::answer(&many, line),
        rule_lines::answer(&one, line)
    );
    // Once the first is settled, the next is asked about.
    let mut settled = many;
    let flow = rule_lines::flow(line);
    for fact in nsg::verify(&settled, &flow).depends_on {
        let _ = settled.network.answers.answer(fact.about, false);
    }
    let next = nsg::verify(&settled, &flow);
    assert_eq!(next.access, Decision::Depends);
    assert!(
        next.depends_on
            .iter()
            .all(|fact| fact.question.contains("R1")),
        "{:?}",
        next.depends_on
    );
}
