//! Resource ids: paths of names, compared without regard to case (AD:
//! `azure-resource-manager/management/resource-name-rules.md`).

/// The id in the form in which it is compared.
pub(crate) fn folded(id: &str) -> String {
    id.trim_end_matches('/').to_ascii_lowercase()
}

/// Whether two ids are the same.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/')
        .eq_ignore_ascii_case(other.trim_end_matches('/'))
}

/// Whether `end` is the whole id, or what follows one of its slashes.
pub(crate) fn ends_with(id: &str, end: &str) -> bool {
    let (id, end) = (folded(id), folded(end));
    id.strip_suffix(end.trim_start_matches('/'))
        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// The segments of an id.
pub(crate) fn segments(id: &str) -> Vec<&str> {
    id.split('/')
        .filter(|segment| !segment.is_empty())
        .collect()
}

/// The segment after this one, as in `/subscriptions/{id}`.
pub(crate) fn after<'a>(id: &'a str, key: &str) -> Option<&'a str> {
    let mut segments = id.split('/');
    segments.find(|segment| segment.eq_ignore_ascii_case(key))?;
    segments.next().filter(|segment| !segment.is_empty())
}

/// The last name.
pub(crate) fn name(id: &str) -> &str {
    id.trim_end_matches('/').rsplit('/').next().unwrap_or(id)
}

/// The id without its last kind and name: a subnet's virtual network.
pub(crate) fn parent(id: &str) -> Option<&str> {
    let (rest, _) = id.trim_end_matches('/').rsplit_once('/')?;
    rest.rsplit_once('/').map(|(parent, _)| parent)
}

/// `Microsoft.Network/virtualNetworks/subnets`.
pub(crate) fn resource_type(id: &str) -> Option<String> {
    let segments = segments(id);
    let provider = segments
        .iter()
        .position(|segment| segment.eq_ignore_ascii_case("providers"))?;
    let mut rest = segments.into_iter().skip(provider + 1);
    let namespace = rest.next()?;
    let kinds: Vec<_> = rest.step_by(2).collect();
    (!kinds.is_empty()).then(|| format!("{namespace}/{}", kinds.join("/")))
}
