//! What people call the field of a rule that names its group, where rules of several groups stand in one list.

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

/// Whether a field of a rule names its group.
#[cfg(feature = "hcl")]
pub(crate) fn names_group(field: &str) -> bool {
    let plain = field.to_ascii_lowercase().replace(['_', '-', ' '], "");
    GROUP_NAMES.contains(&plain.as_str())
}
