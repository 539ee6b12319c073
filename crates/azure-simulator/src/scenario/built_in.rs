//! The built-in scenario's files, inside the program.

macro_rules! text {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../scenarios/built-in/", $name)),
        )
    };
}

/// Name and text of every file, as a folder would hold them.
pub(super) const FILES: &[(&str, &str)] = &[
    text!("scenario.json"),
    text!("service-tags.json"),
    text!("resources/subscriptions.json"),
    text!("resources/virtual-networks.json"),
    text!("resources/route-tables.json"),
    text!("resources/application-security-groups.json"),
    text!("resources/network-security-groups.json"),
    text!("resources/network-watchers.json"),
    text!("resources/network-interfaces.json"),
    text!("resources/virtual-machines.json"),
    text!("programmed/network-security-groups.json"),
];
