//! Reports of real rules, where they lie beside the checkout: the verdict and the findings of each.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use nsg::Access;
use nsg::agreement::AgreementEntry;
use nsg_analysis::{FindingCode, Limits, compare, findings, why_not};
use nsg_documents::assemble::{self, ScenarioTexts};
use serde_json::Value;
use std::path::PathBuf;

/// A report: its number, what each of its flows gets, what the verdicts take for granted, and what is found.
struct Report {
    id: &'static str,
    verdicts: &'static [&'static str],
    assumed: &'static [AgreementEntry],
    found: &'static [FindingCode],
}

const REPORTS: &[Report] = &[
    Report {
        id: "m02",
        verdicts: &[
            "Deny defaultSecurityRules/DenyAllInBound",
            "Allow securityRules/k8s",
        ],
        assumed: &[AgreementEntry::FloatingIp],
        found: &[FindingCode::PublicDestination],
    },
    Report {
        id: "m03",
        verdicts: &["Deny defaultSecurityRules/DenyAllInBound"],
        assumed: &[],
        found: &[FindingCode::CannotMatch],
    },
    Report {
        id: "m06",
        verdicts: &["Depends on internet-and-virtual-network"],
        assumed: &[],
        found: &[],
    },
    Report {
        id: "m07",
        verdicts: &["Allow securityRules/clients-to-tiers"],
        assumed: &[AgreementEntry::EmptyGroupInList],
        found: &[FindingCode::NoMembers],
    },
    Report {
        id: "m09",
        verdicts: &[
            "Allow defaultSecurityRules/AllowInternetOutBound",
            "Deny securityRules/DenyInternetOutbound",
        ],
        assumed: &[],
        found: &[FindingCode::PartialInternetDeny],
    },
    Report {
        id: "m15",
        verdicts: &["Depends on icmp-ports"],
        assumed: &[AgreementEntry::IcmpPorts],
        found: &[FindingCode::PortOfIcmp],
    },
    Report {
        id: "m21",
        verdicts: &[],
        assumed: &[],
        found: &[FindingCode::HostBits],
    },
    Report {
        id: "m22",
        verdicts: &["Deny defaultSecurityRules/DenyAllOutBound"],
        assumed: &[],
        found: &[
            FindingCode::ListInSingularField,
            FindingCode::FixedSourcePort,
        ],
    },
];

#[test]
fn shared_every_report_has_its_verdict_and_its_findings() {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/cases"
    ));
    let Ok(text) = std::fs::read_to_string(folder.join("cases.json")) else {
        println!("../shared/cases is not beside the checkout: skipped");
        return;
    };
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    for report in REPORTS {
        let case = cases.iter().find(|case| case["id"] == report.id).unwrap();
        let file = folder.join(case["file"].as_str().unwrap());
        let group = std::fs::read_to_string(file).unwrap();
        let network = match &case["context"] {
            Value::Null => None,
            context => Some(context.to_string()),
        };
        let assembled = assemble::read(&ScenarioTexts {
            network_interface_security_group: Some(&group),
            network: network.as_deref(),
            ..ScenarioTexts::default()
        });
        let scenario = assembled.whole().unwrap();
        let flows = match &case["flow"] {
            Value::Null => Vec::new(),
            Value::Array(flows) => flows.clone(),
            flow => vec![flow.clone()],
        };
        assert_eq!(flows.len(), report.verdicts.len(), "{}", report.id);
        let mut assumed = Vec::new();
        for (flow, expected) in flows.into_iter().zip(report.verdicts) {
            let flow = nsg::ip_flow::deserialize(flow).unwrap();
            let verdict = nsg::verify(&scenario, &flow);
            let told = match (&verdict.rule_name, verdict.depends_on.as_slice()) {
                (Some(rule), _) => format!("{} {rule}", verdict.access),
                (None, [fact]) => format!("{} on {}", verdict.access, fact.entry.as_str()),
                (None, facts) => format!("{} on {} facts", verdict.access, facts.len()),
            };
            assert!(told.starts_with(expected), "{}: {told}", report.id);
            assumed.extend(verdict.assumptions.iter().map(|one| one.entry));
        }
        assert_eq!(assumed, report.assumed, "{}", report.id);
        let found = findings(&scenario, Limits::default()).unwrap();
        for code in report.found {
            let is_found = found.iter().any(|finding| finding.code == *code);
            assert!(is_found, "{} has no {code}: {found:#?}", report.id);
        }
        let dead = found
            .iter()
            .any(|finding| finding.code == FindingCode::CannotMatch);
        assert_eq!(
            dead,
            report.found.contains(&FindingCode::CannotMatch),
            "{}",
            report.id
        );
    }
}

/// Reads a scenario as the package takes it.
fn given(scenario: &Value) -> nsg::Scenario {
    let part = |key: &str| match scenario.get(key)? {
        Value::String(text) => Some(text.clone()),
        Value::Null => None,
        value => Some(value.to_string()),
    };
    let texts = [
        "subnetSecurityGroup",
        "networkInterfaceSecurityGroup",
        "network",
    ]
    .map(part);
    let [subnet, interface, network] = texts.each_ref().map(Option::as_deref);
    assemble::read(&ScenarioTexts {
        subnet_security_group: subnet,
        network_interface_security_group: interface,
        network,
    })
    .scenario
}

#[test]
fn shared_every_hostile_text_is_answered_or_refused() {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/cases/hostile"
    ));
    let Ok(files) = std::fs::read_dir(&folder) else {
        println!("skipped: hostile texts do not lie beside the checkout");
        return;
    };
    // Each of them took seconds to minutes.
    for file in files {
        let path = file.unwrap().path();
        let asked: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let before = given(asked.get("scenario").or(asked.get("before")).unwrap());
        let after = given(asked.get("after").unwrap_or(&Value::Null));
        let flow = "Inbound TCP 203.0.113.7:50000 -> 10.0.1.4:22"
            .parse()
            .unwrap();
        nsg::verify(&before, &flow);
        let _ = findings(&before, Limits::default());
        let _ = compare(&before, &after, None, Limits::default());
        why_not(&before, &flow, Access::Allow, Limits::default());
    }
}
