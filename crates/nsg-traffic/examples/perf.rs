use nsg::*;
use nsg_traffic::{TrafficFilter, TrafficReplay};
use std::time::Instant;
fn main() {
    let mut seed = 7u64;
    let mut rnd = move |n: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed % n
    };
    let mut g = NetworkSecurityGroup::default();
    for i in 0..1000u64 {
        let p = 1 + rnd(60000) as u16;
        let src: ipnet::IpNet = format!("10.{}.{}.0/24", rnd(200), rnd(255))
            .parse()
            .unwrap();
        let dst: ipnet::IpNet = format!("10.0.{}.0/28", rnd(16)).parse().unwrap();
        g.security_rules.push(SecurityRule {
            name: format!("R{i}"),
            id: None,
            description: None,
            priority: Field::Known(100 + i as u32),
            direction: Field::Known(if i % 2 == 0 {
                Direction::Inbound
            } else {
                Direction::Outbound
            }),
            access: Field::Known(if rnd(3) == 0 {
                Access::Deny
            } else {
                Access::Allow
            }),
            conditions: Conditions {
                protocol: Field::Known(RuleProtocol::One(Protocol::Tcp)),
                source: vec![AddressMatch::Prefix(if i % 2 == 0 { src } else { dst })],
                destination: vec![AddressMatch::Prefix(if i % 2 == 0 { dst } else { src })],
                source_ports: vec![PortMatch::Any],
                destination_ports: vec![PortMatch::Range(
                    PortRange::new(p, p.saturating_add(500)).unwrap(),
                )],
            },
            refusals: vec![],
        });
    }
    let mut s = Scenario::default();
    s.network_interface_security_group = Some(g.with_default_rules());
    s.network.virtual_network = Some(vec!["10.0.0.0/8".parse().unwrap()]);
    let mut after = s.clone();
    for i in 0..5 {
        after
            .network_interface_security_group
            .as_mut()
            .unwrap()
            .security_rules[i * 100]
            .access = Field::Known(Access::Deny);
    }
    let index = RuleIndex::new(s.clone());
    let n: usize = std::env::args()
        .nth(1)
        .map_or(1_000_000, |n| n.parse().unwrap());
    let mut text = String::from("{\"records\":[");
    let mut k = 0;
    while k < n {
        if k > 0 {
            text.push(',');
        }
        text.push_str(&format!("{{\"time\":\"2026-01-01T00:{:02}:{:02}.{:07}Z\",\"flowLogVersion\":4,\"flowLogGUID\":\"a\",\"macAddress\":\"00224871C2{:02}\",\"category\":\"FlowLogFlowEvent\",\"flowRecords\":{{\"flows\":[{{\"aclID\":\"a43a8170-2b9b-4f0f-a19e-11cacfcaa51f\",\"flowGroups\":[", k/60000%60, k/1000%60, k%10000000, rnd(10)));
        let mut by_rule: std::collections::BTreeMap<String, Vec<String>> = Default::default();
        for _ in 0..1000 {
            let inbound = rnd(2) == 0;
            let a = format!("10.{}.{}.{}", rnd(2), rnd(4), rnd(25));
            let b = format!("10.0.{}.{}", rnd(4), rnd(8));
            let ports = [443u64, 80, 22, 8080, 5432, 53, 9000, 1433];
            let (sp, dp) = (1024 + rnd(60000), ports[rnd(8) as usize]);
            let e = |x: &str, p: u64| Endpoint {
                address: x.parse().unwrap(),
                port: Some(p as u16),
            };
            let (x, y) = if inbound { (a, b) } else { (b, a) };
            let f = Flow::between(
                if inbound {
                    Direction::Inbound
                } else {
                    Direction::Outbound
                },
                Protocol::Tcp,
                e(&x, sp),
                e(&y, dp),
            );
            let v = index.verdict(&f);
            let rule = v
                .rule_name
                .unwrap()
                .replace("securityRules/", "UserRule_")
                .replace("defaultUserRule_", "DefaultRule_");
            by_rule.entry(rule).or_default().push(format!(
                "\"{},{x},{y},{sp},{dp},6,{},{},NX,0,0,0,0\"",
                1767225600000u64 + k as u64,
                if inbound { 'I' } else { 'O' },
                if v.access == Decision::Allow {
                    'B'
                } else {
                    'D'
                }
            ));
            k += 1;
        }
        for (gr, (rule, tuples)) in by_rule.iter().enumerate() {
            if gr > 0 {
                text.push(',');
            }
            text.push_str(&format!(
                "{{\"rule\":\"{rule}\",\"flowTuples\":[{}]}}",
                tuples.join(",")
            ));
        }
        text.push_str("]}]}}");
    }
    text.push_str("]}");
    if let Some(f) = std::env::args().nth(2) {
        std::fs::write(f, &text).unwrap();
    }
    let bytes = text.as_bytes();
    for _ in 0..3 {
        let begun = Instant::now();
        let mut replay =
            TrafficReplay::new(s.clone(), Some(after.clone()), TrafficFilter::default());
        let built = begun.elapsed();
        let mut d = replay.document("x");
        for c in bytes.chunks(1 << 20) {
            d.read(c);
        }
        d.finish();
        let read = begun.elapsed();
        let r = replay.result();
        println!(
            "{} MB, build {:?}, read {:?} = {:.2} M/s, result {:?}; {} groups {} diffs; {}",
            bytes.len() >> 20,
            built,
            read - built,
            r.flows as f64 / (read - built).as_secs_f64() / 1e6,
            begun.elapsed() - read,
            r.change.as_ref().unwrap().groups.len(),
            r.parity.differences.len(),
            r.change.unwrap().summary
        );
    }
}
