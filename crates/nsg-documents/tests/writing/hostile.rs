//! Names and descriptions of somebody who wants to harm whoever runs the script.

use super::{powershell, shell};
use nsg::{AddressMatch, NetworkSecurityGroup, SecurityRule};
use nsg_documents::write::{Format, change};

const SCRIPTS: [Format; 2] = [Format::AzureCli, Format::PowerShell];

/// No rule of Azure's has one of these names: segments of a path, options, what a path or a shell reads.
const NO_NAMES: [&str; 18] = [
    "",
    ".",
    "..",
    "-x",
    "--debug",
    "--access=Allow",
    "a b",
    " a",
    "a/b",
    "../web",
    "a?b",
    "a#b",
    "%2e%2e",
    "a'b",
    "a\nb",
    "a\u{202e}b",
    "(a)",
    "[variables('a')]",
];

/// Shell code, each of which makes a file where it is executed.
const CODE: [&str; 28] = [
    "'; touch pwned; '",
    "\"; touch pwned; \"",
    "'\"'; touch pwned; '\"'",
    "\\'; touch pwned; #",
    "\\\\'; touch pwned; #",
    "'\\''; touch pwned; '",
    "$'\\''; touch pwned; #",
    "$(touch pwned)",
    "'$(touch pwned)'",
    "`touch pwned`",
    "'`touch pwned`'",
    "${x:-$(touch pwned)}",
    "$((x[$(touch pwned)]))",
    "a\ntouch pwned\n",
    "a\r\ntouch pwned\r\n",
    "a\u{0}\ntouch pwned",
    "a\u{2028}touch pwned",
    "a' \\\n; touch pwned #",
    "a && touch pwned",
    "a || touch pwned & touch pwned",
    "a | tee pwned",
    "a > pwned",
    "<(touch pwned)",
    "~/{a,b}/* ?[a-z] !!",
    "x=1 touch pwned",
    "# \u{1b}[2K\ntouch pwned",
    "EOF\ntouch pwned\nEOF",
    "\u{202e}; touch pwned; \u{2066}'",
];

fn named(name: &str) -> SecurityRule {
    let mut rule = rule_lines::rule("A 200 In Tcp *:* -> 10.0.1.4:22 Allow");
    rule.name = name.to_owned();
    rule
}

fn kept() -> SecurityRule {
    rule_lines::rule("Keep 100 In Tcp *:* -> 10.0.1.4:443 Allow")
}

fn group(rules: impl Into<Vec<SecurityRule>>) -> NetworkSecurityGroup {
    at(
        "/subscriptions/s/resourceGroups/shop/providers/Microsoft.Network/networkSecurityGroups/web",
        "web",
        rules,
    )
}

fn at(id: &str, name: &str, rules: impl Into<Vec<SecurityRule>>) -> NetworkSecurityGroup {
    NetworkSecurityGroup {
        id: Some(id.to_owned()),
        name: Some(name.to_owned()),
        security_rules: rules.into(),
        ..NetworkSecurityGroup::default()
    }
}

fn is_refused(before: Option<&NetworkSecurityGroup>, after: &NetworkSecurityGroup, format: Format) {
    if let Ok(written) = change(before, after, format) {
        panic!("{format}: {after:?}\n{}", written.text);
    }
}

/// What bash gives to `az`; a test says it where there is no bash.
fn run(script: &str) -> Vec<Vec<String>> {
    let commands = shell::by_bash(script).unwrap_or_else(|| {
        eprintln!("there is no bash: the script is read by the tests' own reader");
        shell::commands(script)
    });
    commands
        .into_iter()
        .filter(|words| words[0] == "az")
        .collect()
}

#[test]
fn a_strange_rule_is_neither_deleted_nor_written() {
    let keep = group([kept()]);
    for name in NO_NAMES {
        let both = group([kept(), named(name)]);
        let mut changed = named(name);
        changed.description = Some("changed".to_owned());
        let changed = group([kept(), changed]);
        for format in SCRIPTS {
            is_refused(Some(&both), &keep, format);
            is_refused(Some(&keep), &both, format);
            is_refused(Some(&both), &changed, format);
            is_refused(None, &both, format);
            // What stays is not spoken of.
            let mut more = both.clone();
            more.security_rules
                .push(rule_lines::rule("New 300 In Tcp *:* -> *:22 Deny"));
            assert!(change(Some(&both), &more, format).is_ok());
        }
        for format in Format::ALL {
            is_refused(Some(&keep), &both, format);
        }
        // It would have to make room.
        let swapped = {
            let mut rule = rule_lines::rule("B 200 In Tcp *:* -> *:80 Deny");
            rule.name = "B".to_owned();
            let mut moved = named(name);
            moved.priority = nsg::Field::Known(201.try_into().unwrap());
            group([rule, moved])
        };
        is_refused(Some(&both), &swapped, Format::AzureCli);
    }
}

#[test]
fn a_rule_that_azure_once_took_can_be_deleted() {
    let old = "c7n-policy-6.36e+17";
    let (keep, both) = (group([kept()]), group([kept(), named(old)]));
    let script = change(Some(&both), &keep, Format::AzureCli).unwrap().text;
    let commands = run(&script);
    assert_eq!(
        commands[0][4..6],
        ["delete".to_owned(), format!("--name={old}")]
    );
    let script = change(Some(&both), &keep, Format::PowerShell).unwrap().text;
    assert!(script.contains("-Name 'c7n-policy-6.36e+17'"));
    for format in SCRIPTS {
        is_refused(Some(&keep), &both, format);
    }
    // Who keeps it can still take the whole group away.
    assert!(change(Some(&both), &both, Format::Arm).is_ok());
}

#[test]
fn a_group_that_a_rule_names_is_no_option_and_no_path() {
    let id = |name: &str| {
        format!(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/{name}"
        )
    };
    let names = NO_NAMES.iter().map(|name| (*name).to_owned());
    // `a/b` ends in two segments there.
    let ids = NO_NAMES
        .iter()
        .filter(|name| **name != "a/b")
        .map(|name| id(name));
    let others = [
        "/subscriptions/../x",
        "a/web",
        "--a/web",
        "[0]=web",
        "@web",
        "'web'",
    ];
    for name in names.chain(ids).chain(others.map(str::to_owned)) {
        let mut rule = rule_lines::rule("A 200 In Tcp asg/web:* -> 10.0.1.4:22 Deny");
        rule.conditions
            .source
            .push(AddressMatch::ApplicationSecurityGroup(name.as_str().into()));
        for format in Format::ALL {
            is_refused(Some(&group([])), &group([rule.clone()]), format);
        }
    }
    let mut rule = rule_lines::rule("A 200 In Tcp *:* -> 10.0.1.4:22 Deny");
    rule.conditions.source = vec![AddressMatch::ServiceTag("--access=Allow".into())];
    is_refused(Some(&group([])), &group([rule]), Format::AzureCli);
}

#[test]
fn where_the_group_is_is_no_option_and_no_path() {
    for name in NO_NAMES.iter().filter(|name| !name.is_empty()) {
        let of = |subscription: &str, resource_group: &str, name: &str| {
            at(
                &format!("/subscriptions/{subscription}/resourceGroups/{resource_group}/x/web"),
                name,
                [kept()],
            )
        };
        for format in SCRIPTS {
            let told = !name.starts_with(['(', '[']);
            if told {
                is_refused(None, &of("s", "g", name), format);
            }
            // A path ends where another segment begins, a resource group may begin with a dash and have brackets.
            if !name.contains('/') {
                is_refused(None, &of(name, "g", "web"), format);
                if !matches!(*name, "-x" | "--debug" | "(a)") {
                    is_refused(None, &of("s", name, "web"), format);
                }
            }
        }
    }
    let script = change(
        None,
        &at("/subscriptions/s/resourceGroups/--debug", "null", [kept()]),
        Format::AzureCli,
    );
    let commands = run(&script.unwrap().text);
    assert_eq!(
        commands[0][4..6],
        ["--name='null'", "--resource-group=--debug"]
    );
}

#[test]
fn shell_code_in_any_place_of_a_script_is_never_executed() {
    for code in CODE {
        let id = |part: &str| format!("/subscriptions/{part}/resourceGroups/{part}/x/{part}");
        let mut described = kept();
        described.description = Some(code.to_owned());
        let mut by_group = named("A");
        by_group.conditions.source = vec![AddressMatch::ApplicationSecurityGroup(code.into())];
        let mut by_tag = named("A");
        by_tag.conditions.source = vec![AddressMatch::ServiceTag(code.into())];
        let mut located = group([kept()]);
        located.location = Some(code.to_owned());
        let groups = [
            located,
            group([described]),
            group([kept(), named(code)]),
            group([by_group]),
            group([by_tag]),
            at(&id("s"), code, [kept()]),
            at(&id(code), "web", [kept()]),
        ];
        for (place, after) in groups.iter().enumerate() {
            let befores = [None, Some(group([])), Some(group([named(code)]))];
            for before in befores {
                let Ok(written) = change(before.as_ref(), after, Format::AzureCli) else {
                    assert!(place > 1 || before.is_some(), "{code:?} {place}");
                    continue;
                };
                let commands = run(&written.text);
                let words = commands.iter().flatten();
                let describes: Vec<&String> = words
                    .filter(|word| word.starts_with("--description="))
                    .collect();
                if place == 1 {
                    // No argument can hold the character zero.
                    let text = code.replace('\0', "").replace('\'', "'/");
                    let quoted = format!("--description='{text}'");
                    let plain = format!("--description={}", code.replace('\0', ""));
                    assert_eq!(describes.len(), 1);
                    assert!([&quoted, &plain].contains(&describes[0]), "{describes:?}");
                }
            }
            for before in [None, Some(group([]))] {
                if let Ok(written) = change(before.as_ref(), after, Format::PowerShell) {
                    let texts = powershell::texts(&written.text);
                    assert!(
                        place != 1 || texts.iter().any(|text| text == code),
                        "{texts:?}"
                    );
                }
            }
        }
    }
    assert!(shell::nothing_was_made(), "something was executed");
}

#[test]
fn comments_have_no_character_that_acts() {
    let rules = |lines: &str| group(lines.lines().map(rule_lines::rule).collect::<Vec<_>>());
    let mut before = rules("A 100 In Tcp *:* -> *:22 Allow\nB 110 In Tcp *:* -> *:23 Deny");
    let mut after = rules("A 110 In Tcp *:* -> *:22 Allow\nB 100 In Tcp *:* -> *:23 Deny");
    for group in [&mut before, &mut after] {
        for rule in &mut group.security_rules {
            rule.name = format!("{}ü{}", rule.name, rule.name);
        }
    }
    let script = change(Some(&before), &after, Format::AzureCli)
        .unwrap()
        .text;
    assert!(script.contains(" makes room for "));
    assert!(
        !script
            .chars()
            .any(|letter| text::acts(letter) && letter != '\n')
    );
}

#[test]
fn a_batch_file_gets_no_text_that_cmd_reads_otherwise() {
    let described = |text: &str| {
        let mut rule = kept();
        rule.description = Some(text.to_owned());
        change(None, &group([rule]), Format::AzureCli).unwrap()
    };
    for text in [
        "a\" & calc",
        "100%",
        "R&D",
        "a|b",
        "a<b",
        "a^b",
        "hi!",
        "a\nb",
    ] {
        let written = described(text);
        assert!(
            written
                .notes
                .iter()
                .any(|note| note.contains("`az` is a batch file"))
        );
        assert!(!run(&written.text).is_empty());
        for (file, runs) in [
            ("/c/az.cmd", false),
            ("/c/AZ.BAT", false),
            ("/c/wbin/az", true),
        ] {
            let found = format!("command() {{ echo {file}; }}\n{}", written.text);
            assert_ne!(shell::succeeds(&found), Some(!runs), "{file}");
        }
    }
    assert!(!described("plain, isn't it?").text.contains("command -v"));
    // Git Bash would make a path of it.
    assert!(
        described("/etc")
            .text
            .contains("export MSYS_NO_PATHCONV=1\n")
    );
    assert!(!described("plain").text.contains("MSYS"));
}
