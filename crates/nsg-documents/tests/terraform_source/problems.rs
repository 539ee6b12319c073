//! Source that cannot be read, and what is none.

use super::web;
use crate::support::codes;
use nsg_documents::{Shape, read};

#[test]
fn an_error_is_said_where_it_is_and_nothing_is_read_by_halves() {
    let good = web("");
    for (text, line) in [
        (
            format!(
                "{good}resource \"azurerm_network_security_group\" \"b\" {{\n  name = [1\n}}\n"
            ),
            8,
        ),
        (format!("{good}locals {{\n  a = \"x\n}}\n"), 7),
        (format!("{good}locals {{\n  a = 1\n"), 8),
        (format!("{good}}}\n"), 6),
        (
            "rules = [\n  {\n  priority = 100\n  access = \"Allow\"\n".to_owned(),
            2,
        ),
    ] {
        let document = read(&text);
        assert!(document.groups.is_empty(), "{text}");
        assert_eq!(codes(&document), ["terraform-syntax"], "{text}");
        let found = document.diagnostics[0].line.unwrap();
        assert!(found.abs_diff(line) <= 1, "{text}: {found}");
    }
}

#[test]
fn source_without_a_group_says_what_is_missing() {
    for (text, part) in [
        ("provider \"azurerm\" {\n  features {}\n}\n", "no NSG"),
        ("module \"net\" {\n  source = \"./net\"\n}\n", "`net`"),
        (
            "resource \"aws_security_group\" \"a\" {\n  ingress {\n    from_port = 22\n  }\n}\n",
            "no NSG",
        ),
        (
            "data \"azurerm_network_security_group\" \"a\" {\n  name = \"x\"\n}\n",
            "no NSG",
        ),
    ] {
        let document = read(text);
        assert_eq!(codes(&document), ["terraform-source"], "{text}");
        assert!(document.diagnostics[0].message.contains(part), "{text}");
    }
}

#[test]
fn what_is_not_terraform_source_is_read_as_before() {
    for text in [
        "{\"resource\": {\"azurerm_network_security_group\": {}}}",
        "resource x 'Microsoft.Network/networkSecurityGroups@2023-09-01' = {\n  name: 'x'\n}\n",
        "param rules array = [\n]\n",
        "key: value\nresource: \"x\"\n",
        "title = \"x\"\n[owner]\nname = \"y\"\n",
        "name = x\npriority : 100\n",
        "a = 1\nb = 2\n",
        "name == 'x'\n",
        "resource \"x\" is prose {",
        "name,priority,direction,access,protocol\na,100,Inbound,Allow,Tcp\n",
    ] {
        let document = read(text);
        assert_ne!(document.shape, Some(Shape::Terraform), "{text}");
        assert!(!codes(&document).contains(&"terraform-syntax"), "{text}");
    }
}
