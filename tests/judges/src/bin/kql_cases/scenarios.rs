//! Random scenarios and edits.

use crate::rows;
use judges::dice::CaseDice;
use nsg::{Name, Scenario};

const ADDRESSES: &[&str] = &[
    "*",
    "*",
    "10.0.0.0/16",
    "10.0.1.0/24",
    "10.0.1.4",
    "10.0.0.0/15",
    "203.0.113.0/24",
    "203.0.113.64/26",
    "203.0.113.0/24|198.51.100.7",
    "0.0.0.0/1",
    "VirtualNetwork",
    "Internet",
    "AzureLoadBalancer",
    "Partners",
    "2001:db8::/32",
    "2001:db8::/33|fd00::4",
];
/// Wide ones, so that much of what is recorded changes.
const WIDE: &[&str] = &[
    "*",
    "*",
    "10.0.0.0/8",
    "203.0.113.0/24",
    "0.0.0.0/1",
    "VirtualNetwork",
    "Internet",
    "::/1",
];
const PORTS: &[&str] = &[
    "*",
    "*",
    "22",
    "20-25",
    "80|443",
    "0-1023",
    "1024-65535",
    "443",
    "0-65535",
    "65535",
];

/// Source ports on both sides of every edge that rules have there, so that what holds for them holds for every one.
const SOURCE_PORTS: &[&str] = &["*", "*", "*", "*", "1024-65535", "0-1023", "22"];
pub(crate) const SOURCE_PORT_EDGES: &[u16] = &[0, 21, 22, 23, 1023, 1024, 65_535];

/// So many random rules, one a line.
pub(crate) fn group(dice: &mut CaseDice, prefix: &str, rules: usize, unknown: bool) -> String {
    let addresses = if dice.once_in(2) { WIDE } else { ADDRESSES };
    let rule = |number: usize| {
        let (protocol, source, target) = (
            dice.pick(&["*", "*", "Tcp", "Udp", "Icmp"]),
            match unknown && dice.pick(&["0", "1", "2", "3"]) == "0" {
                true => "Nowhere",
                false => dice.pick(addresses),
            },
            dice.pick(addresses),
        );
        let from = dice.pick(SOURCE_PORTS);
        let to = dice.pick(PORTS);
        let direction = dice.pick(&["In", "In", "Out"]);
        let access = dice.pick(&["Allow", "Deny"]);
        let priority = 100 + number;
        format!(
            "{prefix}{number} {priority} {direction} {protocol} {source}:{from} -> {target}:{to} {access}"
        )
    };
    (0..rules).map(rule).collect::<Vec<_>>().join("\n")
}

/// What no rule in Azure can be called, and a query must not stumble over.
const HOSTILE: &[&str] = &[
    "\"];\nNTANetAnalytics | take 1 //",
    "back\\slash\\\"",
    "it's // no comment",
    "tab\tand\r\nlines",
    "{0} %s `x` $(y)",
    "Grüße-規則",
];

/// The groups with their defaults, and what they refer to.
pub(crate) fn scenario(subnet: &str, interface: &str, hostile: bool) -> Scenario {
    let mut scenario = rule_lines::both(subnet, interface);
    let partners = rule_lines::set("198.51.100.0/25 192.0.2.0/31 192.0.2.9 192.0.2.77");
    scenario
        .network
        .service_tags
        .insert(Name::from("Partners"), partners);
    let groups = [
        (&mut scenario.subnet_security_group, "Sub", rows::SUBNET),
        (
            &mut scenario.network_interface_security_group,
            "Nic",
            rows::INTERFACE,
        ),
    ];
    for (group, prefix, id) in groups {
        let Some(group) = group else { continue };
        group.id = Some(id.to_owned());
        for rule in &mut group.default_security_rules {
            // So that a name alone says which group it is of.
            rule.name = format!("{prefix}{}", rule.name);
        }
        for (rule, name) in group.security_rules.iter_mut().zip(HOSTILE) {
            if hostile {
                rule.name = format!("{prefix}{name}");
            }
        }
        if let Some(rule) = group.security_rules.get_mut(1).filter(|_| !hostile) {
            // Records have 65 characters of it.
            rule.name = format!("{}-{}", rule.name, "a-long-name".repeat(6));
        }
    }
    scenario
}

/// The group without one of its rules, with one more, or with one turned round.
pub(crate) fn edited(dice: &mut CaseDice, rules: &str, unknown: bool) -> String {
    let mut lines: Vec<String> = rules.lines().map(str::to_owned).collect();
    let place = dice
        .pick(&["0", "1", "2", "3"])
        .parse::<usize>()
        .unwrap_or_default();
    match (dice.pick(&["remove", "add", "turn"]), lines.get_mut(place)) {
        ("remove", Some(_)) => {
            lines.remove(place);
        }
        ("turn", Some(line)) if line.ends_with("Allow") => *line = line.replace("Allow", "Deny"),
        ("turn", Some(line)) => *line = line.replace("Deny", "Allow"),
        _ => lines.push(group(dice, "New", 1, unknown).replace("New0 100", "New 99")),
    }
    lines.join("\n")
}

/// As many rules as large groups have: offices and partners by prefix, lists of ports. As in `bench`.
pub(crate) fn large_group(dice: &mut CaseDice, rules: usize) -> String {
    let prefix = |dice: &mut CaseDice| {
        let length = 16 + dice.roll(17);
        let bytes = [
            dice.roll(224),
            dice.roll(256),
            dice.roll(256),
            dice.roll(256),
        ];
        let bytes: Vec<String> = bytes.iter().map(ToString::to_string).collect();
        let prefix = format!("{}/{length}", bytes.join("."));
        let prefix = prefix.parse::<ipnet::Ipv4Net>();
        prefix.map_or_else(|_| "*".to_owned(), |prefix| prefix.trunc().to_string())
    };
    let ports = |dice: &mut CaseDice| {
        let first = dice.roll(60_000);
        match dice.once_in(3) {
            true => format!("{first}-{}", first + dice.roll(2000)),
            false => first.to_string(),
        }
    };
    let list = |dice: &mut CaseDice, entry: &dyn Fn(&mut CaseDice) -> String| {
        let entries: Vec<String> = (0..=dice.roll(3)).map(|_| entry(dice)).collect();
        entries.join("|")
    };
    let rule = |number: usize| {
        let source = match dice.roll(20) {
            0 => "VirtualNetwork".to_owned(),
            1 => "Internet".to_owned(),
            _ => list(dice, &prefix),
        };
        let target = match dice.once_in(4) {
            true => "*".to_owned(),
            false => format!("10.0.{}.0/24", dice.roll(64)),
        };
        let protocol = dice.pick(&["Tcp", "Tcp", "Tcp", "Udp", "*"]);
        let access = dice.pick(&["Allow", "Allow", "Deny"]);
        let to = list(dice, &ports);
        let priority = 100 + 3 * number;
        format!("N{number} {priority} In {protocol} {source}:* -> {target}:{to} {access}")
    };
    (0..rules).map(rule).collect::<Vec<_>>().join("\n")
}
