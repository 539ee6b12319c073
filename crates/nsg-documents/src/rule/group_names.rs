//! What people call the field that names a group: of a rule, where rules of several groups stand in one list, or of what holds
//! the rules.

/// The names, without regard to case, blanks and signs.
pub(crate) const GROUP_NAMES: [&str; 9] = [
    "nsg",
    "nsgname",
    "nsgkey",
    "targetnsg",
    "networksecuritygroup",
    "networksecuritygroupname",
    "networksecuritygroupkey",
    "securitygroup",
    "securitygroupname",
];

/// Whether a field names a group.
pub(crate) fn names_group(field: &str) -> bool {
    let plain = field.to_ascii_lowercase().replace(['_', '-', ' '], "");
    GROUP_NAMES.contains(&plain.as_str())
}
