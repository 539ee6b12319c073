//! Values as each syntax writes them, in the way that the text writes its own.

use serde_json::Value as JsonValue;

/// A syntax that a text can be patched in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PatchSyntax {
    Json,
    Yaml,
    Hcl,
}

impl PatchSyntax {
    /// A value in place of one that the text has, or a new one.
    pub(super) fn value(self, value: &str, old: Option<&str>) -> String {
        let was_number = old.is_some_and(is_digits);
        if was_number && is_digits(value) {
            return value.to_owned();
        }
        match self {
            Self::Json => quoted(value),
            Self::Yaml => yaml(value, old),
            // Terraform computes what stands in `${…}` and `%{…}`.
            Self::Hcl => quoted(value).replace("${", "$${").replace("%{", "%%{"),
        }
    }

    /// A number.
    pub(super) fn number(self, value: u32, old: Option<&str>) -> String {
        let was_text = old.is_some_and(|old| old.starts_with(['"', '\'']));
        match was_text {
            true => self.value(&value.to_string(), old),
            false => value.to_string(),
        }
    }

    /// A list within brackets, as wide as the old one was: a line for each item where that had several lines, indented as deep.
    pub(super) fn list(
        self,
        values: &[String],
        old: Option<&str>,
        indent: &str,
        end: &str,
    ) -> String {
        let first = old.and_then(first_item);
        let items = values.iter().map(|value| self.value(value, first));
        let items: Vec<_> = items.collect();
        match old.is_some_and(|old| old.contains('\n')) {
            false => format!("[{}]", items.join(", ")),
            true => {
                let between = format!(",{end}{indent}  ");
                format!("[{end}{indent}  {}{end}{indent}]", items.join(&between))
            }
        }
    }

    /// A key with what stands between it and its value.
    pub(super) fn key(self, key: &str) -> String {
        match self {
            Self::Json => format!("{}: ", quoted(key)),
            Self::Yaml => format!("{key}: "),
            Self::Hcl => format!("{key} = "),
        }
    }
}

/// The first item of a list within brackets.
fn first_item(list: &str) -> Option<&str> {
    let inner = list.trim_start_matches(['[', '-', ' ', '\t', '\r', '\n']);
    (!inner.starts_with(']') && !inner.is_empty()).then_some(inner)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn quoted(value: &str) -> String {
    JsonValue::from(value).to_string()
}

/// A scalar of YAML, in the quotes that the old one had. Without quotes stands only what nobody reads as anything but a text.
fn yaml(value: &str, old: Option<&str>) -> String {
    let needs_double = value.chars().any(char::is_control);
    match old.and_then(|old| old.chars().next()) {
        _ if needs_double => quoted(value),
        Some('"') => quoted(value),
        Some('\'') => format!("'{}'", value.replace('\'', "''")),
        _ if is_plain(value) => value.to_owned(),
        _ => format!("'{}'", value.replace('\'', "''")),
    }
}

fn is_plain(value: &str) -> bool {
    let is_letter =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'-' | b'_');
    let begins = value
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic());
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = words.iter().any(|word| value.eq_ignore_ascii_case(word));
    let is_prefix = value.contains(['.', ':']) && value.contains('/');
    (begins || is_prefix) && !is_word && value.bytes().all(is_letter)
}
