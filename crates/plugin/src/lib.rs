//! The npm package `nsg-what-if`: a thin wasm-bindgen face over the engine. It holds no rules.
//!
//! Text comes in: groups and networks as JSON text, flows as one short line each. A text crosses in one
//! copy, where an object would cross value by value; and reading a caller's object stays in JavaScript,
//! where a getter may throw. The hand-written part in `npm/` turns objects into text. Objects go out.
//!
//! # Organization
//!
//! * [`Prepared`], [`verify`], [`parse`], [`version`] and [`restart`]: what JavaScript calls.
//! * `scenario`: from three texts to a scenario.
//! * `flow`: from a line to a flow; `packed`: from numbers and lines to many.
//! * `object`: from a verdict, a document or diagnostics to an object.
//! * `types`: the declarations for TypeScript.

mod flow;
mod object;
mod packed;
mod problem;
mod scenario;
mod types;

use nsg::{Decision, RuleIndex};
use scenario::Texts;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// The version of the package, as in its `package.json`.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Reads a pasted document.
///
/// # Errors
///
/// Only if an object cannot be made, which no document causes.
#[wasm_bindgen(skip_typescript)]
pub fn parse(text: &str) -> Result<JsValue, JsValue> {
    object::document(&nsg_documents::read(text))
}

/// Judges one flow by the reference evaluator.
///
/// # Errors
///
/// What is wrong with the scenario or the flow: a list of diagnostics.
#[wasm_bindgen(skip_typescript)]
pub fn verify(
    subnet: Option<String>,
    network_interface: Option<String>,
    network: Option<String>,
    parsed: u8,
    line: &str,
) -> Result<JsValue, JsValue> {
    let texts = Texts::new([subnet, network_interface, network], parsed);
    let scenario = texts.read().map_err(object::diagnostics)?;
    object::of(&nsg::verify(&scenario, &read(line)?))
}

fn read(line: &str) -> Result<nsg::Flow, JsValue> {
    flow::read(line).map_err(|faults| object::diagnostics(faults.diagnostics(None)))
}

/// A scenario, compiled.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct Prepared {
    index: RuleIndex,
}

#[wasm_bindgen]
impl Prepared {
    /// Compiles a scenario. A group or network may be absent; `parsed` has a bit for each that was an
    /// object, so that no line and column are told of a text that nobody has.
    ///
    /// # Errors
    ///
    /// What is wrong with the scenario: a list of diagnostics.
    #[wasm_bindgen(constructor, skip_typescript)]
    pub fn new(
        subnet: Option<String>,
        network_interface: Option<String>,
        network: Option<String>,
        parsed: u8,
    ) -> Result<Self, JsValue> {
        let texts = Texts::new([subnet, network_interface, network], parsed);
        let scenario = texts.read().map_err(object::diagnostics)?;
        Ok(Self {
            index: RuleIndex::new(scenario),
        })
    }

    /// The verdict without its stages.
    ///
    /// # Errors
    ///
    /// What is wrong with the flow: a list of diagnostics.
    #[wasm_bindgen(skip_typescript)]
    pub fn verdict(&self, line: &str) -> Result<JsValue, JsValue> {
        object::of(&self.index.verdict(&read(line)?))
    }

    /// The stages of the verdict.
    ///
    /// # Errors
    ///
    /// What is wrong with the flow: a list of diagnostics.
    #[wasm_bindgen(skip_typescript)]
    pub fn stages(&self, line: &str) -> Result<JsValue, JsValue> {
        let verdict = self.index.verify(&read(line)?);
        object::of(&verdict.evaluated_network_security_groups)
    }

    /// The access of each flow, one character each: `A`, `D` or `?`. The usual flows come as numbers,
    /// the others as lines.
    ///
    /// # Errors
    ///
    /// What is wrong with the first flow that cannot be read: a list of diagnostics.
    #[wasm_bindgen(skip_typescript)]
    pub fn accesses(&self, words: &[u32], lines: &str) -> Result<String, JsValue> {
        let mut answer = String::with_capacity(words.len() / 4);
        for flow in packed::flows(words, lines) {
            let flow = flow.map_err(object::diagnostics)?;
            answer.push(match self.index.access(&flow) {
                Decision::Allow => 'A',
                Decision::Deny => 'D',
                Decision::Depends => '?',
            });
        }
        Ok(answer)
    }
}

/// Has the next call start from a fresh instance of the module: whatever ended the last call may have
/// left the memory in any state. Objects of this instance throw from then on.
#[wasm_bindgen(skip_typescript)]
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Panics, so that a test can see what becomes of the module. The package does not export it.
#[wasm_bindgen(skip_typescript)]
pub fn panic_on_purpose() {
    #[expect(clippy::panic, reason = "this is what the function is for")]
    {
        panic!("on purpose");
    }
}
