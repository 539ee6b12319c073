//! Which syntax a text is in, by its lines. This is always built in: a program that lacks a reader names what it needs.

pub(crate) mod excerpt;
pub(crate) mod terraform;

/// Whether a text looks like YAML: it begins with a document's mark, or with `key:` or `key: value`, perhaps as an item of a
/// list, below comments.
///
/// A fragment of a JSON object continues with a bracket or ends in a comma.
pub(crate) fn is_yaml(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().map(str::trim_end);
    let mut told =
        lines.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let first = told.next().unwrap_or_default();
    // A message that some tool prints.
    let is_message = first
        .get(..6)
        .is_some_and(|word| word.eq_ignore_ascii_case("error:"));
    !is_message && (is_mark(first) || first.starts_with("%YAML") || is_entry(first.trim_start()))
}

/// Whether a line begins a document, perhaps with a comment.
fn is_mark(line: &str) -> bool {
    line.strip_prefix("---")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(" #"))
}

fn is_entry(line: &str) -> bool {
    let mut line = line;
    let mut is_item = false;
    while let Some(item) = line.strip_prefix("- ") {
        line = item.trim_start();
        is_item = true;
    }
    if line == "-" {
        return true;
    }
    let word =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'$' | b'.' | b'/');
    line.split_once(':').is_some_and(|(key, value)| {
        let quoted = key
            .strip_prefix(['"', '\''])
            .and_then(|key| key.strip_suffix(['"', '\'']));
        let bare = quoted.filter(|_| is_item).unwrap_or(key);
        !bare.is_empty()
            && bare.bytes().all(word)
            && (value.is_empty() || value.starts_with(' '))
            && !value.ends_with(',')
            && (is_item || !value.trim_start().starts_with(['{', '[']))
    })
}

/// Whether a text is what `terraform plan` prints for people: it names a resource of Azure, and says what becomes of it.
pub(crate) fn is_plan_text(text: &str) -> bool {
    let says = |line: &str| {
        line.contains(" will perform the following actions")
            || [" will be ", " must be replaced"]
                .iter()
                .any(|becomes| is_of_address(line, becomes))
    };
    let names_azure = text.contains("azurerm_") || text.contains("azapi_");
    names_azure && text.lines().any(says)
}

/// Whether a line is a comment on the address of a resource, which has a dot, and not one that a person wrote.
fn is_of_address(line: &str, becomes: &str) -> bool {
    let (_, comment) = line.split_once("# ").unwrap_or_default();
    let address = comment.split_once(becomes);
    address.is_some_and(|(address, _)| address.contains('.'))
}

/// Whether a text is a page of Markdown, which may begin as YAML does.
pub(crate) fn is_page(text: &str) -> bool {
    text.lines()
        .any(|line| line.starts_with("## ") || line.starts_with("### "))
}

/// Whether some line begins as JSON does.
pub(crate) fn has_json_inside(text: &str) -> bool {
    text.lines()
        .any(|line| line.trim_start().starts_with(['{', '[', '"']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_line_tells_yaml_from_what_only_looks_like_it() {
        for yaml in [
            "---\n- a: 1",
            "# rules of the web tier\nname: nsg-web\n",
            "- access: Allow\n",
            "- name: \"a\"",
            "apiVersion: v1\nkind: List",
            "-\n  name: a",
            "securityRules:",
        ] {
            assert!(is_yaml(yaml), "{yaml}");
        }
        for other in [
            "{\"a\": 1}",
            "securityRules: [",
            "name: 'web',",
            "Name : web",
            "Priority  Name",
            "hello world",
            "https://portal.azure.com/",
            "variable \"a\" {",
            "",
        ] {
            assert!(!is_yaml(other), "{other}");
        }
    }
}
