//! Many answers in a table.

use crate::support::{answer, flow, group, scenario};
use azure::batch::table::{FlowCounts, FlowRow, LiveProgress, counts, csv, json};
use azure::confirm::{Context, compare};
use nsg::verify;

fn rows() -> Vec<FlowRow> {
    let scenario = scenario(None, Some(group("a", &["web 100 Inbound Allow 443 *"])));
    let row = |text: &str, live: Option<&str>| {
        let flow = flow(text);
        let offline = verify(&scenario, &flow);
        let mut row = FlowRow::new(flow, &offline);
        if let Some(live) = live {
            let context = Context::default();
            row.live = LiveProgress::of(compare(
                &scenario,
                &flow,
                offline,
                &answer(live, None),
                &context,
            ));
        }
        row
    };
    let mut rows = vec![
        row(
            "Inbound TCP 203.0.113.7:* -> 10.0.0.4:443",
            Some("Allow securityRules/web"),
        ),
        row(
            "Inbound TCP 203.0.113.8:* -> 10.0.0.4:443",
            Some("Deny =cmd|'/c calc'!A1"),
        ),
        row("Inbound TCP 203.0.113.7:* -> 10.0.0.4:22", Some("Unknown")),
        row("Inbound ICMP 203.0.113.7 -> 10.0.0.4", None),
        row("Inbound TCP 203.0.113.7:* -> 10.0.0.4:80", None),
        row("Inbound TCP 203.0.113.7:* -> 10.0.0.4:81", None),
    ];
    rows[5].live = LiveProgress::Failed("no answer, \"none\"".to_owned());
    rows
}

#[test]
fn every_row_counts_once() {
    let expected = FlowCounts {
        agree: 1,
        differ: 1,
        not_comparable: 2,
        failed: 1,
        waiting: 1,
        ..FlowCounts::default()
    };
    assert_eq!(counts(&rows()), expected);
}

#[test]
fn no_cell_begins_like_a_formula() {
    let mut rows = rows();
    for begins in ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"] {
        rows[0].offline_rule = Some(format!("{begins}1+1"));
        let text = csv(&rows);
        assert!(text.contains(&format!("'{begins}1+1")), "{text}");
    }
}

#[test]
fn a_spreadsheet_reads_text_and_not_formulas() {
    let text = csv(&rows());
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(
        lines[1],
        "Inbound,TCP,10.0.0.4,443,203.0.113.7,*,Allow,securityRules/web,Allow,securityRules/web,agree,"
    );
    assert!(
        lines[2].contains(",Deny,'=cmd|'/c calc'!A1,differ,"),
        "{}",
        lines[2]
    );
    assert!(
        lines[6].ends_with(",failed,\"no answer, \"\"none\"\"\""),
        "{}",
        lines[6]
    );
}

#[test]
fn the_table_can_be_pasted_as_a_list_again() {
    let rows = rows();
    let list = azure::batch::flow_list::read(&csv(&rows));
    let flows: Vec<_> = list.flows().map(|(_, flow)| flow).collect();
    assert_eq!(flows, rows.iter().map(|row| row.flow).collect::<Vec<_>>());
}

#[test]
fn json_has_the_columns_as_keys() {
    let value: serde_json::Value = serde_json::from_str(&json(&rows())).unwrap();
    assert_eq!(value[0]["localIPAddress"], "10.0.0.4");
    assert_eq!(value[1]["azureAccess"], "Deny");
    assert_eq!(value[4]["outcome"], "waiting");
}
