use super::*;

const FLOW: &str = "Inbound TCP 203.0.113.7:* -> 10.0.1.4:443";

/// The flow as text, or what is wrong.
fn told(line: &FlowLine) -> String {
    match &line.flow {
        Err(problem) => problem.message.clone(),
        Ok(flow) => flow.to_string(),
    }
}

fn all(text: &str) -> Vec<(usize, String)> {
    let list = read(text);
    let lines = list.lines.iter();
    lines.map(|line| (line.number, told(line))).collect()
}

/// What is wrong with the only line, and what to do.
fn problem(text: &str) -> (String, String) {
    let list = read(text);
    assert_eq!(list.lines.len(), 1, "{text}");
    let problem = list.lines[0].flow.clone().unwrap_err();
    (problem.message, problem.help)
}

#[test]
fn a_line_of_a_lesson_goes_from_source_to_destination() {
    let line = "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22";
    let (_, flow) = read(line).flows().next().unwrap();
    assert_eq!(flow.local.port, Some(22));
    assert_eq!(flow.to_string(), line);
}

#[test]
fn one_flow_in_every_form() {
    for text in [
        FLOW,
        "in tcp 203.0.113.7 → 10.0.1.4:443",
        "Inbound\tTCP\t203.0.113.7:*\t->\t10.0.1.4:443",
        "\u{feff}# mine\r\n\r\nInbound TCP 203.0.113.7:* -> 10.0.1.4:443\r\n",
        "Inbound,TCP,10.0.1.4,443,203.0.113.7,*",
        "Inbound;TCP;10.0.1.4;443;203.0.113.7;",
        "inbound\ttcp\t10.0.1.4\t443\t203.0.113.7\tany",
        "\"Inbound\", \"TCP\", \"10.0.1.4:443\", \"203.0.113.7\"",
        "\u{feff}direction,protocol,localIPAddress,localPort,remoteIPAddress,remotePort\r\nInbound,TCP,10.0.1.4,443,203.0.113.7,*\r\n",
        "Remote IP;Local IP;Local port;Direction;Protocol;Comment\n203.0.113.7;10.0.1.4;443;Inbound;TCP;a; b",
        "source_ip,destination_ip,destination_port,protocol,direction\n203.0.113.7,10.0.1.4,443,tcp,In",
        "direction protocol local remote\nInbound TCP 10.0.1.4:443 203.0.113.7",
        "direction protocol local remote\nInbound TCP 203.0.113.7 -> 10.0.1.4:443",
        "name,direction,protocol,local,remote\n\"a, \"\"b\"\"\",Inbound,TCP,10.0.1.4:443,203.0.113.7:*",
        "direction,protocol,local,remote,from -> to\nInbound,TCP,10.0.1.4:443,203.0.113.7,b -> a\n,,,,\n",
    ] {
        let found: Vec<_> = all(text).into_iter().map(|(_, told)| told).collect();
        assert_eq!(found, [FLOW], "{text}");
    }
    for (text, flow) in [
        (
            "Source,Destination,Destination Port,Protocol,Direction\n10.0.1.4,8.8.8.8,53,UDP,Outbound",
            "Outbound UDP 10.0.1.4:* -> 8.8.8.8:53",
        ),
        (
            "direction,protocol,local,local port,remote\nInbound,TCP,fd00::4,443,[fd00::5]",
            "Inbound TCP [fd00::5]:* -> [fd00::4]:443",
        ),
        (
            "Outbound,ICMP,10.0.1.4,0,8.8.8.8,7",
            "Outbound ICMP 10.0.1.4 -> 8.8.8.8",
        ),
    ] {
        assert_eq!(all(text)[0].1, flow, "{text}");
    }
}

#[test]
fn two_addresses_without_an_arrow_are_not_guessed_about() {
    let (message, help) = problem("Inbound TCP 10.0.1.4:443 203.0.113.7:*");
    assert_eq!(
        message,
        "no arrow separates the source from the destination"
    );
    assert_eq!(
        help,
        "write `Inbound TCP 10.0.1.4:443 -> 203.0.113.7:*` or `Inbound TCP 203.0.113.7:* -> 10.0.1.4:443`, whichever you mean"
    );
    let (message, help) = problem("in tcp 10.0.1.4:443 <- 203.0.113.7");
    assert_eq!(message, "`<-` does not point from source to destination");
    assert_eq!(help, format!("write `{FLOW}`"));
    // A row is taken in the order of Azure's fields, and that is said.
    assert!(read("Inbound,TCP,10.0.1.4,443,203.0.113.7,*").without_header);
    for text in [
        FLOW,
        "direction,protocol,local,remote\nInbound,TCP,10.0.1.4,203.0.113.7",
    ] {
        assert!(!read(text).without_header, "{text}");
    }
}

#[test]
fn a_line_that_cannot_be_read_stays_with_what_is_wrong() {
    let text = format!(
        "# my flows\n\n{FLOW}\nSideways TCP 10.0.1.4:1 -> 1.2.3.4:2\nInbound GRE 10.0.1.4:1 -> 1.2.3.4:2\nInbound TCP 10.0.1:1 -> 1.2.3.4:2\nInbound TCP 10.0.1.4:70000 -> 1.2.3.4:2\nInbound TCP [fd00::1] -> 1.2.3.4\nhello\na,b,c\n{FLOW}"
    );
    assert_eq!(
        all(&text),
        [
            (3, FLOW.to_owned()),
            (4, "the direction cannot be `Sideways`".to_owned()),
            (5, "the protocol cannot be `GRE`".to_owned()),
            (6, "the address cannot be `10.0.1:1`".to_owned()),
            (7, "the port cannot be `70000`".to_owned()),
            (
                8,
                "a flow cannot have one IPv4 and one IPv6 address".to_owned()
            ),
            (9, "the direction cannot be `hello`".to_owned()),
            (10, "a row with 3 values".to_owned()),
            (11, FLOW.to_owned()),
        ]
    );
    let list = read(&text);
    assert_eq!((list.problems(), list.flows().count()), (7, 2));
}

#[test]
fn a_cell_that_cannot_be_read_is_told_by_its_column() {
    let header = "direction,protocol,local,local port,remote\n";
    for (row, message) in [
        ("Inbound,TCP,10.0.0.4:1", "the remote address is missing"),
        (
            "Inbound,TCP,10.0.0,443,1.2.3.4:1",
            "the local address cannot be `10.0.0`",
        ),
        (
            "Inbound,TCP,10.0.0.4,80-90,1.2.3.4:1",
            "the local port cannot be `80-90`",
        ),
        (
            "Inbound,TCP,10.0.0.4,80,1.2.3.4:x",
            "the remote port cannot be `x`",
        ),
        (
            "Inbound,TCP,10.0.0.4:81,80,1.2.3.4:1",
            "the local port cannot be `80`",
        ),
        (
            "Inbound,TCP,fd00::4,80,fd00::5:443",
            "`fd00::5:443` has no brackets, so its end may be a port or a part of the address",
        ),
        (
            "Inbound,TCP,fd00::4,80,1.2.3.4",
            "a flow cannot have one IPv4 and one IPv6 address",
        ),
    ] {
        assert_eq!(problem(&format!("{header}{row}")).0, message, "{row}");
    }
}

#[test]
fn columns_that_contradict_each_other_are_not_chosen_between() {
    let header = "direction,protocol,local,local port,remote,source,destination\n";
    let text = format!("{header}Inbound,TCP,10.0.1.4,443,203.0.113.7,203.0.113.7,10.0.1.4");
    assert_eq!(all(&text)[0].1, FLOW);
    let turned = format!("{header}Inbound,TCP,10.0.1.4,443,203.0.113.7,10.0.1.4,203.0.113.7");
    let (message, help) = problem(&turned);
    assert_eq!(message, "the local address cannot be `10.0.1.4`");
    assert_eq!(
        help,
        "another column has `203.0.113.7`: leave one of them out"
    );
}

#[test]
fn a_cell_with_line_breaks_is_read_and_the_lines_are_counted_right() {
    let row = "Inbound,TCP,10.0.1.4,443,203.0.113.7,*";
    for newline in ["\n", "\r\n"] {
        let text = [
            "# exported",
            "\"the",
            "note\",direction,protocol,localIPAddress,localPort,remoteIPAddress,remotePort",
            "",
            "\"asked for",
            "by \"\"Ops\"\", twice\",Inbound,TCP,10.0.1.4,443,203.0.113.7,*",
            "# another",
            "wrong,Inbound,TCP,10.0.1.4,x,203.0.113.7,*",
            "",
            &format!("last,{row}"),
        ]
        .join(newline);
        let expected = [
            (5, FLOW.to_owned()),
            (8, "the local port cannot be `x`".to_owned()),
            (10, FLOW.to_owned()),
        ];
        assert_eq!(all(&text), expected, "{text:?}");
    }
}

#[test]
fn a_quote_that_nobody_closes_takes_one_line_with_it() {
    let text = "note,direction,protocol,local,remote\n\"open,Inbound,TCP,10.0.1.4:443,203.0.113.7\na,Inbound,TCP,10.0.1.4:443,203.0.113.7\n5\" disk,Inbound,TCP,10.0.1.4:443,203.0.113.7";
    let expected = [
        (2, "a quote is not closed".to_owned()),
        (3, FLOW.to_owned()),
        (4, FLOW.to_owned()),
    ];
    assert_eq!(all(text), expected);
}

#[test]
fn a_quote_before_a_long_text_takes_one_line_with_it() {
    let rows = "é,Inbound,TCP,10.0.1.4:443,203.0.113.7\n".repeat(3_000);
    let text = format!("note,direction,protocol,local,remote\n\"x\n{rows}");
    let list = read(&text);
    assert_eq!((list.lines.len(), list.problems()), (3_001, 1));
}

#[test]
fn a_list_without_end_is_cut_and_counted() {
    for line in [FLOW, "Inbound,TCP,10.0.1.4,443,203.0.113.7,*"] {
        let text = format!("{line}\n").repeat(MAX_FLOWS + 7);
        let list = read(&text);
        assert_eq!((list.lines.len(), list.left_out), (MAX_FLOWS, 7));
    }
    let long = format!("Inbound TCP {} x", "9".repeat(1_000_000));
    let line = &read(&long).lines[0];
    assert!(line.text.chars().count() <= SHOWN + 1);
    assert!(told(line).chars().count() <= SHOWN + 1);
}
