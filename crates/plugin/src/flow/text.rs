//! From a flow's text, or an object, to a flow.

use super::{fields, from_fields, no_flow};
use crate::problem;
use nsg::{Flow, FlowTextError, FlowTextFault};
use nsg_documents::{Diagnostic, DiagnosticCode};
use wasm_bindgen::prelude::JsValue;

/// Reads a flow: an object, or its text. `pointer` points to it.
///
/// # Errors
///
/// What is wrong with it, field by field.
pub(crate) fn read(given: &JsValue, pointer: &str) -> Result<Flow, Vec<Diagnostic>> {
    match given.as_string() {
        Some(text) => from_text(&text, pointer),
        None if given.is_object() => from_fields(&fields(given), pointer),
        None => Err(vec![no_flow(
            pointer,
            "the flow is neither a text nor an object",
        )]),
    }
}

fn from_text(text: &str, pointer: &str) -> Result<Flow, Vec<Diagnostic>> {
    let flow = text.parse::<Flow>();
    flow.map_err(|error| vec![in_text(text, pointer, &error)])
}

/// What is wrong with a flow's text, and where in it.
fn in_text(text: &str, place: &str, error: &FlowTextError) -> Diagnostic {
    use FlowTextFault as Fault;
    let code = match error.fault() {
        Fault::Missing(_) | Fault::Surplus => "invalid-flow",
        Fault::Direction => DiagnosticCode::InvalidDirection.as_str(),
        Fault::Protocol => DiagnosticCode::InvalidProtocol.as_str(),
        Fault::NoArrow | Fault::LeftArrow => "invalid-arrow",
        Fault::Address | Fault::Brackets => DiagnosticCode::InvalidAddress.as_str(),
        Fault::Port | Fault::Portless(_) => DiagnosticCode::InvalidPort.as_str(),
        Fault::Impossible(error) => super::code(error),
    };
    let units = |text: &str| text.encode_utf16().count();
    let upto = |end: usize| text.get(..end).unwrap_or_default();
    let before = upto(error.range().start);
    let line = before.rsplit_once('\n').map_or(before, |(_, line)| line);
    let mut problem = problem::at(place.to_owned(), code, error.to_string());
    problem.line = Some(before.matches('\n').count() + 1);
    problem.column = Some(units(line) + 1);
    problem.start = Some(units(before));
    problem.end = Some(units(upto(error.range().end)));
    problem.with_help(error.help())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flow_as_text_is_read_and_its_fault_has_a_place() {
        let text = "Inbound TCP 203.0.113.7:50000 -> 10.0.0.4:443";
        assert_eq!(from_text(text, "/flow").unwrap().to_string(), text);
        let wrong = "Inbound TCP\n203.0.113.7:50000 → 10.0.0.4:70000";
        let faults = from_text(wrong, "/flow").unwrap_err();
        let [fault] = faults.as_slice() else {
            panic!("{faults:?}");
        };
        assert_eq!(
            (fault.code, fault.pointer.as_deref()),
            ("invalid-port", Some("/flow"))
        );
        assert_eq!((fault.line, fault.column), (Some(2), Some(30)));
        assert_eq!((fault.start, fault.end), (Some(41), Some(46)));
    }
}
