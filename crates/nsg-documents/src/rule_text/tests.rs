use super::*;

fn typed(changes: &[(RuleField, &str)]) -> RuleText {
    let mut text = RuleText::default();
    let usual = [
        (RuleField::Name, "Web"),
        (RuleField::Priority, "100"),
        (RuleField::Direction, "Inbound"),
        (RuleField::Access, "Allow"),
        (RuleField::Protocol, "TCP"),
        (RuleField::Source, "*"),
        (RuleField::SourcePorts, "*"),
        (RuleField::Destination, "10.0.1.0/24"),
        (RuleField::DestinationPorts, "443"),
    ];
    for (field, value) in usual.iter().chain(changes) {
        text.set(*field, (*value).to_owned());
    }
    text
}

#[test]
fn what_is_typed_is_read_and_written_back() {
    for (field, value) in [
        (RuleField::Source, "10.0.0.0/8, 192.168.0.0/16"),
        (RuleField::Source, "Internet"),
        (RuleField::Source, "asg:web, asg:api"),
        (RuleField::Destination, "fd00::/8"),
        (RuleField::DestinationPorts, "80, 443, 8000-8010"),
        (RuleField::Protocol, "*"),
        (RuleField::Description, "a \"quoted\" \\ remark"),
        (RuleField::Access, "Deny"),
    ] {
        let mut text = typed(&[(field, value)]);
        if field == RuleField::Destination {
            text.set(RuleField::Source, "*".to_owned());
        }
        let rule = text.read(None, &[]).unwrap().rule;
        assert_eq!(RuleText::of(&rule), text, "{value}");
    }
}

#[test]
fn what_is_wrong_is_said_at_its_field() {
    for (field, value) in [
        (RuleField::Name, ""),
        (RuleField::Name, "no blanks here"),
        (RuleField::Priority, ""),
        (RuleField::Priority, "99"),
        (RuleField::Priority, "4097"),
        (RuleField::Priority, "1o0"),
        (RuleField::Protocol, "SCTP"),
        (RuleField::Source, ""),
        (RuleField::Source, "10.0.0.256"),
        (RuleField::Source, "10.0.0.0/33"),
        (RuleField::Source, "*, 10.0.0.0/8"),
        (RuleField::Source, "asg:web, 10.0.0.0/8"),
        (RuleField::Destination, ""),
        (RuleField::Destination, "asg:web, 10.0.0.0/8"),
        (RuleField::Destination, "10.0.0.0/8, Internet"),
        (RuleField::SourcePorts, ""),
        (RuleField::SourcePorts, "70000"),
        (RuleField::DestinationPorts, "443-80"),
        (RuleField::DestinationPorts, "http"),
    ] {
        let problems = typed(&[(field, value)]).read(None, &[]).unwrap_err();
        let fields: Vec<_> = problems.iter().map(|problem| problem.field).collect();
        assert!(fields.contains(&field), "{field:?} {value:?}: {problems:?}");
    }
}

#[test]
fn a_group_is_known_by_the_end_of_its_id() {
    let id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/applicationSecurityGroups/web";
    let text = typed(&[(RuleField::Source, "ASG:Web")]);
    let rule = text.read(None, &[id.into()]).unwrap().rule;
    let expected = AddressMatch::ApplicationSecurityGroup(id.into());
    assert_eq!(rule.conditions.source, [expected]);
}

#[test]
fn a_misspelt_tag_is_a_remark() {
    let read = typed(&[(RuleField::Source, "Internett")])
        .read(None, &[])
        .unwrap();
    let [remark] = read.remarks.as_slice() else {
        panic!("{:?}", read.remarks);
    };
    assert_eq!(remark.field, RuleField::Source);
    assert!(remark.message.contains("Internet"), "{}", remark.message);
}

#[test]
fn what_is_not_touched_stays_as_it_was() {
    let mut rule = typed(&[]).read(None, &[]).unwrap().rule;
    rule.conditions.source = vec![AddressMatch::PrintedAny];
    rule.conditions.protocol = Field::Unknown("[parameters('protocol')]".to_owned());
    let mut text = RuleText::of(&rule);
    text.set(RuleField::Priority, "200".to_owned());
    let read = text.read(Some(&rule), &[]).unwrap();
    rule.priority = Field::Known(200);
    assert_eq!(read.rule, rule);
    assert_eq!(read.remarks.len(), 1, "{:?}", read.remarks);
}

/// The rule as somebody would write it in a document, with what the reader says of it.
fn pasted(text: &RuleText) -> (Option<SecurityRule>, Vec<String>) {
    let mut rule = serde_json::Map::new();
    let mut put = |key: &str, value: serde_json::Value| rule.insert(key.to_owned(), value);
    for (field, [one, many, groups]) in [
        (RuleField::Name, ["name", "", ""]),
        (RuleField::Priority, ["priority", "", ""]),
        (RuleField::Direction, ["direction", "", ""]),
        (RuleField::Access, ["access", "", ""]),
        (RuleField::Protocol, ["protocol", "", ""]),
        (
            RuleField::Source,
            [
                "sourceAddressPrefix",
                "sourceAddressPrefixes",
                "sourceApplicationSecurityGroups",
            ],
        ),
        (
            RuleField::SourcePorts,
            ["sourcePortRange", "sourcePortRanges", ""],
        ),
        (
            RuleField::Destination,
            [
                "destinationAddressPrefix",
                "destinationAddressPrefixes",
                "destinationApplicationSecurityGroups",
            ],
        ),
        (
            RuleField::DestinationPorts,
            ["destinationPortRange", "destinationPortRanges", ""],
        ),
        (RuleField::Description, ["description", "", ""]),
    ] {
        let typed = text.get(field).trim();
        if many.is_empty() {
            put(one, typed.into());
            continue;
        }
        let entries = typed.split([',', ' ']).filter(|entry| !entry.is_empty());
        let (named, plain): (Vec<_>, Vec<_>) =
            entries.partition(|entry| !groups.is_empty() && entry.starts_with(GROUP));
        match plain.as_slice() {
            [] => None,
            [only] => put(one, (*only).into()),
            several => put(many, several.into()),
        };
        let named = named.iter().map(|name| name.trim_start_matches(GROUP));
        let ids: Vec<_> = named.map(|id| serde_json::json!({ "id": id })).collect();
        if !ids.is_empty() {
            put(groups, ids.into());
        }
    }
    let document = crate::read(&serde_json::json!({ "securityRules": [rule] }).to_string());
    let said = document.diagnostics.iter().filter(|one| {
        // That there is no group around the rule is the test's own doing.
        one.severity != crate::DiagnosticSeverity::Info
    });
    let said = said.map(|one| match &one.help {
        Some(help) => text::text!("rule-problem", message = one.message, help),
        None => one.message.clone(),
    });
    let said = said.collect();
    let group = document.groups.into_iter().next();
    let rule = group.and_then(|group| group.security_group.security_rules.into_iter().next());
    (rule, said)
}

#[test]
fn what_a_form_takes_is_what_a_paste_takes() {
    let values = [
        "",
        "*",
        "any",
        "100",
        "100.0",
        "99",
        "65000",
        "-1",
        "Inbound",
        "sideways",
        "DENY",
        "tcp",
        "Icmp",
        "SCTP",
        "10.0.0.0/8",
        "10.0.0.1/8",
        "10.0.0.256",
        "10.0.0.0/33",
        "10.0.0.1-10.0.0.9",
        "fd00::/8",
        "*, 10.0.0.0/8",
        "Internet, 10.0.0.0/8",
        "10.0.0.0/8, fd00::/8",
        "Internett",
        "INTERNET",
        "AzurePlatformDNS",
        "asg:web",
        "asg:web, 10.0.0.0/8",
        "asg:",
        "0.0.0.0/0",
        "80",
        "80-90",
        "90-80",
        "70000",
        "0-65535",
        "*, 80",
        "80, 80",
        "http",
        "80 443",
        "[parameters('x')]",
        "[concat('a','b')]",
        "[[x]",
        "[copyIndex()]",
        "a/b",
        "no blanks here",
        "-a",
        "a\"b\\c",
        "ü",
    ];
    for field in RuleField::ALL {
        for value in values {
            let text = typed(&[(field, value)]);
            let (rule, mut said) = pasted(&text);
            let understood = understand(&text, &[]);
            let problems = understood.wrong.iter().chain(&understood.remarks);
            let mut problems: Vec<_> = problems.map(|problem| problem.message.clone()).collect();
            said.sort();
            problems.sort();
            assert_eq!(problems, said, "{field:?} {value:?}");
            assert_eq!(Some(understood.rule), rule, "{field:?} {value:?}");
        }
    }
    let long = typed(&[(RuleField::Description, &"x".repeat(141))]);
    let (_, said) = pasted(&long);
    let wrong = understand(&long, &[]).wrong;
    assert_eq!(
        wrong
            .iter()
            .map(|one| one.message.clone())
            .collect::<Vec<_>>(),
        said
    );
    assert!(wrong.iter().all(|one| one.field == RuleField::Description));
}

#[test]
fn what_azure_refuses_of_a_field_is_known_until_it_is_touched() {
    let rule = typed(&[(RuleField::Source, "10.0.0.1/8")])
        .read(None, &[])
        .unwrap()
        .rule;
    assert_eq!(rule.refusals.len(), 1);
    let mut text = RuleText::of(&rule);
    text.set(RuleField::Priority, "200".to_owned());
    assert_eq!(
        text.read(Some(&rule), &[]).unwrap().rule.refusals,
        rule.refusals
    );
    text.set(RuleField::Source, "11.0.0.0/8".to_owned());
    assert_eq!(text.read(Some(&rule), &[]).unwrap().rule.refusals, []);
}

#[test]
fn a_field_that_is_not_touched_stays_as_it_was_spelt() {
    let rule = typed(&[(RuleField::Source, "10.0.0.1/32")])
        .read(None, &[])
        .unwrap()
        .rule;
    let mut text = RuleText::of(&rule);
    text.set(RuleField::Priority, "200".to_owned());
    let touched = text.read(Some(&rule), &[]).unwrap().rule;
    let source = |rule: &SecurityRule| {
        rule.spellings
            .of(nsg::ComparedField::Source, &rule.conditions.source[0])
    };
    assert_eq!(source(&touched), "10.0.0.1/32");
    text.set(RuleField::Source, "10.0.0.1".to_owned());
    assert_eq!(
        source(&text.read(Some(&rule), &[]).unwrap().rule),
        "10.0.0.1/32"
    );
    text.set(RuleField::Source, "10.0.0.2".to_owned());
    assert_eq!(
        source(&text.read(Some(&rule), &[]).unwrap().rule),
        "10.0.0.2"
    );
}
