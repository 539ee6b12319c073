//! Terraform's own language: what people have in their repositories, before anything is planned.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use nsg::{Decision, Flow, Scenario};
use nsg_documents::rule_text::RuleText;
use nsg_documents::write::{self, Format};
use nsg_documents::{Diagnostic, Document, Shape, read};
use proptest::prelude::*;
use rule_lines::random::scenario;
use support::{codes, group, lines, row, shared_folder};

/// The attributes of a rule, but for those that are given.
fn fields(name: &str, priority: &str, more: &str) -> String {
    let mut text = format!("name = {name}\npriority = {priority}\n{more}\n");
    for (key, value) in [
        ("direction", "Inbound"),
        ("access", "Allow"),
        ("protocol", "Tcp"),
        ("source_port_range", "*"),
        ("destination_port_range", "443"),
        ("source_address_prefix", "*"),
        ("destination_address_prefix", "*"),
    ] {
        if !more.contains(key) {
            text.push_str(&format!("{key} = \"{value}\"\n"));
        }
    }
    text
}

/// A group `web` whose body is this.
fn web(body: &str) -> String {
    format!(
        "resource \"azurerm_network_security_group\" \"web\" {{\n name = \"web\"\n location = \"westeurope\"\n \
         resource_group_name = \"rg\"\n{body}\n}}\n"
    )
}

/// A group `web` with one rule `a` that has this attribute.
fn web_with(attribute: &str) -> String {
    web(&format!(
        "security_rule {{\n{}}}",
        fields("\"a\"", "100", attribute)
    ))
}

fn only(text: &str) -> Vec<String> {
    let document = read(text);
    assert_eq!(
        document.groups.len(),
        1,
        "{text}\n{:#?}",
        document.diagnostics
    );
    assert_eq!(document.shape, Some(Shape::Terraform));
    lines(&document.groups[0])
}

fn diagnostic<'d>(document: &'d Document, code: &str) -> &'d Diagnostic {
    let found = document.diagnostics.iter().find(|it| it.code == code);
    found.unwrap_or_else(|| panic!("no {code}: {:#?}", document.diagnostics))
}

/// The source address of a rule that has this expression for one.
fn source_of(expression: &str, around: &str) -> String {
    let attribute = format!("source_address_prefix = {expression}");
    let text = format!("{around}\n{}", web_with(&attribute));
    let lines = only(&text);
    let (_, rest) = lines[0].split_once("TCP ").unwrap();
    rest.split_once(":* →").unwrap().0.to_owned()
}

#[test]
fn a_group_with_its_rules_inside() {
    let text = web(&format!(
        "security_rule {{\n{}}}\nsecurity_rule {{\n{}}}\ntags = {{ env = var.env }}",
        fields("\"https\"", "100", "source_address_prefix = \"Internet\""),
        fields(
            "\"rdp\"",
            "110",
            "destination_port_ranges = [3389, \"3390-3399\"]\naccess = \"Deny\""
        ),
    ));
    let document = read(&text);
    assert_eq!(
        only(&text),
        [
            "https 100 Inbound TCP Internet:* → *:443 Allow",
            "rdp 110 Inbound TCP *:* → *:3389,3390-3399 Deny",
        ]
    );
    assert!(
        document.diagnostics.is_empty(),
        "{:#?}",
        document.diagnostics
    );
    let group = &document.groups[0];
    assert_eq!(group.security_group.name.as_deref(), Some("web"));
    assert_eq!(group.security_group.location.as_deref(), Some("westeurope"));
    assert_eq!(
        group.key.as_deref(),
        Some("azurerm_network_security_group.web")
    );
    // A rule stands where its block does.
    let position = group.security_rule_positions[0].unwrap();
    assert_eq!((position.line, position.column), (5, 1));
}

#[test]
fn labels_without_quotes() {
    let text = web(&format!("security_rule {{\n{}\n}}", fields("a", "100", "")));
    let bare = text.replace(
        "\"azurerm_network_security_group\" \"web\"",
        "azurerm_network_security_group web",
    );
    assert_ne!(text, bare);
    assert_eq!(only(&bare), only(&text));
}

#[test]
fn rules_as_a_list_of_objects() {
    let rule = "{ name = \"a\", priority = 100, direction = \"Outbound\", access = \"Deny\", protocol = \"*\", source_port_range = \"*\", \
                destination_port_range = \"*\", source_address_prefix = \"*\", destination_address_prefix = \"Internet\", description = null }";
    assert_eq!(
        only(&web(&format!("security_rule = [{rule}]"))),
        ["a 100 Outbound * *:* → Internet:* Deny"]
    );
    assert_eq!(only(&web("security_rule = []")), [""; 0]);
    assert_eq!(only(&web("")), [""; 0]);
}

#[test]
fn dynamic_rules_over_a_local_value() {
    let text = format!(
        "locals {{\n  rules = {{\n    b = {{ priority = 110, port = 80 }}\n    a = {{ priority = 100, port = 443 }}\n  }}\n}}\n{}",
        web(&format!(
            "dynamic \"security_rule\" {{\nfor_each = local.rules\ncontent {{\n{}}}\n}}",
            fields(
                "\"allow-${security_rule.key}\"",
                "security_rule.value.priority",
                "destination_port_range = security_rule.value.port"
            )
        ))
    );
    assert_eq!(
        only(&text),
        [
            "allow-a 100 Inbound TCP *:* → *:443 Allow",
            "allow-b 110 Inbound TCP *:* → *:80 Allow",
        ]
    );
    // Each stands where the item does that it is made of.
    let document = read(&text);
    let lines = document.groups[0].security_rule_positions.iter();
    let lines: Vec<_> = lines.map(|it| it.unwrap().line).collect();
    assert_eq!(lines, [4, 3]);
}

#[test]
fn dynamic_rules_by_another_name_for_their_items() {
    let body = format!(
        "dynamic \"security_rule\" {{\nfor_each = [\"22\", \"3389\"]\niterator = port\ncontent {{\n{}}}\n}}",
        fields(
            "\"port-${port.value}\"",
            "100 + port.key * 10",
            "destination_port_range = port.value"
        )
    );
    assert_eq!(
        only(&web(&body)),
        [
            "port-22 100 Inbound TCP *:* → *:22 Allow",
            "port-3389 110 Inbound TCP *:* → *:3389 Allow",
        ]
    );
}

#[test]
fn rules_that_are_resources_of_their_own() {
    let rule = |more: &str, own: &str| {
        format!(
            "resource \"azurerm_network_security_rule\" \"own\" {{\n{own}\n{}network_security_group_name = {more}\nresource_group_name = \"rg\"\n}}\n",
            fields("\"own\"", "200", "protocol = \"Udp\"")
        )
    };
    let expected = "own 200 Inbound UDP *:* → *:443 Allow";
    for group in [
        "azurerm_network_security_group.web.name",
        "\"web\"",
        "local.name",
        "\"${local.name}\"",
    ] {
        let text = format!(
            "{}{}locals {{\n name = azurerm_network_security_group.web.name\n}}\n",
            rule(group, ""),
            web("")
        );
        assert_eq!(only(&text), [expected], "{group}");
        assert!(read(&text).diagnostics.is_empty(), "{group}");
    }
    // Once for each, by number and by key.
    let group = "azurerm_network_security_group.web.name";
    let counted = rule(group, "count = 2").replace("\"own\"\n", "\"own-${count.index}\"\n");
    let each = rule(group, "for_each = toset([\"b\", \"a\", \"b\"])")
        .replace("\"own\"\n", "\"own-${each.key}-${each.value}\"\n");
    let names = |text: &str| -> Vec<String> {
        let lines = only(text);
        let name = |line: &String| line.split(' ').next().unwrap().to_owned();
        lines.iter().map(name).collect()
    };
    assert_eq!(names(&format!("{counted}{}", web(""))), ["own-0", "own-1"]);
    assert_eq!(names(&format!("{each}{}", web(""))), ["own-a-a", "own-b-b"]);
    // A group that is not in the text.
    let document = read(&rule("data.azurerm_network_security_group.old.name", ""));
    assert_eq!(codes(&document), ["orphan-rule"]);
    assert!(document.hides_rules());
}

#[test]
fn groups_of_a_map_each_with_its_own_rules() {
    let text = r#"
        variable "suffix" {}
        variable "groups" {
          type = map(object({ rules = list(object({ name = string, port = optional(number, 443), from = optional(string) })) }))
          default = {
            web = { rules = [{ name = "tls" }, { name = "http", port = 80 }] }
            db  = { rules = [{ name = "sql", port = 1433, from = "10.0.0.0/24" }] }
          }
        }
        locals {
          rules = flatten([for group, it in var.groups : [for at, rule in it.rules : merge(rule, { group = group, priority = 100 + 10 * at })]])
        }
        resource "azurerm_network_security_group" "all" {
          for_each = var.groups
          name     = "${each.key}-${var.suffix}"
        }
        resource "azurerm_network_security_rule" "all" {
          for_each                    = { for rule in local.rules : "${rule.group}-${rule.name}" => rule }
          name                        = each.value.name
          priority                    = each.value.priority
          direction                   = "Inbound"
          access                      = "Allow"
          protocol                    = "Tcp"
          source_port_range           = "*"
          destination_port_range      = each.value.port
          source_address_prefix       = coalesce(each.value.from, "*")
          destination_address_prefix  = try(each.value.to, "*")
          network_security_group_name = azurerm_network_security_group.all[each.value.group].name
        }
        resource "azurerm_subnet_network_security_group_association" "db" {
          subnet_id                 = azurerm_subnet.db.id
          network_security_group_id = azurerm_network_security_group.all["db"].id
        }"#;
    let document = read(text);
    let told = |name: &str| lines(group(&document, name));
    // A name that the text does not tell is none, but the address tells which group it is.
    assert_eq!(
        told("(db-${var.suffix})"),
        ["sql 100 Inbound TCP 10.0.0.0/24:* → *:1433 Allow"]
    );
    assert_eq!(
        told("(web-${var.suffix})"),
        [
            "http 110 Inbound TCP *:* → *:80 Allow",
            "tls 100 Inbound TCP *:* → *:443 Allow",
        ]
    );
    let db = group(&document, "(db-${var.suffix})");
    assert_eq!(db.association.subnets, ["azurerm_subnet.db"]);
    assert_eq!(
        db.key.as_deref(),
        Some("azurerm_network_security_group.all[\"db\"]")
    );
    assert_eq!(codes(&document), ["default-taken"]);
}

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
fn what_is_known_is_computed() {
    let around = "locals {\n  net = \"10.1.0.0/16\"\n  list = [\"10.0.0.4\", \"10.0.0.5\"]\n  map = { a = \"10.0.0.6\", b = { c = \"10.0.0.7\" } }\n  \
                  objects = [{ ip = \"10.0.0.8\" }]\n  flag = true\n}\n\
                  resource \"azurerm_subnet\" \"app\" {\n  address_prefixes = [cidrsubnet(local.net, 8, 3)]\n}\n";
    for (expression, expected) in [
        ("\"10.0.0.4\"", "10.0.0.4"),
        ("\"10.0.${1 + 1}.0/${8 * 3}\"", "10.0.2.0/24"),
        ("<<-E\n    10.0.0.4\n  E\n", "10.0.0.4"),
        ("local.list[1]", "10.0.0.5"),
        ("local.list.0", "10.0.0.4"),
        ("local.map.a", "10.0.0.6"),
        ("local.map[\"b\"].c", "10.0.0.7"),
        ("local.map[\"b\"][\"c\"]", "10.0.0.7"),
        ("(local.objects[*].ip)[0]", "10.0.0.8"),
        ("local.objects.*.ip[0]", "10.0.0.8"),
        ("one(local.objects[*].ip)", "10.0.0.8"),
        ("local.flag ? \"10.0.0.1\" : var.none", "10.0.0.1"),
        ("var.none ? \"10.0.0.1\" : \"10.0.0.1\"", "10.0.0.1"),
        (
            "!local.flag || false ? \"10.0.0.1\" : \"10.0.0.2\"",
            "10.0.0.2",
        ),
        (
            "[for it in local.list : it if it != \"10.0.0.4\"][0]",
            "10.0.0.5",
        ),
        (
            "{ for at, it in local.list : it => at }[\"10.0.0.5\"] == 1 ? \"10.0.0.9\" : \"\"",
            "10.0.0.9",
        ),
        ("{ for it in local.list : \"x\" => it... }.x[1]", "10.0.0.5"),
        ("azurerm_subnet.app.address_prefixes[0]", "10.1.3.0/24"),
        ("cidrsubnet(local.net, 4, 15)", "10.1.240.0/20"),
        ("cidrsubnet(\"fd00::/48\", 16, 2)", "fd00:0:0:2::/64"),
        ("cidrhost(local.net, 4)", "10.1.0.4"),
        ("cidrhost(local.net, -2)", "10.1.255.254"),
        ("lookup(local.map, \"none\", \"10.0.0.4\")", "10.0.0.4"),
        ("element(local.list, 3)", "10.0.0.5"),
        ("concat(local.list, [\"10.0.0.9\"])[2]", "10.0.0.9"),
        ("merge(local.map, { a = \"10.0.0.1\" }).a", "10.0.0.1"),
        ("flatten([[], [local.list]])[1]", "10.0.0.5"),
        ("keys({ \"10.0.0.4\" = 1 })[0]", "10.0.0.4"),
        ("values({ a = \"10.0.0.4\" })[0]", "10.0.0.4"),
        (
            "distinct(concat(local.list, local.list))[length(local.list) - 1]",
            "10.0.0.5",
        ),
        ("compact([\"\", null, \"10.0.0.4\"])[0]", "10.0.0.4"),
        ("sort([\"10.0.0.9\", \"10.0.0.1\"])[0]", "10.0.0.1"),
        ("reverse(local.list)[0]", "10.0.0.5"),
        ("slice(local.list, 1, 2)[0]", "10.0.0.5"),
        ("\"10.0.0.${range(5)[4]}\"", "10.0.0.4"),
        ("\"10.0.0.${range(10, 1, -4)[1]}\"", "10.0.0.6"),
        (
            "zipmap([\"a\"], local.list[*] == [] ? [] : [\"10.0.0.4\"]).a",
            "10.0.0.4",
        ),
        ("coalesce(null, \"\", \"10.0.0.4\")", "10.0.0.4"),
        (
            "try(local.map.none, local.list[7], \"10.0.0.4\")",
            "10.0.0.4",
        ),
        ("can(local.map.none) ? \"\" : \"10.0.0.4\"", "10.0.0.4"),
        ("join(\".\", [10, 0, 0, 4])", "10.0.0.4"),
        ("split(\",\", \"10.0.0.1,10.0.0.4\")[1]", "10.0.0.4"),
        ("format(\"10.0.%d.%s/%02d\", 2, \"0\", 24)", "10.0.2.0/24"),
        (
            "upper(\"internet\") == \"INTERNET\" ? lower(\"10.0.0.4\") : \"\"",
            "10.0.0.4",
        ),
        ("title(\"internet\")", "Internet"),
        ("trimspace(\" 10.0.0.4 \")", "10.0.0.4"),
        ("replace(\"10-0-0-4\", \"-\", \".\")", "10.0.0.4"),
        ("\"10.0.0.${max(1, min(4, 9), 2)}\"", "10.0.0.4"),
        (
            "jsondecode(\"{\\\"a\\\": [\\\"10.0.0.4\\\"]}\").a[0]",
            "10.0.0.4",
        ),
        (
            "jsondecode(jsonencode({ a = local.list })).a[1]",
            "10.0.0.5",
        ),
        (
            "tolist(setunion([\"10.0.0.4\"], [\"10.0.0.4\"]))[0]",
            "10.0.0.4",
        ),
        (
            "setproduct([\"10.0.0\"], [4])[0][0] == \"10.0.0\" ? \"10.0.0.4\" : \"\"",
            "10.0.0.4",
        ),
        (
            "contains(local.list, \"10.0.0.5\") ? \"10.0.0.4\" : \"\"",
            "10.0.0.4",
        ),
        ("local.list[index(local.list, \"10.0.0.5\")]", "10.0.0.5"),
        (
            "tostring(tonumber(\"4\")) == \"4\" ? \"10.0.0.4\" : \"\"",
            "10.0.0.4",
        ),
        (
            "\"%{ if local.flag }10.0.0.4%{ else }x%{ endif }\"",
            "10.0.0.4",
        ),
        (
            "\"10.0.0.%{ for it in [1, 2] }${it}%{ endfor }\"",
            "10.0.0.12",
        ),
        ("\"10.0.0.4${ \"\" ~} \"", "10.0.0.4"),
    ] {
        assert_eq!(source_of(expression, around), expected, "{expression}");
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

#[test]
fn the_arguments_of_a_module_are_the_rules_of_its_group() {
    let rule = "{ name = \"ssh\", priority = 201, direction = \"Inbound\", access = \"Allow\", protocol = \"tcp\", source_port_range = \"*\", \
                destination_port_range = \"22\", source_address_prefix = \"10.151.0.0/24\", destination_address_prefix = \"*\" }";
    let expected = "ssh 201 Inbound TCP 10.151.0.0/24:* → *:22 Allow";
    for (arguments, name) in [
        (
            format!(
                "source = \"Azure/network-security-group/azurerm\"\nsecurity_group_name = \"web\"\ncustom_rules = [{rule}]"
            ),
            "web",
        ),
        (
            format!(
                "source = \"Azure/avm-res-network-networksecuritygroup/azurerm\"\nname = \"web\"\nsecurity_rules = {{ one = {rule} }}"
            ),
            "web",
        ),
        (format!("source = \"./modules/nsg\"\nrules = [{rule}]"), "m"),
        (
            format!(
                "source = \"./modules/nsg\"\nsettings = {{ networks = {{ hub = {{ nsg_rules = [{rule}] }} }} }}"
            ),
            "hub",
        ),
        (
            format!(
                "source = \"aztfmod/caf/azurerm\"\nnetwork_security_group_definition = {{ empty = {{}}, web = {{ nsg = [{rule}] }} }}"
            ),
            "web",
        ),
    ] {
        let text = format!(
            "module \"m\" {{\n{arguments}\n}}\nmodule \"other\" {{\nsource = \"./other\"\nname = var.name\n}}\n"
        );
        let document = read(&text);
        assert_eq!(lines(group(&document, name)), [expected], "{text}");
        assert_eq!(codes(&document), ["rules-without-group"], "{text}");
    }
    // Once for each.
    let text = format!(
        "locals {{\n  all = {{ web = {{ rules = [{rule}] }}, db = {{ rules = [{rule}, var.more] }} }}\n}}\n\
         module \"m\" {{\n  for_each = local.all\n  source = \"./nsg\"\n  name = each.key\n  rules = each.value.rules\n}}\n"
    );
    let document = read(&text);
    assert_eq!(lines(group(&document, "web")), [expected]);
    let db = group(&document, "db");
    assert_eq!(lines(db)[0], expected);
    assert!(db.security_group.security_rules[1].is_unread());
    assert_eq!(db.key.as_deref(), Some("module.m[\"db\"]"));
    // Lists with names of their own are groups of their own.
    let text = format!(
        "module \"m\" {{\n  source = \"./nsg\"\n  web_rules = [{rule}]\n  db_rules = [{rule}]\n}}\n"
    );
    let document = read(&text);
    assert_eq!(lines(group(&document, "web_rules")), [expected]);
    assert_eq!(lines(group(&document, "db_rules")), [expected]);
    // What the module has of its own is not in the text.
    let document = read(
        "module \"m\" {\nsource = \"Azure/network-security-group/azurerm\"\npredefined_rules = [{ name = \"SSH\" }]\n}\n",
    );
    assert_eq!(codes(&document), ["rules-not-read", "rules-without-group"]);
    assert!(document.hides_rules());
    for (arguments, source) in [
        ("", "Azure/network-security-group/azurerm//modules/SSH"),
        ("ssh_inbound_allowed = true", "claranet/nsg/azurerm"),
    ] {
        let text = format!(
            "module \"m\" {{\n  source = \"{source}\"\n  {arguments}\n  rules = [{rule}]\n}}\n"
        );
        let document = read(&text);
        assert!(document.hides_rules(), "{text}");
        assert_eq!(lines(group(&document, "m")), [expected], "{text}");
        assert!(!read(&text.replace("true", "false").replace("//modules/SSH", "")).hides_rules());
    }
    // What the module has a value for is missing, and the rest is read.
    let partial = "{ name = \"sql\", priority = 300, destination_port_range = \"3306\" }";
    let text =
        format!("module \"m\" {{\n  source = \"./nsg\"\n  rules = [{rule}, {partial}]\n}}\n");
    assert_eq!(
        only(&text)[1],
        "sql 300 ?missing? ?missing? ?missing?:?missing? → ?missing?:3306 ?missing?"
    );
    // Nor is what another file gives it.
    let document = read(
        "module \"m\" {\nsource = \"Azure/network-security-group/azurerm\"\ncustom_rules = var.rules\n}\n",
    );
    assert!(document.groups[0].security_group.security_rules[0].is_unread());
}

#[test]
fn rules_of_a_list_that_name_their_groups() {
    let rule = |group: &str, access: &str| {
        format!(
            "{{ {group}, name = \"a\", priority = 100, direction = \"Inbound\", access = \"{access}\", protocol = \"Tcp\", \
             source_port_range = \"*\", destination_port_range = \"22\", source_address_prefix = \"*\", destination_address_prefix = \"*\" }}"
        )
    };
    let [web, db, unknown] = [
        rule("nsg_name = \"web\"", "Allow"),
        rule("nsg_name = \"db\"", "Deny"),
        rule("nsg_name = var.nsg", "Deny"),
    ];
    for text in [
        format!("rules = [{web}, {db}]\n"),
        format!("module \"m\" {{\n  source = \"./nsg\"\n  rules = [{web}, {db}, {unknown}]\n}}\n")
            .replace("nsg_name", "target_nsg"),
    ] {
        let document = read(&text);
        assert_eq!(
            lines(group(&document, "web")),
            ["a 100 Inbound TCP *:* → *:22 Allow"]
        );
        assert_eq!(
            lines(group(&document, "db")),
            ["a 100 Inbound TCP *:* → *:22 Deny"]
        );
        assert_eq!(codes(&document), ["rules-without-group"], "{text}");
    }
}

#[test]
fn variables_that_hold_rules() {
    let rule = |direction: &str| {
        format!(
            "{{ name = \"a\", priority = \"100\", {direction} access = \"Allow\", protocol = \"tcp\", source_port_range = \"*\", \
             destination_port_ranges = [\"22\"], source_address_prefix = \"10.8.0.0/24\", destination_address_prefix = \"*\" }}"
        )
    };
    let directed = rule("direction = \"Outbound\",");
    let expected = "a 100 Outbound TCP 10.8.0.0/24:* → *:22 Allow";
    for text in [
        format!("rules = [{directed}]\n"),
        format!("# ours\n\nlocation = \"westeurope\"\nrules = {{ a = {directed} }}\n"),
        format!("variable \"rules\" {{\n  default = [{directed}]\n}}\n"),
        format!("locals {{\n  rules = [{directed}]\n}}\n"),
        format!(
            "\u{feff}rules = {{\n  web = {{ rules = [\n   # {directed}\n  {directed}] }}\n}}\n"
        )
        .replace('\n', "\r\n"),
    ] {
        assert_eq!(only(&text), [expected], "{text}");
    }
    // The direction is in the name, or it is missing.
    let undirected = rule("");
    let text = format!("inbound_rules = [{undirected}]\noutbound_rules = [{undirected}]\n");
    assert_eq!(
        only(&text),
        [
            "a 100 Inbound TCP 10.8.0.0/24:* → *:22 Allow",
            "a 100 Outbound TCP 10.8.0.0/24:* → *:22 Allow",
        ]
    );
    assert_eq!(
        codes(&read(&text)),
        [
            "direction-from-name",
            "duplicate-rule-name",
            "rules-without-group"
        ]
    );
    for name in ["rules", "ingress_controller_rules"] {
        let document = read(&format!("{name} = [{undirected}]\n"));
        assert_eq!(codes(&document), ["missing-field", "rules-without-group"]);
    }
    let document = read(&format!("rules = [{undirected}]\n"));
    assert!(
        document.groups[0].security_group.security_rules[0]
            .direction
            .known()
            .is_none()
    );
    // What a resource uses is read there, once.
    let used = format!(
        "variable \"rules\" {{\n  default = [{directed}]\n}}\n{}",
        web("security_rule = var.rules")
    );
    assert_eq!(only(&used), [expected]);
}

#[test]
fn rows_without_names_are_read_where_the_columns_are_said() {
    let variable = |description: &str| {
        format!(
            "variable \"hub\" {{\n  description = \"{description}\"\n  default = {{\n    \"in\" = [1000, \"Inbound\", \"Allow\", \"TCP\", \"*\", \"443\", \"Internet\", \"VirtualNetwork\"]\n    \
             # \"old\" = [1001, \"Inbound\", \"Allow\", \"TCP\", \"*\", \"*\", \"*\", \"*\"]\n  }}\n}}\n"
        )
    };
    let order = "[priority,direction,access,protocol,source_port_range,destination_port_range,source_address_prefix,destination_address_prefix]";
    assert_eq!(
        only(&variable(order)),
        ["in 1000 Inbound TCP Internet:* → VirtualNetwork:443 Allow"]
    );
    // A comment above the rows says them, too; an empty value is the module's.
    let rows = |comment: &str| {
        format!(
            "module \"m\" {{\n  source = \"./vnet\"\n  subnets = {{\n    web = {{\n      nsg_rules = [\n        {comment}\n        \
             [\"tls\", \"100\", \"Inbound\", \"Allow\", \"Tcp\", \"443\", \"Internet\", \"\"],\n      ]\n    }}\n  }}\n}}\n"
        )
    };
    assert_eq!(
        only(&rows(
            "# [name, priority, direction, access, protocol, destination_port_range, source_address_prefix, destination_address_prefix]"
        )),
        ["tls 100 Inbound TCP Internet:?missing? → ?missing?:443 Allow"]
    );
    assert!(
        read(&rows("# [name, priority, direction]"))
            .groups
            .is_empty()
    );
    for description in [
        "the rules of the hub",
        "[priority,direction,access,protocol]",
        &order.replace("source_port_range", "ports"),
    ] {
        let document = read(&variable(description));
        assert!(document.groups.is_empty(), "{description}");
        assert_eq!(codes(&document), ["rules-not-read", "terraform-source"]);
    }
}

#[test]
fn azures_own_form_in_azapi_resources() {
    let properties = "{ priority = 100, direction = \"Inbound\", access = \"Allow\", protocol = \"Tcp\", sourcePortRange = \"*\", \
                      destinationPortRange = \"443\", sourceAddressPrefix = var.office, destinationAddressPrefix = \"*\" }";
    let body = format!(
        "{{ properties = {{ securityRules = [{{ name = \"a\", properties = {properties} }}] }} }}"
    );
    for body in [body.clone(), format!("jsonencode({body})")] {
        let text = format!(
            "resource \"azapi_resource\" \"g\" {{\n  type = \"Microsoft.Network/networkSecurityGroups@2024-05-01\"\n  name = \"web\"\n  body = {body}\n}}\n\
             resource \"azapi_resource\" \"r\" {{\n  type = \"Microsoft.Network/networkSecurityGroups/securityRules@2024-05-01\"\n  name = \"b\"\n  \
             parent_id = azapi_resource.g.id\n  body = {{ properties = {properties} }}\n}}\n"
        );
        assert_eq!(
            only(&text),
            [
                "a 100 Inbound TCP ?var.office?:* → *:443 Allow",
                "b 100 Inbound TCP ?var.office?:* → *:443 Allow",
            ]
        );
    }
}

#[test]
fn what_a_group_is_for() {
    let text = format!(
        "{}resource \"azurerm_network_interface\" \"vm\" {{\n  name = \"vm\"\n  ip_configuration {{\n    subnet_id = azurerm_subnet.app.id\n  }}\n}}\n\
         resource \"azurerm_network_interface_security_group_association\" \"vm\" {{\n  network_interface_id = azurerm_network_interface.vm.id\n  \
         network_security_group_id = azurerm_network_security_group.web.id\n}}\n\
         resource \"azurerm_subnet_network_security_group_association\" \"app\" {{\n  subnet_id = azurerm_subnet.app.id\n  \
         network_security_group_id = azurerm_network_security_group.web.id\n}}\n",
        web("")
    );
    let document = read(&text);
    let association = &document.groups[0].association;
    assert_eq!(association.subnets, ["azurerm_subnet.app"]);
    assert_eq!(
        association.network_interfaces,
        ["azurerm_network_interface.vm"]
    );
    let machines = nsg_documents::machines(&[&document]);
    assert_eq!(machines.len(), 1);
    assert!(matches!(
        machines[0].subnet_group,
        nsg_documents::MachineGroup::Known(_)
    ));
    assert!(matches!(
        machines[0].interface_group,
        nsg_documents::MachineGroup::Known(_)
    ));
}

#[test]
fn application_security_groups_go_by_their_names() {
    let text = format!(
        "data \"azurerm_application_security_group\" \"web\" {{\n  name = \"asg-web\"\n}}\n\
         resource \"azurerm_application_security_group\" \"db\" {{\n  name = \"asg-${{var.env}}\"\n}}\n{}",
        web_with(
            "source_address_prefix = null\nsource_application_security_group_ids = [data.azurerm_application_security_group.web.id]\n\
             destination_address_prefix = null\ndestination_application_security_group_ids = [azurerm_application_security_group.db.id]"
        )
    );
    assert_eq!(
        only(&text),
        ["a 100 Inbound TCP asg asg-web:* → asg (azurerm_application_security_group.db):443 Allow"]
    );
    // By the key that a module has them under, or by ids.
    let text = format!(
        "rules = [{{ {} }}]\n",
        [
            "name = \"a\", priority = 100, direction = \"Inbound\", access = \"Allow\", protocol = \"Tcp\"",
            "source_port_range = \"*\", destination_port_range = \"443\"",
            "source_application_security_groups = { keys = [\"web\"] }",
            "destination_application_security_groups = { ids = [\"asg-db\"] }",
        ]
        .join(", ")
    );
    assert_eq!(
        only(&text),
        ["a 100 Inbound TCP ?application_security_groups[\"web\"]?:* → asg asg-db:443 Allow"]
    );
}

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

#[test]
fn shared_files_of_variables() {
    let Some(folder) = shared_folder("cases") else {
        return;
    };
    for (file, expected, diagnostics) in [
        (
            "s17-tfvars-positional-lists.tf",
            &[("hub_rules", 2)][..],
            &["default-taken", "rules-without-group"][..],
        ),
        (
            "s19-tfvars-caf-definitions.tfvars",
            &[("empty_nsg", 0), ("nsg-bastion", 3)],
            &["rules-without-group"],
        ),
        (
            "s20-tfvars-module-without-direction.tfvars",
            &[("inboundrules", 2)],
            &["direction-from-name", "rules-without-group"],
        ),
    ] {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let document = read(&text);
        let found = document.groups.iter().map(|group| {
            let group = &group.security_group;
            (group.name.as_deref().unwrap(), group.security_rules.len())
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{file}");
        assert_eq!(codes(&document), diagnostics, "{file}");
    }
}

/// A rule in a line, as tables have it.
fn told(document: &Document) -> Vec<String> {
    let rules = document.groups[0].security_group.security_rules.iter();
    rules
        .map(|rule| row(&RuleText::of(rule)).join(" | "))
        .collect()
}

/// The rules of a group as objects of a local value, with a `dynamic` block over them.
fn as_dynamic(rules: &[RuleText]) -> String {
    let list = |text: &str| {
        let items = text.split(", ").map(|item| format!("\"{item}\""));
        format!("[{}]", items.collect::<Vec<_>>().join(", "))
    };
    let object = |rule: &RuleText| {
        let cells = row(rule);
        format!(
            "    {{ words = {}, source = {}, source_ports = {}, destination = {}, destination_ports = {} }},\n",
            format_args!("[\"{}\"]", cells[..5].join("\", \"")),
            list(&cells[5]),
            list(&cells[6]),
            list(&cells[7]),
            list(&cells[8])
        )
    };
    let objects: String = rules.iter().map(object).collect();
    let side = |side: &str, kind: &str, of: &str| {
        format!(
            "      {side}_{kind} = length(it.value.{of}) == 1 ? it.value.{of}[0] : null\n      {side}_{kind}{} = length(it.value.{of}) > 1 ? it.value.{of} : null\n",
            if kind.ends_with('x') { "es" } else { "s" }
        )
    };
    format!(
        "locals {{\n  rules = [\n{objects}  ]\n}}\nresource \"azurerm_network_security_group\" \"web\" {{\n  name = \"web\"\n  dynamic \"security_rule\" {{\n    \
         for_each = local.rules\n    iterator = it\n    content {{\n      name = it.value.words[0]\n      priority = tonumber(it.value.words[1])\n      \
         direction = it.value.words[2]\n      access = it.value.words[3]\n      protocol = title(lower(it.value.words[4]))\n{}{}{}{}    }}\n  }}\n}}\n",
        side("source", "address_prefix", "source"),
        side("source", "port_range", "source_ports"),
        side("destination", "address_prefix", "destination"),
        side("destination", "port_range", "destination_ports"),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_group_that_is_written_for_terraform_is_read_as_the_same(scenario in scenario()) {
        let Some(mut group) = scenario.subnet_security_group else { return Ok(()) };
        group.name = Some("web".to_owned());
        let Ok(text) = write::change(None, &group, Format::Terraform) else { return Ok(()) };
        let document = read(&text.text);
        prop_assert_eq!(document.shape, Some(Shape::Terraform), "{}", text.text);
        let again: Vec<_> = document.groups[0].security_group.security_rules.iter().map(RuleText::of).map(|it| row(&it)).collect();
        let rules: Vec<_> = group.security_rules.iter().map(RuleText::of).map(|it| row(&it)).collect();
        prop_assert_eq!(again, rules, "{}", text.text);
    }

    #[test]
    fn rules_that_a_loop_makes_are_the_same_rules(scenario in scenario()) {
        let Some(group) = scenario.subnet_security_group else { return Ok(()) };
        let rules = group.security_rules.iter().map(RuleText::of);
        let writable = |rule: &RuleText| row(rule).iter().all(|cell| !cell.is_empty() && !cell.contains("asg:") && !cell.contains(['?', '"', '$', '%', '\\']));
        let rules: Vec<_> = rules.filter(writable).collect();
        let text = as_dynamic(&rules);
        let document = read(&text);
        let expected: Vec<_> = rules.iter().map(|rule| row(rule).join(" | ")).collect();
        prop_assert_eq!(told(&document), expected, "{}", text);
    }

    #[test]
    fn source_that_is_cut_anywhere_is_read_without_a_panic(cut in 0_usize..900, what in "[ -~\n]{0,3}") {
        let text = as_dynamic(&[]) + "/* é */ resource \"azurerm_network_security_rule\" \"r\" {\n  for_each = { for k, v in { a = 1 } : k => v if v != 2 }\n  name = <<-E\n    ${each.key}\n  E\n  priority = try(each.value[0], \"x${1}\")\n}\n";
        let end = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let document = read(&format!("{}{what}", text.get(..end).unwrap()));
        prop_assert!(document.groups.len() <= 2);
    }
}
