//! The replay of recorded flows, as a module of the npm package that is loaded when it is first needed.
//!
//! Scenarios come as the texts of their parts, so the caller's objects come as JSON; records come as the bytes of files, piece by
//! piece. What goes out is JSON: the result, or the diagnostics that say why there is none. Queries are texts (`query`).

mod given;
mod query;

pub use query::{parity_query, rule_use_query, traffic_query};

use given::GivenScenario;
use nsg_documents::{Diagnostic, DiagnosticSeverity};
use nsg_traffic::TrafficReplay;
use nsg_traffic::record::RecordReader;
use wasm_bindgen::prelude::wasm_bindgen;

/// A replay, with the file that is being read.
#[wasm_bindgen(skip_typescript)]
#[derive(Debug)]
pub struct FlowReplay {
    replay: TrafficReplay,
    document: Option<(RecordReader, String)>,
}

#[wasm_bindgen]
impl FlowReplay {
    /// Begins a replay: scenarios and the filter as JSON, the second scenario and the filter where there are such.
    ///
    /// # Errors
    ///
    /// The faults of a scenario or the filter: diagnostics as JSON.
    #[wasm_bindgen(constructor, skip_typescript)]
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wasm-bindgen hands optional texts over"
    )]
    pub fn new(
        scenario: &str,
        after: Option<String>,
        only: Option<String>,
    ) -> Result<Self, String> {
        let before = GivenScenario::read(scenario, "/scenario").map_err(said)?;
        let after = after
            .as_deref()
            .map(|after| GivenScenario::read(after, "/after"));
        let after = after.transpose().map_err(said)?;
        let filter = given::filter(only.as_deref()).map_err(said)?;
        Ok(Self {
            replay: TrafficReplay::new(before, after, filter),
            document: None,
        })
    }

    /// Begins a file; one that is not ended ends here.
    #[wasm_bindgen(skip_typescript)]
    pub fn begin(&mut self, name: String) {
        self.finish();
        self.document = Some((self.replay.begin(&name), name));
    }

    /// Reads on in the file.
    #[wasm_bindgen(skip_typescript)]
    pub fn read(&mut self, bytes: &[u8]) {
        if let Some((reader, _)) = &mut self.document {
            self.replay.read(reader, bytes);
        }
    }

    /// Ends the file.
    #[wasm_bindgen(skip_typescript)]
    pub fn finish(&mut self) {
        if let Some((reader, name)) = self.document.take() {
            self.replay.finish(reader, &name);
        }
    }

    /// Returns how many decisions were judged.
    #[wasm_bindgen(skip_typescript)]
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript has no other numbers, and nobody has 2^53 flows"
    )]
    pub fn flows(&self) -> f64 {
        self.replay.flows() as f64
    }

    /// Returns what there is so far, as JSON.
    ///
    /// # Errors
    ///
    /// The error of serde: diagnostics as JSON.
    #[wasm_bindgen(skip_typescript)]
    pub fn result(&self) -> Result<String, String> {
        serde_json::to_string(&self.replay.result()).map_err(not_json)
    }

    /// Returns everything that was counted, for [`Self::absorb`] of a replay of the same scenarios elsewhere.
    ///
    /// # Errors
    ///
    /// The error of serde: diagnostics as JSON.
    #[wasm_bindgen(skip_typescript)]
    pub fn counted(&self) -> Result<Vec<u8>, String> {
        self.replay.counted().map_err(not_json)
    }

    /// Adds what a replay of the same scenarios counted elsewhere.
    ///
    /// # Errors
    ///
    /// The bytes are not those of [`Self::counted`]: diagnostics as JSON.
    #[wasm_bindgen(skip_typescript)]
    pub fn absorb(&mut self, counted: &[u8]) -> Result<(), String> {
        self.replay
            .absorb(counted)
            .map_err(|error| said(vec![problem("/counted", "not-counted", error.to_string())]))
    }
}

/// Has the next call start from a fresh instance of the module: whatever ended the last call may have left the memory in any
/// state. Replays of this instance throw from then on.
#[wasm_bindgen(skip_typescript)]
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Does nothing, so that a fresh instance is there before the next text is written into its memory.
#[wasm_bindgen(skip_typescript)]
pub fn touch() {}

fn problem(pointer: &str, code: &'static str, message: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(DiagnosticSeverity::Error, code, message);
    diagnostic.pointer = Some(pointer.to_owned());
    diagnostic
}

fn not_json(error: serde_json::Error) -> String {
    said(vec![problem("", "not-json", error.to_string())])
}

fn said(diagnostics: Vec<Diagnostic>) -> String {
    serde_json::to_string(&diagnostics).unwrap_or_else(|_| "[]".to_owned())
}
