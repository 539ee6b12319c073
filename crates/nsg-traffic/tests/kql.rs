//! Queries: how long they are, and that no name leaves its literal. What they answer is judged by `tests/judges/kql.py`.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends in a panic where it fails"
)]

use nsg::Scenario;
use nsg_traffic::kql::{
    QueryForm, QueryOptions, TrafficTable, parity_query, traffic_query, use_query,
};

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
    for seed in 0..9 {
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
        if seed == 8 {
            // One that every rule for this port has a part in.
            others.push("Wide 4000 In Tcp Internet:* -> *:443 Allow".to_owned());
        }
        for table in TABLES {
            let query = traffic_query(&before, &scenario(&others), table, &short()).unwrap();
            let characters = query.chars().count();
            println!("{seed} {table:?}: {characters} characters");
            longest = longest.max(characters);
        }
    }
    assert!(longest <= 10_000, "{longest} characters");
}

#[test]
fn the_parity_of_three_hundred_rules_is_a_query_that_kusto_reads() {
    let one = scenario(&large_group(300, 7));
    for table in TABLES {
        let query = parity_query(&one, table, &short()).unwrap();
        // No condition grows with the rules: what does are tables.
        let longest = query.lines().filter(|line| line.starts_with("| "));
        let longest = longest.map(str::len).max();
        assert!(longest.is_some_and(|longest| longest < 700), "{longest:?}");
        println!("{table:?}: {} characters", query.chars().count());
    }
}

#[test]
fn nothing_that_changes_is_a_query_all_the_same() {
    let one = scenario(&large_group(3, 7));
    for table in TABLES {
        let query = traffic_query(&one, &one, table, &short()).unwrap();
        assert!(query.contains("let Steps = datatable(State:long, Class:long, Next:long)[\n];"));
        assert!(!query.contains("Prefixes") && !query.contains("Ports ="));
    }
}

#[test]
fn every_form_asks_the_same() {
    let (one, other) = (scenario(&large_group(9, 7)), scenario(&large_group(9, 8)));
    let query = |form| {
        let options = QueryOptions {
            form,
            ..QueryOptions::default()
        };
        traffic_query(&one, &other, TrafficTable::FlowTuples, &options).unwrap()
    };
    let bare = |text: &str| -> String {
        let lines = text.lines().map(str::trim);
        let lines = lines.filter(|line| !line.starts_with("//"));
        lines.collect::<String>().replace(' ', "")
    };
    let commented = query(QueryForm::Commented);
    assert_eq!(bare(&commented), bare(&query(QueryForm::Short)));
    let stored = query(QueryForm::StoredFunction);
    assert!(stored.starts_with(".create-or-alter function with (docstring=\"What"));
    assert!(stored.contains(&format!("NsgChange() {{\n{commented}}}\n")));
}

#[test]
fn a_group_has_the_names_of_its_id() {
    let options = QueryOptions {
        groups: vec!["A43A8170-2b9b-4f0f-a19e-11cacfcaa51f".to_owned()],
        ..short()
    };
    let one = scenario(&large_group(1, 7));
    let query = use_query(&one, TrafficTable::NtaNetAnalytics, &options).unwrap();
    let line = query
        .lines()
        .find(|line| line.starts_with("let Groups"))
        .unwrap();
    assert_eq!(
        line,
        "let Groups = dynamic([\"0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/rg-shop/nsg-web\",\"/subscriptions/0f5b1e6a-3c52-4b0f-9c63-0f0a0a0a0a0a/resourcegroups/rg-shop/providers/microsoft.network/networksecuritygroups/nsg-web\",\"a43a8170-2b9b-4f0f-a19e-11cacfcaa51f\"]);"
    );
    assert!(query.contains("\n| where Group in~ (Groups)\n"));
    // Without an id nothing is left out.
    let query = use_query(
        &rule_lines::nic(""),
        TrafficTable::NtaNetAnalytics,
        &short(),
    )
    .unwrap();
    assert!(query.contains("let Groups = dynamic([]);") && !query.contains("in~ (Groups)"));
}

#[test]
fn a_table_is_read_as_it_is_printed() {
    for table in TABLES {
        assert_eq!(table.as_str().parse(), Ok(table));
        assert_eq!(table.as_str().to_lowercase().parse(), Ok(table));
    }
    assert_eq!("Heartbeat".parse::<TrafficTable>(), Err(()));
}
