//! Whole journeys over answers that were broken at random: nothing goes to another host, and no error has any of the token.
//!
//! `JOURNEYS=7000 cargo test -p azure --test client` goes on for longer.

use crate::hostile::FOREIGN;
use crate::machine::{azure, effective, group, id, interface, machine, network, subnet};
use crate::operations::{WATCHER, request};
use crate::scripted::client;
use serde_json::{Map, Value, json};

/// A small generator (Marsaglia's xorshift): the same journeys in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap()
    }

    /// Something that does not belong there.
    fn wrong(&mut self) -> Value {
        match self.below(8) {
            0 => Value::Null,
            1 => json!(-1),
            2 => json!([]),
            3 => json!({ "nextLink": FOREIGN[self.below(FOREIGN.len())] }),
            4 => json!("../../../../x?api-version=1#"),
            5 => json!("\u{202e}\u{1b}[2K<script>"),
            6 => json!("x".repeat(self.below(3000))),
            _ => json!(FOREIGN[self.below(FOREIGN.len())]),
        }
    }

    /// Breaks one value of a tree.
    fn breaks(&mut self, value: &mut Value) {
        match value {
            Value::Object(members) if !members.is_empty() && self.below(5) > 0 => {
                self.member(members)
            }
            Value::Array(items) if !items.is_empty() && self.below(5) > 0 => {
                let at = self.below(items.len());
                self.breaks(&mut items[at]);
            }
            _ => *value = self.wrong(),
        }
    }

    fn member(&mut self, members: &mut Map<String, Value>) {
        if self.below(6) == 0 {
            let link = FOREIGN[self.below(FOREIGN.len())];
            members.insert("nextLink".to_owned(), json!(link));
            return;
        }
        let at = self.below(members.len());
        if let Some(value) = members.values_mut().nth(at) {
            self.breaks(value);
        }
    }
}

#[test]
fn no_journey_takes_the_token_astray() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let secret = "c2ln";
    let journeys = std::env::var("JOURNEYS").ok();
    let journeys = journeys.and_then(|text| text.parse().ok()).unwrap_or(1000);
    for journey in 0..journeys {
        let mut routes = vec![
            ("virtualMachines/vm", machine("running")),
            (
                "networkInterfaces/first",
                interface("first", "10.0.1.4", Some("nsg-nic")),
            ),
            (
                "networkSecurityGroups/nsg-nic",
                group("nsg-nic", json!({"sourceAddressPrefix": "Storage"})),
            ),
            ("subnets/web", subnet()),
            ("virtualNetworks/vnet", network(false)),
            ("effectiveNetworkSecurityGroups", effective()),
        ];
        for _ in 0..=dice.below(3) {
            let at = dice.below(routes.len());
            dice.breaks(&mut routes[at].1);
        }
        let status = [200, 200, 200, 200, 202, 204, 302, 400, 500][dice.below(9)];
        let routes: Vec<(&str, u16, Value)> = routes
            .into_iter()
            .enumerate()
            .map(|(at, (end, body))| (end, if at == journey % 6 { status } else { 200 }, body))
            .collect();
        let script = azure(routes);
        let client = client(&script);
        let vm = id("Microsoft.Compute/virtualMachines", "vm");
        let loaded = script.run(client.load(&vm, None, &|_| {}));
        let answer = script.run(client.verify_ip_flow(WATCHER, &request(), &|_| {}));
        let told = format!("{:?}{answer:?}", loaded.as_ref().err());
        assert!(!told.contains(secret), "{journey}: {told}");
        for asked in script.asked() {
            let host = asked.url.strip_prefix("https://management.azure.com/");
            assert!(host.is_some(), "{journey}: {}", asked.url);
        }
    }
}
