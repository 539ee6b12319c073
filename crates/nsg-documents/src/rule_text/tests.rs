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
