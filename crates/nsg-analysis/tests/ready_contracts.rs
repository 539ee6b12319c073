//! Runs `ready_contracts.md`: every file of ready contracts, with the smallest group that passes and the nearest that do not.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may end in a panic: that is how it fails"
)]

use nsg::Scenario;
use nsg_analysis::Limits;
use nsg_analysis::contracts::{ContractOutcome, ReadyContracts, check, read};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

const PAGE: &str = "tests/ready_contracts.md";
const ALL_HOLD: &str = "every contract holds";
const BROKEN: &str = "broken — ";

/// Every file by its kind and name, such as `services/bastion`.
fn files() -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for kind in ["services", "baselines"] {
        for entry in fs::read_dir(format!("contracts/{kind}")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            files.insert(format!("{kind}/{name}"), fs::read_to_string(&path).unwrap());
        }
    }
    files
}

/// The subnet's group; without a line there is none.
fn scenario(lines: &[String]) -> Scenario {
    let (tags, rules): (Vec<&String>, Vec<&String>) =
        lines.iter().partition(|line| line.starts_with("tag "));
    let mut network = rule_lines::network();
    for tag in tags {
        let tag = tag.strip_prefix("tag ").unwrap();
        let (name, prefixes) = tag.split_once(' ').unwrap();
        network = rule_lines::tagged(network, name, prefixes);
    }
    let rules: Vec<&str> = rules.into_iter().map(String::as_str).collect();
    let group = (!rules.is_empty()).then(|| rule_lines::group(&rules.join("\n")));
    Scenario {
        subnet_security_group: group,
        network,
        ..Scenario::default()
    }
}

/// Which contracts of the file do not hold, a line each.
fn said(file: &str, scenario: &Scenario) -> Vec<String> {
    let contracts = read(file, &[scenario]).unwrap();
    let mut said = Vec::new();
    for contract in contracts {
        let outcome = check(scenario, &contract, Limits::default()).unwrap();
        match outcome {
            ContractOutcome::Holds => {}
            ContractOutcome::Broken { witness, ruling } => {
                let verdict = nsg::verify(scenario, &witness);
                assert_eq!(
                    verdict.access, ruling.access,
                    "{}: {witness}",
                    contract.name
                );
                said.push(format!("{BROKEN}{}", contract.name));
            }
            ContractOutcome::Open { .. } => said.push(format!("undecided — {}", contract.name)),
        }
    }
    if said.is_empty() {
        said.push(ALL_HOLD.to_owned());
    }
    said
}

/// The rules of the block after the edit that a diff writes.
fn edited(rules: &[String], diff: &[String]) -> Vec<String> {
    let mut edited = rules.to_vec();
    for line in diff {
        let (sign, rule) = line.split_at(2);
        match sign {
            "+ " => edited.push(rule.to_owned()),
            "- " => {
                let index = edited.iter().position(|own| own == rule);
                edited.remove(index.unwrap_or_else(|| panic!("no rule to remove: {rule}")));
            }
            _ => panic!("neither an addition nor a removal: {line}"),
        }
    }
    edited
}

#[test]
fn every_ready_contract_holds_of_the_group_that_passes_and_is_broken_by_the_nearest() {
    let files = files();
    let page = fs::read_to_string(PAGE).unwrap();
    let (mut written, mut passing, mut broken) = (String::new(), BTreeSet::new(), BTreeSet::new());
    let (mut file, mut rules) = (String::new(), Vec::new());
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        written += &format!("{line}\n");
        if let Some(title) = line.strip_prefix("## ") {
            file = title.split(':').next().unwrap().to_owned();
        }
        let Some(kind) = line.strip_prefix("```") else {
            continue;
        };
        let mut block = Vec::new();
        for line in lines.by_ref() {
            written += &format!("{line}\n");
            if line == "```" {
                break;
            }
            block.push(line.to_owned());
        }
        let shown = match kind {
            "text" => {
                rules.clone_from(&block);
                block
            }
            "diff" => edited(&rules, &block),
            _ => panic!("{file}: a block is text or diff"),
        };
        while lines
            .next_if(|line| line.is_empty() || line.starts_with('>'))
            .is_some()
        {}
        let text = files.get(&file).unwrap_or_else(|| panic!("no file {file}"));
        for one in said(text, &scenario(&shown)) {
            written += &format!("\n> {one}\n");
            if one == ALL_HOLD {
                passing.insert(file.clone());
            } else if let Some(name) = one.strip_prefix(BROKEN) {
                broken.insert((file.clone(), name.to_owned()));
            }
        }
        written += if lines.peek().is_some() { "\n" } else { "" };
    }
    if std::env::var_os("UPDATE_READY_CONTRACTS").is_some() {
        fs::write(PAGE, &written).unwrap();
    } else {
        assert_eq!(written, page);
    }
    for (file, text) in &files {
        assert!(passing.contains(file), "no group passes {file}");
        for contract in read(text, &[&Scenario::default()]).unwrap() {
            let key = (file.clone(), contract.name.clone());
            assert!(broken.contains(&key), "nothing breaks {key:?}");
        }
    }
}

#[test]
fn every_file_says_what_it_is_and_where_that_is_documented() {
    for (file, text) in files() {
        let about = ReadyContracts::read(&text).unwrap_or_else(|| panic!("{file}"));
        let ReadyContracts {
            title,
            about,
            source,
            date,
            undocumented,
        } = about;
        assert!(!title.is_empty() && about.ends_with('.'), "{file}");
        let hosts = ["https://learn.microsoft.com/", "https://azure.github.io/"];
        assert!(hosts.iter().any(|host| source.starts_with(host)), "{file}");
        let parts: Vec<&str> = date.split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [4, 2, 2],
            "{file}"
        );
        assert!(undocumented.iter().all(|one| one.ends_with('.')), "{file}");
        let names = read(&text, &[&Scenario::default()]).unwrap();
        let unique: BTreeSet<_> = names.iter().map(|contract| &contract.name).collect();
        assert_eq!(
            unique.len(),
            names.len(),
            "{file}: two contracts have one name"
        );
    }
}

/// What the documentation says of the files of a kind.
fn documented(kind: &str) -> String {
    let (mut table, mut notes) = (
        "| | file | documentation | contracts |\n|---|---|---|---|\n".to_owned(),
        String::new(),
    );
    let files = files();
    let own = files.iter().filter(|(file, _)| file.starts_with(kind));
    for (file, text) in own {
        let ready = ReadyContracts::read(text).unwrap();
        let contracts = read(text, &[&Scenario::default()]).unwrap().len();
        let ReadyContracts {
            title,
            about,
            source,
            date,
            undocumented,
        } = ready;
        let place = format!("../crates/nsg-analysis/contracts/{file}.json");
        table += &format!("| {title} | [`{file}`]({place}) | [{date}]({source}) | {contracts} |\n");
        notes += &format!("\n### {title}\n\n{about}\n");
        notes += if undocumented.is_empty() { "" } else { "\n" };
        for note in undocumented {
            notes += &format!("* {note}\n");
        }
    }
    format!("{table}{notes}")
}

#[test]
fn the_documentation_says_what_the_files_say() {
    const DOCUMENTATION: &str = "../../docs/ready-contracts.md";
    let text = fs::read_to_string(DOCUMENTATION).unwrap();
    let mut written = text.clone();
    for (kind, heading, next) in [
        ("services", "## Services\n", "## Baselines\n"),
        (
            "baselines",
            "## Baselines\n",
            "## Where patterns are wrong\n",
        ),
    ] {
        let (before, rest) = written.split_once(heading).unwrap();
        let (_, after) = rest.split_once(next).unwrap();
        written = format!("{before}{heading}\n{}\n{next}{after}", documented(kind));
    }
    if std::env::var_os("UPDATE_READY_CONTRACTS").is_some() {
        fs::write(DOCUMENTATION, &written).unwrap();
    } else {
        assert_eq!(written, text);
    }
}

/// No machine is outside of its virtual network, so such a flow is no reason against the default rules.
#[test]
fn what_default_rules_allow_within_the_network_is_not_called_broken() {
    let unrelated = "Unrelated 100 In Udp 192.0.2.1/32:* -> 192.0.2.2/32:9 Allow";
    let default_rules = scenario(&[unrelated.to_owned()]);
    let said = said(&files()["services/bastion"], &default_rules).join("\n");
    assert!(
        said.contains("Clients on the internet reach Bastion"),
        "{said}"
    );
    for within in [
        "Bastion reaches VMs by SSH and RDP",
        "hosts reach each other",
    ] {
        assert!(!said.contains(within), "{said}");
    }
}
