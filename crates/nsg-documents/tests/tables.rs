//! Tables of rules, as people keep them: the portal's, of the command line, CSV, Markdown.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod support;

use nsg_documents::rule_text::{RuleField, RuleText};
use nsg_documents::write::csv_table;
use nsg_documents::{Document, Shape, read};
use proptest::prelude::*;
use rule_lines::random::scenario;
use support::row;

/// Each rule in a line: name, priority, direction, access, protocol, source:port -> destination:port.
fn rules(document: &Document) -> Vec<Vec<String>> {
    let group = |group: &nsg_documents::DocumentGroup| {
        let rules = group.security_group.security_rules.iter();
        rules.map(|rule| line(&RuleText::of(rule))).collect()
    };
    document.groups.iter().map(group).collect()
}

fn line(rule: &RuleText) -> String {
    let get = |field| rule.get(field).to_owned();
    format!(
        "{} {} {} {} {} {}:{} -> {}:{}",
        get(RuleField::Name),
        get(RuleField::Priority),
        get(RuleField::Direction),
        get(RuleField::Access),
        get(RuleField::Protocol),
        get(RuleField::Source),
        get(RuleField::SourcePorts),
        get(RuleField::Destination),
        get(RuleField::DestinationPorts),
    )
}

fn codes(document: &Document) -> Vec<&str> {
    document.diagnostics.iter().map(|it| it.code).collect()
}

#[test]
fn the_portals_table_is_read_as_it_is_copied() {
    let text = "Inbound security rules\n\
        Priority\tName\tPort\tProtocol\tSource\tDestination\tAction\t\n\
        300\tin-tls\t443\tTCP\tAny\tAny\tAllow\t…\n\
        310\tin-some\t80,8080-8090\tAny\tVirtualNetwork\tAny\tDeny\t…\n\
        65000\tAllowVnetInBound\tAny\tAny\tVirtualNetwork\tVirtualNetwork\tAllow\t…\n\
        65500\tDenyAllInBound\tAny\tAny\tAny\tAny\tDeny\t…\n\
        \n\
        Outbound security rules\n\
        Priority\tName\tPort\tProtocol\tSource\tDestination\tAction\t\n\
        400\tout\tAny\tUDP\tAny\tInternet\tAllow\t…\n";
    let document = read(text);
    assert_eq!(document.shape, Some(Shape::Table));
    assert_eq!(
        rules(&document),
        [[
            "in-tls 300 Inbound Allow TCP *:* -> *:443",
            "in-some 310 Inbound Deny * VirtualNetwork:* -> *:80, 8080-8090",
            "out 400 Outbound Allow UDP *:* -> Internet:*",
        ]]
    );
    assert_eq!(
        document.groups[0]
            .security_group
            .default_security_rules
            .len(),
        6
    );
    assert_eq!(codes(&document), ["assumed-column"]);
    // A rule stands where its row does.
    let position = document.groups[0].security_rule_positions[1].unwrap();
    assert_eq!((position.line, position.column), (4, 1));
}

#[test]
fn the_portals_table_is_read_in_korean_too() {
    let text = "인바운드 보안 규칙\n우선 순위\t이름\t포트\t프로토콜\t원본\t대상\t작업\n\
        300\ttls\t443\tTCP\t모두\t모두\tAllow\n";
    assert_eq!(
        rules(&read(text)),
        [["tls 300 Inbound Allow TCP *:* -> *:443"]]
    );
}

#[test]
fn a_table_of_the_command_line_has_several_values_in_a_cell() {
    let text = "\
Name   ResourceGroup  Priority  SourcePortRanges  SourceAddressPrefixes  SourceASG  Access  Protocol  Direction  DestinationPortRanges  DestinationAddressPrefixes  DestinationASG
-----  -------------  --------  ----------------  ---------------------  ---------  ------  --------  ---------  ---------------------  --------------------------  --------------
a      rg             200       *                 Internet               None       Deny    *         Inbound    22 3389                *                           None
b two  rg             100       1024-65535        10.0.0.0/8 10.1.2.3    web-asg    Allow   Tcp       Inbound    443                                                db-asg
";
    let document = read(text);
    assert_eq!(
        rules(&document),
        [[
            "a 200 Inbound Deny * Internet:* -> *:22, 3389",
            "b two 100 Inbound Allow TCP 10.0.0.0/8, 10.1.2.3, asg:web-asg:1024-65535 -> asg:db-asg:443",
        ]]
    );
}

#[test]
fn csv_has_any_of_the_names_that_are_met() {
    let text = "\u{feff}\"NSGName\",\"RGName\",\"Direction\",\"Priority\",\"RuleName\",\"DestinationPort\",\"Protocol\",\"SourceAddress\",\"SourcePort\",\"DestinationAddress\",\"Action\",\"Description\",\"Owner\"\r\n\
        \"one\",\"rg\",\"Inbound\",\"200\",\"app\",\"443, 8443\",\"TCP\",\"10.4.0.0/16,\n10.5.0.0/16\",\"*\",\"*\",\"Allow\",\"for \"\"them\"\", too\",\"me\"\r\n\
        \"two\",\"rg\",\"outbound\",\"300\",\"sql\",\"1433\",\"tcp\",\"*\",\"*\",\"10.6.2.0/24\",\"deny\",\"\",\"me\"\r\n";
    let document = read(text);
    assert_eq!(
        rules(&document),
        [
            ["app 200 Inbound Allow TCP 10.4.0.0/16, 10.5.0.0/16:* -> *:443, 8443"],
            ["sql 300 Outbound Deny TCP *:* -> 10.6.2.0/24:1433"],
        ]
    );
    let names: Vec<_> = document
        .groups
        .iter()
        .map(|it| it.security_group.name.clone().unwrap())
        .collect();
    assert_eq!(names, ["one", "two"]);
    let described = &document.groups[0].security_group.security_rules[0];
    assert_eq!(described.description.as_deref(), Some("for \"them\", too"));
    assert_eq!(
        document.diagnostics[0].message,
        "columns that are not used: Owner"
    );
}

#[test]
fn bars_are_markdown_and_what_people_type() {
    let text = "| Priority | Name | Port | Protocol | Source | Destination | Action | Direction |\n\
        |---:|:---|---|---|---|---|---|---|\n\
        | 500 | web | `80` | TCP | 203.0.113.64/32 | \\* | Allow | Inbound |\n";
    assert_eq!(
        rules(&read(text)),
        [["web 500 Inbound Allow TCP 203.0.113.64:* -> *:80"]]
    );
    // What makes a value bold or a picture says nothing of it, and a dash that a word processor made long is one.
    let decorated = text
        .replace("| Allow |", "| \u{2705} **Allow** |")
        .replace("| TCP |", "| **TCP** |")
        .replace("`80`", "80\u{2013}90");
    assert_eq!(
        rules(&read(&decorated)),
        [["web 500 Inbound Allow TCP 203.0.113.64:* -> *:80-90"]]
    );
    // Whether a cross takes the word back is not told.
    let crossed = text.replace("| Allow |", "| \u{274c} Allow |");
    assert!(codes(&read(&crossed)).contains(&"invalid-access"));
    let typed = "PRIORITY | NAME | PORT | PROTOCOL | SOURCE | DESTINATION | ACTION\n500 | web | 80 | TCP | Any | Any | Allow\n";
    let document = read(typed);
    assert!(document.groups.is_empty());
    assert_eq!(codes(&document), ["missing-columns"]);
    assert_eq!(
        document.diagnostics[0].message,
        "this table has no column for: Direction"
    );
    assert!(
        document.diagnostics[0]
            .help
            .as_ref()
            .unwrap()
            .contains("\"Inbound security rules\"")
    );
    // The heading says it.
    assert_eq!(
        rules(&read(&format!("Inbound rules\n{typed}"))),
        [["web 500 Inbound Allow TCP *:* -> *:80"]]
    );
}

#[test]
fn azures_default_rules_tell_the_direction_of_a_list_of_the_portal() {
    let list = |name: &str, port: u16, default: &str| {
        format!(
            "Priority\tName\tPort\tProtocol\tSource\tDestination\tAction\n\
             300\t{name}\t{port}\tTCP\tAny\tAny\tAllow\n\
             65500\t{default}\tAny\tAny\tAny\tAny\tDeny\n"
        )
    };
    let both = list("a", 443, "DenyAllInBound") + &list("b", 25, "DenyAllOutBound");
    // They are surer than a heading far above.
    for text in [both.clone(), format!("Inbound security rules\n{both}")] {
        assert_eq!(
            rules(&read(&text)),
            [[
                "a 300 Inbound Allow TCP *:* -> *:443",
                "b 300 Outbound Allow TCP *:* -> *:25",
            ]]
        );
    }
    // One of the two lists tells nothing, so neither is read.
    let half = list("a", 443, "DenyAllInBound") + &list("b", 25, "DenyAll");
    assert_eq!(codes(&read(&half)), ["missing-columns"]);
}

#[test]
fn what_a_cell_says_wrong_is_said_at_the_cell() {
    let text = "Name,Priority,Direction,Access,Protocol,Source,SourcePort,Destination,DestinationPort\n\
        a,300,Inbound,Allow,300,*,*,*,443\n";
    let document = read(text);
    let wrong = &document.diagnostics[0];
    assert_eq!(
        (wrong.code, wrong.line, wrong.column),
        ("invalid-protocol", Some(2), Some(21))
    );
}

#[test]
fn lists_that_were_lost_are_said_to_be() {
    for lost in [
        "System.Object[]",
        "System.Collections.Generic.List`1[System.String]",
    ] {
        let text = format!(
            "\"Name\",\"Priority\",\"Direction\",\"Access\",\"Protocol\",\"SourceAddressPrefix\"\n\"a\",\"300\",\"Inbound\",\"Allow\",\"Tcp\",\"{lost}\"\n"
        );
        let document = read(&text);
        assert!(document.groups.is_empty());
        assert_eq!(codes(&document), ["lost-values"]);
    }
}

#[test]
fn a_row_that_does_not_fit_is_not_read_and_not_forgotten() {
    let text = "Name,Priority,Direction,Access,Protocol,Source,Destination,Port\n\
        a,300,Inbound,Allow,Tcp,*,*,443,8443\nb,310,Inbound,Allow\n";
    let document = read(text);
    assert!(document.hides_rules());
    assert_eq!(
        codes(&document),
        ["assumed-column", "uneven-row", "uneven-row"]
    );
}

#[test]
fn a_column_that_is_missing_is_a_missing_fact() {
    let text = "Name;Priority;Direction;Access;Port\na;300;Inbound;Allow;443\n";
    let document = read(text);
    let rule = &document.groups[0].security_group.security_rules[0];
    assert!(rule.conditions.protocol.known().is_none());
    assert!(codes(&document).contains(&"missing-field"));
}

#[test]
fn the_old_command_line_begins_its_lines_with_data() {
    let text = "\
info:    Executing command network nsg rule list
data:    Name    Source IP  Source Port  Destination IP  Destination Port  Protocol  Direction  Access  Priority
data:    ------  ---------  -----------  --------------  ----------------  --------  ---------  ------  --------
data:    ssh     *          *            *               22                Tcp       Inbound    Allow   1000
info:    network nsg rule list command OK
";
    assert_eq!(
        rules(&read(text)),
        [["ssh 1000 Inbound Allow TCP *:* -> *:22"]]
    );
}

#[test]
fn what_is_no_table_is_none() {
    for text in [
        "priority, access and direction are fields of a rule",
        "name = \"x\", priority = 100, direction = \"Inbound\", access = \"Allow\"",
        "{\"name\": 1, \"priority\": 2, \"direction\": 3, \"access\": 4}",
        "Name  Value\nPriority  100\n",
        "rules = {\n  # name, priority, direction, access, protocol\n  web = [\"web\", 100]\n}\n",
        "// name, priority, direction, access, protocol\nparam rules array\n",
        "@description('name, priority, direction, access, ports')\nparam rules array\n",
        "We set the name, the priority, the direction, access, protocol, and some more, as agreed, in May, or later",
        "",
    ] {
        assert_ne!(read(text).shape, Some(Shape::Table), "{text}");
    }
}

const HEADER: [&str; 9] = [
    "Name",
    "Priority",
    "Direction",
    "Access",
    "Protocol",
    "Source",
    "SourcePort",
    "Destination",
    "DestinationPort",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_group_that_is_written_as_a_table_is_read_as_the_same(scenario in scenario(), bars in any::<bool>()) {
        let Some(group) = scenario.subnet_security_group else { return Ok(()) };
        let rules = group.security_rules.iter().map(RuleText::of);
        // A group of a side has a column of its own, and what is not known cannot be written.
        let writable = |rule: &RuleText| row(rule).iter().all(|cell| !cell.is_empty() && !cell.contains("asg:") && !cell.contains('?'));
        let rules: Vec<_> = rules.filter(writable).collect();
        let header = HEADER.map(str::to_owned).to_vec();
        let rows = std::iter::once(header).chain(rules.iter().map(row));
        let text = match bars {
            false => csv_table(rows),
            true => rows.map(|cells| format!("| {} |\n", cells.join(" | "))).collect(),
        };
        let document = read(&text);
        prop_assert_eq!(document.shape, Some(Shape::Table), "{}", text);
        let again: Vec<_> = document.groups[0].security_group.security_rules.iter().map(RuleText::of).collect();
        prop_assert_eq!(again.iter().map(line).collect::<Vec<_>>(), rules.iter().map(line).collect::<Vec<_>>());
    }

    #[test]
    fn a_table_that_is_cut_anywhere_is_read_without_a_panic(cut in 0_usize..400, quote in any::<bool>()) {
        let text = "\u{feff}\"Name\",\"Priority\",\"Direction\",\"Access\",\"Protocol\",\"Source\"\r\n\"ß, one\",\"100\",\"Inbound\",\"Allow\",\"Tcp\",\"10.0.0.0/8;\n10.1.2.3\"\r\n| a | b |\r\n";
        let end = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let cut = format!("{}{}", text.get(..end).unwrap(), if quote { "\"" } else { "" });
        for group in read(&cut).groups {
            prop_assert!(group.security_group.security_rules.len() <= 3);
        }
    }
}
