//! An error as Azure worded it.

use crate::shown_text::shown;
use nsg_documents::json::{self, JsonNode};
use std::fmt;
use text::text;

/// No message is kept longer, in characters.
const LONGEST: usize = 2_000;

/// How many details of an error are kept: they say what the message means, until there are too many.
const DETAILS: usize = 5;

/// An error as Azure worded it. The texts are bounded and hold no control characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceError {
    /// The HTTP status.
    pub status: u16,
    /// Azure's code; empty where the answer has none.
    pub code: String,
    /// Azure's message, with that of its details; may be empty.
    pub message: String,
    /// What support asks for, where it can be read.
    pub request_id: Option<String>,
}

impl ServiceError {
    /// Reads an error: `{"error": {"code", "message", "details"}}`, or the same without `error`. A body
    /// that is empty or no JSON leaves code and message empty, or says that it is a web page.
    pub fn read(status: u16, body: &str, request_id: Option<String>) -> Self {
        let mut result = Self {
            status,
            request_id: request_id
                .map(|id| shown(&id, 100))
                .filter(|id| !id.is_empty()),
            ..Self::default()
        };
        let Ok(root) = json::read_answer(body) else {
            if body.trim_start().starts_with('<') {
                // Proxies and gateways answer with pages of their own.
                result.message = text!("azure-service-web-page").to_owned();
            }
            return result;
        };
        let error = root.get("error").or_else(|| root.get("odata.error"));
        let inner = error.filter(|error| error.is_object()).unwrap_or(&root);
        let code = inner.str("code").or_else(|| error?.as_str());
        result.code = shown(code.unwrap_or_default(), 100);
        result.message = shown(message(inner).unwrap_or_default(), LONGEST);
        let mut left = DETAILS;
        result.add_details(inner, &mut left);
        result
    }

    fn add_details(&mut self, error: &JsonNode<'_>, left: &mut usize) {
        for detail in error
            .get("details")
            .map(JsonNode::items)
            .unwrap_or_default()
        {
            if *left == 0 {
                return;
            }
            *left -= 1;
            let text = message(detail).or_else(|| detail.str("code"));
            let text = shown(text.unwrap_or_default(), LONGEST);
            let room = self.message.chars().count() + text.chars().count() < LONGEST;
            if !text.is_empty() && room && !self.message.contains(&text) {
                if !self.message.is_empty() {
                    self.message.push(' ');
                }
                self.message.push_str(&text);
            }
            self.add_details(detail, left);
        }
    }

    /// Whether Azure says that the token is too old, and a new one is worth trying.
    pub fn is_expired_token(&self) -> bool {
        self.status == 401
            && (self.is("ExpiredAuthenticationToken") || self.says("token is expired"))
    }

    /// Whether the same request may succeed a moment later: too many requests (429, and 412 by the
    /// network watcher, AD: `network-watcher-check-ip-flow-verify-rest.md`), a gateway that does not
    /// reach its service, or a code that says so. A refusal never is, and neither is 500: recorded ones
    /// came back five times in 40 seconds.
    pub fn is_transient(&self) -> bool {
        match self.status {
            401 | 403 => false,
            412 | 429 | 502 | 503 | 504 => true,
            _ => self.begins("RetryableError"),
        }
    }

    /// Whether it is the answer of `ipFlowVerify` where no group filters the interface (`recorded`: 400).
    pub fn is_no_nsg(&self) -> bool {
        self.is("NsgsNotAppliedOnNic")
    }

    pub(super) fn is(&self, code: &str) -> bool {
        self.code.eq_ignore_ascii_case(code)
    }

    pub(super) fn begins(&self, code: &str) -> bool {
        let head = self.code.split_at_checked(code.len());
        head.is_some_and(|(head, _)| head.eq_ignore_ascii_case(code))
    }

    pub(super) fn says(&self, words: &str) -> bool {
        self.message.to_ascii_lowercase().contains(words)
    }

    /// Whether one of these phrases, in lower case, stands in the message as whole words. An id is one
    /// word.
    pub(super) fn mentions(&self, phrases: &[&str]) -> bool {
        let mut words = String::from(" ");
        for word in self.message.split_whitespace() {
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            words.push_str(&word.to_ascii_lowercase());
            words.push(' ');
        }
        phrases
            .iter()
            .any(|phrase| words.contains(&format!(" {phrase} ")))
    }

    /// What stands in quotes behind a word of the message.
    pub(super) fn quoted(&self, after: &str) -> Option<&str> {
        let (_, rest) = self.message.split_once(after)?;
        let (quoted, _) = rest.strip_prefix(" '")?.split_once('\'')?;
        Some(quoted)
    }
}

/// The message: text, or an object that holds it under its language.
fn message<'n>(error: &'n JsonNode<'_>) -> Option<&'n str> {
    let message = error
        .get("message")
        .or_else(|| error.get("error_description"))?;
    message.as_str().or_else(|| message.str("value"))
}

impl fmt::Display for ServiceError {
    /// Message, code and request id; the status where there is no code.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message.trim_end_matches('.');
        if !message.is_empty() {
            write!(f, "{message} ")?;
        }
        let status = self.status;
        let behind = match (self.code.as_str(), &self.request_id) {
            ("", None) => text!("azure-service-status", status),
            ("", Some(request)) => text!("azure-service-status-request", status, request),
            (code, None) => text!("azure-service-code", code),
            (code, Some(request)) => text!("azure-service-code-request", code, request),
        };
        f.write_str(&behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_in_every_envelope() {
        for (body, code, message) in [
            (
                r#"{"error":{"code":"C","message":"M.","details":[]}}"#,
                "C",
                "M.",
            ),
            (r#"{"code":"C","message":"M."}"#, "C", "M."),
            (
                r#"{"error":{"code":"C","message":"M.","details":null}}"#,
                "C",
                "M.",
            ),
            (
                r#"{"error":{"code":"C","message":"M.","details":[{"code":"D","message":"N."},{"code":"E","message":"M."}]}}"#,
                "C",
                "M. N.",
            ),
            (
                r#"{"error":{"code":"C","message":"M.","details":[{"details":[{"code":"D"}]}]}}"#,
                "C",
                "M. D",
            ),
            (
                r#"{"error":"invalid_token","error_description":"M"}"#,
                "invalid_token",
                "M",
            ),
            (
                r#"{"odata.error":{"code":"C","message":{"lang":"en","value":"M"}}}"#,
                "C",
                "M",
            ),
            (r#"{"Message":"M"}"#, "", "M"),
            (r#"{"error":{}}"#, "", ""),
            (
                r#"{"error":{"code":"a\u001b[1m","message":"x\u202ey\r\nz"}}"#,
                "a\u{fffd}[1m",
                "x\u{fffd}y z",
            ),
            ("", "", ""),
            ("null", "", ""),
            ("[1]", "", ""),
            ("{\"error\":", "", ""),
            (
                "<html>502</html>",
                "",
                "a web page instead of a response from Azure",
            ),
        ] {
            let error = ServiceError::read(400, body, None);
            assert_eq!(
                (error.code.as_str(), error.message.as_str()),
                (code, message),
                "{body}"
            );
        }
    }

    #[test]
    fn a_long_message_is_cut() {
        let body = format!(r#"{{"error":{{"message":"{}"}}}}"#, "x".repeat(100_000));
        assert!(ServiceError::read(500, &body, None).message.chars().count() <= LONGEST + 1);
        let details = vec![r#"{"message":"y"}"#; 10_000].join(",");
        let body = format!(r#"{{"message":"m","details":[{details}]}}"#);
        assert_eq!(ServiceError::read(500, &body, None).message, "m y");
    }

    #[test]
    fn waiting_helps_against_some_errors_only() {
        let error = |status, code: &str| ServiceError {
            status,
            code: code.to_owned(),
            ..ServiceError::default()
        };
        for (status, code, transient) in [
            (429, "TooManyRequests", true),
            (429, "RetryableErrorDueToAnotherOperation", true),
            (409, "RetryableError", true),
            (412, "PreconditionFailed", true),
            (502, "", true),
            (503, "ServiceUnavailable", true),
            (504, "GatewayTimeout", true),
            (500, "InternalServerError", false),
            (400, "NsgsNotAppliedOnNic", false),
            (401, "RetryableError", false),
            (403, "AuthorizationFailed", false),
            (404, "NotFound", false),
        ] {
            assert_eq!(
                error(status, code).is_transient(),
                transient,
                "{status} {code}"
            );
        }
        assert!(error(401, "ExpiredAuthenticationToken").is_expired_token());
        assert!(!error(401, "InvalidAuthenticationToken").is_expired_token());
        assert!(!error(400, "ExpiredAuthenticationToken").is_expired_token());
    }

    #[test]
    fn an_unknown_error_is_shown_whole() {
        let id = Some("1f2e".to_owned());
        let error = ServiceError::read(409, r#"{"error":{"code":"C","message":"M."}}"#, id);
        assert_eq!(error.to_string(), "M (C, request 1f2e)");
        assert_eq!(
            ServiceError::read(409, "", None).to_string(),
            "(status 409)"
        );
    }
}
