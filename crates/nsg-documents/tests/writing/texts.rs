//! As much of Bicep and of Terraform as is written, as JSON that the readers take.

use serde_json::{Map, Value, json};

/// A text behind its first quote: the literal, and the rest behind the last quote.
fn literal(text: &str, quote: char) -> (String, &str) {
    let mut value = String::new();
    let mut rest = text;
    loop {
        let mut chars = rest.chars();
        let letter = chars.next().unwrap();
        rest = chars.as_str();
        if letter == quote {
            return (value, rest);
        }
        let double = |pair: &str| quote == '"' && rest.starts_with(pair);
        match letter {
            '$' if double("${") => rest = &rest[1..],
            '%' if double("%{") => rest = &rest[1..],
            '$' if rest.starts_with('{') => panic!("an expression begins: {text}"),
            '%' if quote == '"' && rest.starts_with('{') => panic!("an expression begins: {text}"),
            '\\' => {
                let escape = rest.chars().next().unwrap();
                rest = &rest[1..];
                let number = |digits: &str| {
                    char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap()
                };
                value.push(match escape {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' if quote == '"' => {
                        let (digits, behind) = rest.split_at(4);
                        rest = behind;
                        number(digits)
                    }
                    'u' => {
                        let (digits, behind) = rest[1..].split_once('}').unwrap();
                        rest = behind;
                        number(digits)
                    }
                    '\\' | '$' | '\'' | '"' => escape,
                    other => panic!("\\{other} is no escape: {text}"),
                });
                continue;
            }
            _ => {}
        }
        value.push(letter);
    }
}

/// A value of Bicep.
fn bicep_value(text: &str) -> (Value, &str) {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('\'') {
        let (value, rest) = literal(rest, '\'');
        return (value.into(), rest);
    }
    if let Some(mut rest) = text.strip_prefix('[') {
        let mut items = Vec::new();
        loop {
            rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix(']') {
                return (items.into(), rest);
            }
            let (item, behind) = bicep_value(rest);
            items.push(item);
            rest = behind;
        }
    }
    if let Some(mut rest) = text.strip_prefix('{') {
        let mut members = Map::new();
        loop {
            rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix('}') {
                return (members.into(), rest);
            }
            let (name, behind) = rest.split_once(':').unwrap();
            let (value, behind) = bicep_value(behind);
            members.insert(name.to_owned(), value);
            rest = behind;
        }
    }
    if let Some(rest) =
        text.strip_prefix("resourceId('Microsoft.Network/applicationSecurityGroups', '")
    {
        let (name, rest) = literal(rest, '\'');
        return (name.into(), rest.strip_prefix(')').unwrap());
    }
    let end = text.find(['\n', ' ']).unwrap();
    let word = &text[..end];
    (
        word.parse::<u32>()
            .map_or_else(|_| word.into(), Value::from),
        &text[end..],
    )
}

pub(crate) fn bicep(text: &str) -> String {
    let (_, resource) = text.split_once(" = {").unwrap();
    let text = format!("{{{resource}");
    let (value, rest) = bicep_value(&text);
    assert_eq!(rest, "\n");
    value.to_string()
}

/// A value of Terraform, on one line.
fn terraform_value(text: &str) -> (Value, &str) {
    if let Some(rest) = text.strip_prefix('"') {
        let (value, rest) = literal(rest, '"');
        return (value.into(), rest);
    }
    if let Some(mut rest) = text.strip_prefix('[') {
        let mut items = Vec::new();
        loop {
            rest = rest.trim_start_matches([',', ' ']);
            if let Some(rest) = rest.strip_prefix(']') {
                return (items.into(), rest);
            }
            let (item, behind) = terraform_value(rest);
            items.push(item);
            rest = behind;
        }
    }
    let end = text.find([',', ']', ' ']).unwrap_or(text.len());
    let word = &text[..end];
    (
        word.parse::<u32>()
            .map_or_else(|_| word.into(), Value::from),
        &text[end..],
    )
}

/// The state that the resource would have.
pub(crate) fn terraform(text: &str) -> String {
    let mut blocks: Vec<(String, Map<String, Value>)> = Vec::new();
    let (mut rules, mut lookups, mut group) = (Vec::new(), Map::new(), Map::new());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(head) = line.strip_suffix(" {") {
            blocks.push((head.to_owned(), Map::new()));
        } else if line == "}" {
            let (head, members) = blocks.pop().unwrap();
            match head.split(' ').next().unwrap() {
                "security_rule" => rules.push(Value::Object(members)),
                "data" => {
                    let label = head.rsplit(' ').next().unwrap().trim_matches('"');
                    let reference = format!("data.azurerm_application_security_group.{label}.id");
                    lookups.insert(reference, members["name"].clone());
                }
                "resource" => group = members,
                "variable" => {}
                other => panic!("{other}"),
            }
        } else {
            let (name, value) = line.split_once('=').unwrap();
            let (value, rest) = terraform_value(value.trim());
            assert_eq!(rest, "", "{line}");
            blocks
                .last_mut()
                .unwrap()
                .1
                .insert(name.trim().to_owned(), value);
        }
    }
    for rule in &mut rules {
        for (name, value) in rule.as_object_mut().unwrap() {
            if name.ends_with("_ids") {
                for id in value.as_array_mut().unwrap() {
                    if let Some(name) = lookups.get(id.as_str().unwrap()) {
                        *id = name.clone();
                    }
                }
            }
        }
    }
    group.insert("security_rule".to_owned(), rules.into());
    json!({
        "format_version": "1.0",
        "terraform_version": "1.9.0",
        "values": {"root_module": {"resources": [{
            "address": "azurerm_network_security_group.web",
            "type": "azurerm_network_security_group",
            "name": "web",
            "values": group,
        }]}}
    })
    .to_string()
}
