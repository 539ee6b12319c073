//! Templates whose rules are computed, as `bicep build` writes `for` and modules.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{Document, GroupExtent, patch, read, read_value};
use serde_json::{Value, json};
use support::{codes, lines};

const GROUP: &str = "Microsoft.Network/networkSecurityGroups";

/// A template with these parts.
fn template(parameters: Value, variables: Value, resources: Value) -> Value {
    json!({
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0", "parameters": parameters, "variables": variables, "resources": resources,
    })
}

/// The fields of a rule that lets a source in to a port.
fn fields(priority: Value, source: &str, port: &str) -> Value {
    json!({
        "priority": priority, "direction": "Inbound", "access": "Allow", "protocol": "Tcp", "sourceAddressPrefix": source,
        "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": port,
    })
}

fn group(properties: Value) -> Value {
    json!([{"type": GROUP, "apiVersion": "2023-11-01", "name": "web", "properties": properties}])
}

/// A group whose rules are those of `parameters('rules')`, as a module writes it.
fn group_of_rules() -> Value {
    let of = |path: &str| {
        format!("[coalesce(parameters('rules'), createArray())[copyIndex('securityRules')]{path}]")
    };
    let optional = |key: &str| {
        let rule =
            "coalesce(parameters('rules'), createArray())[copyIndex('securityRules')].properties";
        format!("[coalesce(tryGet({rule}, '{key}'), '')]")
    };
    group(json!({"copy": [{
        "name": "securityRules", "count": "[length(coalesce(parameters('rules'), createArray()))]",
        "input": {"name": of(".name"), "properties": {
            "priority": of(".properties.priority"), "direction": of(".properties.direction"),
            "access": of(".properties.access"), "protocol": of(".properties.protocol"),
            "sourceAddressPrefix": optional("sourceAddressPrefix"), "sourcePortRange": optional("sourcePortRange"),
            "destinationAddressPrefix": optional("destinationAddressPrefix"),
            "destinationPortRange": optional("destinationPortRange"),
        }},
    }]}))
}

fn of_only_group(document: &Document) -> Vec<String> {
    assert_eq!(document.groups.len(), 1);
    lines(&document.groups[0])
}

/// The value of an expression, as the source of a rule; what is not told has question marks around it.
fn source(expression: &str) -> String {
    let parameters =
        json!({"office": {"type": "string"}, "on": {"type": "bool", "defaultValue": true}});
    let variables = json!({"list": ["10.0.0.0/24", "10.0.1.0/24"], "map": {"a": "10.1.0.0/16", "b": {"c": "10.2.0.0/16"}}});
    let rule = json!({"name": "a", "properties": fields(json!(100), expression, "22")});
    let document = read_value(&template(
        parameters,
        variables,
        group(json!({"securityRules": [rule]})),
    ));
    let text = of_only_group(&document).remove(0);
    let (_, text) = text.split_once("TCP ").unwrap();
    text.split_once(":* → ").unwrap().0.to_owned()
}

#[test]
fn a_loop_over_the_default_of_a_parameter_makes_its_rules() {
    let rules = json!([
        {"name": "ssh", "properties": fields(json!(100), "10.0.0.0/8", "22")},
        {"name": "web", "properties": fields(json!(110), "Internet", "443")},
    ]);
    let parameters = json!({"rules": {"type": "array", "defaultValue": rules}});
    let document = read_value(&template(parameters, json!({}), group_of_rules()));
    let expected = [
        "ssh 100 Inbound TCP 10.0.0.0/8:* → *:22 Allow",
        "web 110 Inbound TCP Internet:* → *:443 Allow",
    ];
    assert_eq!(of_only_group(&document), expected);
    assert_eq!(codes(&document), ["default-taken"]);
}

#[test]
fn a_loop_over_what_nobody_tells_is_unknown() {
    let document = read_value(&template(
        json!({"rules": {"type": "array"}}),
        json!({}),
        group_of_rules(),
    ));
    assert_eq!(codes(&document), ["copy-loop"]);
    let rule = &of_only_group(&document)[0];
    assert!(
        rule.contains("?[length(coalesce(parameters('rules'), createArray()))]?"),
        "{rule}"
    );
}

/// A deployment of a module that makes the group of its rules.
fn module(parameters: Value) -> Value {
    let rules = json!({"rules": {"type": "array", "nullable": true}, "office": {"type": "string", "defaultValue": "10.9.9.9"}});
    json!([{
        "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "nsg", "properties": {
            "expressionEvaluationOptions": {"scope": "inner"}, "mode": "Incremental", "parameters": parameters,
            "template": template(rules, json!({}), group_of_rules()),
        },
    }])
}

#[test]
fn a_parameter_that_may_be_left_out_is_null_where_it_is_left_out() {
    let document = read_value(&template(
        json!({}),
        json!({}),
        module(json!({"office": {"value": "a"}})),
    ));
    assert_eq!(of_only_group(&document), Vec::<String>::new());
    assert!(codes(&document).is_empty());
    // Who deploys a template by itself may give it anything.
    let parameters = json!({"rules": {"type": "array", "nullable": true}});
    let document = read_value(&template(parameters, json!({}), group_of_rules()));
    assert_eq!(codes(&document), ["copy-loop"]);
}

#[test]
fn an_empty_default_tells_no_number_of_rules() {
    let parameters = json!({"rules": {"type": "array", "defaultValue": []}});
    let document = read_value(&template(parameters.clone(), json!({}), group_of_rules()));
    assert_eq!(codes(&document), ["copy-loop"]);
    let variables = json!({"copy": [{"name": "none", "count": 0, "input": "[copyIndex('none')]"}]});
    for given in [
        "[parameters('rules')]",
        "[concat(parameters('rules'), variables('none'))]",
    ] {
        let outside = module(json!({"rules": {"value": given}}));
        let document = read_value(&template(parameters.clone(), variables.clone(), outside));
        assert_eq!(codes(&document), ["copy-loop"]);
    }
}

#[test]
fn a_module_has_the_rules_that_it_is_given() {
    let rule = |name: &str, priority: u32, source: &str| json!({"name": name, "properties": fields(json!(priority), source, "22")});
    // Its own parameter has the name of one of those around it.
    let deployment = module(
        json!({"rules": {"value": "[concat(variables('own'), createArray(variables('last')))]"}}),
    );
    let parameters = json!({"office": {"type": "string", "defaultValue": "10.0.0.1"}, "unknown": {"type": "string"}});
    let variables = json!({
        "own": [rule("a", 100, "[parameters('office')]"), rule("b", 110, "[parameters('unknown')]")],
        "last": rule("c", 120, "Internet"),
    });
    let document = read_value(&template(parameters, variables, deployment));
    // What one field depends on is unknown in that field alone.
    assert_eq!(
        of_only_group(&document),
        [
            "a 100 Inbound TCP 10.0.0.1:* → *:22 Allow",
            "b 110 Inbound TCP ?[coalesce(tryGet(coalesce(parameters('rules'), createArray())[1].properties, 'sourceAddressPrefix'), '')]?:* → *:22 Allow",
            "c 120 Inbound TCP Internet:* → *:22 Allow",
        ]
    );
}

#[test]
fn a_module_that_bicep_compiled_is_its_rules() {
    let document = read(&support::fixture("template-compiled-bicep.json"));
    let expected = [
        "ssh 100 Inbound TCP 203.0.113.0/24:* → *:22 Allow",
        "asg 110 Inbound * asg asg-a:* → *:* Deny",
        "allow-80 200 Inbound TCP Internet:* → *:80 Allow",
        "allow-443 201 Inbound TCP Internet:* → *:443 Allow",
    ];
    assert_eq!(of_only_group(&document), expected);
    let said: Vec<_> = document
        .diagnostics
        .iter()
        .map(|it| it.message.as_str())
        .collect();
    let taken = |name: &str| format!("the value of parameter `{name}` is taken from its default");
    assert_eq!(said, [taken("office"), taken("ports")]);
}

#[test]
fn a_variable_made_by_a_loop_is_its_values() {
    let rule = json!({"name": "[format('allow-{0}', parameters('ports')[copyIndex('rules')])]",
        "properties": fields(json!("[add(200, mul(10, copyIndex('rules', 1)))]"), "*", "[string(parameters('ports')[copyIndex('rules')])]")});
    let variables = json!({"copy": [{"name": "rules", "count": "[length(parameters('ports'))]", "input": rule}]});
    let parameters = json!({"ports": {"type": "array", "defaultValue": [80, 443]}});
    let document = read_value(&template(
        parameters,
        variables,
        group(json!({"securityRules": "[variables('rules')]"})),
    ));
    let expected = [
        "allow-80 210 Inbound TCP *:* → *:80 Allow",
        "allow-443 220 Inbound TCP *:* → *:443 Allow",
    ];
    assert_eq!(of_only_group(&document), expected);
}

#[test]
fn a_loop_of_resources_is_a_resource_for_each_turn() {
    let rules = json!([{"type": format!("{GROUP}/securityRules"), "apiVersion": "2023-11-01",
        "name": "[format('{0}/{1}', parameters('groups')[copyIndex()], 'ssh')]",
        "copy": {"name": "rules", "count": "[length(parameters('groups'))]"},
        "properties": fields(json!("[add(100, copyIndex())]"), "*", "22")},
        {"type": GROUP, "apiVersion": "2023-11-01", "name": "[parameters('groups')[copyIndex('all')]]",
        "copy": {"name": "all", "count": "[length(parameters('groups'))]"}, "properties": {"securityRules": []}}]);
    let parameters = json!({"groups": {"type": "array", "defaultValue": ["web", "db"]}});
    let document = read_value(&template(parameters, json!({}), rules));
    let told: Vec<_> = document
        .groups
        .iter()
        .map(|it| (it.security_group.name.as_deref().unwrap(), lines(it)))
        .collect();
    let rule = |priority: u32| vec![format!("ssh {priority} Inbound TCP *:* → *:22 Allow")];
    assert_eq!(told, [("web", rule(100)), ("db", rule(101))]);
}

#[test]
fn a_module_in_a_loop_is_given_what_its_turn_has() {
    let deployment = json!([{
        "type": "Microsoft.Resources/deployments", "apiVersion": "2022-09-01", "name": "[format('nsg-{0}', copyIndex())]",
        "copy": {"name": "groups", "count": "[length(variables('sources'))]"}, "properties": {
            "expressionEvaluationOptions": {"scope": "inner"}, "mode": "Incremental",
            "parameters": {"source": {"value": "[variables('sources')[copyIndex()]]"}},
            "template": template(json!({"source": {"type": "string"}}), json!({}), json!([{
                "type": GROUP, "apiVersion": "2023-11-01", "name": "[parameters('source')]", "properties": {"securityRules": [
                    {"name": "a", "properties": fields(json!(100), "[parameters('source')]", "22")}]},
            }])),
        },
    }]);
    let document = read_value(&template(
        json!({}),
        json!({"sources": ["Internet", "VirtualNetwork"]}),
        deployment,
    ));
    let told: Vec<_> = document.groups.iter().flat_map(lines).collect();
    assert_eq!(
        told,
        [
            "a 100 Inbound TCP Internet:* → *:22 Allow",
            "a 100 Inbound TCP VirtualNetwork:* → *:22 Allow"
        ]
    );
}

#[test]
fn a_group_that_is_there_already_has_rules_that_are_not_told() {
    let resources = json!({
        "old": {"existing": true, "type": GROUP, "apiVersion": "2023-11-01", "name": "old"},
        "rule": {"type": format!("{GROUP}/securityRules"), "apiVersion": "2023-11-01", "name": "[format('{0}/{1}', 'old', 'a')]",
                 "properties": fields(json!(100), "*", "22")},
    });
    let document = read_value(&template(json!({}), json!({}), resources));
    assert_eq!(document.groups[0].extent, GroupExtent::SomeRules);
    assert_eq!(codes(&document), ["orphan-rule"]);
}

#[test]
fn what_functions_answer_is_computed_where_azure_documents_it() {
    for (expression, expected) in [
        ("[concat('10.0.0.', string(add(1, 3)))]", "10.0.0.4"),
        (
            "[if(parameters('on'), '10.0.0.1', parameters('office'))]",
            "10.0.0.1",
        ),
        (
            "[if(not(parameters('on')), '10.0.0.1', variables('map').a)]",
            "10.1.0.0/16",
        ),
        ("[tryGet(variables('map'), 'B').C]", "10.2.0.0/16"),
        ("[first(variables('list'))]", "10.0.0.0/24"),
        ("[last(split('22,10.0.0.9', ','))]", "10.0.0.9"),
        ("[json('null')]", "?missing?"),
        (
            "[coalesce(null(), tryGet(variables('map'), 'x'), 'Internet')]",
            "Internet",
        ),
        (
            "[if(contains(variables('list'), '10.0.1.0/24'), 'Internet', '*')]",
            "Internet",
        ),
        (
            "[if(equals(createArray(1, 'a'), createArray(1, 'A')), 'Internet', '*')]",
            "*",
        ),
        (
            "[filter(variables('list'), lambda('it', contains(lambdaVariables('it'), '.1.')))[0]]",
            "10.0.1.0/24",
        ),
        (
            "[union(variables('map'), createObject('a', '10.3.0.0/16')).a]",
            "10.3.0.0/16",
        ),
        ("[items(variables('map'))[0].value]", "10.1.0.0/16"),
    ] {
        assert_eq!(source(expression), expected, "{expression}");
    }
}

#[test]
fn what_azure_alone_knows_is_never_computed() {
    for expression in [
        "[concat(parameters('office'), '/32')]",
        "[if(equals(resourceId('a/b', 'c'), 'c'), '10.0.0.1', '10.0.0.2')]",
        "[reference('ip').ipAddress]",
        "[if(empty(subscription()), '10.0.0.1', '10.0.0.2')]",
        "[variables('list')[2]]",
        "[variables('map').x]",
        "[format('10.0.0.{0:D}', 4)]",
        "[items(createObject('a', 1, 'B', 2))[0].key]",
    ] {
        assert_eq!(source(expression), format!("?{expression}?"));
    }
}

#[test]
fn a_rule_that_a_loop_makes_is_written_back_where_it_stands_or_not_at_all() {
    let rules = json!([
        {"name": "ssh", "properties": fields(json!(100), "10.0.0.0/8", "22")},
        {"name": "web", "properties": fields(json!(110), "Internet", "443")},
    ]);
    let parameters = json!({"rules": {"type": "array", "defaultValue": rules}});
    for resources in [
        group_of_rules(),
        group(json!({"securityRules": "[concat(parameters('rules'), createArray())]"})),
    ] {
        let text =
            serde_json::to_string_pretty(&template(parameters.clone(), json!({}), resources))
                .unwrap();
        let mut edited = read(&text).groups.swap_remove(0).security_group;
        edited.security_rules[1].priority = nsg::Field::Known(111);
        match patch(&text, "main.json", 0, &edited) {
            Ok(patched) => {
                let again = read(&patched.text).groups.swap_remove(0);
                assert_eq!(again.security_group.security_rules, edited.security_rules);
            }
            Err(refused) => assert!(!refused.to_string().is_empty()),
        }
        edited.security_rules.remove(0);
        if let Ok(patched) = patch(&text, "main.json", 0, &edited) {
            let again = read(&patched.text).groups.swap_remove(0);
            assert_eq!(again.security_group.security_rules, edited.security_rules);
        }
    }
}

#[test]
fn a_loop_that_is_too_much_to_compute_is_one_unknown_rule() {
    let rule = |number: u32| json!({"name": format!("r{number}"), "properties": fields(json!(100 + number), "*", "22")});
    let rules: Vec<Value> = (0..700).map(rule).collect();
    let parameters = json!({"all": {"type": "array", "defaultValue": rules}});
    let copy = json!({"name": "rules", "count": "[length(parameters('all'))]", "input": "[parameters('all')[copyIndex('rules')]]"});
    let module = module(json!({"rules": {"value": "[variables('rules')]"}}));
    let document = read_value(&template(parameters, json!({"copy": [copy]}), module));
    assert_eq!(of_only_group(&document).len(), 1);
    assert!(codes(&document).contains(&"copy-loop"));
}

#[test]
fn loops_in_loops_come_to_an_end() {
    let inner = json!({"copy": [{"name": "destinationPortRanges", "count": 800, "input": "[string(copyIndex('destinationPortRanges'))]"}]});
    let rules = json!({"copy": [{"name": "securityRules", "count": 800, "input": {"name": "[string(copyIndex('securityRules'))]", "properties": inner}}]});
    let variables = json!({"a": "[concat(variables('b'), variables('b'))]", "b": "[concat(variables('a'), variables('a'))]"});
    let resources = json!([{"type": GROUP, "apiVersion": "2023-11-01", "name": "[variables('a')]", "copy": {"name": "all", "count": 800}, "properties": rules}]);
    let document = read_value(&template(json!({}), variables, resources));
    assert!(!document.groups.is_empty());
}
