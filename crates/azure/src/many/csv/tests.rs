use super::*;

const FLOW: &str = "Inbound TCP 10.0.1.4:443 203.0.113.7:*";

/// The flow in one line, or what is wrong.
fn told(line: &FlowLine) -> String {
    match &line.flow {
        Err(problem) => problem.message.clone(),
        Ok(flow) => {
            let end = |end: &nsg::Endpoint| {
                let port = end
                    .port
                    .map_or_else(|| "*".to_owned(), |port| port.to_string());
                format!("{}:{port}", end.address)
            };
            format!(
                "{} {} {} {}",
                flow.direction,
                flow.protocol,
                end(&flow.local),
                end(&flow.remote)
            )
        }
    }
}

fn all(text: &str) -> Vec<(usize, String)> {
    read(text)
        .lines
        .iter()
        .map(|line| (line.number, told(line)))
        .collect()
}

#[test]
fn one_flow_in_every_form() {
    for text in [
        "Inbound TCP 10.0.1.4:443 203.0.113.7:*",
        "in tcp 10.0.1.4:443 <- 203.0.113.7",
        "Inbound,TCP,10.0.1.4,443,203.0.113.7,*",
        "Inbound;TCP;10.0.1.4;443;203.0.113.7;",
        "inbound\ttcp\t10.0.1.4\t443\t203.0.113.7\tany",
        "\"Inbound\", \"TCP\", \"10.0.1.4:443\", \"203.0.113.7\"",
        "\u{feff}direction,protocol,localIPAddress,localPort,remoteIPAddress,remotePort\r\nInbound,TCP,10.0.1.4,443,203.0.113.7,*\r\n",
        "Remote IP;Local IP;Local port;Direction;Protocol;Comment\n203.0.113.7;10.0.1.4;443;Inbound;TCP;a; b",
        "source_ip,destination_ip,destination_port,protocol,direction\n203.0.113.7,10.0.1.4,443,tcp,In",
        "direction protocol local remote\nInbound TCP 10.0.1.4:443 203.0.113.7",
        "name,direction,protocol,local,remote\n\"a, \"\"b\"\"\",Inbound,TCP,10.0.1.4:443,203.0.113.7:*",
    ] {
        let found: Vec<_> = all(text).into_iter().map(|(_, told)| told).collect();
        assert_eq!(found, [FLOW], "{text}");
    }
    assert_eq!(
        all("Source,Destination,Destination Port,Protocol,Direction\n10.0.1.4,8.8.8.8,53,UDP,Outbound")[0].1,
        "Outbound UDP 10.0.1.4:* 8.8.8.8:53"
    );
    assert_eq!(
        all("Inbound TCP [fd00::4]:443 fd00::5")[0].1,
        "Inbound TCP fd00::4:443 fd00::5:*"
    );
    assert_eq!(
        all("Outbound ICMP 10.0.1.4 8.8.8.8:7")[0].1,
        "Outbound ICMP 10.0.1.4:* 8.8.8.8:*"
    );
}

#[test]
fn a_line_that_cannot_be_read_stays_with_what_is_wrong() {
    let text = format!(
        "# my flows\n\n{FLOW}\nSideways TCP 10.0.1.4:1 1.2.3.4:2\nInbound GRE 10.0.1.4:1 1.2.3.4:2\nInbound TCP 10.0.1:1 1.2.3.4:2\nInbound TCP 10.0.1.4:70000 1.2.3.4:2\nInbound TCP fd00::1 1.2.3.4\nhello\n{FLOW}"
    );
    assert_eq!(
        all(&text),
        [
            (3, FLOW.to_owned()),
            (4, "the direction cannot be `Sideways`".to_owned()),
            (5, "the protocol cannot be `GRE`".to_owned()),
            (6, "the local address cannot be `10.0.1:1`".to_owned()),
            (7, "the local port cannot be `70000`".to_owned()),
            (
                8,
                "a flow cannot have one IPv4 and one IPv6 address".to_owned()
            ),
            (9, "a line with 1 value".to_owned()),
            (10, FLOW.to_owned()),
        ]
    );
    let list = read(&text);
    assert_eq!((list.problems(), list.flows().count()), (6, 2));
    let short = all("direction,protocol,local\nInbound,TCP,10.0.0.4:1");
    assert_eq!(short[0].1, "the remote address is missing");
}

#[test]
fn a_list_without_end_is_cut_and_counted() {
    let text = format!("{FLOW}\n").repeat(MAX_FLOWS + 7);
    let list = read(&text);
    assert_eq!((list.lines.len(), list.left_out), (MAX_FLOWS, 7));
    let long = format!("Inbound TCP {} x", "9".repeat(1_000_000));
    assert!(read(&long).lines[0].text.chars().count() <= SHOWN + 1);
}
