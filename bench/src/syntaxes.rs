//! Ten thousand rules as people hold them, and a plan of five megabytes: read by us, and by what reads their syntax alone.

use crate::{figure, workload};
use serde_json::Value;
use std::error::Error;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// So many groups of a thousand rules.
const GROUPS: u32 = 10;
const ROUNDS: usize = 3;

/// Writes the texts for the other programs, and measures.
pub(crate) fn measure(folder: &Path) -> Result<(), Box<dyn Error>> {
    let groups: Vec<Value> = (0..GROUPS)
        .map(|seed| workload::another_group(1000, 40 + seed))
        .collect();
    let (csv, yaml, source, plan) = (csv(&groups)?, yaml(&groups)?, source(&groups)?, plan()?);
    for (name, text) in [
        ("rules.csv", &csv),
        ("rules.yaml", &yaml),
        ("rules.tf", &source),
        ("plan.txt", &plan),
    ] {
        std::fs::write(folder.join(name), text)?;
        let read = nsg_documents::read(text);
        let rules = read
            .groups
            .iter()
            .map(|group| group.security_group.security_rules.len());
        if rules.sum::<usize>() < 10_000 {
            return Err(format!("{name} was not read: {:?}", read.diagnostics.first()).into());
        }
    }
    told("csv alone: 10000 rules", || {
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        black_box(reader.records().filter_map(Result::ok).count());
    });
    told("read 10000 rules as CSV, native", || {
        black_box(nsg_documents::read(&csv));
    });
    told("serde_yaml_ng alone: 10000 rules", || {
        black_box(serde_yaml_ng::from_str::<serde_yaml_ng::Value>(&yaml).ok());
    });
    told("read 10000 rules as YAML, native", || {
        black_box(nsg_documents::read(&yaml));
    });
    told("hcl-rs alone: 10000 rules", || {
        black_box(hcl::parse(&source).ok());
    });
    told("read 10000 rules as Terraform source, native", || {
        black_box(nsg_documents::read(&source));
    });
    told("read a plan of 5 MB as text, native", || {
        black_box(nsg_documents::read(&plan));
    });
    Ok(())
}

fn told(name: &str, mut work: impl FnMut()) {
    let round = |_| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let best: Duration = (0..ROUNDS).map(round).min().unwrap_or_default();
    figure(name, best.as_secs_f64() * 1e3, "ms", None);
}

fn rules(group: &Value) -> impl Iterator<Item = &Value> {
    let rules = group
        .pointer("/properties/securityRules")
        .and_then(Value::as_array);
    rules.into_iter().flatten()
}

/// The values of a field, in either form.
fn values(rule: &Value, one: &str, many: &str) -> Vec<String> {
    let properties = rule.get("properties");
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let single = properties.and_then(|it| it.get(one)).and_then(text);
    let several = properties
        .and_then(|it| it.get(many))
        .and_then(Value::as_array);
    single
        .into_iter()
        .chain(several.into_iter().flatten().filter_map(text))
        .collect()
}

fn field(rule: &Value, key: &str) -> String {
    let value = rule.pointer(&format!("/properties/{key}"));
    value
        .map(|value| value.to_string().trim_matches('"').to_owned())
        .unwrap_or_default()
}

fn csv(groups: &[Value]) -> Result<String, Box<dyn Error>> {
    let mut text = String::from(
        "NSG,Name,Priority,Direction,Access,Protocol,Source,SourcePort,Destination,DestinationPort\n",
    );
    for (number, group) in groups.iter().enumerate() {
        for rule in rules(group) {
            let name = rule.get("name").and_then(Value::as_str).unwrap_or_default();
            let [priority, direction, access, protocol] =
                ["priority", "direction", "access", "protocol"].map(|key| field(rule, key));
            let source = values(rule, "sourceAddressPrefix", "sourceAddressPrefixes").join(" ");
            let destination = field(rule, "destinationAddressPrefix");
            let ports = values(rule, "destinationPortRange", "destinationPortRanges").join(" ");
            writeln!(
                text,
                "nsg-{number},{name},{priority},{direction},{access},{protocol},{source},*,{destination},{ports}"
            )?;
        }
    }
    Ok(text)
}

fn yaml(groups: &[Value]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for (number, group) in groups.iter().enumerate() {
        writeln!(text, "- name: nsg-{number}\n  securityRules:")?;
        for rule in rules(group) {
            let name = rule.get("name").and_then(Value::as_str).unwrap_or_default();
            writeln!(text, "  - name: {name}")?;
            for (key, value) in rule
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                match value.as_array() {
                    Some(items) => {
                        writeln!(text, "    {key}:")?;
                        for item in items {
                            writeln!(text, "    - {item}")?;
                        }
                    }
                    None => writeln!(text, "    {key}: {value}")?,
                }
            }
        }
    }
    Ok(text)
}

/// A key as Terraform writes it.
fn snake(key: &str) -> String {
    let mut snake = String::new();
    for char in key.chars() {
        if char.is_ascii_uppercase() {
            snake.push('_');
        }
        snake.push(char.to_ascii_lowercase());
    }
    snake
}

fn source(groups: &[Value]) -> Result<String, Box<dyn Error>> {
    let mut text = String::new();
    for (number, group) in groups.iter().enumerate() {
        writeln!(
            text,
            "resource \"azurerm_network_security_group\" \"nsg_{number}\" {{\n  name = \"nsg-{number}\""
        )?;
        for rule in rules(group) {
            writeln!(
                text,
                "  security_rule {{\n    name = {}",
                rule.get("name").unwrap_or(&Value::Null)
            )?;
            for (key, value) in rule
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
            {
                writeln!(text, "    {} = {value}", snake(key))?;
            }
            writeln!(text, "  }}")?;
        }
        writeln!(text, "}}")?;
    }
    Ok(text)
}

fn plan() -> Result<String, Box<dyn Error>> {
    let mut text = String::from("Terraform will perform the following actions:\n\n");
    for number in 0..10_000_u32 {
        writeln!(
            text,
            "  # azurerm_network_security_rule.r{number} will be created\n  + resource \"azurerm_network_security_rule\" \"r{number}\" {{\n      \
             + access                      = \"Allow\"\n      + destination_address_prefix  = \"*\"\n      \
             + destination_port_range      = \"{}\"\n      + direction                   = \"Inbound\"\n      \
             + id                          = (known after apply)\n      + name                        = \"r{number}\"\n      \
             + network_security_group_name = \"nsg-{}\"\n      + priority                    = {}\n      \
             + protocol                    = \"Tcp\"\n      + resource_group_name         = \"rg\"\n      \
             + source_address_prefix       = \"*\"\n      + source_port_range           = \"*\"\n    }}\n",
            number % 60_000 + 1,
            number / 500,
            100 + number % 500
        )?;
    }
    writeln!(text, "Plan: 10000 to add, 0 to change, 0 to destroy.")?;
    Ok(text)
}
