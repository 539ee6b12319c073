//! Published documents and recorded answers, read where they lie beside the checkout: each file with the
//! shape it must be taken for, its groups, and how many rules and warnings.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use nsg::Name;
use nsg_documents::{DiagnosticSeverity, Shape, read, service_tags};
use support::{codes, shared_folder};

/// File, shape, user rules of each group, codes.
type Expected = (
    &'static str,
    Option<Shape>,
    &'static [usize],
    &'static [&'static str],
);

const ARM: Option<Shape> = Some(Shape::Arm);
const TEMPLATE: Option<Shape> = Some(Shape::ArmTemplate);
const EFFECTIVE: Option<Shape> = Some(Shape::EffectiveSecurityRules);

#[rustfmt::skip]
const SHAPES: &[Expected] = &[
    ("arm-template-01-plain-nested.json", TEMPLATE, &[1], &[]),
    ("arm-template-02-asg-expr.json", TEMPLATE, &[2], &[]),
    ("arm-template-04-trailing-space-port.json", TEMPLATE, &[3, 3], &["surrounding-blanks"]),
    ("arm-template-05-lowercase-inbound.json", TEMPLATE, &[2], &["linked-template"]),
    ("arm-template-06-INTERNET-uppercase.json", TEMPLATE, &[3], &[]),
    ("arm-template-08-plural-prefixes.json", TEMPLATE, &[3], &[]),
    ("arm-template-10-all-expressions-copy.json", TEMPLATE, &[1], &["copy-loop", "default-taken", "skipped-resource"]),
    ("arm-template-11-frontdoor-service-tag.json", TEMPLATE, &[15], &[]),
    ("arm-template-12-plain-ip-no-slash.json", TEMPLATE, &[4], &[]),
    ("arm-template-16-regula-minimal.json", TEMPLATE, &[6], &[]),
    ("arm-template-18-small-thirdparty.json", TEMPLATE, &[1], &[]),
    ("arm-template-22-az-vm-create-generated.json", TEMPLATE, &[1], &[]),
    ("azcli-01-nsg-create-flattened.json", Some(Shape::AzureCli), &[0], &[]),
    ("flowlog-nsg-03-erjosito.json", None, &[], &["flow-log"]),
    ("flowlog-nsg-04-datadog.json", None, &[], &["flow-log"]),
    ("flowlog-nsg-v1-01-docs-excerpt.json", None, &[], &["flow-log"]),
    ("flowlog-nsg-v2-02.json", None, &[], &["flow-log"]),
    ("flowlog-vnet-01-erjosito.json", None, &[], &["flow-log"]),
    ("flowlog-vnet-04-jagilber-avnm-rules.json", None, &[], &["flow-log"]),
    ("parameters-file-01-bom.json", TEMPLATE, &[3, 4, 6, 2], &[]),
    ("portal-json-view-01.json", ARM, &[2], &[]),
    ("powershell-01-Get-AzNetworkSecurityGroup.md", Some(Shape::PowerShell), &[0, 0], &[]),
    ("rest-01-asg.json", ARM, &[4], &[]),
    ("rest-03-extended-rule-cli.json", ARM, &[1], &["rules-without-group"]),
    ("rest-06-updating-2017.json", ARM, &[1], &[]),
    ("rest-08-effective-nsg-tagmap.json", EFFECTIVE, &[0], &[]),
    ("rest-09-sgview.json", EFFECTIVE, &[0], &[]),
    ("rest-11-classic-asm.xml", None, &[], &["xml"]),
    ("rest-13-c7n-test_icmp_protocol.json", ARM, &[1], &[]),
    ("terraform-plan-01-regula.json", Some(Shape::Terraform), &[2, 1, 5, 2], &["any-in-prefix-list", "any-spelling", "duplicate-rule-name", "priority-clash"]),
];

#[test]
fn shared_every_published_document() {
    let Some(folder) = shared_folder("shapes") else {
        return;
    };
    for (name, shape, rules, diagnostics) in SHAPES {
        let text = std::fs::read_to_string(folder.join(name)).unwrap();
        let document = read(&text);
        assert_eq!(document.shape, *shape, "{name}");
        let found: Vec<_> = document
            .groups
            .iter()
            .map(|group| group.security_group.security_rules.len())
            .collect();
        assert_eq!(found, *rules, "{name}");
        assert_eq!(
            codes(&document),
            *diagnostics,
            "{name}: {:#?}",
            document.diagnostics
        );
    }
    let known: Vec<_> = SHAPES.iter().map(|(name, ..)| *name).collect();
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "README.md" || known.contains(&name.as_str()),
            "{name} is new: say what it is"
        );
    }
}

/// The bodies of recorded answers.
fn bodies(name: &str) -> Vec<serde_json::Value> {
    let Some(folder) = shared_folder("oracle") else {
        return Vec::new();
    };
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    cases
        .into_iter()
        .map(|case| case["response"]["body"].clone())
        .collect()
}

#[test]
fn every_recorded_answer_of_effective_rules() {
    for body in bodies("effnsg.json") {
        let document = nsg_documents::read_value(&body);
        let Some(entries) = body["value"].as_array() else {
            assert_eq!(codes(&document), ["azure-error"]);
            continue;
        };
        if entries.is_empty() {
            assert_eq!(codes(&document), ["empty-answer"]);
            continue;
        }
        let loud = document
            .diagnostics
            .iter()
            .find(|it| it.severity != DiagnosticSeverity::Info);
        assert_eq!(loud, None);
        assert_eq!(document.groups.len(), 1);
        let group = &document.groups[0].security_group;
        let rules = entries[0]["effectiveSecurityRules"]
            .as_array()
            .unwrap()
            .len();
        assert_eq!(
            group.security_rules.len() + group.default_security_rules.len(),
            rules
        );
        assert_eq!(
            document.groups[0].applied_to(),
            Some(nsg::AppliedTo::NetworkInterface)
        );
        let tags = &document.network.service_tags;
        let host = "168.63.129.16".parse().unwrap();
        for tag in ["VirtualNetwork", "AzureLoadBalancer", "Internet"] {
            assert!(tags[&Name::from(tag)].contains(host), "{tag}");
        }
    }
}

#[test]
fn every_recorded_security_group_view() {
    for body in bodies("sgv.json") {
        let document = nsg_documents::read_value(&body);
        let loud = document
            .diagnostics
            .iter()
            .find(|it| it.severity != DiagnosticSeverity::Info);
        assert_eq!(loud, None);
        let associations = &body["networkInterfaces"][0]["securityRuleAssociations"];
        let count = ["subnetAssociation", "networkInterfaceAssociation"]
            .iter()
            .filter(|key| associations[**key].is_object())
            .count();
        assert_eq!(document.groups.len(), count);
        for group in &document.groups {
            assert_eq!(group.security_group.default_security_rules.len(), 6);
            assert!(group.applied_to().is_some());
        }
    }
}

#[test]
fn every_recorded_diagnosis_and_error_is_refused_by_name() {
    for body in bodies("ncd.json") {
        let document = nsg_documents::read_value(&body);
        let expected = if body["results"] == serde_json::json!([]) {
            "empty-answer"
        } else {
            "nsg-diagnostics-answer"
        };
        assert_eq!(codes(&document), [expected]);
    }
}

#[test]
fn shared_every_service_tag_file() {
    let Some(folder) = shared_folder("servicetags") else {
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let found = service_tags::read(&text);
        assert_eq!(found.diagnostics, [], "{}", path.display());
        let plain: serde_json::Value = serde_json::from_str(&text).unwrap();
        let values = plain["values"].as_array().unwrap();
        assert_eq!(found.tags.len(), values.len(), "{}", path.display());
        for value in values {
            let set = &found.tags[&Name::from(value["name"].as_str().unwrap())];
            for prefix in value["properties"]["addressPrefixes"].as_array().unwrap() {
                let net: ipnet::IpNet = prefix.as_str().unwrap().parse().unwrap();
                assert!(set.contains(net.network()) && set.contains(net.broadcast()));
            }
        }
    }
}
