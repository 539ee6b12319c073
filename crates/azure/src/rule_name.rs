//! Azure's rule names, made comparable.
//!
//! The service writes one rule in four ways, by the operation that is asked and by the day's build.
//! This is the one place that knows; whatever lays a live answer beside an offline one needs it too.

use nsg::{RuleKind, RuleName};

/// What `ipFlowVerify` and effective rules put before a name, and what diagnostics and flow logs do.
/// `ipFlowVerify` itself used the second form in August 2017.
const PREFIXES: [(&str, RuleKind); 4] = [
    ("securityRules/", RuleKind::User),
    ("defaultSecurityRules/", RuleKind::Default),
    ("UserRule_", RuleKind::User),
    ("DefaultRule_", RuleKind::Default),
];

/// Rules of the platform that no group holds: same priority, same meaning, listed beside the group's own
/// in security group views, and either may be named for what is denied by default.
const PLATFORM: [(&str, &str); 2] = [
    ("DefaultInboundDenyAll", "DenyAllInBound"),
    ("DefaultOutboundDenyAll", "DenyAllOutBound"),
];

/// The rule that an answer of Azure names, in any of its forms. A name without a prefix is that of a
/// security admin rule, or of a platform rule in a security group view.
pub fn comparable(name: &str) -> RuleName {
    let (kind, bare) = PREFIXES
        .iter()
        .find_map(|(prefix, kind)| Some((*kind, strip(name, prefix)?)))
        .unwrap_or((RuleKind::Admin, name));
    let platform = PLATFORM
        .iter()
        .find(|(theirs, _)| kind != RuleKind::User && theirs.eq_ignore_ascii_case(bare));
    let (kind, bare) = match platform {
        Some((_, ours)) => (RuleKind::Default, *ours),
        None => (kind, bare),
    };
    // Names of rules compare without regard to case.
    let name = bare.to_ascii_lowercase();
    RuleName { kind, name }
}

fn strip<'a>(name: &'a str, prefix: &str) -> Option<&'a str> {
    let (head, rest) = name.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::comparable;

    #[test]
    fn one_rule_in_all_its_forms() {
        for (a, b) in [
            ("securityRules/web", "UserRule_web"),
            ("securityRules/Web", "securityRules/web"),
            (
                "defaultSecurityRules/AllowVnetInBound",
                "DefaultRule_AllowVnetInBound",
            ),
            (
                "defaultSecurityRules/DefaultInboundDenyAll",
                "DefaultRule_DenyAllInBound",
            ),
            (
                "DefaultOutboundDenyAll",
                "defaultSecurityRules/DenyAllOutBound",
            ),
        ] {
            assert_eq!(comparable(a), comparable(b), "{a} {b}");
        }
    }

    #[test]
    fn different_rules_stay_different() {
        for (a, b) in [
            ("securityRules/web", "defaultSecurityRules/web"),
            ("securityRules/web", "web"),
            // A user may call a rule like the platform's.
            (
                "securityRules/DefaultInboundDenyAll",
                "defaultSecurityRules/DenyAllInBound",
            ),
        ] {
            assert_ne!(comparable(a), comparable(b), "{a} {b}");
        }
    }
}
