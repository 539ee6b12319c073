//! Functions of JavaScript that the page calls; its entry hands them over.

use js_sys::{Array, Error, Function, Promise};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    /// What the entry of the page, or of the element, brings.
    #[derive(Clone, Debug)]
    pub type Scripts;

    /// Starts the worker of `crates/nsg-worker`.
    #[wasm_bindgen(method, getter, js_name = startWorker)]
    pub fn start_worker(this: &Scripts) -> Function;

    /// Starts a worker that replays recorded flows. On the page of the tool's own alone.
    #[wasm_bindgen(method, getter, js_name = startTrafficWorker)]
    pub fn start_traffic_worker(this: &Scripts) -> Function;

    /// To the promise of the rules and the flow log of a recorded week. On the page of the tool's own alone.
    #[wasm_bindgen(method, js_name = recordedWeek)]
    fn recorded_week_in_turn(this: &Scripts) -> Promise;

    /// From a drop, or a field's list of files, to the promise of every file in it with its path: `web/dropped.ts`.
    #[wasm_bindgen(method, js_name = filesIn)]
    fn files_in_turn(this: &Scripts, source: &JsValue) -> Promise;

    /// From a text to the promise of letters that a URL keeps.
    #[wasm_bindgen(method, getter)]
    pub fn pack(this: &Scripts) -> Function;

    /// The other way.
    #[wasm_bindgen(method, getter)]
    pub fn unpack(this: &Scripts) -> Function;

    /// The languages that there are: each tag, and behind it the language's own name.
    #[wasm_bindgen(method, getter, js_name = languages)]
    fn languages_in_turn(this: &Scripts) -> Vec<String>;

    /// From the tag of a language to the promise of its messages: `crates/nsg-worker/src/language.rs`.
    #[wasm_bindgen(method, getter, js_name = loadLanguage)]
    pub fn load_language(this: &Scripts) -> Function;

    /// Keeps the tag of a language for the next visit, and marks the page with it.
    #[wasm_bindgen(method, js_name = keepLanguage)]
    pub fn keep_language(this: &Scripts, tag: &str);

    /// From a lesson's name, or `index` for the list of them, to the promise of its JSON: `state/learn/lesson.rs`.
    #[wasm_bindgen(method, getter)]
    pub fn lesson(this: &Scripts) -> Function;

    /// Puts HTML of the lessons' compiler into an element.
    #[wasm_bindgen(method, js_name = putProse)]
    pub fn put_prose(this: &Scripts, element: &web_sys::Element, html: &str);

    /// From a file with contracts to the promise of what it holds, as JSON.
    #[wasm_bindgen(method, getter, js_name = readContracts)]
    pub fn read_contracts(this: &Scripts) -> Function;

    /// To the promise of the files of ready contracts, as a JSON list of texts.
    #[wasm_bindgen(method, getter, js_name = readyContracts)]
    pub fn ready_contracts(this: &Scripts) -> Function;
}

impl Scripts {
    /// Finds every file of a drop, or of a field's list of files, each with its path.
    pub async fn files_in(&self, source: &JsValue) -> Vec<(String, File)> {
        let found = JsFuture::from(self.files_in_turn(source)).await;
        let found = found.map(|found| Array::from(&found)).unwrap_or_default();
        let pair = |pair: JsValue| {
            let pair = Array::from(&pair);
            Some((pair.get(0).as_string()?, pair.get(1).dyn_into().ok()?))
        };
        found.iter().filter_map(pair).collect()
    }

    /// Loads the recorded week: its rules, and its flow log.
    pub async fn recorded_week(&self) -> Option<(String, File)> {
        let week = JsFuture::from(self.recorded_week_in_turn()).await.ok()?;
        let week = Array::from(&week);
        Some((week.get(0).as_string()?, week.get(1).dyn_into().ok()?))
    }

    /// Returns the languages that there are: each tag with the language's own name.
    pub fn languages(&self) -> Vec<(String, String)> {
        let all = self.languages_in_turn();
        let (pairs, _) = all.as_chunks::<2>();
        pairs
            .iter()
            .cloned()
            .map(<(String, String)>::from)
            .collect()
    }
}

/// Calls one of them.
///
/// # Errors
///
/// What it says is wrong.
pub(super) async fn promised(function: &Function, argument: &JsValue) -> Result<JsValue, String> {
    let promised = async {
        let promise = function.call1(&JsValue::UNDEFINED, argument)?;
        JsFuture::from(promise.dyn_into::<Promise>()?).await
    };
    promised.await.map_err(|error| {
        let message = error.dyn_ref::<Error>().map(Error::message);
        message.map(String::from).unwrap_or_default()
    })
}

/// Calls one that makes another text of a text.
///
/// # Errors
///
/// What it says is wrong.
pub(super) async fn called(function: &Function, text: &str) -> Result<String, String> {
    let text = promised(function, &text.into()).await?;
    text.as_string().ok_or_else(String::new)
}
