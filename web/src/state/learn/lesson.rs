//! A lesson as `web/lessons.ts` brings it.

use crate::state::Saved;
use crate::state::scripts::promised;
use js_sys::{Array, Function};
use nsg::{AppliedTo, Direction, Endpoint, Flow, Protocol, Scenario};
use nsg_documents::assemble::{self, Texts};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

/// What the list of lessons says of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in links.
    pub slug: String,
    /// Its title.
    pub title: String,
}

/// A lesson.
#[derive(Debug)]
pub struct Lesson {
    /// Its name in links.
    pub slug: String,
    /// Its place among the lessons, from 1.
    pub order: String,
    /// Its title.
    pub title: String,
    /// What people believe.
    pub belief: String,
    /// The truth that it teaches.
    pub teaches: String,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<Part>,
}

/// A part of a lesson.
#[derive(Debug)]
pub enum Part {
    /// Text, as HTML that our own build made of Markdown without markup in it.
    Prose(String),
    /// A group, in force from here on.
    Group(GroupPart),
    /// What is known about the network, as JSON.
    Network(String),
    /// A flow.
    Flow(Box<FlowPart>),
    /// Something to change.
    Task(Box<Task>),
}

/// A group, in force from here on.
#[derive(Debug)]
pub struct GroupPart {
    /// Where it applies.
    pub applied_to: AppliedTo,
    /// Its JSON; nothing where there is no group from here on.
    pub text: Option<String>,
}

/// A flow with what is in force.
#[derive(Clone, Debug)]
pub struct FlowPart {
    /// What is in force.
    pub scenario: Scenario,
    /// The flow.
    pub flow: Flow,
}

/// Something to change.
#[derive(Clone, Debug)]
pub struct Task {
    /// What to do.
    pub todo: String,
    /// What is in force at the beginning, with the contracts that must hold in the end.
    pub saved: Saved,
    /// A way to do it: in words, and the texts of both groups.
    pub solution: Option<(String, [String; 2])>,
}

#[wasm_bindgen]
extern "C" {
    /// An entry of the list.
    type EntryObject;
    #[wasm_bindgen(method, getter)]
    fn slug(this: &EntryObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn title(this: &EntryObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn belief(this: &EntryObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn teaches(this: &EntryObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn order(this: &EntryObject) -> f64;
    #[wasm_bindgen(method, getter)]
    fn parts(this: &EntryObject) -> Array;

    /// A part, whatever its kind: what a kind does not have is not asked for.
    type PartObject;
    #[wasm_bindgen(method, getter)]
    fn kind(this: &PartObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn html(this: &PartObject) -> String;
    #[wasm_bindgen(method, getter, js_name = appliedTo)]
    fn applied_to(this: &PartObject) -> String;
    #[wasm_bindgen(method, getter)]
    fn text(this: &PartObject) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn subnet(this: &PartObject) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn interface(this: &PartObject) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn network(this: &PartObject) -> Option<String>;
    #[wasm_bindgen(method, getter)]
    fn todo(this: &PartObject) -> String;
    /// Pairs as [`Saved::from_pairs`] reads them: of a flow, or of a task.
    #[wasm_bindgen(method, getter)]
    fn pairs(this: &PartObject) -> Array;
    /// The texts of a solution: why, subnet, interface.
    #[wasm_bindgen(method, getter)]
    fn solution(this: &PartObject) -> Array;
}

/// The list of lessons.
pub(super) async fn index(load: &Function) -> Result<Vec<Entry>, String> {
    let entries: Array = promised(load, &JsValue::UNDEFINED).await?.unchecked_into();
    let entries = entries.iter().map(|entry| {
        let entry: EntryObject = entry.unchecked_into();
        Entry {
            slug: entry.slug(),
            title: entry.title(),
        }
    });
    Ok(entries.collect())
}

/// A lesson.
pub(super) async fn lesson(load: &Function, slug: &str) -> Result<Lesson, String> {
    let lesson: EntryObject = promised(load, &slug.into()).await?.unchecked_into();
    let parts = lesson.parts();
    let parts = parts.iter().filter_map(|part| read(&part.unchecked_into()));
    Ok(Lesson {
        slug: lesson.slug(),
        order: format!("{:.0}", lesson.order()),
        title: lesson.title(),
        belief: lesson.belief(),
        teaches: lesson.teaches(),
        parts: parts.collect(),
    })
}

/// A part; none where this page does not know its kind.
fn read(part: &PartObject) -> Option<Part> {
    Some(match part.kind().as_str() {
        "prose" => Part::Prose(part.html()),
        "group" => Part::Group(GroupPart {
            applied_to: match part.applied_to().as_str() {
                "Subnet" => AppliedTo::Subnet,
                _ => AppliedTo::NetworkInterface,
            },
            text: part.text(),
        }),
        "network" => Part::Network(part.text()?),
        "flow" => Part::Flow(Box::new(FlowPart {
            scenario: scenario(part),
            flow: flow(&Saved::from_pairs(&part.pairs()))?,
        })),
        "task" => {
            let solution = part.solution();
            let text = |at| solution.get(at).as_string().unwrap_or_default();
            let is_there = solution.length() > 0;
            Part::Task(Box::new(Task {
                todo: part.todo(),
                saved: Saved::from_pairs(&part.pairs()),
                solution: is_there.then(|| (text(0), [text(1), text(2)])),
            }))
        }
        _ => return None,
    })
}

/// What is in force at a flow.
fn scenario(part: &PartObject) -> Scenario {
    let (subnet, interface, network) = (part.subnet(), part.interface(), part.network());
    let texts = Texts {
        subnet_security_group: subnet.as_deref(),
        network_interface_security_group: interface.as_deref(),
        network: network.as_deref(),
    };
    assemble::read(&texts).scenario
}

fn flow(saved: &Saved) -> Option<Flow> {
    let end = |address: &str, port: &str| {
        Some(Endpoint {
            address: address.parse().ok()?,
            port: port.parse().ok(),
        })
    };
    Some(Flow {
        direction: saved.direction.unwrap_or(Direction::Inbound),
        protocol: saved.protocol.unwrap_or(Protocol::Tcp),
        local: end(&saved.local_address, &saved.local_port)?,
        remote: end(&saved.remote_address, &saved.remote_port)?,
    })
}
