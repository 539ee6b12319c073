//! How the names of service tags are written.

use nsg::published_tags::PUBLISHED_TAGS;

/// The tag that bars a virtual machine from Azure's DNS; only `Deny` rules may name it (AD:
/// `virtual-network/service-tags-overview.md`, error `SecurityRuleInvalidAccessType`).
pub(crate) const PLATFORM_DNS: &str = "AzurePlatformDNS";

/// Today's name of a tag that the classic deployment model spelt otherwise (AD:
/// `virtual-network/service-tags-overview.md`). `INTERNET` is the same word in capitals.
pub(crate) fn classic(text: &str) -> Option<&'static str> {
    [
        ("VIRTUAL_NETWORK", "VirtualNetwork"),
        ("AZURE_LOADBALANCER", "AzureLoadBalancer"),
    ]
    .into_iter()
    .find_map(|(old, today)| old.eq_ignore_ascii_case(text).then_some(today))
}

/// Whether a text is written as tags are: a letter, then letters, digits and dots.
pub(crate) fn is_tag_like(text: &str) -> bool {
    classic(text).is_some()
        || (text.starts_with(|char: char| char.is_ascii_alphabetic())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.'))
}

/// The known tag that was most likely meant.
pub(crate) fn nearest(text: &str) -> Option<String> {
    let (base, region) = text
        .split_once('.')
        .map_or((text, None), |(base, region)| (base, Some(region)));
    // Longer than every tag by more than the slips allowed: nothing to look for.
    if base.len() > 50 {
        return None;
    }
    let allowed = if base.len() <= 4 {
        1
    } else {
        (base.len() / 4).clamp(2, 3)
    };
    let lower = base.to_ascii_lowercase();
    let distances = PUBLISHED_TAGS
        .iter()
        .map(|known| (distance(&lower, &known.to_ascii_lowercase()), known));
    let (slips, near) = distances.min_by_key(|(slips, _)| *slips)?;
    (slips <= allowed).then(|| match region {
        Some(region) => format!("{near}.{region}"),
        None => (*near).to_owned(),
    })
}

/// How many letters must be added, left out, replaced or swapped with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let (from, to) = (from.as_bytes(), to.as_bytes());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let at =
                |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX - 1);
            let replaced = at(&row, j) + usize::from(a != b);
            let mut best = replaced.min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && from.get(i - 1) == Some(b) && to.get(j - 1) == Some(a);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_the_tag_that_was_meant() {
        for (slip, meant) in [
            ("Storgae", "Storage"),
            ("VirtualNetworks", "VirtualNetwork"),
            ("Intenet", "Internet"),
            ("AzureLoadbalancer1", "AzureLoadBalancer"),
            ("Storag.WestUS", "Storage.WestUS"),
            ("SQLL", "Sql"),
        ] {
            assert_eq!(nearest(slip).as_deref(), Some(meant), "{slip}");
        }
        assert_eq!(nearest("mysubnet"), None);
    }
}
