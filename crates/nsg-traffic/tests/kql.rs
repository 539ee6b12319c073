//! Queries: how long they are, and that no name leaves its literal. What they answer is judged by `tests/judges/kql.py`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends in a panic where it fails"
)]

use nsg::Scenario;
use nsg_traffic::kql::{QueryForm, QueryOptions, TrafficTable, traffic_query};

const TABLES: [TrafficTable; 3] = [
    TrafficTable::NtaNetAnalytics,
    TrafficTable::AzureNetworkAnalytics,
    TrafficTable::FlowTuples,
];

/// Numerical Recipes' constants, as in `bench`.
struct Dice(u32);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % sides
    }

    fn prefix(&mut self) -> String {
        let length = 16 + self.roll(17);
        let bits = self.roll(224 << 16) << 8 | self.roll(256);
        let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
        format!("{}/{length}", std::net::Ipv4Addr::from_bits(bits & mask))
    }

    fn ports(&mut self) -> String {
        let first = self.roll(60_000);
        match self.roll(3) {
            0 => format!("{first}-{}", first + self.roll(2000)),
            _ => first.to_string(),
        }
    }

    fn list(&mut self, entry: impl Fn(&mut Self) -> String) -> String {
        let entries: Vec<String> = (0..=self.roll(3)).map(|_| entry(self)).collect();
        entries.join("|")
    }
}

/// The rules of a large group, as `bench` has them.
fn large_group(rules: u32, seed: u32) -> Vec<String> {
    let mut dice = Dice(seed);
    let rule = |number: u32| {
        let sources = dice.list(Dice::prefix);
        let source = match dice.roll(20) {
            0 => "VirtualNetwork".to_owned(),
            1 => "Internet".to_owned(),
            _ => sources,
        };
        let ports = dice.list(Dice::ports);
        let destination = match dice.roll(4) {
            0 => "*".to_owned(),
            _ => format!("10.0.{}.0/{}", dice.roll(64), 24 + dice.roll(9)),
        };
        let protocol = ["Tcp", "Tcp", "Tcp", "Udp", "*"][dice.roll(5) as usize];
        let access = if dice.roll(3) == 0 { "Deny" } else { "Allow" };
        let priority = 100 + number * 3;
        format!(
            "rule-{number} {priority} In {protocol} {source}:* -> {destination}:{ports} {access}"
        )
    };
    (0..rules).map(rule).collect()
}

fn scenario(lines: &[String]) -> Scenario {
    let mut scenario = rule_lines::nic(&lines.join("\n"));
    if let Some(group) = &mut scenario.network_interface_security_group {
        group.id = Some("/subscriptions/0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/resourceGroups/rg-shop/providers/Microsoft.Network/networkSecurityGroups/nsg-web".to_owned());
    }
    scenario
}

fn short() -> QueryOptions {
    QueryOptions {
        form: QueryForm::Short,
        ..QueryOptions::default()
    }
}

#[test]
fn an_edit_of_five_rules_among_a_thousand_has_ten_thousand_characters() {
    let mut longest = 0;
    for seed in 0..8 {
        let lines = large_group(1000, seed * 7 + 7);
        let before = scenario(&lines);
        let mut dice = Dice(seed);
        let mut others = lines.clone();
        for number in 0..5 {
            // As `bench` does, and in places all over the list.
            let place = match seed {
                0 => number * 19,
                _ => dice.roll(1000) as usize,
            };
            others[place] = match others[place].strip_suffix("Allow") {
                Some(rule) => format!("{rule}Deny"),
                None => others[place].replace("Deny", "Allow"),
            };
        }
        for table in TABLES {
            let query = traffic_query(&before, &scenario(&others), table, &short()).unwrap();
            let characters = query.chars().count();
            println!("{seed} {table:?}: {characters} characters");
            if std::env::var("KQL_PRINT").is_ok() {
                println!("{query}");
            }
            longest = longest.max(characters);
        }
    }
    assert!(longest <= 10_000, "{longest} characters");
}

#[test]
fn adhoc_sizes() {
    for rules in [100, 300, 1000] {
        let one = scenario(&large_group(rules, 7));
        let other = scenario(&large_group(rules, 8));
        for table in [TrafficTable::NtaNetAnalytics, TrafficTable::FlowTuples] {
            let t = std::time::Instant::now();
            let parity = nsg_traffic::kql::parity_query(&one, table, &short()).map(|q| q.len());
            println!("{rules} parity {parity:?} {:?}", t.elapsed());
            let t = std::time::Instant::now();
            let change = traffic_query(&one, &other, table, &short()).map(|q| q.len());
            println!("{rules} change {change:?} {:?}", t.elapsed());
        }
        println!(
            "{}",
            nsg_traffic::kql::use_query(&one, TrafficTable::NtaNetAnalytics, &short())
                .unwrap()
                .len()
        );
    }
}
