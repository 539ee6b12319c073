//! What people take out of pages, tickets and threads: with the fences of Markdown, in programs, as they were printed.
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::{Document, read};
use support::{codes, lines};

/// What was said of a text that has no rules.
fn refused(text: &str) -> (&'static str, String) {
    let document: Document = read(text);
    assert!(document.groups.is_empty(), "{text}");
    let [only] = document.diagnostics.as_slice() else {
        panic!("{:?}", document.diagnostics);
    };
    (only.code, only.help.clone().unwrap_or_default())
}

#[test]
fn a_text_that_is_no_source_of_rules_is_named() {
    for (text, code, help) in [
        (
            "<table>\n<tr><th>Priority</th></tr>\n</table>",
            "html",
            "as it is shown",
        ),
        (
            " ~ Microsoft.Network/networkSecurityGroups/nsg-web [2024-05-01]\n   ~ properties.securityRules: [\n     - 1:\n        name: \"a\"\n   ]\n",
            "what-if-text",
            "--no-pretty-print",
        ),
        (
            "az network nsg rule list -g rg --nsg-name nsg-web --query \"[].{name:name, priority:priority, direction:direction, access:access}\" -o table\n",
            "commands",
            "what it prints",
        ),
        (
            "nsg_name = \"nsg-web\"\npriority = 150\naccess = \"Allow\"\n",
            "terraform-source",
            "terraform show -json",
        ),
        (
            "{\n  name     = \"web\"\n  priority = 150\n  access   = \"Allow\"\n}\n",
            "terraform-source",
            "rules = [",
        ),
        (
            r#"[{"operationName": "Write", "properties": {"responseBody": "{\"name\":\"web\",\"properties\":{\"securityRules\":[]}}"}}]"#,
            "no-group",
            "with its quotes",
        ),
        (
            "Error: creating Security Rule: network.SecurityRulesClient: Code=\"SecurityRuleConflict\"\n",
            "no-group",
            "az network nsg show",
        ),
        (
            "---\ntitle: NSGs\n---\n\n## Rules\n\nThere are: some: rules.\n",
            "no-group",
            "az network nsg show",
        ),
    ] {
        let (found, said) = refused(text);
        assert_eq!(found, code, "{text}");
        assert!(said.contains(help), "{said}");
    }
}

#[test]
fn constants_of_pulumi_are_words() {
    let program = "const nsg = new network.NetworkSecurityGroup(\"nsg\", {\n  networkSecurityGroupName: \"nsg-web\",\n  securityRules: [{\n    name: \"web\",\n    priority: 150,\n    access: network.SecurityRuleAccess.Allow,\n    direction: network.SecurityRuleDirection.Inbound,\n    protocol: network.SecurityRuleProtocol.Asterisk,\n    sourceAddressPrefix: \"*\",\n    sourcePortRange: \"*\",\n    destinationAddressPrefix: \"*\",\n    destinationPortRange: \"8443\",\n  }],\n});\n";
    let document = read(program);
    assert_eq!(
        lines(&document.groups[0]),
        ["web 150 Inbound * *:* → *:8443 Allow"]
    );
    // The constant of another field is none.
    let swapped = program.replace("SecurityRuleAccess", "SecurityRuleProtocol");
    assert!(codes(&read(&swapped)).contains(&"invalid-access"));
}

#[test]
fn a_parameter_called_as_the_rules_of_a_group_has_their_list() {
    let text = r#"{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {
        "name": {"value": "nsg-web"},
        "securityRules": {"value": [{"name": "web", "properties": {"priority": 150, "direction": "Inbound", "access": "Allow",
            "protocol": "Tcp", "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*",
            "destinationPortRange": "8443"}}]}}}"#;
    let document = read(text);
    assert_eq!(
        lines(&document.groups[0]),
        ["web 150 Inbound TCP *:* → *:8443 Allow"]
    );
    assert_eq!(codes(&document), ["rules-without-group"]);
}

#[test]
fn the_only_block_of_a_page_is_read() {
    let source = "resource \"azurerm_network_security_group\" \"web\" {\n  name = \"nsg-web\"\n  security_rule {\n    name = \"web\"\n    priority = 150\n    direction = \"Inbound\"\n    access = \"Allow\"\n    protocol = \"Tcp\"\n    source_port_range = \"*\"\n    destination_port_range = \"8443\"\n    source_address_prefix = \"*\"\n    destination_address_prefix = \"*\"\n  }\n}\n";
    let rules = "securityRules:\n  - {name: web, priority: 150, direction: Inbound, access: Allow, protocol: Tcp, sourcePortRange: '*', destinationPortRange: 8443, sourceAddressPrefix: '*', destinationAddressPrefix: '*'}\n";
    for inside in [source, rules] {
        for text in [
            format!("```\n{inside}```\n"),
            format!("Rules: as they are\n\n```hcl\n{inside}```\n\nAnything else?\n"),
            format!("```yaml\n{inside}"),
        ] {
            let document = read(&text);
            assert_eq!(
                lines(&document.groups[0]),
                ["web 150 Inbound TCP *:* → *:8443 Allow"],
                "{text}"
            );
            // What is said of a rule is said where it stands in the page.
            let at = document.groups[0].security_rule_positions[0].unwrap();
            assert!(text[at.start..].starts_with(['s', '{']), "{text}");
        }
    }
    // Which of two blocks is meant is not told.
    let two = format!("```hcl\n{source}```\n```hcl\n{source}```\n");
    assert_eq!(refused(&two).0, "terraform-source");
}

#[test]
fn a_diff_is_no_file() {
    let json = " {\n   \"securityRules\": [{\n     \"name\": \"web\",\n-    \"priority\": 150,\n+    \"priority\": 160,\n   }]\n }\n";
    let source = " resource \"azurerm_network_security_rule\" \"web\" {\n-  priority = 150\n+  priority = 160\n }\n";
    let table = "@@ -1,2 +1,2 @@\n Name,Priority,Direction,Access\n-web,150,Inbound,Allow\n+web,150,Inbound,Deny\n";
    let whole = format!(
        "diff --git a/main.tf b/main.tf\nindex 1..2\n--- a/main.tf\n+++ b/main.tf\n{source}"
    );
    for text in [json, source, table, &whole] {
        assert_eq!(refused(text).0, "diff", "{text}");
    }
    // An item of a list begins with one of the signs only.
    assert_ne!(refused("- a: 1\n- b: 2\n").0, "diff");
}
