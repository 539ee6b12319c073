//! Other names, the same for the same.

use crate::index::Index;

/// Names of one kind: the first becomes `kind-1`, and so on, without regard to case.
#[derive(Debug)]
pub(super) struct RedactedNames {
    kind: &'static str,
    known: Index,
}

impl RedactedNames {
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            known: Index::default(),
        }
    }

    pub(super) fn of(&mut self, name: &str) -> String {
        let number = match self.known.get(name) {
            Some(number) => number,
            None => {
                let number = self.known.len();
                self.known.insert(name, number);
                number
            }
        };
        format!("{}{}", self.kind, number + 1)
    }
}

/// Segments of a resource id that are words of Azure's own, and not names.
pub(super) fn is_word(segment: &str) -> bool {
    let words = [
        "",
        "subscriptions",
        "resourceGroups",
        "providers",
        "securityRules",
        "defaultSecurityRules",
        "networkSecurityGroups",
        "applicationSecurityGroups",
        "networkManagers",
        "securityAdminConfigurations",
        "ruleCollections",
        "rules",
        "Microsoft.Network",
    ];
    words.iter().any(|word| word.eq_ignore_ascii_case(segment))
}
