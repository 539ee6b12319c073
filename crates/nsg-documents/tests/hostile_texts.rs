//! Texts that want to break the reader: every one is read, in time, and what can be kept is.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod support;

use nsg_documents::{DiagnosticSeverity, read};
use support::{codes, line, lines};

const RULE: &str = r#"{"name": "a", "priority": 100, "direction": "Inbound", "access": "Allow", "protocol": "Tcp",
    "sourceAddressPrefix": "*", "sourcePortRange": "*", "destinationAddressPrefix": "*", "destinationPortRange": "22"}"#;

#[test]
fn nesting_without_end() {
    for bracket in ["[", "{\"a\":", "[{\"securityRules\":"] {
        let document = read(&bracket.repeat(200_000));
        assert!(codes(&document).contains(&"too-deep"), "{bracket}");
        assert!(document.has_errors());
    }
    let closed = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(read(&closed).has_errors());
    assert!(read(&"]".repeat(100_000)).has_errors());
    assert!(read(&format!("1{}", "]".repeat(100_000))).has_errors());
    assert!(read(&"\"a\": 1}]".repeat(50_000)).has_errors());
    let keys: String = (0..100_000)
        .map(|it| format!("Key{it} : value\n"))
        .collect();
    assert_eq!(read(&format!("{keys}SecurityRules : 5\n")).groups.len(), 1);
}

#[test]
fn a_deep_value_beside_a_rule_loses_only_itself() {
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    let document = read(&format!(
        r#"{{"name": "web", "tags": {deep}, "securityRules": [{RULE}]}}"#
    ));
    assert_eq!(lines(&document.groups[0]).len(), 1);
    assert_eq!(codes(&document), ["too-deep"]);
}

#[test]
fn huge_numbers_are_not_other_numbers() {
    for number in [
        "1e999",
        "99999999999999999999",
        "4294967396",
        "-100",
        "100.5",
        "0x64",
    ] {
        let rule = RULE.replace("100", number);
        let document = read(&format!("[{rule}]"));
        let rule = &document.groups[0].security_group.security_rules[0];
        assert!(rule.priority.known().is_none(), "{number}");
        assert!(document.has_errors(), "{number}");
    }
}

#[test]
fn wrong_types_are_kept_as_unknown() {
    for value in [
        "true",
        "null",
        "{}",
        "[]",
        "[[]]",
        "{\"a\": 1}",
        "5",
        "\"\"",
        "[null, 5]",
        "[{}]",
    ] {
        for field in [
            "priority",
            "direction",
            "access",
            "protocol",
            "sourceAddressPrefix",
            "destinationPortRange",
        ] {
            let from = RULE.find(&format!("\"{field}\": ")).unwrap() + field.len() + 4;
            let to = from + RULE[from..].find([',', '}']).unwrap();
            let rule = format!("{}{value}{}", &RULE[..from], &RULE[to..]);
            let document = read(&format!("{{\"securityRules\": [{rule}]}}"));
            assert_eq!(
                document.groups[0].security_group.security_rules.len(),
                1,
                "{field} {value}"
            );
            assert!(!document.diagnostics.is_empty(), "{field} {value}");
        }
    }
}

#[test]
fn many_keys_many_duplicates_many_rules() {
    let members: String = (0..100_000)
        .map(|it| format!("\"k{}\": 1,", it / 2))
        .collect();
    let document = read(&format!("{{{members} \"securityRules\": [{RULE}]}}"));
    assert_eq!(lines(&document.groups[0]).len(), 1);
    let rules = vec![RULE; 20_000].join(",");
    let document = read(&format!("{{\"securityRules\": [{rules}]}}"));
    assert_eq!(
        document.groups[0].security_group.security_rules.len(),
        20_000
    );
    assert!(document.diagnostics.len() < 200);
}

#[test]
fn one_rule_with_a_list_without_end() {
    let ports: String = (0..200_000)
        .map(|it| format!("\"{}\",", it % 65536))
        .collect();
    let rule = RULE.replace(
        "\"destinationPortRange\": \"22\"",
        &format!("\"destinationPortRanges\": [{ports}]"),
    );
    read(&format!("[{rule}]"));
    let prefixes: String = (0..200_000).map(|it| format!("\"Tga{it}\",")).collect();
    let rule = RULE.replace(
        "\"sourceAddressPrefix\": \"*\"",
        &format!("\"sourceAddressPrefixes\": [{prefixes}]"),
    );
    read(&format!("[{rule}]"));
}

#[test]
fn templates_that_double_at_every_step_or_go_in_circles() {
    let variables: String = (0..60)
        .map(|it| {
            format!(
                "\"v{it}\": \"[concat(variables('v{0}'), variables('v{0}'))]\",",
                it + 1
            )
        })
        .collect();
    let text = format!(
        r#"{{"variables": {{{variables} "v60": "x", "a": "[variables('b')]", "b": "[variables('a')]"}}, "resources": [
            {{"type": "Microsoft.Network/networkSecurityGroups", "apiVersion": "1", "name": "[variables('v0')]",
              "properties": {{"securityRules": [{}]}}}}]}}"#,
        RULE.replace("\"22\"", "\"[variables('a')]\"")
    );
    let document = read(&text);
    let rule = &document.groups[0].security_group.security_rules[0];
    assert_eq!(
        line(rule),
        "a 100 Inbound TCP *:* → *:?[variables('a')]? Allow"
    );
}

#[test]
fn a_template_with_very_many_variables() {
    let variables: String = (0..20_000)
        .map(|it| format!("\"v{it}\": \"22\","))
        .collect();
    let rules: Vec<_> = (0..20_000)
        .map(|it| RULE.replace("\"22\"", &format!("\"[variables('v{it}')]\"")))
        .collect();
    let text = format!(
        r#"{{"variables": {{{variables}}}, "resources": [{{"type": "Microsoft.Network/networkSecurityGroups",
            "apiVersion": "1", "name": "web", "properties": {{"securityRules": [{}]}}}}]}}"#,
        rules.join(",")
    );
    let document = read(&text);
    assert_eq!(
        document.groups[0].security_group.security_rules.len(),
        20_000
    );
}

#[test]
fn fifty_megabytes() {
    // Optimised code reads it in a second; what matters here is that it is read.
    let rules = vec![RULE; (50 << 20) / RULE.len() / 8].join(",\n");
    let text = format!("{{\"securityRules\": [{rules}]}}{}", " ".repeat(45 << 20));
    let document = read(&text);
    assert!(document.groups[0].security_group.security_rules.len() > 20_000);
}

#[test]
fn one_line_without_end_in_another_script() {
    let rules: Vec<_> = (0..5_000)
        .map(|it| {
            RULE.replace("\"a\"", &format!("\"规则-é😀-{it}\""))
                .replace('\n', " ")
        })
        .collect();
    let text = format!("{{\"securityRules\": [{}]}}", rules.join(","));
    let document = read(&text);
    let last = document.groups[0]
        .security_rule_positions
        .last()
        .unwrap()
        .unwrap();
    assert_eq!((last.line, last.column), (1, last.start + 1));
    let utf16: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(utf16[last.start], u16::from(b'{'));
}

#[test]
fn markup_in_a_name_stays_text() {
    let name = r#"<img src=x onerror=alert(1)>"#;
    let document = read(&format!(
        "[{}]",
        RULE.replace("\"a\"", &format!("\"{name}\""))
    ));
    assert_eq!(
        document.groups[0].security_group.security_rules[0].name,
        name
    );
    assert!(
        document
            .diagnostics
            .iter()
            .any(|it| it.code == "invalid-name" && it.severity == DiagnosticSeverity::Warning)
    );
}

#[test]
fn another_vendors_rules_beside_azures() {
    let text = format!(
        r#"{{"theirs": {{"securityRules": [{{"from": "any", "action": "permit"}}]}},
            "ours": {{"name": "web", "securityRules": [{RULE}, {{"from": "any"}}]}}}}"#
    );
    let document = read(&text);
    assert_eq!(document.groups.len(), 1);
    let kept = lines(&document.groups[0]);
    assert_eq!(kept.len(), 2);
    assert!(kept[1].contains("?unreadable rule?"));
    assert_eq!(
        codes(&document),
        ["invalid-rule", "missing-name", "not-azure-rules"]
    );
}

#[test]
fn nothing_at_all() {
    for text in [
        "", " ", "\u{feff}", "\0", "{}", "[]", "null", "\"\"", "5", "...", "{", "[", ",", ":",
        "\"", "'", "/*", "//", "\\",
    ] {
        let document = read(text);
        assert!(document.groups.is_empty(), "{text:?}");
        assert!(document.has_errors(), "{text:?}");
        assert_eq!(document.shape, None, "{text:?}");
        assert!(
            document.diagnostics.iter().all(|it| it.line.is_some()),
            "{text:?}"
        );
    }
}

#[test]
fn quotes_that_are_opened_and_never_closed() {
    for quote in ["“,", "‘,", "„,", "”,", "’,", "',", "\",", "“’"] {
        let text = format!("[{}", quote.repeat(1_000_000 / quote.len()));
        assert!(read(&text).has_errors(), "{quote}");
    }
}

#[test]
fn aliases_of_aliases_are_not_a_billion_values() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("a{level}: &a{level} [{items}]\n"));
    }
    let mut chain = String::from("a0: &a0 [x]\n");
    for level in 1..5_000 {
        chain.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    let nested = format!("---\na: {}", "[".repeat(100_000));
    let deep: String = (0..5_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    for (text, code) in [
        (bomb, "too-many-values"),
        (chain, "too-deep"),
        (nested, "yaml"),
        (deep, "yaml"),
    ] {
        let document = read(&text);
        assert!(document.groups.is_empty());
        assert_eq!(codes(&document), [code]);
    }
}
