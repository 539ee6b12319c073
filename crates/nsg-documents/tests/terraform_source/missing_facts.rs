//! Values that the source does not tell.

use super::{diagnostic, fields, only, source_of, web, web_with};
use crate::support::{codes, lines};
use nsg::{Decision, Flow, Scenario};
use nsg_documents::{Document, read};

#[test]
fn a_value_that_is_missing_is_a_missing_fact_that_names_itself() {
    let text = format!(
        "variable \"office\" {{}}\n{}",
        web_with("source_address_prefix = var.office")
    );
    let document = read(&text);
    assert_eq!(
        lines(&document.groups[0]),
        ["a 100 Inbound TCP ?var.office?:* → *:443 Allow"]
    );
    // As an object of the package it is the same: no tag of that name.
    let group = nsg_documents::write::network_security_group(&document.groups[0].security_group);
    let crossed = read(&serde_json::to_string(&group).unwrap());
    assert_eq!(lines(&crossed.groups[0]), lines(&document.groups[0]));
    let told = diagnostic(&document, "unresolved-expression");
    assert_eq!(told.message, "the value of `var.office` is not in the text");
    assert_eq!(
        told.help.as_deref(),
        Some("add `office = …` to the text, or paste the .tfvars file that has it")
    );
    assert_eq!((told.line, told.column), (Some(9), Some(25)));
    let verdict = |document: &Document| {
        let scenario = Scenario {
            subnet_security_group: Some(document.groups[0].security_group.clone()),
            ..Scenario::default()
        };
        let flow: Flow = "Inbound TCP 203.0.113.9:50000 -> 10.0.0.4:443"
            .parse()
            .unwrap();
        nsg::access(&scenario, &flow)
    };
    assert_eq!(verdict(&document), Decision::Depends);
    // Whoever appends the value, or the file that has it, has the answer.
    let document = read(&format!("{text}office = \"203.0.113.0/24\"\n"));
    assert!(
        document.diagnostics.is_empty(),
        "{:#?}",
        document.diagnostics
    );
    assert_eq!(verdict(&document), Decision::Allow);
}

#[test]
fn what_is_unknown_names_what_it_depends_on() {
    for (expression, expected) in [
        ("var.office", "?var.office?"),
        ("var.offices[0].range", "?var.offices[0].range?"),
        ("var.offices[\"a\"]", "?var.offices[\"a\"]?"),
        ("var.offices[*].range", "?var.offices[*].range?"),
        ("\"${var.net}.0/24\"", "?${var.net}.0/24?"),
        (
            "data.http.mine.response_body",
            "?data.http.mine.response_body?",
        ),
        ("module.network.range", "?module.network.range?"),
        (
            "azurerm_subnet.app.address_prefix",
            "?azurerm_subnet.app.address_prefix?",
        ),
        ("random_id.x.hex", "?random_id.x.hex?"),
        ("cidrsubnet(var.net, 8, 1)", "?cidrsubnet(var.net, 8, 1)?"),
        ("file(\"office.txt\")", "?file(\"office.txt\")?"),
        ("provider::ours::office()", "?provider::ours::office()?"),
        (
            "var.a == 1 ? \"10.0.0.4\" : \"10.0.0.5\"",
            "?var.a == 1 ? \"10.0.0.4\" : \"10.0.0.5\"?",
        ),
        ("terraform.workspace", "?terraform.workspace?"),
        // What Terraform computes and we do not is no failure that `try` may pass over.
        ("try(3 / 2, \"10.0.0.4\")", "?3 / 2?"),
        (
            "try(tonumber(\"1.5\"), \"10.0.0.4\")",
            "?tonumber(\"1.5\")?",
        ),
        (
            "try(regex(\"a\", \"b\"), \"10.0.0.4\")",
            "?regex(\"a\", \"b\")?",
        ),
        ("try(var.office, \"10.0.0.4\")", "?var.office?"),
        (
            "coalesce(var.office, \"10.0.0.4\")",
            "?coalesce(var.office, \"10.0.0.4\")?",
        ),
        (
            "contains([var.a], \"x\") ? \"10.0.0.4\" : \"10.0.0.5\"",
            "?contains([var.a], \"x\") ? \"10.0.0.4\" : \"10.0.0.5\"?",
        ),
        ("local.none", "?local.none?"),
    ] {
        assert_eq!(source_of(expression, ""), expected, "{expression}");
    }
}

#[test]
fn rules_whose_number_is_unknown_are_one_unknown_rule() {
    let dynamic = |each: &str| {
        format!(
            "dynamic \"security_rule\" {{\nfor_each = {each}\ncontent {{\n{}}}\n}}",
            fields("security_rule.key", "100", "")
        )
    };
    let own = |more: &str| {
        format!(
            "resource \"azurerm_network_security_rule\" \"own\" {{\n{more}\n{}network_security_group_name = azurerm_network_security_group.web.name\n}}\n",
            fields("\"own\"", "100", "")
        )
    };
    for text in [
        web(&dynamic("var.rules")),
        web("security_rule = var.rules"),
        format!("{}{}", web(""), own("for_each = var.rules")),
        format!("{}{}", web(""), own("count = length(var.rules)")),
    ] {
        let document = read(&text);
        let rules = &document.groups[0].security_group.security_rules;
        assert_eq!(rules.len(), 1, "{text}");
        assert!(rules[0].is_unread(), "{text}");
        assert!(
            diagnostic(&document, "unresolved-expression")
                .message
                .contains("var.rules")
        );
    }
    // Where a condition decides, the rule is known, but not whether it is there.
    for text in [
        format!("{}{}", web(""), own("count = var.on ? 1 : 0")),
        format!(
            "{}{}",
            web(""),
            own("for_each = var.on ? toset([\"x\"]) : []")
        ),
    ] {
        assert_eq!(
            only(&text),
            ["own 100 Inbound ?var.on? *:* → *:443 Allow"],
            "{text}"
        );
    }
    // Where not even the group is known, that rules may be missing is all there is to say.
    let elsewhere = own("for_each = var.rules")
        .replace("azurerm_network_security_group.web.name", "each.value.nsg");
    let document = read(&format!("{}{elsewhere}", web("")));
    assert_eq!(codes(&document), ["rules-not-read"]);
    assert!(document.hides_rules());
    // What is null by default is given elsewhere, since Terraform goes over no null.
    for each in [
        "var.rules",
        "var.on ? {} : var.rules",
        "{ for k, v in var.rules : k => v }",
    ] {
        let text = format!(
            "variable \"rules\" {{\n  default = null\n}}\nvariable \"on\" {{\n  default = false\n}}\n{}",
            elsewhere.replace("= var.rules", &format!("= {each}"))
        );
        let told = read(&text).diagnostics;
        assert!(
            told.iter().any(|told| told.message.contains("`var.rules`")),
            "{each}"
        );
    }
    let loops = "dynamic \"security_rule\" {\n  for_each = var.a\n  content {}\n}\n";
    let text = web(&format!("{loops}{}", loops.replace("var.a", "var.b")));
    assert_eq!(codes(&read(&text)), ["unresolved-expression"]);
    // Without any group it is why nothing is read.
    let document = read(&elsewhere);
    assert_eq!(codes(&document), ["rules-not-read", "terraform-source"]);
    let mut told = document.diagnostics.iter();
    assert!(told.all(|told| told.message.contains("`var.rules`")));
}
