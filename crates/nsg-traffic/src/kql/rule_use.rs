//! What each rule decided.

use super::records::KeptColumns;
use super::text::{QueryText, literal};
use super::{QueryError, QueryOptions, TrafficTable, finished, records};
use nsg::{AppliedTo, NetworkSecurityGroup, RuleKind, RuleName, Scenario};

/// Writes the query that says what each rule decided, by the record alone.
///
/// It ends in a table with every `Rule` of the scenario, as records name it, with `Flows` and `Bytes` (zero included) and the
/// `Last` time. Rules of both groups that have one name are counted as one.
///
/// # Errors
///
/// [`QueryError::TooLong`] where the names of the rules are.
pub fn use_query(
    scenario: &Scenario,
    table: TrafficTable,
    options: &QueryOptions,
) -> Result<String, QueryError> {
    let about = "What each rule decided in the record. That a rule decided nothing is no proof that nobody needs it.";
    let mut names: Vec<String> = Vec::new();
    let mut add = |kind, name: &str| {
        let name = name.to_owned();
        let name = literal(&RuleName { kind, name }.diagnostic());
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for rule in &scenario.network.security_admin_rules {
        add(RuleKind::Admin, &rule.name);
    }
    for place in [AppliedTo::Subnet, AppliedTo::NetworkInterface] {
        if let Some(NetworkSecurityGroup {
            security_rules,
            default_security_rules,
            ..
        }) = scenario.group(place)
        {
            security_rules
                .iter()
                .for_each(|rule| add(RuleKind::User, &rule.name));
            default_security_rules
                .iter()
                .for_each(|rule| add(RuleKind::Default, &rule.name));
        }
    }
    let records = match scenario.network.security_admin_rules.as_slice() {
        [] => "Records",
        _ => "Logged",
    };
    let mut text = QueryText::new(options.form);
    text.note(about);
    let groups = records::group_names(&[scenario], &options.groups);
    let kept = KeptColumns::new("Rule", table, &groups);
    records::write(&mut text, table, &groups, kept);
    let unsure = literal("a group that is named by a GUID which is not in Groups");
    let mut rule = "Rule".to_owned();
    if kept.unsure {
        rule = format!("iff(KnownGroup, Rule, {unsure})");
        names.push(unsure);
    }
    if !scenario.network.security_admin_rules.is_empty() {
        text.note("A GUID may follow the name of a security admin rule.");
        text.lines(
            r#"let Logged = Records
| extend Rule = iff(Rule startswith "UserRule_" or Rule startswith "DefaultRule_", Rule, replace_regex(Rule, "_[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$", ""));"#,
        );
    }
    text.note("Every rule, whether it decided anything or not. A name is compared without regard to case, by its first 65");
    text.note("characters: records have no more.");
    let rows: Vec<Vec<String>> = names.into_iter().map(|name| vec![name]).collect();
    text.table("Rules", "Rule:string", &rows);
    text.lines(&format!(
        r#"Rules
| extend Key = tolower(substring(Rule, 0, 65))
| lookup kind=leftouter (
    {records}
    | extend Key = tolower(substring({rule}, 0, 65))
    | summarize Flows = sum(Flows), Bytes = sum(Bytes), Last = max(Last) by Key
) on Key
| project Rule, Flows = coalesce(Flows, 0), Bytes = coalesce(Bytes, 0), Last
| sort by Flows desc, Rule asc"#
    ));
    finished(text, "NsgUse", about)
}
