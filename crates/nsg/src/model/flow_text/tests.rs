use super::*;
use crate::model::rule::Direction;
use proptest::prelude::*;
use std::net::{Ipv4Addr, Ipv6Addr};

fn flow(text: &str) -> Flow {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// What is wrong, the words that are wrong, and what to do.
fn problem(text: &str) -> (String, &str, String) {
    let error = text.parse::<Flow>().unwrap_err();
    (
        error.to_string(),
        text.get(error.range()).unwrap(),
        error.help(),
    )
}

#[test]
fn the_arrow_goes_from_source_to_destination() {
    let inbound = flow("Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22");
    assert_eq!(inbound.local.address, IpAddr::from([10, 0, 1, 4]));
    assert_eq!(inbound.local.port, Some(22));
    assert_eq!(inbound.remote.port, Some(50000));
    let outbound = flow("Outbound UDP 10.0.1.4:* -> 203.0.113.10:53");
    assert_eq!(outbound.local.address, IpAddr::from([10, 0, 1, 4]));
    assert_eq!(outbound.local.port, None);
    assert_eq!(outbound.remote.port, Some(53));
}

#[test]
fn one_flow_however_it_is_typed() {
    let expected = "Inbound TCP 203.0.113.10:* -> 10.0.1.4:22";
    for text in [
        expected,
        "inbound tcp 203.0.113.10 -> 10.0.1.4:22",
        "  IN\tTcp\u{a0}203.0.113.10:any  →  10.0.1.4:22 \r\n",
        "Inbound TCP 203.0.113.10:*->10.0.1.4:22",
        "Inbound TCP 203.0.113.10:* --> 10.0.1.4:22",
        "Inbound TCP 203.0.113.10:* => 10.0.1.4:22",
        "Inbound TCP\n203.0.113.10:* –> 10.0.1.4:22",
    ] {
        assert_eq!(flow(text).to_string(), expected, "{text}");
    }
    for text in [
        "Outbound TCP [fd00::4]:443 -> [2001:db8::1]:*",
        "Outbound ICMP 10.0.1.4 -> 203.0.113.10",
        "Inbound ESP 2001:db8::1 -> fd00::4",
    ] {
        assert_eq!(flow(text).to_string(), text);
    }
    assert_eq!(
        flow("inbound ah [2001:db8::1]:* -> [fd00::4]"),
        flow("Inbound AH 2001:db8::1 -> fd00::4")
    );
}

#[test]
fn an_arrow_to_the_left_and_none_are_refused_with_the_flows_that_may_be_meant() {
    let (a, b) = ("10.0.1.4:443", "203.0.113.7:*");
    let to_left = format!("write `Inbound TCP {b} -> {a}`");
    let either =
        format!("write `Inbound TCP {a} -> {b}` or `Inbound TCP {b} -> {a}`, whichever you mean");
    for arrow in ["<-", "←", "<--", "<="] {
        let text = format!("Inbound TCP {a} {arrow} {b}");
        let message = format!("`{arrow}` does not point from source to destination");
        assert_eq!(problem(&text), (message, arrow, to_left.clone()));
    }
    for arrow in ["<->", "↔", "<>"] {
        assert_eq!(problem(&format!("Inbound TCP {a}{arrow}{b}")).2, either);
    }
    let text = format!("Inbound TCP {a} {b}");
    let (message, words, help) = problem(&text);
    assert_eq!(
        message,
        "no arrow separates the source from the destination"
    );
    assert_eq!((words, help), ("10.0.1.4:443 203.0.113.7:*", either));
}

#[test]
fn the_word_that_is_wrong_is_told_with_its_place_and_a_way_out() {
    let form = "write `Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22`: direction, protocol, source, destination";
    let port = "write a number from 0 to 65535, or `*` if the port does not matter";
    let address = "write one address, such as `10.0.1.4`, or with its port `10.0.1.4:443`";
    for (text, message, words, help) in [
        (
            "",
            "the direction is missing",
            "",
            "write `Inbound` or `Outbound`",
        ),
        (
            "hello",
            "the direction cannot be `hello`",
            "hello",
            "write `Inbound` or `Outbound`",
        ),
        (
            "Inbound SCTP 1.2.3.4:1 -> 10.0.1.4:2",
            "the protocol cannot be `SCTP`",
            "SCTP",
            "write `TCP`, `UDP`, `ICMP`, `ESP` or `AH`",
        ),
        ("Inbound TCP", "the source is missing", "", form),
        (
            "Inbound TCP -> 1.2.3.4:5",
            "the source is missing",
            "",
            form,
        ),
        (
            "Inbound TCP 1.2.3.4:5 ->",
            "the destination is missing",
            "",
            form,
        ),
        (
            "Inbound TCP 1.2.3.4:5 -> 10.0.1.4:6 please",
            "`please` is one word too many",
            "please",
            form,
        ),
        (
            "Inbound TCP 1.2.3.4:5 -> 10.0.1.4:6 -> 10.0.1.5:6",
            "`->` is one word too many",
            "->",
            form,
        ),
        (
            "Inbound TCP 1.2.3.4 : 5 -> 10.0.1.4:6",
            "`:` is one word too many",
            ":",
            form,
        ),
        (
            "Inbound TCP 10.0.0.0/24:5 -> 10.0.1.4:6",
            "the address cannot be `10.0.0.0/24:5`",
            "10.0.0.0/24:5",
            address,
        ),
        (
            "Inbound TCP 1.2.3.4:5 -> web:6",
            "the address cannot be `web:6`",
            "web:6",
            address,
        ),
        (
            "Inbound TCP 1.2.3.4:5 -> 10.0.1.4:70000",
            "the port cannot be `70000`",
            "70000",
            port,
        ),
        (
            "Inbound TCP 1.2.3.4:+5 -> 10.0.1.4:7",
            "the port cannot be `+5`",
            "+5",
            port,
        ),
        (
            "Inbound TCP 1.2.3.4:80-90 -> 10.0.1.4:7",
            "the port cannot be `80-90`",
            "80-90",
            port,
        ),
        (
            "Inbound TCP 1.2.3.4: -> 10.0.1.4:7",
            "the port after the colon is missing",
            "",
            port,
        ),
        (
            "Inbound TCP [fd00::5]:1 -> fd00::4:443",
            "`fd00::4:443` has no brackets, so its end may be a port or a part of the address",
            "fd00::4:443",
            "write `[fd00::4]:443` or `[fd00::4:443]`, whichever you mean",
        ),
        (
            "Outbound ICMP 10.0.1.4 -> 8.8.8.8:7",
            "ICMP has no ports, so there can be no `:7`",
            ":7",
            "leave the port out",
        ),
        (
            "Inbound TCP [fd00::5]:1 -> 10.0.1.4:443",
            "a flow cannot have one IPv4 and one IPv6 address",
            "[fd00::5]:1 -> 10.0.1.4:443",
            "write two IPv4 addresses or two IPv6 addresses",
        ),
        (
            "Inbound ICMP fd00::5 -> fd00::4",
            "network security groups do not support ICMPv6",
            "fd00::5 -> fd00::4",
            "write IPv4 addresses or another protocol",
        ),
    ] {
        assert_eq!(
            problem(text),
            (message.to_owned(), words, help.to_owned()),
            "{text}"
        );
    }
    let long = "x".repeat(1_000_000);
    assert!(problem(&long).0.len() < 200);
}

#[test]
fn an_address_of_a_protocol_without_ports_may_end_like_a_port() {
    let flow: Flow = "In ESP fd00::1:443 -> fd00::2".parse().unwrap();
    let address: IpAddr = "fd00::1:443".parse().unwrap();
    assert_eq!(
        flow.remote,
        Endpoint {
            address,
            port: None
        }
    );
}

fn address() -> impl Strategy<Value = IpAddr> {
    prop_oneof![
        any::<u32>().prop_map(|bits| IpAddr::V4(Ipv4Addr::from_bits(bits))),
        any::<u128>().prop_map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))),
        // Addresses that are printed in a form of their own.
        (0_u128..1 << 48).prop_map(|bits| IpAddr::V6(Ipv6Addr::from_bits(bits))),
        any::<u8>().prop_map(|byte| IpAddr::V6(Ipv6Addr::from_bits(u128::from(byte) << 120))),
    ]
}

fn any_flow() -> impl Strategy<Value = Flow> {
    let direction = prop_oneof![Just(Direction::Inbound), Just(Direction::Outbound)];
    let protocol = proptest::sample::select(Protocol::ALL.as_slice());
    let end =
        || (address(), any::<Option<u16>>()).prop_map(|(address, port)| Endpoint { address, port });
    (direction, protocol, end(), end()).prop_map(|(direction, protocol, local, remote)| {
        let port = |end: Endpoint| Endpoint {
            port: end.port.filter(|_| protocol.has_ports()),
            ..end
        };
        Flow {
            direction,
            protocol,
            local: port(local),
            remote: port(remote),
        }
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_as_the_same_flow(flow in any_flow()) {
        let read = flow.to_string().parse::<Flow>();
        match flow.check() {
            Ok(()) => prop_assert_eq!(read, Ok(flow)),
            Err(error) => {
                let fault = read.map_err(|error| error.fault());
                prop_assert_eq!(fault, Err(FlowTextFault::Impossible(error)));
            }
        }
    }

    #[test]
    fn no_text_is_read_by_halves(text in "(in|Outbound|) ?(tcp|esp) (10\\.0\\.0\\.1|\\[?fd00::1\\]?)(:443|:\\*|)( ?-> ?| → |<-| )(10\\.0\\.0\\.1|\\[fd00::1\\])(:443|)( 10\\.0\\.0\\.1|é|)") {
        match text.parse::<Flow>() {
            Ok(flow) => {
                // Every address of the text is in the flow.
                prop_assert_eq!(text.matches("10.").count() + text.matches("fd00").count(), 2);
                // So is every port. Where a protocol has none, an address without brackets may end like one.
                let has_it = |end: &&Endpoint| end.port.is_some() || end.address.to_string().ends_with(":443");
                prop_assert_eq!(text.matches("443").count(), [flow.local, flow.remote].iter().filter(has_it).count());
            }
            Err(error) => {
                prop_assert!(text.get(error.range()).is_some());
                prop_assert!(!error.to_string().is_empty() && !error.help().is_empty());
            }
        }
    }
}
