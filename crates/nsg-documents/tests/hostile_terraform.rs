//! Terraform's source that was written to break whoever reads it, or that nobody finished.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use nsg_documents::read;
use support::{codes, line};

/// A group whose only rule has this source, with local values.
fn source(locals: &str, address: &str) -> String {
    format!(
        "locals {{\n{locals}\n}}\nresource \"azurerm_network_security_group\" \"web\" {{\n  name = \"web\"\n  security_rule {{\n    \
         name = \"a\"\n    priority = 100\n    direction = \"Inbound\"\n    access = \"Allow\"\n    protocol = \"Tcp\"\n    \
         source_port_range = \"*\"\n    destination_port_range = \"22\"\n    destination_address_prefix = \"*\"\n    \
         source_address_prefix = {address}\n  }}\n}}\n"
    )
}

#[test]
fn terraform_source_that_nests_without_end() {
    for deep in [
        format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000)),
        "[".repeat(100_000),
        "{ a = ".repeat(100_000),
        "\"${".repeat(100_000),
        "(".repeat(100_000),
        "!".repeat(100_000),
        "-".repeat(100_000),
        "f(".repeat(100_000),
        "[for a in ".repeat(50_000),
        "true ? ".repeat(50_000),
        format!("1{}", " + 1".repeat(50_000)),
        format!("x{}", "[x".repeat(50_000)),
        format!("x{}", ".x".repeat(50_000)),
        "<<E\n${".repeat(20_000),
    ] {
        let document = read(&source(&format!("a = {deep}"), "\"*\""));
        let first: String = deep.chars().take(20).collect();
        assert!(
            document.has_errors() || document.groups.len() == 1,
            "{first}"
        );
    }
    let blocks = format!("{}{}", "locals {\n".repeat(50_000), "}\n".repeat(50_000));
    assert!(read(&blocks).has_errors());
    let deepest = format!("{}local.b{}", "[".repeat(60), "]".repeat(60));
    let document = read(&source(&format!("a = {deepest}\nb = {deepest}"), "local.a"));
    assert_eq!(document.groups.len(), 1);
}

#[test]
fn terraform_source_that_is_not_ended() {
    for open in [
        "<<E\n",
        "<<-E\n  x\n",
        "\"",
        "\"${",
        "[",
        "{",
        "f(",
        "/*",
        "x ? ",
        "[for a in b :",
        "1 +",
    ] {
        let text = format!("{}\nlocals {{\n  a = {open}", source("", "\"*\""));
        let document = read(&text);
        assert_eq!(codes(&document), ["terraform-syntax"], "{open}");
        assert!(document.groups.is_empty(), "{open}");
    }
}

#[test]
fn terraform_values_that_go_in_circles() {
    for (locals, address) in [
        ("a = local.a", "local.a"),
        ("a = local.b\nb = local.a", "local.b"),
        ("a = [local.a, local.a]", "local.a[0]"),
        ("a = { b = local.a.b }", "local.a.b"),
        ("", "azurerm_network_security_group.web.security_rule"),
        ("", "azurerm_subnet.x.address_prefix"),
    ] {
        let subnet = "resource \"azurerm_subnet\" \"x\" {\n  for_each = azurerm_subnet.x\n  address_prefix = azurerm_subnet.x.address_prefix\n}\n\
                      variable \"v\" {\n  default = var.v\n}\n";
        let document = read(&format!("{}{subnet}", source(locals, address)));
        let rule = &document.groups[0].security_group.security_rules[0];
        assert!(line(rule).contains('?'), "{address}: {}", line(rule));
        assert!(
            codes(&document).contains(&"unresolved-expression"),
            "{address}"
        );
    }
    let chain: String = (1..20_000)
        .map(|it| format!("a{it} = local.a{}\n", it + 1))
        .collect();
    assert_eq!(read(&source(&chain, "local.a1")).groups.len(), 1);
    let ladder: String = (1..20_000)
        .map(|it| format!("a{it} = [local.a{}]\n", it - 1))
        .collect();
    assert_eq!(
        read(&source(&format!("a0 = 1\n{ladder}"), "local.a19999"))
            .groups
            .len(),
        1
    );
}

#[test]
fn terraform_values_that_grow_without_end() {
    let chain = |length: usize, first: &str, next: &dyn Fn(usize) -> String| {
        let lines = (1..length).map(|it| format!("a{it} = {}\n", next(it - 1)));
        format!("a0 = {first}\n{}", lines.collect::<String>())
    };
    let doubled = |first: &str, next: &dyn Fn(usize) -> String| chain(26, first, next);
    let loops =
        "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a * b * c]]]";
    for (locals, address) in [
        (String::new(), "range(1000000000)"),
        (String::new(), "range(0, 1, 0.0000000001)"),
        (String::new(), "join(\",\", range(100000))"),
        (String::new(), "distinct(range(100000))"),
        (
            String::new(),
            "format(\"%999999999s%0999999999d\", \"x\", 1)",
        ),
        (String::new(), "cidrsubnet(\"10.0.0.0/8\", 99999999999, 1)"),
        (String::new(), "cidrhost(\"::/0\", -1)"),
        (
            String::new(),
            "setproduct(range(1000), range(1000), range(1000))",
        ),
        (String::new(), loops),
        (
            doubled("[1]", &|it| format!("concat(local.a{it}, local.a{it})")),
            "local.a25",
        ),
        (
            doubled("[1]", &|it| format!("[local.a{it}, local.a{it}]")),
            "local.a25",
        ),
        (
            doubled("[1]", &|it| {
                format!("{{ a = local.a{it}, b = local.a{it} }}")
            }),
            "local.a25 == local.a24",
        ),
        (
            doubled("\"x\"", &|it| {
                format!("\"${{local.a{it}}}${{local.a{it}}}\"")
            }),
            "local.a25",
        ),
        (
            doubled("\"x\"", &|it| {
                format!("replace(local.a{it}, \"x\", \"xx\")")
            }),
            "local.a25",
        ),
        (
            doubled("\"x\"", &|it| {
                format!("jsonencode([local.a{it}, local.a{it}])")
            }),
            "local.a25",
        ),
        (
            doubled("var.x", &|it| {
                format!("local.a{it} == local.a{it} ? [local.a{it}] : [local.a{it}, local.a{it}]")
            }),
            "local.a25",
        ),
        (
            doubled("var.x", &|it| {
                format!("\"${{local.a{it}}}${{local.a{it}}}\"")
            }),
            "local.a25",
        ),
        (
            doubled("var.x", &|it| format!("lower(local.a{it}, local.a{it})")),
            "local.a25",
        ),
    ] {
        let started = std::time::Instant::now();
        let document = read(&source(&locals, address));
        assert!(
            document.has_errors() || document.groups.len() == 1,
            "{address}"
        );
        if document.groups.is_empty() {
            assert_eq!(codes(&document), ["too-many-values"], "{address}");
        }
        println!("{address}: {:?} {:?}", started.elapsed(), codes(&document));
    }
    let own = "resource \"azurerm_network_security_rule\" \"r\" {\n  count = 1000000000\n  name = \"a${count.index}\"\n}\n";
    let document = read(&format!("{}{own}", source("", "\"*\"")));
    assert!(document.hides_rules(), "{:?}", document.diagnostics);
}

#[test]
fn terraform_source_of_many_lines() {
    let many = |count: usize, of: &dyn Fn(usize) -> String| (0..count).map(of).collect::<String>();
    for text in [
        many(30_000, &|it| format!("a{it} = {{}}\n")),
        many(5_000, &|it| {
            format!("inbound{it} = [{{ priority = 1, access = 2, protocol = 3 }}]\n")
        }),
        format!(
            "nsg = {{\n{}x = [{{ priority = 1, access = 2, protocol = 3 }}]\n}}\n",
            many(50_000, &|it| format!("a{it} = {{}}\n"))
        ),
        many(5_000, &|it| {
            format!(
                "variable \"a{it}\" {{\n  default = 1\n}}\nlocals {{\n  b{it} = var.a{it}\n}}\n"
            )
        }),
        many(2_000, &|it| {
            format!(
                "resource \"azurerm_network_security_group\" \"g{it}\" {{\n  name = var.n{it}\n}}\n"
            )
        }) + &many(2_000, &|it| {
            format!(
                "resource \"azurerm_network_security_rule\" \"g{it}\" {{\n  name = \"a\"\n  network_security_group_name = var.n{it}\n}}\n"
            )
        }),
        format!(
            "locals {{\n  a = [{}]\n}}\n{}",
            "1, ".repeat(200_000),
            many(1_000, &|it| format!("locals {{\n  b{it} = local.a\n}}\n"))
        ),
        format!("locals {{\n  a = \"{}\"\n}}\n", "$ \\\" %".repeat(100_000)),
        format!("locals {{\n  a = <<E\n{}\nE\n}}\n", "E x\n".repeat(100_000)),
        format!("locals {{\n  a = [{}]\n}}\n", "/* */ \n".repeat(100_000)),
    ] {
        let started = std::time::Instant::now();
        let document = read(&text);
        let first: String = text.chars().take(60).collect();
        println!(
            "{} bytes, {first:?}: {:?} {:?}",
            text.len(),
            started.elapsed(),
            codes(&document)
        );
    }
}
