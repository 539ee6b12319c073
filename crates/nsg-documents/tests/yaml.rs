//! YAML as people hold it: what `az --output yaml` prints, tasks of Ansible, resources of Kubernetes.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{Document, read, write};
use proptest::prelude::*;
use rule_lines::random::scenario;
use support::{codes, lines};

/// Every group's name with its rules.
fn groups(document: &Document) -> Vec<(Option<&str>, Vec<String>)> {
    let groups = document.groups.iter();
    groups
        .map(|group| (group.security_group.name.as_deref(), lines(group)))
        .collect()
}

#[test]
fn what_the_command_line_prints_as_yaml_is_one_group_of_its_id() {
    let text = "\
- access: Allow
  description: null
  destinationAddressPrefix: '*'
  destinationAddressPrefixes: []
  destinationPortRange: null
  destinationPortRanges:
  - '8080'
  - '8443'
  direction: Inbound
  id: /subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/shop/securityRules/web
  name: web
  priority: 210
  protocol: Tcp
  sourceAddressPrefix: Internet
  sourcePortRange: '*'
";
    let document = read(text);
    assert_eq!(
        groups(&document),
        [(
            Some("shop"),
            vec!["web 210 Inbound TCP Internet:* → *:8080,8443 Allow".to_owned()]
        )]
    );
    assert_eq!(codes(&document), ["rules-without-group"]);
    let position = document.groups[0].security_rule_positions[0].unwrap();
    assert_eq!((position.line, position.column), (1, 3));
}

#[test]
fn a_task_of_ansible_has_the_defaults_of_its_module() {
    let text = "\
- hosts: localhost
  tasks:
    - name: web tier
      azure.azcollection.azure_rm_securitygroup:
        resource_group: rg
        name: shop
        purge_rules: yes
        rules:
          - {name: tls, protocol: Tcp, destination_port_range: 443, priority: 120, source_address_prefix: Internet}
          - name: admins
            protocol: Tcp
            source_address_prefix: [10.9.0.0/24, 10.9.1.0/24]
            destination_port_range: [22, 3389]
            priority: 130
          - {name: rest, priority: 4000, access: Deny}
";
    let document = read(text);
    assert_eq!(
        groups(&document),
        [(
            Some("shop"),
            [
                "tls 120 Inbound TCP Internet:* → *:443 Allow",
                "admins 130 Inbound TCP 10.9.0.0/24,10.9.1.0/24:* → *:22,3389 Allow",
                "rest 4000 Inbound * *:* → *:* Deny",
            ]
            .map(str::to_owned)
            .to_vec()
        )]
    );
    assert!(!document.hides_rules());
}

#[test]
fn a_task_that_only_adds_rules_is_said_to_keep_others() {
    let text = "- azure_rm_securitygroup:\n    name: shop\n    rules:\n      - {name: tls, priority: 120}\n";
    let document = read(text);
    assert_eq!(document.groups.len(), 1);
    assert!(document.hides_rules());
    assert_eq!(codes(&document), ["kept-rules"]);
    let line = document.diagnostics[0].line;
    assert_eq!(line, Some(2));
}

#[test]
fn what_a_variable_of_a_task_holds_is_a_missing_fact_that_names_itself() {
    let text = "- azure_rm_securitygroup:\n    name: web\n    purge_rules: true\n    rules:\n      - name: ssh\n        priority: 100\n        \
        protocol: Tcp\n        destination_port_range: 22\n        source_address_prefix: '{{ office }}'\n\
        - azure_rm_securitygroup:\n    name: old\n    state: absent\n";
    let document = read(text);
    assert_eq!(
        groups(&document),
        [(
            Some("web"),
            vec!["ssh 100 Inbound TCP ?{{ office }}?:* → *:22 Allow".to_owned()]
        )]
    );
    assert_eq!(codes(&document), ["unresolved-expression"]);
}

#[test]
fn a_program_of_pulumi_has_resources_by_names_of_their_own() {
    let fields = "{access: Allow, direction: Inbound, priority: 100, protocol: Tcp, sourceAddressPrefix: '${office}', \
        sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '22'";
    let rule = |owner: &str| {
        format!(
            "  ssh:\n    type: azure-native:network:SecurityRule\n    properties: {fields}, networkSecurityGroupName: '{owner}'}}\n"
        )
    };
    let program = "name: shop\nruntime: yaml\nresources:\n";
    let group = "  web:\n    type: azure-native:network:NetworkSecurityGroup\n    properties: {networkSecurityGroupName: nsg-web}\n";
    let document = read(&format!("{program}{group}{}", rule("${web.name}")));
    let expected = "ssh 100 Inbound TCP ?${office}?:* → *:22 Allow".to_owned();
    assert_eq!(groups(&document), [(Some("nsg-web"), vec![expected])]);
    assert_eq!(codes(&document), ["unresolved-expression"]);
    assert!(read(&format!("{program}{}", rule("other"))).hides_rules());
}

#[test]
fn rules_that_a_variable_holds_are_a_rule_of_which_nothing_is_known() {
    let text = "- azure_rm_securitygroup:\n    name: shop\n    purge_rules: true\n    rules: \"{{ rules }}\"\n";
    let document = read(text);
    let rules = &document.groups[0].security_group.security_rules;
    assert_eq!(rules.len(), 1);
    assert!(rules[0].priority.known().is_none());
    assert!(codes(&document).contains(&"unresolved-expression"));
}

#[test]
fn cluster_api_has_names_of_its_own_and_allows_unless_it_says_else() {
    let text = "\
apiVersion: infrastructure.cluster.x-k8s.io/v1beta1
kind: AzureCluster
spec:
  networkSpec:
    subnets:
      - name: nodes
        securityGroup:
          name: on-nodes
          securityRules:
            - name: api
              direction: Inbound
              priority: 2201
              protocol: Tcp
              destination: \"*\"
              destinationPorts: \"6443\"
              source: VirtualNetwork
              sourcePorts: \"*\"
            - name: out
              direction: Outbound
              priority: 2202
              protocol: \"*\"
              destination: Internet
              destinationPorts: \"*\"
              source: \"*\"
              sourcePorts: \"*\"
              action: Deny
";
    assert_eq!(
        groups(&read(text)),
        [(
            Some("on-nodes"),
            [
                "api 2201 Inbound TCP VirtualNetwork:* → *:6443 Allow",
                "out 2202 Outbound * *:* → Internet:* Deny",
            ]
            .map(str::to_owned)
            .to_vec()
        )]
    );
}

const OPERATORS_RULE: &str = "\
apiVersion: network.azure.com/v1api20240301
kind: NetworkSecurityGroupsSecurityRule
metadata: {name: rule-tls}
spec:
  azureName: tls
  owner: {name: group-web}
  access: Allow
  direction: Inbound
  priority: 300
  protocol: Tcp
  sourceAddressPrefix: Internet
  sourcePortRange: '*'
  destinationApplicationSecurityGroups:
    - reference: {group: network.azure.com, kind: ApplicationSecurityGroup, name: front}
  destinationPortRange: '443'
";

#[test]
fn the_service_operator_has_a_document_for_each_rule() {
    let group = "apiVersion: network.azure.com/v1api20240301\nkind: NetworkSecurityGroup\n\
        metadata: {name: group-web}\nspec: {azureName: shop, location: westeurope, owner: {name: rg}}\n";
    let expected = "tls 300 Inbound TCP Internet:* → asg front:443 Allow".to_owned();
    // In any order, and as `kubectl get` lists them.
    for text in [
        format!("{group}---\n{OPERATORS_RULE}"),
        format!("---\n{OPERATORS_RULE}\n---\n{group}"),
        format!(
            "apiVersion: v1\nkind: List\nitems:\n- {}- {}",
            group.replace('\n', "\n  ").trim_end_matches(' '),
            OPERATORS_RULE.replace('\n', "\n  ").trim_end_matches(' ')
        ),
    ] {
        let document = read(&text);
        assert_eq!(
            groups(&document),
            [(Some("shop"), vec![expected.clone()])],
            "{text}"
        );
        assert!(!document.hides_rules(), "{text}");
    }
}

#[test]
fn a_rule_of_the_service_operator_without_its_group_says_that_more_may_be_there() {
    let document = read(OPERATORS_RULE);
    assert_eq!(document.groups.len(), 1);
    assert_eq!(
        document.groups[0].security_group.name.as_deref(),
        Some("group-web")
    );
    assert!(document.hides_rules());
}

#[test]
fn crossplane_chooses_the_group_of_a_rule_by_name_or_labels() {
    let resource = |kind: &str, name: &str, spec: &str| {
        format!(
            "---\napiVersion: network.azure.upbound.io/v1beta1\nkind: {kind}\n\
             metadata: {{name: {name}, labels: {{tier: {name}}}}}\nspec: {{forProvider: {{{spec}}}}}\n"
        )
    };
    let fields = "priority: 100, direction: Inbound, access: Allow, protocol: Tcp, sourceAddressPrefix: Internet, \
        sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '443'";
    let group = resource("SecurityGroup", "web", "location: westeurope");
    let expected = "tls 100 Inbound TCP Internet:* → *:443 Allow".to_owned();
    for owner in [
        "networkSecurityGroupName: web",
        "networkSecurityGroupNameRef: {name: web}",
        "networkSecurityGroupNameSelector: {matchLabels: {tier: web}}",
    ] {
        let rule = resource("SecurityRule", "tls", &format!("{owner}, {fields}"));
        let document = read(&format!("{rule}{group}"));
        assert_eq!(
            groups(&document),
            [(Some("web"), vec![expected.clone()])],
            "{owner}"
        );
        assert!(!document.hides_rules());
        // What else is in a group of another document nobody knows, nor which of two is meant.
        assert!(read(&rule).hides_rules());
        assert!(read(&format!("{rule}{group}{group}")).hides_rules());
    }
    let inside = resource(
        "SecurityGroup",
        "web",
        &format!("securityRule: [{{name: tls, {fields}}}]"),
    );
    assert_eq!(groups(&read(&inside)), [(Some("web"), vec![expected])]);
}

#[test]
fn a_definition_of_resources_is_none() {
    let text = "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec:\n  securityRules:\n    \
        properties: {priority: {type: integer}, access: {type: string}, direction: {type: string}}\n";
    assert_eq!(codes(&read(text)), ["no-group"]);
}

#[test]
fn anchors_and_merge_keys_stand_for_what_they_name() {
    let text = "\
common: &common
  direction: Inbound
  access: Allow
  protocol: Tcp
  sourceAddressPrefix: &office 203.0.113.0/24
  sourcePortRange: '*'
  destinationAddressPrefix: '*'
group:
  name: shop
  securityRules:
    - {<<: *common, name: a, priority: 100, destinationPortRange: 22}
    - {<<: *common, name: b, priority: 110, access: Deny, destinationPortRange: 0080}
    - {<<: [*common], name: c, priority: 120, destinationPortRange: 443, destinationAddressPrefix: *office}
";
    let document = read(text);
    let group = support::group(&document, "shop");
    assert_eq!(
        lines(group),
        [
            "a 100 Inbound TCP 203.0.113.0/24:* → *:22 Allow",
            "b 110 Inbound TCP 203.0.113.0/24:* → *:80 Deny",
            "c 120 Inbound TCP 203.0.113.0/24:* → 203.0.113.0/24:443 Allow",
        ]
    );
}

#[test]
fn several_groups_stand_in_several_documents() {
    let group = |name: &str| format!("name: {name}\nsecurityRules: []\n");
    let document = read(&format!(
        "# exported\n---\n{}---\n{}...\n",
        group("one"),
        group("two")
    ));
    assert_eq!(
        groups(&document),
        [(Some("one"), vec![]), (Some("two"), vec![])]
    );
}

#[test]
fn what_breaks_the_yaml_is_told_at_its_place() {
    let document = read("name: shop\nsecurityRules:\n  - name: a\n   priority: 100\n");
    assert!(document.groups.is_empty());
    assert_eq!(codes(&document), ["yaml"]);
    assert_eq!(document.diagnostics[0].line, Some(4));
}

#[test]
fn words_above_json_are_no_yaml() {
    let text = "Output:\n{\"name\": \"shop\", \"securityRules\": []}\n";
    assert_eq!(groups(&read(text)), [(Some("shop"), vec![])]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_group_that_is_written_as_yaml_is_read_as_the_same(scenario in scenario()) {
        let Some(group) = scenario.subnet_security_group else { return Ok(()) };
        let json = serde_json::to_value(write::network_security_group(&group)).unwrap();
        let mut text = String::from("---");
        support::yaml(&json, 0, &mut text);
        let (from_json, from_yaml) = (read(&json.to_string()), read(&text));
        prop_assert_eq!(&from_yaml.groups[0].security_group, &from_json.groups[0].security_group, "{}", text);
        prop_assert_eq!(from_yaml.shape, from_json.shape);
    }

    #[test]
    fn yaml_that_is_cut_anywhere_is_read_without_a_panic(cut in 0_usize..600, end in "[\\[{\"'&*|>-]{0,3}") {
        let text = format!("\u{feff}# ß\n{OPERATORS_RULE}---\na: &a [1]\nb: *a\n");
        let at = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let document = read(&format!("{}{end}", text.get(..at).unwrap()));
        prop_assert!(document.groups.len() <= 1);
    }
}
