//! What stands above tables and between them: headings, prose, other tables, and what a screen shows.
#![allow(clippy::indexing_slicing, reason = "tests fail by panicking")]

mod support;

use nsg_documents::{DocumentGroup, read};
use support::{codes, field};

const HEADER: &str = "| Priority | Name | Port | Protocol | Source | Destination | Action |\n|---|---|---|---|---|---|---|\n";

fn table(priority: u16, name: &str) -> String {
    format!("\n{HEADER}| {priority} | {name} | 8443 | TCP | * | * | Allow |\n\n")
}

/// Each rule with its group and its direction.
fn rules(text: &str) -> Vec<String> {
    let of = |group: &DocumentGroup| {
        let name = group
            .security_group
            .display_name()
            .unwrap_or("-")
            .to_owned();
        let rules = group.security_group.security_rules.iter();
        let said =
            rules.map(move |rule| format!("{name}: {} {}", rule.name, field(&rule.direction)));
        said.collect::<Vec<_>>()
    };
    read(text).groups.iter().flat_map(of).collect()
}

#[test]
fn a_heading_is_surer_than_prose() {
    let (web, out) = (table(150, "web"), table(160, "out"));
    let text = format!(
        "### Inbound rules\n\nMachines keep their outbound access.\n{web}\
         > Answers leave by outbound flows, which no rule has to allow.\n\n### Outbound rules\n{out}"
    );
    assert_eq!(rules(&text), ["-: web Inbound", "-: out Outbound"]);
    assert!(!read(&text).hides_rules());
    // Prose alone says nothing, nor does an item of a list.
    for prose in [
        "AllowVnetInBound lets the others in.",
        "- Deny inbound SQL",
        "Nobody has to reach anything outbound from here",
    ] {
        assert_eq!(
            codes(&read(&format!("{prose}\n{web}"))),
            ["missing-columns"]
        );
    }
    for contradiction in [
        format!("Inbound rules\nOutbound rules\n{web}"),
        format!("## Inbound\nOutbound:\n{web}"),
    ] {
        assert_eq!(rules(&contradiction), ["-: web ?missing?"]);
    }
    // What stands under the next heading of the same level does not stand under this one.
    let over = format!("## Inbound\n{web}## Others\n{out}");
    assert_eq!(rules(&over), ["-: web Inbound", "Others: out ?missing?"]);
}

#[test]
fn headings_name_the_groups_of_their_tables() {
    let (web, sql, out) = (table(150, "web"), table(160, "sql"), table(170, "out"));
    let expected = [
        "nsg-web: web Inbound",
        "nsg-web: out Outbound",
        "nsg-db: sql Inbound",
    ];
    for text in [
        format!("## nsg-web\n### Inbound\n{web}### Outbound\n{out}## `nsg-db`\n### Inbound\n{sql}"),
        format!("### nsg-web inbound\n{web}### nsg-web outbound\n{out}### nsg-db inbound\n{sql}"),
        format!(
            "**NSG: nsg-web**\n\nInbound:\n{web}Outbound:\n{out}**NSG: nsg-db**\n\nInbound:\n{sql}"
        ),
    ] {
        assert_eq!(rules(&text), expected);
        assert!(!read(&text).hides_rules());
    }
    let tiers = format!("## Web tier NSG\n### Inbound\n{web}## Data tier NSG\n### Inbound\n{sql}");
    assert_eq!(
        rules(&tiers),
        ["Web tier NSG: web Inbound", "Data tier NSG: sql Inbound"]
    );
    // These say nothing but the direction.
    let split = format!("### NSG-Inbound\n{web}### NSG-Outbound\n{out}");
    assert_eq!(rules(&split), ["-: web Inbound", "-: out Outbound"]);
}

#[test]
fn whether_headings_without_names_are_of_one_group_is_not_told() {
    let (web, sql) = (table(150, "web"), table(160, "sql"));
    for text in [
        format!("## Web\n### Inbound\n{web}## Data\n### Inbound\n{sql}"),
        format!("### Inbound of the web\n{web}### Inbound of the data\n{sql}"),
        format!("# NSGs\nInbound:\n{web}The machines with data have these instead.\n{sql}"),
    ] {
        let document = read(&text);
        assert_eq!(document.groups.len(), 2);
        assert!(document.hides_rules());
        assert!(codes(&document).contains(&"other-heading"));
    }
    // A single table needs no name.
    assert_eq!(
        rules(&format!("# Manual\n## Web\n### Inbound\n{web}")),
        ["-: web Inbound"]
    );
}

#[test]
fn a_heading_names_the_rule_of_a_table_with_one_row() {
    let table = |heading: &str, priority: u16| {
        format!(
            "##### {heading}\n\n|Priority|Source|Source ports|Destination|Destination ports|Protocol|Access|\n|---|---|---|---|---|---|---|\n|{priority}|*|*|*|8443|TCP|Allow|\n\n"
        )
    };
    let text = format!(
        "#### Inbound\n\n{}{}#### Outbound\n\n{}{}",
        table("Allow-Web", 150),
        table("AllowVNetInBound", 65000),
        table("Allow-Outbound-Logs", 160),
        table("DenyAllOutBound", 65500),
    );
    assert_eq!(
        rules(&text),
        ["-: Allow-Web Inbound", "-: Allow-Outbound-Logs Outbound"]
    );
    assert!(!read(&text).hides_rules());
}

#[test]
fn what_is_no_row_is_none() {
    let costs = "## Costs\n\n| Item | Price |\n|---|---|\n| Machine | 100 |\n\n- See the offer.\n";
    let text = format!("## Inbound\n{}{costs}", table(150, "web"));
    assert_eq!(rules(&text), ["-: web Inbound"]);
    assert!(!read(&text).hides_rules());
    let blanks =
        "```text\nName  Priority  Direction  Access\nweb   150       Inbound    Allow\n```\n";
    assert_eq!(rules(blanks), ["-: web Inbound"]);
    assert!(!read(blanks).hides_rules());
}

#[test]
fn a_screen_shows_more_than_a_table() {
    let printed = |name: &str| {
        format!(
            "$ az network nsg rule list -g rg --nsg-name nsg-{name} -o table\n\
             Name    Priority  Direction  Access\n\
             ------  --------  ---------  ------\n\
             {name:6}  150       Inbound    Allow\n"
        )
    };
    let shown = printed("web")
        + &printed("db")
        + "\nSeen from the inbound side of the firewall that is not ours\n";
    assert_eq!(
        rules(&shown),
        ["nsg-web: web Inbound", "nsg-db: db Inbound"]
    );
    assert!(!read(&shown).hides_rules());
    // A number that begins before its column is no row, and no heading for its words.
    let wide = "Name Direction Access Priority  Port\n---- --------- ------ --------  ----\nweb  Inbound   Allow       150   443\nhigh Inbound   Allow       160 65535\n";
    assert_eq!(rules(wide), ["-: web Inbound"]);
    assert!(read(wide).hides_rules());
}
