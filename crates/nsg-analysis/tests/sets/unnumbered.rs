//! Rules whose number is not known, in comparisons: what is said holds for every number that they may have.

use nsg::{
    Access, AddressMatch, Decision, Field, Flow, NetworkSecurityGroup, Priority, RuleKind, Scenario,
};
use nsg_analysis::{Comparison, Limits, Relation, Ruling, compare};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rule_lines::{both, flow, group, nic};

fn compared(before: &str, after: &str) -> Comparison {
    compare(&nic(before), &nic(after), None, Limits::default()).unwrap()
}

fn ssh() -> Flow {
    flow("In Tcp 10.9.0.4:50000 -> 10.0.1.4:22")
}

/// How both relate, and what becomes of SSH where that changes.
fn of_ssh(before: &str, after: &str) -> (Relation, Option<Option<Access>>) {
    let comparison = compared(before, after);
    let mut changes = comparison.changes.iter();
    let change = changes.find(|change| change.flows.contains(&ssh()));
    (comparison.relation, change.map(|change| change.becomes))
}

const CLOSES: (Relation, Option<Option<Access>>) =
    (Relation::LessPermissive, Some(Some(Access::Deny)));
const OPENS: (Relation, Option<Option<Access>>) =
    (Relation::MorePermissive, Some(Some(Access::Allow)));
const NOTHING: (Relation, Option<Option<Access>>) = (Relation::Equivalent, None);

const DENY: &str = "X ? In Tcp *:* -> *:22 Deny";

/// An `R` of this number that allows SSH, beside other rules.
fn allow(number: Priority, others: &str) -> String {
    format!("R {number} In Tcp *:* -> *:22 Allow\n{others}")
}

#[test]
fn a_rule_that_moves_may_pass_one_without_a_number() {
    assert_eq!(of_ssh(&allow(100, DENY), &allow(200, DENY)), CLOSES);
    assert_eq!(of_ssh(&allow(200, DENY), &allow(100, DENY)), OPENS);
    // Between 100 and 101 there is no number.
    assert_eq!(of_ssh(&allow(100, DENY), &allow(101, DENY)), NOTHING);
    assert_eq!(of_ssh(&allow(100, DENY), &allow(102, DENY)), CLOSES);
    let taken = |number| allow(number, &format!("T 101 In Tcp *:* -> *:80 Deny\n{DENY}"));
    assert_eq!(of_ssh(&taken(100), &taken(102)), NOTHING);
    assert_eq!(of_ssh(&taken(100), &taken(103)), CLOSES);
}

#[test]
fn a_rule_without_a_number_that_does_the_same_changes_nothing() {
    let same = "X ? In Tcp *:* -> *:22 Allow";
    assert_eq!(of_ssh(&allow(100, same), &allow(200, same)), NOTHING);
    assert_eq!(
        compared(&allow(100, same), &allow(200, same)).changes,
        vec![]
    );
    let other = "X ? In Tcp *:* -> *:443 Deny";
    assert_eq!(of_ssh(&allow(100, other), &allow(200, other)), NOTHING);
}

#[test]
fn two_rules_that_change_numbers_around_one_without_a_number() {
    let rules = |ssh, wide| {
        format!(
            "A {ssh} In Tcp *:* -> *:22 Allow\nB {wide} In Tcp *:* -> *:20-25 Allow\n\
             X ? In Tcp *:* -> *:20-25 Deny"
        )
    };
    // For SSH the first of both allows at 100 in both; the ports beside it are passed.
    let comparison = compared(&rules(100, 200), &rules(200, 100));
    assert_eq!(comparison.relation, Relation::MorePermissive);
    let holds = |port: u16| {
        let flow = flow(&format!("In Tcp 10.9.0.4:50000 -> 10.0.1.4:{port}"));
        let mut changes = comparison.changes.iter();
        changes.any(|change| change.flows.contains(&flow))
    };
    assert_eq!([20, 22, 25, 80].map(holds), [true, false, true, false]);
    let back = compared(&rules(200, 100), &rules(100, 200));
    assert_eq!(back.relation, Relation::LessPermissive);
}

#[test]
fn a_result_names_the_rule_itself_once() {
    let before = "A 100 In Tcp *:* -> *:22 Allow\nX ? In Tcp 10.9.0.0/16:* -> *:22 Deny";
    let after = "A 300 In Tcp *:* -> *:22 Allow\nX ? In Tcp 10.9.0.0/16:* -> *:22 Deny\n\
                 B 110 In Tcp *:* -> *:22 Deny";
    let comparison = compared(before, after);
    let mut changes = comparison.changes.iter();
    let change = changes.find(|change| change.flows.contains(&ssh()));
    let change = change.unwrap();
    // `X` may come before `A`, and after both are denied, by `X` or by `B`.
    assert_eq!(change.before.access, Decision::Depends);
    assert_eq!(change.after.access, Decision::Deny);
    assert_eq!(change.becomes, Some(Access::Deny));
    // Wherever it is, it is this rule.
    let before = "X ? In Tcp 10.9.0.0/16:* -> *:22 Deny";
    let moved = |number| format!("R {number} In Tcp *:* -> *:80 Allow\n{before}");
    let all = "X ? In Tcp 10.9.0.0/16:* -> *:22 Deny\nR 200 In Tcp *:* -> *:80 Allow";
    let allows = all.replace("Deny\nR", "Allow\nR");
    let comparison = compared(&moved(100), &allows);
    let [change] = comparison.changes.as_slice() else {
        panic!("{:?}", comparison.changes)
    };
    let told = |ruling: &Ruling| {
        let rule = ruling.rule.clone().unwrap();
        assert_eq!(rule.name.kind, RuleKind::User);
        (ruling.access, rule.name.name, rule.priority, rule.position)
    };
    let x = |access, position| (access, "X".to_owned(), None, position);
    assert_eq!(told(&change.before), x(Decision::Deny, 1));
    assert_eq!(told(&change.after), x(Decision::Allow, 0));
}

#[test]
fn one_of_two_rules_that_goes_lets_a_rule_between_them_decide() {
    let second = format!("S 300 In Tcp *:* -> *:22 Allow\n{DENY}");
    assert_eq!(of_ssh(&allow(100, &second), &second), CLOSES);
    assert_eq!(of_ssh(&second, &allow(100, &second)), OPENS);
    // The later one never decides, wherever the other stands.
    assert_eq!(of_ssh(&allow(100, &second), &allow(100, DENY)), NOTHING);
    // Nor does it matter how a rule is written that keeps its number.
    let wordy = allow(100, DENY).replacen("*:22", "10.0.0.0/8|*:22|22-22", 1);
    assert_eq!(of_ssh(&wordy, &allow(100, DENY)), NOTHING);
    // What a rule no longer says at its number may be said by another, after the one without a number.
    let narrow = allow(100, &second).replacen("*:22", "*:23", 1);
    assert_eq!(of_ssh(&allow(100, &second), &narrow).1, CLOSES.1);
}

#[test]
fn what_comes_or_goes_alone_is_one_fact() {
    // Before it `X` denies or `R` allows, and without it `X` denies in any case.
    assert_eq!(of_ssh(&allow(100, DENY), DENY), CLOSES);
    assert_eq!(of_ssh(DENY, &allow(100, DENY)), OPENS);
    let same = "X ? In Tcp *:* -> *:22 Allow";
    assert_eq!(of_ssh(&allow(100, same), same), NOTHING);
    // Of two rules without a number either may be the first.
    let two = format!("Y ? In Tcp *:* -> *:22 Allow\n{DENY}");
    assert_eq!(of_ssh(&allow(100, &two), &two), CLOSES);
    let other_way = format!("{DENY}\nY ? In Tcp *:* -> *:22 Allow");
    assert_eq!(of_ssh(&two, &other_way), NOTHING);
}

#[test]
fn another_text_for_a_number_is_another_number() {
    let text = |text: &str| allow(100, &DENY.replace('?', text));
    assert_eq!(of_ssh(&text("var.a"), &text("var.a")), NOTHING);
    assert_eq!(
        of_ssh(&text("var.a"), &text("var.b")).0,
        Relation::Incomparable
    );
}

#[test]
fn rules_of_which_nothing_is_known_are_in_every_place_too() {
    let unread = "X ? ? ? ?:? -> ?:? ?";
    let after = of_ssh(&allow(100, unread), &allow(200, unread));
    assert_eq!(after, CLOSES);
    let denies = |number| allow(number, unread).replace("22 Allow", "22 Deny");
    assert_eq!(of_ssh(&denies(100), &denies(200)), OPENS);
    let many: Vec<_> = (0..60).map(|_| unread).collect();
    let many = many.join("\n");
    assert_eq!(of_ssh(&allow(100, &many), &allow(200, &many)), CLOSES);
}

#[test]
fn another_stage_is_left_as_it_is() {
    let before = both(&allow(100, DENY), &allow(100, ""));
    let mut after = before.clone();
    after.network_interface_security_group = Some(group(&allow(200, "")));
    let comparison = compare(&before, &after, None, Limits::default()).unwrap();
    assert_eq!(comparison.relation, Relation::Equivalent);
}

#[test]
fn a_group_of_many_rules_is_compared_in_every_place() {
    let rules = |shift: u32| {
        let rule = |number: u32| {
            let (at, third) = (100 + 3 * number + shift, number % 250);
            let access = if number.is_multiple_of(3) {
                "Deny"
            } else {
                "Allow"
            };
            format!(
                "R{number} {at} In Tcp 10.{}.{third}.0/24:* -> *:{} {access}",
                number % 7,
                20 + number % 5
            )
        };
        let all: Vec<_> = (0..1000).map(rule).collect();
        format!("{}\nX ? In Tcp *:* -> *:22 Deny", all.join("\n"))
    };
    let (before, after) = (rules(0), rules(1));
    assert_eq!(compared(&before, &after).relation, Relation::Equivalent);
    let after = before.replace("R502 1606 ", "R502 3606 ");
    assert_ne!(before, after);
    assert_eq!(compared(&before, &after).relation, Relation::LessPermissive);
}

/// A rule without name and number.
fn content(open: bool) -> impl Strategy<Value = String> {
    let sources = ["*", "10.9.0.0/24", "10.9.0.4|203.0.113.0/24", "?s"];
    let ports = ["*", "22", "20-25", "80|22", "80"];
    let accesses = ["Allow", "Deny", "Allow", "Deny", "?"];
    let sources = select(sources[..if open { 4 } else { 3 }].to_vec());
    let accesses = select(accesses[..if open { 5 } else { 4 }].to_vec());
    (sources, select(ports.to_vec()), accesses)
        .prop_map(|(source, port, access)| format!("In Tcp {source}:* -> *:{port} {access}"))
}

#[derive(Clone, Debug)]
enum Change {
    Move(Index, Priority),
    Swap(Index, Index),
    Add(Priority, String),
    Remove(Index),
    Rewrite(Index, String),
}

const NUMBERS: [Priority; 8] = [100, 101, 102, 200, 202, 300, 301, 400];

fn change(open: bool) -> impl Strategy<Value = Change> {
    let number = || select(NUMBERS.to_vec());
    prop_oneof![
        4 => (any::<Index>(), number()).prop_map(|(rule, number)| Change::Move(rule, number)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Change::Swap(one, other)),
        1 => (number(), content(open)).prop_map(|(number, rule)| Change::Add(number, rule)),
        2 => any::<Index>().prop_map(Change::Remove),
        2 => (any::<Index>(), content(open)).prop_map(|(rule, with)| Change::Rewrite(rule, with)),
    ]
}

/// Rules as name, number and content.
type Lines = Vec<(String, String, String)>;

fn apply(lines: &mut Lines, change: &Change) {
    let is_taken =
        |lines: &Lines, wanted: Priority| lines.iter().any(|line| line.1 == wanted.to_string());
    match change {
        Change::Move(rule, number) if !lines.is_empty() => {
            let place = rule.index(lines.len());
            if !is_taken(lines, *number) && !lines[place].1.starts_with('?') {
                lines[place].1 = number.to_string();
            }
        }
        Change::Swap(one, other) if !lines.is_empty() => {
            let (one, other) = (one.index(lines.len()), other.index(lines.len()));
            if !lines[one].1.starts_with('?') && !lines[other].1.starts_with('?') {
                let number = lines[one].1.clone();
                lines[one].1 = std::mem::replace(&mut lines[other].1, number);
            }
        }
        Change::Add(number, content) if !is_taken(lines, *number) => {
            let name = format!("New{}", lines.len());
            lines.insert(0, (name, number.to_string(), content.clone()));
        }
        Change::Remove(rule) if !lines.is_empty() => {
            lines.remove(rule.index(lines.len()));
        }
        Change::Rewrite(rule, content) if !lines.is_empty() => {
            let place = rule.index(lines.len());
            lines[place].2.clone_from(content);
        }
        _ => {}
    }
}

fn told(lines: &Lines) -> String {
    let line =
        |(name, number, content): &(String, String, String)| format!("{name} {number} {content}\n");
    lines.iter().map(line).collect()
}

/// A group with one or two rules without a number, and what edits make of it: with `open` edits of these rules, too, and rules
/// whose source or access is not known.
fn changed(open: bool) -> impl Strategy<Value = (Lines, Lines)> {
    let numbered = proptest::sample::subsequence(NUMBERS.to_vec(), 1..5).prop_shuffle();
    let contents = proptest::collection::vec(content(open), 6);
    let texts = select(vec![["?x", "?y"], ["?", "?"]]);
    let changes = proptest::collection::vec(change(open), 1..4);
    let places = (any::<Index>(), any::<Index>());
    (numbered, contents, texts, 1_usize..3, places, changes).prop_map(
        move |(numbers, contents, texts, unnumbered, places, changes)| {
            let mut lines: Lines = numbers
                .iter()
                .zip(&contents)
                .zip(0_u8..)
                .map(|((number, content), name)| {
                    (format!("R{name}"), number.to_string(), content.clone())
                })
                .collect();
            for (place, (name, text)) in [places.0, places.1]
                .iter()
                .zip([("X", texts[0]), ("Y", texts[1])])
                .take(unnumbered)
            {
                let content = contents[contents.len() - 1 - usize::from(name == "Y")].clone();
                lines.insert(
                    place.index(lines.len() + 1),
                    (name.to_owned(), text.to_owned(), content),
                );
            }
            let unnumbered = |lines: &Lines| -> Lines {
                let lines = lines.iter().filter(|line| line.1.starts_with('?'));
                lines.cloned().collect()
            };
            let mut after = lines.clone();
            for change in &changes {
                let was = after.clone();
                apply(&mut after, change);
                if !open && unnumbered(&after) != unnumbered(&lines) {
                    after = was;
                }
            }
            (lines, after)
        },
    )
}

/// Every way to give numbers to `X` and `Y`: between each two neighbours of what either end has, and at both ends.
fn assignments(before: &Lines, after: &Lines) -> Vec<[Priority; 2]> {
    let numbers = before.iter().chain(after);
    let mut taken: Vec<Priority> = numbers.filter_map(|line| line.1.parse().ok()).collect();
    taken.extend([50, 500]);
    taken.sort_unstable();
    taken.dedup();
    let mut free = Vec::new();
    for pair in taken.windows(2) {
        free.extend((pair[0] + 1..pair[1]).take(2));
    }
    let has = |name: &str| before.iter().chain(after).any(|line| line.0 == name);
    let mut all = Vec::new();
    for x in &free {
        match has("X") && has("Y") {
            true => all.extend(free.iter().filter(|y| *y != x).map(|y| [*x, *y])),
            false => all.push([*x, *x]),
        }
    }
    all
}

/// The group with everything known: numbers, and of what each rule leaves open whether its source matches and what it does.
fn settled(lines: &Lines, numbers: [Priority; 2], matches: u32, allows: u32) -> Scenario {
    let mut group: NetworkSecurityGroup = group(&told(lines));
    for rule in &mut group.security_rules {
        if rule.priority.known().is_none() {
            rule.priority = Field::Known(numbers[usize::from(rule.name == "Y")]);
        }
        // Rules that say the same in the same words are taken for one if only one of them is left.
        let content = format!("{:?} {:?}", rule.conditions, rule.access);
        let bit = content.bytes().map(u32::from).sum::<u32>() % 16;
        let nowhere = AddressMatch::Prefix("192.0.2.1/32".parse().unwrap());
        for entry in &mut rule.conditions.source {
            if matches!(entry, AddressMatch::Unknown(_)) {
                *entry = match matches >> bit & 1 {
                    1 => AddressMatch::Any,
                    _ => nowhere.clone(),
                };
            }
        }
        if rule.access.known().is_none() {
            rule.access = Field::Known(match allows >> bit & 1 {
                1 => Access::Allow,
                _ => Access::Deny,
            });
        }
    }
    Scenario {
        network_interface_security_group: Some(group),
        ..nic("")
    }
}

fn probes() -> Vec<Flow> {
    let of = |source: &str| {
        [22, 24, 80, 443].map(|port| flow(&format!("In Tcp {source}:50000 -> 10.0.1.4:{port}")))
    };
    ["10.9.0.4", "10.9.0.7", "203.0.113.7", "198.51.100.7"]
        .into_iter()
        .flat_map(of)
        .collect()
}

/// What becomes of each flow in both, with everything known.
fn ends(
    (before, after): (&Lines, &Lines),
    numbers: [Priority; 2],
    (matches, allows): (u32, u32),
) -> Vec<(Flow, [Decision; 2])> {
    let ends = [before, after].map(|lines| settled(lines, numbers, matches, allows));
    let of = |flow: Flow| {
        let accesses = ends.each_ref().map(|end| nsg::verify(end, &flow).access);
        (flow, accesses)
    };
    probes().into_iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_changes_for_some_number_is_told((before, after) in changed(true), fills in proptest::collection::vec((any::<u32>(), any::<u32>()), 3)) {
        let comparison = compared(&told(&before), &told(&after));
        for numbers in assignments(&before, &after) {
            for fill in &fills {
                for (flow, [old, new]) in ends((&before, &after), numbers, *fill) {
                    if old == new { continue; }
                    let mut changes = comparison.changes.iter();
                    let change = changes.find(|change| change.flows.contains(&flow));
                    prop_assert!(change.is_some(), "{flow} {old:?} {new:?} {numbers:?}\n{}\n{}", told(&before), told(&after));
                    let becomes = change.and_then(|change| change.becomes).map(Decision::from);
                    prop_assert!(becomes.is_none_or(|becomes| becomes == new), "{flow} {becomes:?} {new:?} {numbers:?}\n{}\n{}", told(&before), told(&after));
                    let expected = match new {
                        Decision::Allow => [Relation::MorePermissive, Relation::Incomparable],
                        _ => [Relation::LessPermissive, Relation::Incomparable],
                    };
                    prop_assert!(expected.contains(&comparison.relation), "{flow} {:?}\n{}\n{}", comparison.relation, told(&before), told(&after));
                }
            }
        }
    }

    #[test]
    fn what_is_told_changes_for_some_number((before, after) in changed(false)) {
        let comparison = compared(&told(&before), &told(&after));
        let all: Vec<_> = assignments(&before, &after).into_iter().flat_map(|numbers| ends((&before, &after), numbers, (0, 0))).collect();
        for flow in probes() {
            let mut changes = comparison.changes.iter();
            let Some(change) = changes.find(|change| change.flows.contains(&flow)) else { continue };
            let of_flow = || all.iter().filter(|(other, _)| *other == flow).map(|(_, ends)| *ends);
            let becomes = |access| of_flow().any(|[old, new]| old != new && new == access);
            let told_opens = change.becomes != Some(Access::Deny);
            let told_closes = change.becomes != Some(Access::Allow);
            prop_assert_eq!([becomes(Decision::Allow), becomes(Decision::Deny)], [told_opens, told_closes], "{}\n{}\n{}", flow, told(&before), told(&after));
            for (side, ruling) in [(0, &change.before), (1, &change.after)] {
                let is = |access| of_flow().any(|ends| ends[side] == access);
                let expected = match (is(Decision::Allow), is(Decision::Deny)) {
                    (true, false) => Decision::Allow,
                    (false, true) => Decision::Deny,
                    _ => Decision::Depends,
                };
                prop_assert_eq!(ruling.access, expected, "{}\n{}\n{}", flow, told(&before), told(&after));
            }
        }
    }
}
