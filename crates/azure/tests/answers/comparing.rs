//! Comparisons of both answers, and what is said where they differ.

use crate::support::{answer, flow, group, scenario};
use azure::confirm::{
    AnswersCompared, Confirmation, Context, ForeignGroup, InForce, LiveAnswer, TagData,
    VirtualNetworkData, adopt, compare,
};
use nsg::{Scenario, verify};

const FROM_OUTSIDE: &str = "Inbound TCP 203.0.113.7:50000 -> 10.0.0.4:443";

fn compared(scenario: &Scenario, text: &str, live: &LiveAnswer, context: &Context) -> Confirmation {
    let flow = flow(text);
    let offline = verify(scenario, &flow);
    compare(scenario, &flow, offline, live, context)
}

fn codes(confirmation: &Confirmation) -> Vec<&str> {
    confirmation.causes.iter().map(|cause| cause.code).collect()
}

#[test]
fn one_rule_in_another_spelling_is_agreement() {
    let open = scenario(None, Some(group("a", &["web 100 Inbound Allow 443 *"])));
    let empty = scenario(None, Some(group("a", &[])));
    for (scenario, live) in [
        (&open, "Allow securityRules/web"),
        (&open, "Allow UserRule_WEB"),
        (&empty, "Deny defaultSecurityRules/DenyAllInBound"),
        (&empty, "Deny DefaultRule_DenyAllInBound"),
        (&empty, "Deny defaultSecurityRules/DefaultInboundDenyAll"),
    ] {
        let result = compared(
            scenario,
            FROM_OUTSIDE,
            &answer(live, None),
            &Context::default(),
        );
        assert_eq!(
            result.outcome,
            AnswersCompared::Agree,
            "{live}: {:?}",
            result.causes
        );
        assert!(result.causes.is_empty(), "{live}");
    }
}

#[test]
fn which_of_two_groups_is_named_does_not_matter_where_both_say_the_same() {
    let both = scenario(
        Some(group("s", &["from-anywhere 100 Inbound Allow 443 *"])),
        Some(group("n", &["web 100 Inbound Allow 443 *"])),
    );
    let result = compared(
        &both,
        FROM_OUTSIDE,
        &answer("Allow securityRules/from-anywhere", None),
        &Context::default(),
    );
    assert_eq!(result.outcome, AnswersCompared::SameAccess);
    assert_eq!(codes(&result), ["rule-of-the-other-group"]);

    let neither = scenario(
        Some(group("s", &["no 100 Inbound Deny 443 *"])),
        Some(group("n", &["never 100 Inbound Deny 443 *"])),
    );
    let result = compared(
        &neither,
        FROM_OUTSIDE,
        &answer("Deny securityRules/never", None),
        &Context::default(),
    );
    assert_eq!(result.outcome, AnswersCompared::SameAccess);
    assert_eq!(codes(&result), ["rule-of-the-other-group"]);
}

#[test]
fn the_same_access_by_another_rule_is_told() {
    let open = scenario(
        None,
        Some(group(
            "a",
            &[
                "web 100 Inbound Allow 443 *",
                "late 200 Inbound Allow 443 *",
            ],
        )),
    );
    let result = compared(
        &open,
        FROM_OUTSIDE,
        &answer("Allow securityRules/late", None),
        &Context::default(),
    );
    assert_eq!(result.outcome, AnswersCompared::SameAccess);
    assert_eq!(codes(&result)[0], "another-rule");
    let result = compared(
        &open,
        FROM_OUTSIDE,
        &answer("Allow", None),
        &Context::default(),
    );
    assert_eq!(
        (result.outcome, codes(&result)),
        (AnswersCompared::SameAccess, vec!["no-rule-name"])
    );
    let id = "/subscriptions/s/resourceGroups/other/providers/Microsoft.Network/networkSecurityGroups/b/securityRules/web";
    let result = compared(
        &open,
        FROM_OUTSIDE,
        &answer("Allow securityRules/web", Some(id)),
        &Context::default(),
    );
    assert_eq!(
        (result.outcome, codes(&result)),
        (
            AnswersCompared::SameAccess,
            vec!["same-name-in-another-group"]
        )
    );
}

#[test]
fn a_difference_has_its_likeliest_cause_first() {
    let empty = scenario(None, Some(group("a", &[])));
    let allowed = answer("Allow securityRules/new", None);
    let policy = "/subscriptions/s/resourceGroups/cleanupservice/providers/Microsoft.Network/networkSecurityGroups/p/securityRules/x";
    let foreign = |loaded| {
        let id = policy.to_owned();
        Some(ForeignGroup { id, loaded })
    };
    let quiet = Context {
        in_force: InForce::AsConfigured,
        admin_rules: Some(false),
        virtual_network: VirtualNetworkData::Azure,
        tags: TagData::Azure,
        ..Context::default()
    };
    for (context, live, first) in [
        (
            Context {
                updating: true,
                ..quiet.clone()
            },
            answer("Allow", None),
            vec!["rules-updating"],
        ),
        (
            Context {
                in_force: InForce::Other,
                ..quiet.clone()
            },
            answer("Allow", None),
            vec!["stale-effective-rules"],
        ),
        (
            Context {
                running: Some(false),
                ..quiet.clone()
            },
            answer("Allow", None),
            vec!["vm-not-running"],
        ),
        (
            quiet.clone(),
            answer("Allow VirtualNetwork", None),
            vec!["admin-rules"],
        ),
        (
            quiet.clone(),
            answer("Allow securityRules/x", Some(policy)),
            vec!["group-of-another-resource-group"],
        ),
        (
            quiet.clone(),
            answer("Allow defaultSecurityRules/DenyAllInBound", None),
            vec!["azure-contradicts-itself"],
        ),
        (
            Context {
                virtual_network: VirtualNetworkData::Typed,
                ..quiet.clone()
            },
            answer("Allow defaultSecurityRules/AllowVnetInBound", None),
            vec!["virtual-network-prefixes"],
        ),
        (
            Context {
                admin_rules: None,
                ..quiet.clone()
            },
            answer("Allow", None),
            vec!["admin-rules"],
        ),
        (
            Context {
                foreign_group: foreign(false),
                admin_rules: None,
                ..quiet.clone()
            },
            answer("Allow", None),
            vec!["group-of-another-resource-group", "admin-rules"],
        ),
        // It was loaded like any other: nearly nothing.
        (
            Context {
                foreign_group: foreign(true),
                admin_rules: None,
                ..quiet.clone()
            },
            answer("Allow", None),
            vec!["admin-rules", "group-of-another-resource-group"],
        ),
        (quiet.clone(), answer("Allow", None), vec![]),
    ] {
        let result = compared(&empty, FROM_OUTSIDE, &live, &context);
        assert_eq!(result.outcome, AnswersCompared::Differ, "{live:?}");
        assert_eq!(codes(&result), first, "{live:?}");
    }
    let edited = Context {
        rules_edited: true,
        ..quiet
    };
    let result = compared(&empty, FROM_OUTSIDE, &allowed, &edited);
    assert_eq!(result.outcome, AnswersCompared::NotComparable);
    assert_eq!(codes(&result), ["rules-edited"]);
    let unknown = compared(
        &empty,
        FROM_OUTSIDE,
        &answer("Allow", None),
        &Context::default(),
    );
    assert_eq!(codes(&unknown), ["stale-effective-rules", "admin-rules"]);
}

#[test]
fn tags_and_members_count_where_the_deciding_rule_names_them() {
    let tagged = |source: &str| {
        let mut scenario = scenario(
            None,
            Some(group(
                "a",
                &[&format!("web 100 Inbound Allow 443 {source}")],
            )),
        );
        let network = &mut scenario.network;
        network.service_tags.insert(
            "Storage".into(),
            std::iter::once("203.0.113.0/24".parse().unwrap()).collect(),
        );
        scenario
    };
    let context = Context {
        in_force: InForce::AsConfigured,
        admin_rules: Some(false),
        tags: TagData::File("ServiceTags_Public_20251028.json".to_owned()),
        ..Context::default()
    };
    let denied = answer("Deny defaultSecurityRules/DenyAllInBound", None);
    let result = compared(&tagged("Storage"), FROM_OUTSIDE, &denied, &context);
    assert_eq!(codes(&result), ["tag-data"]);
    assert!(result.causes[0].message.contains("20251028"));
    let result = compared(&tagged("Internet"), FROM_OUTSIDE, &denied, &context);
    assert_eq!(codes(&result), ["virtual-network-prefixes"]);
    let result = compared(&tagged("*"), FROM_OUTSIDE, &denied, &context);
    assert!(codes(&result).is_empty());
}

#[test]
fn where_azure_has_no_group_there_is_nothing_to_compare() {
    let unfiltered = LiveAnswer::NotFiltered {
        message: "No NSG applied on nic".to_owned(),
    };
    let open = group("a", &["web 100 Inbound Allow 443 *"]);
    for (scenario, cause) in [
        (scenario(None, None), "not-filtered"),
        (scenario(None, Some(open)), "groups-not-in-force"),
        (scenario(None, Some(group("a", &[]))), "groups-not-in-force"),
    ] {
        let result = compared(&scenario, FROM_OUTSIDE, &unfiltered, &Context::default());
        assert_eq!(result.outcome, AnswersCompared::NotComparable);
        assert_eq!(codes(&result), [cause]);
        assert!(result.live.is_none());
    }
}

#[test]
fn an_answer_that_is_none_is_not_compared() {
    let empty = scenario(None, Some(group("a", &[])));
    let result = compared(
        &empty,
        FROM_OUTSIDE,
        &answer("Unknown", None),
        &Context::default(),
    );
    assert_eq!(
        (result.outcome, codes(&result)),
        (AnswersCompared::NotComparable, vec!["azure-does-not-know"])
    );
    let dns = "Outbound UDP 10.0.0.4:50000 -> 168.63.129.16:53";
    let denied = answer("Deny defaultSecurityRules/DenyAllOutBound", None);
    let result = compared(&empty, dns, &denied, &Context::default());
    assert_eq!(
        (result.outcome, codes(&result)),
        (AnswersCompared::NotComparable, vec!["platform-traffic"])
    );
    let allowed = answer("Allow defaultSecurityRules/AllowInternetOutBound", None);
    let result = compared(&empty, dns, &allowed, &Context::default());
    assert_eq!(
        (result.outcome, codes(&result)),
        (AnswersCompared::SameAccess, vec!["platform-traffic"])
    );
}

#[test]
fn azure_settles_one_missing_fact() {
    let rules = ["web 100 Inbound Allow 443 Storage"];
    let tagged = scenario(None, Some(group("a", &rules)));
    let flow = flow(FROM_OUTSIDE);
    let offline = verify(&tagged, &flow);
    for (live, settled) in [
        ("Allow securityRules/web", Some(true)),
        ("Deny defaultSecurityRules/DenyAllInBound", Some(false)),
        ("Unknown", None),
    ] {
        let LiveAnswer::Verdict(verdict) = answer(live, None) else {
            unreachable!()
        };
        let answers: Vec<bool> = adopt(&offline, &verdict)
            .into_iter()
            .map(|(_, answer)| answer)
            .collect();
        assert_eq!(answers, Vec::from_iter(settled), "{live}");
        let result = compared(
            &tagged,
            FROM_OUTSIDE,
            &answer(live, None),
            &Context::default(),
        );
        assert_eq!(result.outcome, AnswersCompared::NotComparable);
    }
    // Two tags, either of which would let the flow in: a denial answers both, an allow neither.
    let two = scenario(
        None,
        Some(group(
            "a",
            &[
                "a 100 Inbound Allow 443 Storage",
                "b 110 Inbound Allow 443 Sql",
            ],
        )),
    );
    let offline = verify(&two, &flow);
    let LiveAnswer::Verdict(denied) = answer("Deny", None) else {
        unreachable!()
    };
    assert_eq!(adopt(&offline, &denied).len(), 2);
    let LiveAnswer::Verdict(allowed) = answer("Allow", None) else {
        unreachable!()
    };
    assert!(adopt(&offline, &allowed).is_empty());
    let result = compared(
        &two,
        FROM_OUTSIDE,
        &answer("Allow", None),
        &Context::default(),
    );
    assert_eq!(codes(&result).last(), Some(&"several-facts-missing"));
}

#[test]
fn a_confirmation_is_written_as_the_package_declares_it() {
    let open = scenario(None, Some(group("a", &["web 100 Inbound Allow 443 *"])));
    let result = compared(
        &open,
        FROM_OUTSIDE,
        &answer("Deny UserRule_web", None),
        &Context::default(),
    );
    let json = serde_json::to_value(&result).unwrap();
    assert_eq!(json["outcome"], "differ");
    assert_eq!(
        json["live"],
        serde_json::json!({ "access": "Deny", "ruleName": "UserRule_web" })
    );
    assert_eq!(json["offline"]["access"], "Allow");
    assert_eq!(json["causes"][0]["code"], "azure-contradicts-itself");
    assert!(json["causes"][0]["help"].is_string());
}
