//! Pages of cases: for each code the smallest rules that show it, what is said of them, and the nearest that do not.

use nsg::Scenario;
use std::fmt::Write;

/// The groups of a block, the network interface's where nothing else is said.
pub(crate) fn scenario(text: &str) -> Scenario {
    let mut network = rule_lines::network();
    let mut groups = [None, Some(String::new())];
    let mut whose = 1;
    if text.lines().any(|line| line == "subnet") {
        groups[1] = None;
    }
    for line in text.lines() {
        if let Some(space) = line.strip_prefix("virtual network ") {
            let prefixes = space.split(' ').map(|prefix| prefix.parse().unwrap());
            network.virtual_network = Some(prefixes.collect());
        } else if let Some(tag) = line.strip_prefix("tag ") {
            let (name, prefixes) = tag.split_once(' ').unwrap();
            network = rule_lines::tagged(network, name, prefixes);
        } else if let Some(group) = line.strip_prefix("members ") {
            let (name, members) = group.split_once(' ').unwrap_or((group, ""));
            network = rule_lines::with_asg(network, name, members);
        } else if let Some(place) = ["subnet", "nic"].iter().position(|place| *place == line) {
            whose = place;
            groups[whose] = Some(String::new());
        } else {
            let group = groups[whose].as_mut().unwrap();
            writeln!(group, "{line}").unwrap();
        }
    }
    let [subnet, nic] = groups.map(|rules| rules.map(|rules| rule_lines::group(&rules)));
    Scenario {
        subnet_security_group: subnet,
        network_interface_security_group: nic,
        network,
    }
}

/// Runs a page: a section for each case, its title a code and what may follow a colon, with two blocks and a line that
/// begins with `>`. `said` is what is told of a block's code. With the variable set, the page is written anew. Returns the
/// codes that have a section.
pub(crate) fn run(
    page: &str,
    update: &str,
    said: impl Fn(&str, &str) -> Vec<String>,
) -> Vec<String> {
    let text = std::fs::read_to_string(page).unwrap();
    let is_update = std::env::var_os(update).is_some();
    let mut sections = text.split("\n## ");
    let mut written = sections.next().unwrap().to_owned();
    let mut seen = Vec::new();
    for section in sections {
        let title = section.lines().next().unwrap();
        let code = title.split(':').next().unwrap();
        seen.push(code.to_owned());
        let blocks = section.split("```text\n").skip(1);
        let mut blocks = blocks.map(|rest| rest.split("```").next().unwrap());
        let (shows, beside) = (blocks.next().unwrap(), blocks.next().unwrap());
        let found = said(shows, code);
        let [line] = found.as_slice() else {
            panic!("{title} is there {} times: {found:#?}", found.len());
        };
        let none: [&str; 0] = [];
        assert_eq!(said(beside, code), none, "{title}, second block");
        let old = section.lines().find(|line| line.starts_with('>')).unwrap();
        let (line, old) = (format!("\n> {line}"), format!("\n{old}"));
        if !is_update {
            assert_eq!(line, old, "{title}");
        }
        write!(written, "\n## {}", section.replacen(&old, &line, 1)).unwrap();
    }
    if is_update {
        std::fs::write(page, written).unwrap();
    }
    seen
}
