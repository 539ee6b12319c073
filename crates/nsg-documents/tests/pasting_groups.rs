//! Groups that people paste, shape by shape: the same groups come out of every one.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use nsg::{AddressMatch, AppliedTo, Conditions};
use nsg_documents::{Shape, read, read_value};
use support::{clean, codes, fixture, group, line, lines, rule};

/// The user rules of the group `web`, which most fixtures hold.
const WEB: [&str; 4] = [
    "allow-https 100 Inbound TCP Internet:* → *:443 Allow",
    "allow-admin 110 Inbound TCP 198.51.100.0/24,203.0.113.7:* → *:22,3389 Allow",
    "allow-app-to-db 120 Inbound TCP asg app:* → asg db:1433 Allow",
    "deny-storage 200 Outbound * *:* → Storage.WestEurope:* Deny",
];

const SUBNET: &str = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/shop/providers/\
                      Microsoft.Network/virtualNetworks/shop/subnets/web";

#[test]
fn the_same_group_in_every_form() {
    for (name, shape) in [
        ("arm-show.json", Shape::Arm),
        ("arm-list.json", Shape::Arm),
        ("cli-show.json", Shape::AzureCli),
        ("cli-list.json", Shape::AzureCli),
        ("cli-create.json", Shape::AzureCli),
        ("powershell-convertto-json.json", Shape::PowerShell),
        ("powershell-screen.txt", Shape::PowerShell),
        ("graph-data.json", Shape::ResourceGraph),
        ("graph-table.json", Shape::ResourceGraph),
        ("graph-rows.json", Shape::ResourceGraph),
    ] {
        let document = clean(name);
        assert_eq!(document.shape, Some(shape), "{name}");
        let web = group(&document, "web");
        assert_eq!(lines(web), WEB, "{name}");
        assert_eq!(web.association.subnets, [SUBNET], "{name}");
        assert_eq!(web.applied_to(), Some(AppliedTo::Subnet), "{name}");
        assert_eq!(web.security_group.default_security_rules.len(), 6, "{name}");
        assert!(
            web.security_group
                .id
                .as_deref()
                .unwrap()
                .ends_with("/networkSecurityGroups/web"),
            "{name}"
        );
        assert!(
            web.default_security_rule_positions
                .iter()
                .all(Option::is_some),
            "{name}"
        );
    }
}

#[test]
fn rules_without_a_group_get_one() {
    for name in ["cli-rule-list.json", "graph-projected-rules.json"] {
        let document = clean(name);
        assert_eq!(codes(&document), ["rules-without-group"], "{name}");
        let web = group(&document, "web");
        assert_eq!(lines(web), WEB, "{name}");
        assert_eq!(web.security_group.default_security_rules.len(), 6);
        assert!(
            web.default_security_rule_positions
                .iter()
                .all(Option::is_none)
        );
        assert_eq!(web.position, None);
    }
}

#[test]
fn a_list_of_groups_tells_where_each_applies() {
    let document = clean("arm-list.json");
    assert_eq!(document.groups.len(), 2);
    assert_eq!(
        group(&document, "api").applied_to(),
        Some(AppliedTo::NetworkInterface)
    );
}

#[test]
fn positions_point_at_groups_and_rules() {
    let text = fixture("arm-show.json");
    let document = read(&text);
    let web = group(&document, "web");
    let position = web.security_rule_positions[1].unwrap();
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let found = String::from_utf16(&utf16[position.start..position.end]).unwrap();
    assert!(found.starts_with('{') && found.ends_with('}') && found.contains("\"allow-admin\""));
    let line = text.lines().nth(position.line - 1).unwrap();
    assert_eq!(line.chars().nth(position.column - 1), Some('{'));
    assert_eq!(web.position.unwrap().start, 0);
}

#[test]
fn a_template_with_parameters_variables_children_and_nested_deployments() {
    let document = read(&fixture("template.json"));
    assert_eq!(document.shape, Some(Shape::ArmTemplate));
    let web = group(&document, "web");
    let expected = [
        "allow-https 100 Inbound TCP Internet:* → 10.0.1.0/24:443 Allow",
        "allow-admin 110 Inbound TCP ?[parameters('adminPrefix')]?:* → *:22 Allow",
        "deny-app 120 Inbound * *:* → asg app:* Deny",
        "inner-child 130 Inbound * 10.9.0.0/16:* → *:* Deny",
        "outer-child 140 Inbound * 10.8.0.0/16:* → *:* Deny",
        "maybe 150 Inbound ?[parameters('extra')]? 10.7.0.0/16:* → *:8443 Deny",
        "loop-0 200 Inbound TCP *:* → *:8000 Allow",
        "loop-1 201 Inbound TCP *:* → *:8001 Allow",
        "loop-2 202 Inbound TCP *:* → *:8002 Allow",
    ];
    assert_eq!(lines(web), expected);
    assert_eq!(web.association.subnets, ["web"]);
    assert_eq!(
        lines(group(&document, "dns")),
        ["allow-dns 300 Inbound UDP VirtualNetwork:* → *:53 Allow"]
    );
    assert_eq!(
        group(&document, "dns").association.network_interfaces,
        ["vm-nic"]
    );
    let given = lines(group(&document, "web-inner"));
    assert_eq!(given, ["given 100 Inbound TCP *:* → *:443 Allow"]);
    let around = lines(group(&document, "outer-scope"));
    assert_eq!(around, ["around 100 Inbound TCP *:* → *:443 Allow"]);
    assert_eq!(document.groups.len(), 4);
    assert_eq!(
        codes(&document),
        [
            "conditional-resource",
            "default-taken",
            "unresolved-expression"
        ]
    );
}

#[test]
fn a_rule_that_is_exported_in_its_group_and_as_a_resource_is_one() {
    let fields = |access: &str| {
        format!(
            r#"{{"priority": 100, "direction": "Inbound", "access": "{access}", "protocol": "Tcp", "sourceAddressPrefix": "*",
                "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22"}}"#
        )
    };
    let exported = |access: &str| {
        read(&format!(
            r#"{{"resources": [
                {{"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-09-01", "name": "web",
                  "properties": {{"securityRules": [{{"name": "ssh", "properties": {}}}]}}}},
                {{"type": "Microsoft.Network/networkSecurityGroups/securityRules", "apiVersion": "2023-09-01", "name": "web/ssh",
                  "dependsOn": ["web"], "properties": {}}}
            ]}}"#,
            fields("Allow"),
            fields(access)
        ))
    };
    let document = exported("Allow");
    assert_eq!(
        lines(&document.groups[0]),
        ["ssh 100 Inbound TCP *:* → *:22 Allow"]
    );
    assert!(codes(&document).is_empty());
    // Which of two that differ comes last is not told.
    let document = exported("Deny");
    assert_eq!(codes(&document), ["duplicate-rule-name", "priority-clash"]);
}

#[test]
fn a_rule_from_a_loop_of_unknown_length_is_unknown_in_everything() {
    let template = fixture("template.json");
    let document = read(&template.replace("\"count\": 3", "\"count\": \"[parameters('many')]\""));
    assert!(codes(&document).contains(&"copy-loop"));
    let text = line(&group(&document, "web").security_group.security_rules[6]);
    let unknown = "?[concat(parameters('nsgName'), '/loop-', copyIndex())]?";
    assert_eq!(text.matches(unknown).count(), 8, "{text}");
}

#[test]
fn templates_in_other_clothes() {
    let symbolic = clean("template-symbolic-names.json");
    assert_eq!(group(&symbolic, "dns").security_group.security_rules, []);
    let request = clean("template-deployment-request.json");
    assert_eq!(
        lines(group(&request, "web")),
        ["a 100 Inbound TCP *:* → *:8080 Allow"]
    );
    let alone = read(&fixture("template-resource-alone.json"));
    assert_eq!(alone.shape, Some(Shape::ArmTemplate));
    assert_eq!(alone.groups[0].security_group.security_rules.len(), 4);
    let file = clean("parameters-file.json");
    assert_eq!(file.shape, Some(Shape::ArmTemplate));
    assert_eq!(
        lines(group(&file, "web")),
        ["allow-https 100 Inbound TCP Internet:* → *:443 Allow"]
    );
    assert_eq!(group(&file, "web").association.subnets, ["front"]);
}

#[test]
fn effective_rules_bring_association_and_expansions() {
    for name in [
        "effective-rest.json",
        "effective-cli.json",
        "effective-powershell.json",
    ] {
        let document = clean(name);
        assert_eq!(
            document.shape,
            Some(Shape::EffectiveSecurityRules),
            "{name}"
        );
        let web = group(&document, "web");
        assert_eq!(
            lines(web),
            ["allow-ssh 100 Inbound TCP Internet:* → 0.0.0.0/0 as printed:22 Allow"],
            "{name}"
        );
        assert_eq!(web.applied_to(), Some(AppliedTo::Subnet), "{name}");
        let defaults = &web.security_group.default_security_rules;
        let deny = defaults
            .iter()
            .find(|rule| rule.name == "DenyAllInBound")
            .unwrap();
        assert_eq!(deny.conditions, Conditions::any(), "{name}");
        let tags = &document.network.service_tags;
        let holds = |tag: &str, address: &str| {
            tags[&nsg::Name::from(tag)].contains(address.parse().unwrap())
        };
        assert!(
            holds("Internet", "203.0.113.9") && !holds("internet", "10.0.0.1"),
            "{name}"
        );
        assert!(holds("VirtualNetwork", "10.0.255.1"), "{name}");
        assert!(holds("AzureLoadBalancer", "fe80::1234:5678:9abc"), "{name}");
    }
}

#[test]
fn effective_rules_bring_security_admin_rules() {
    let document = clean("effective-rest.json");
    let admin = &document.network.security_admin_rules;
    assert_eq!(admin.len(), 1);
    assert_eq!(admin[0].name, "block-telnet");
    assert_eq!(admin[0].conditions.destination, [AddressMatch::PrintedAny]);
    assert_eq!(document.groups.len(), 2);
    // The same where they come without the groups, as when somebody edits them.
    let answer: serde_json::Value = serde_json::from_str(&fixture("effective-rest.json")).unwrap();
    let entries = answer["value"].as_array().unwrap();
    let managed = entries
        .iter()
        .find(|entry| !entry["association"]["networkManager"].is_null())
        .unwrap();
    let alone = nsg_documents::admin_rules::read_value(&managed["effectiveSecurityRules"]);
    assert_eq!(&alone.rules, admin);
    assert!(alone.diagnostics.is_empty(), "{:?}", alone.diagnostics);
}

#[test]
fn a_security_group_view_brings_groups_as_configured() {
    let document = clean("security-group-view.json");
    assert_eq!(document.groups.len(), 2);
    assert_eq!(lines(group(&document, "api")), WEB[..1]);
    assert_eq!(
        group(&document, "api").applied_to(),
        Some(AppliedTo::NetworkInterface)
    );
    assert_eq!(document.groups[0].applied_to(), Some(AppliedTo::Subnet));
    assert_eq!(document.network.service_tags.len(), 1);
}

#[test]
fn terraform_state_and_what_terraform_shows() {
    for name in ["terraform-state.json", "terraform-show.json"] {
        let document = clean(name);
        assert_eq!(document.shape, Some(Shape::Terraform), "{name}");
        let expected = [
            "allow-https 100 Inbound TCP Internet:* → *:443 Allow",
            "allow-app 110 Inbound TCP asg app:* → *:443 Allow",
            "allow-admin 120 Inbound TCP 198.51.100.0/24:* → *:22,3389 Allow",
        ];
        assert_eq!(lines(group(&document, "web")), expected, "{name}");
    }
    assert_eq!(
        group(&clean("terraform-state.json"), "web")
            .association
            .subnets,
        [SUBNET]
    );
}

#[test]
fn a_terraform_plan_leaves_open_what_apply_decides() {
    let document = read(&fixture("terraform-plan.json"));
    let web = lines(group(&document, "web"));
    assert_eq!(
        web,
        ["allow-admin 120 Inbound TCP ?(known after apply)?:* → *:22,3389 Allow"]
    );
    let dynamic = lines(group(&document, "dynamic"));
    assert_eq!(dynamic.len(), 1);
    assert!(dynamic[0].starts_with("(rules) ?(known after apply)?"));
}

#[test]
fn a_document_that_is_parsed_already() {
    let value: serde_json::Value = serde_json::from_str(&fixture("arm-show.json")).unwrap();
    assert_eq!(lines(&read_value(&value).groups[0]), WEB);
    let text = serde_json::Value::String(fixture("arm-show.json"));
    assert_eq!(lines(&read_value(&text).groups[0]), WEB);
}

#[test]
fn pieces_of_a_document() {
    let rule = r#"{"name": "a", "properties": {"priority": 100, "direction": "Inbound", "access": "Allow",
        "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*",
        "destinationAddressPrefix": "*", "destinationPortRange": "22"}}"#;
    let one = ["a 100 Inbound TCP *:* → *:22 Allow"];
    for text in [
        rule.to_owned(),
        format!("[{rule}]"),
        format!("{rule},"),
        format!("\"securityRules\": [{rule}]"),
        format!("\"securityRules\": [{rule}"),
        format!("\"properties\": {{ \"securityRules\": [{rule}],"),
        format!("{rule}], \"defaultSecurityRules\": []}}}}"),
        format!("{{\"securityRules\": [{rule}"),
        format!("az network nsg show -g shop -n web\n{{\"securityRules\": [{rule}]}}\n$ "),
        format!("\u{feff}{{\"securityRules\": [{rule}]}}"),
        serde_json::Value::String(format!("[{rule}]")).to_string(),
    ] {
        let document = read(&text);
        let rules: Vec<_> = document.groups.iter().flat_map(lines).collect();
        assert_eq!(rules, one, "{text}\n{:#?}", document.diagnostics);
    }
}

#[test]
fn texts_without_rules_that_can_be_read_are_refused_by_name() {
    for (text, code) in [
        ("@description('x')\nparam location string\n", "bicep"),
        (
            "// ours\nresource nsg 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {\n}",
            "bicep",
        ),
        (
            "# ours\nprovider \"azurerm\" {\n  features {}\n}",
            "terraform-source",
        ),
        ("\"<NetworkSecurityGroup xmlns=\\\"x\\\">\"", "xml"),
        (
            r#"{"resource": {"azurerm_network_security_rule": {"ssh": {"name": "ssh", "priority": 100, "direction": "Inbound",
                "access": "Allow", "protocol": "Tcp", "network_security_group_name": "${azurerm_network_security_group.web.name}"}}}}"#,
            "terraform-source",
        ),
        ("<html><body></body></html>", "html"),
        ("<a:root><b/></a:root>\n", "xml"),
        ("<!-- BEGIN_TF_DOCS -->\n# Network\n", "no-group"),
        ("<p align=\"center\">Network</p>\n\n## Usage\n", "no-group"),
        (
            "[CmdletBinding()]\nparam()\nNew-AzNetworkSecurityGroup -Name web",
            "commands",
        ),
        (
            "<#\n.SYNOPSIS\n#>\n$rule = New-AzNetworkSecurityRuleConfig -Name ssh",
            "commands",
        ),
        (
            "foreach ($rule in $rules) {\n  New-AzNetworkSecurityRuleConfig @{ name = $rule.name; securityRules = @{ \
             priority = $p; access = $a; direction = $d } }\n}",
            "commands",
        ),
        (
            "steps:\n  - script: az network nsg rule create -n ssh\n",
            "commands",
        ),
    ] {
        let document = read(text);
        assert_eq!(codes(&document), [code], "{text}");
        assert!(document.groups.is_empty() && document.shape.is_none());
    }
}

#[test]
fn words_around_a_document_are_skipped_and_named() {
    let text = "The rules of \"web\" are\n{\"name\": \"web\", \"securityRules\": []}\nDone.";
    let document = read(text);
    assert_eq!(document.groups.len(), 1);
    assert_eq!(codes(&document), ["text-around"]);
}

#[test]
fn several_rules_side_by_side() {
    let rule = |name: &str| {
        format!(
            r#"{{"name": "{name}", "priority": 100, "direction": "Inbound", "access": "Deny", "protocol": "*"}}"#
        )
    };
    let document = read(&format!("{}\n{}", rule("a"), rule("b")));
    assert_eq!(document.groups.len(), 1);
    assert_eq!(document.groups[0].security_group.security_rules.len(), 2);
}

#[test]
fn a_truncated_rule_is_kept_with_what_is_there() {
    let text = r#"{"name": "web", "securityRules": [{"name": "a", "priority": 100, "direction": "Inbound",
        "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": "10.0."#;
    let document = read(text);
    assert_eq!(
        line(rule(&document.groups[0], "a")),
        "a 100 Inbound TCP ?10.0.?:?missing? → ?missing?:?missing? Allow"
    );
    assert!(codes(&document).contains(&"truncated"));
}

#[test]
fn a_group_whose_properties_are_an_expression_is_one_of_unknown_rules() {
    let group = |properties: &str| {
        let text = format!(
            r#"{{"variables": {{"web": {{"securityRules": []}}, "text": "x"}}, "resources": [{{
                "type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "2023-09-01", "name": "web",
                "properties": {properties}}}]}}"#
        );
        read(&text)
    };
    for properties in [
        r#""[variables('none')]""#,
        r#""[variables('text')]""#,
        "7",
        "[]",
    ] {
        let document = group(properties);
        let rules = &document.groups[0].security_group.security_rules;
        assert!(rules[0].is_unread(), "{properties}");
        assert!(!document.diagnostics.is_empty(), "{properties}");
    }
    let known = group(r#""[variables('web')]""#);
    assert!(known.groups[0].security_group.security_rules.is_empty());
    assert!(known.diagnostics.is_empty());
}

#[test]
fn a_list_of_what_is_no_rule_is_one_unknown_rule_that_is_told() {
    for list in [r#""/a", "/b", "/c""#, "1, 2, 3", r#""/a", [], false"#] {
        let document = read(&format!(r#"{{"name": "web", "securityRules": [{list}]}}"#));
        let rules = &document.groups[0].security_group.security_rules;
        assert_eq!(rules.len(), 1, "{list}");
        assert!(rules[0].is_unread(), "{list}");
        assert_eq!(rules[0].name, "(rules)", "{list}");
        let told = document.diagnostics.iter();
        let told = told.filter(|diagnostic| diagnostic.code == "invalid-rule");
        assert_eq!(told.count(), 3, "{list}");
    }
}
