//! The worker beside the page: what it was told, what it is asked, and what it answers.
//!
//! One question is under way at a time, the newest of each kind waits. A question that nobody waits for any more is not
//! sent; where one takes long, the worker ends and another one starts.

use super::State;
use super::shared::Shared;
use js_sys::{Function, Uint8Array};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use nsg::{AppliedTo, Network, NetworkSecurityGroup};
use nsg_worker::{
    Ask, GivenDocument, LanguageFile, Reply, Side, WorkerMessage, WorkerQuestion, answer, decode,
    encode,
};
use std::collections::VecDeque;
use std::mem::discriminant;
use std::net::IpAddr;
use std::time::Duration;
use text::text;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

/// A question that takes longer shows that it does, and can be taken back.
const LONG: Duration = Duration::from_millis(700);

/// What is judged: both groups, as their documents say and as edited, and what they refer to.
#[derive(Clone, PartialEq)]
pub struct JudgedParts {
    /// The groups, originals first, in the order of `PLACES`.
    pub groups: [Option<Shared<NetworkSecurityGroup>>; 4],
    /// What rules refer to.
    pub network: Shared<Network>,
    /// The machine that examples are to be of.
    pub machine: Option<IpAddr>,
    /// The language of the answers; none is English.
    pub language: Option<Shared<LanguageFile>>,
    /// The documents of the list of groups, where that is asked about.
    pub documents: Option<Shared<Vec<GivenDocument>>>,
}

impl JudgedParts {
    /// What the page has, as it changes. `machine` tells the machine that examples are to be of.
    pub(super) fn of(
        state: State,
        machine: impl Fn() -> Option<IpAddr> + Send + Sync + 'static,
    ) -> Memo<Self> {
        let [subnet, interface] = [state.subnet, state.interface];
        let network = Memo::new(move |_| {
            Shared::new(Network {
                answers: state.answers.get(),
                ..Network::clone(&state.known.get())
            })
        });
        Memo::new(move |_| Self {
            groups: [
                subnet.original.get(),
                interface.original.get(),
                subnet.current.get(),
                interface.current.get(),
            ],
            network: network.get(),
            machine: machine(),
            language: state.host.language.with(|spoken| spoken.file.clone()),
            documents: None,
        })
    }
}

/// What each of [`JudgedParts::groups`] is.
const PLACES: [(Side, AppliedTo); 4] = [
    (Side::Original, AppliedTo::Subnet),
    (Side::Original, AppliedTo::NetworkInterface),
    (Side::Edited, AppliedTo::Subnet),
    (Side::Edited, AppliedTo::NetworkInterface),
];

/// Takes the answer as JSON, or why there is none.
type OnReply = Box<dyn FnOnce(Result<String, String>)>;

/// A question with whoever waits for its answer.
struct PendingQuestion {
    question: WorkerQuestion,
    parts: JudgedParts,
    then: OnReply,
}

/// The running worker.
struct Running {
    worker: Worker,
    /// What it knows.
    told: Option<JudgedParts>,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _failed: Closure<dyn FnMut(Event)>,
}

#[derive(Default)]
struct WorkerQueue {
    running: Option<Running>,
    under_way: Option<(u32, PendingQuestion)>,
    waiting: VecDeque<PendingQuestion>,
    asked: u32,
    clock: Option<TimeoutHandle>,
}

/// The worker beside the page.
#[derive(Clone, Copy)]
pub struct WorkerClient {
    start: StoredValue<Function, LocalStorage>,
    queue: StoredValue<WorkerQueue, LocalStorage>,
    /// Whether an answer is taking long.
    pub is_long: RwSignal<bool>,
}

impl WorkerClient {
    /// No worker runs before the first question, and none when the page, or the element, is gone. `start` makes one.
    pub fn new(start: Function) -> Self {
        let client = Self {
            start: StoredValue::new_local(start),
            queue: StoredValue::new_local(WorkerQueue::default()),
            is_long: RwSignal::new(false),
        };
        on_cleanup(move || client.stop());
        client
    }

    /// Asks, in place of what is waiting or under way of the same kind.
    pub fn ask<Q: Ask>(
        self,
        question: Q,
        parts: JudgedParts,
        then: impl FnOnce(Result<Q::Answer, String>) + 'static,
    ) {
        let then = Box::new(move |told: Result<String, String>| {
            then(told.and_then(|text| answer(&text)));
        });
        self.put(question.into(), parts, then);
    }

    fn put(self, question: WorkerQuestion, parts: JudgedParts, then: OnReply) {
        let kind = discriminant(&question);
        let is_late = self.is_long.get_untracked();
        let stop = self.queue.try_update_value(|queue| {
            queue
                .waiting
                .retain(|asked| discriminant(&asked.question) != kind);
            queue.waiting.push_back(PendingQuestion {
                question,
                parts,
                then,
            });
            // Nobody waits for it any more, and it holds up the new one.
            let old = queue.under_way.as_ref();
            is_late && old.is_some_and(|(_, asked)| discriminant(&asked.question) == kind)
        });
        if stop == Some(true) {
            self.stop();
        }
        self.go_on();
    }

    /// Takes back whatever is under way or waiting.
    pub fn cancel(self) {
        let _ = self.queue.try_update_value(|queue| queue.waiting.clear());
        self.stop();
    }

    /// Ends the worker, and what it is doing.
    fn stop(self) {
        let _ = self.queue.try_update_value(|queue| {
            queue.under_way = None;
            if let Some(running) = queue.running.take() {
                running.worker.set_onmessage(None);
                running.worker.set_onerror(None);
                running.worker.terminate();
            }
        });
        self.rest();
    }

    /// Whether a newer question of the kind is waiting.
    fn go_on(self) {
        let failed = self.queue.try_update_value(|queue| {
            if queue.under_way.is_some() {
                return None;
            }
            let asked = queue.waiting.pop_front()?;
            queue.asked = queue.asked.wrapping_add(1);
            let number = queue.asked;
            match self.send(queue, number, &asked) {
                Ok(()) => {
                    queue.under_way = Some((number, asked));
                    None
                }
                Err(problem) => Some((asked.then, problem)),
            }
        });
        match failed.flatten() {
            Some((then, problem)) => then(Err(problem)),
            None => self.watch(),
        }
    }

    fn send(
        self,
        queue: &mut WorkerQueue,
        number: u32,
        asked: &PendingQuestion,
    ) -> Result<(), String> {
        if queue.running.is_none() {
            queue.running = Some(self.started()?);
        }
        let Some(running) = queue.running.as_mut() else {
            return Ok(());
        };
        let told = running.told.as_ref();
        let parts = &asked.parts;
        if told.is_none_or(|told| told.network != parts.network) {
            running.post(&WorkerMessage::Network(Network::clone(&parts.network)))?;
        }
        if told.is_none_or(|told| told.language != parts.language) {
            running.post(&WorkerMessage::Language(parts.language.as_deref().cloned()))?;
        }
        if told.is_none_or(|told| told.machine != parts.machine) {
            running.post(&WorkerMessage::Machine(parts.machine))?;
        }
        if let Some(documents) = &parts.documents
            && told.is_none_or(|told| told.documents != parts.documents)
        {
            running.post(&WorkerMessage::Documents(Vec::clone(documents)))?;
        }
        for (index, (side, applied_to)) in PLACES.into_iter().enumerate() {
            let group = parts.groups.get(index).cloned().flatten();
            let known = told.and_then(|told| told.groups.get(index));
            if known != Some(&group) {
                running.post(&WorkerMessage::Group(
                    side,
                    applied_to,
                    group.as_deref().cloned(),
                ))?;
            }
        }
        running.told = Some(parts.clone());
        running.post(&WorkerMessage::Ask(number, asked.question.clone()))
    }

    fn started(self) -> Result<Running, String> {
        let worker = self.start.get_value().call0(&JsValue::UNDEFINED);
        let worker = worker.and_then(JsCast::dyn_into::<Worker>);
        let worker = worker.map_err(|_| text!("analysis-no-worker").to_owned())?;
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            self.hear(&Uint8Array::new(&event.data()).to_vec());
        });
        let failed = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            event.prevent_default();
            // Where not even its script came, the event says nothing.
            let said = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            self.fail(said.as_deref().unwrap_or(text!("analysis-no-script")));
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        Ok(Running {
            worker,
            told: None,
            _heard: heard,
            _failed: failed,
        })
    }

    fn hear(self, bytes: &[u8]) {
        let Ok(Reply { number, answer }) = decode(bytes) else {
            return self.fail(text!("analysis-no-answer"));
        };
        let asked = self.queue.try_update_value(|queue| {
            let is_it = queue
                .under_way
                .as_ref()
                .is_some_and(|(known, _)| *known == number);
            let (_, asked) = queue.under_way.take_if(|_| is_it)?;
            // A newer question of the kind is waiting: this answer is about what is gone.
            let kind = discriminant(&asked.question);
            let mut newer = queue.waiting.iter();
            let is_stale = newer.any(|newer| discriminant(&newer.question) == kind);
            (!is_stale).then_some(asked.then)
        });
        self.rest();
        if let Some(then) = asked.flatten() {
            then(answer);
        }
        self.go_on();
    }

    /// The worker broke down. Whoever waits is told; the next question starts another one.
    fn fail(self, message: &str) {
        let asked = self.queue.try_update_value(|queue| queue.under_way.take());
        self.stop();
        if let Some(Some((_, asked))) = asked {
            (asked.then)(Err(text!("analysis-ended", problem = message)));
        }
        self.go_on();
    }

    /// Says after a while that an answer takes long.
    fn watch(self) {
        let is_under_way = self.queue.with_value(|queue| queue.under_way.is_some());
        if is_under_way {
            let late = set_timeout_with_handle(move || self.is_long.set(true), LONG).ok();
            let _ = self.queue.try_update_value(|queue| {
                if let Some(before) = std::mem::replace(&mut queue.clock, late) {
                    before.clear();
                }
            });
        }
    }

    fn rest(self) {
        let clock = self.queue.try_update_value(|queue| queue.clock.take());
        if let Some(Some(clock)) = clock {
            clock.clear();
        }
        let _ = self.is_long.try_set(false);
    }
}

impl Running {
    fn post(&self, told: &WorkerMessage) -> Result<(), String> {
        let bytes = Uint8Array::from(encode(told)?.as_slice());
        let transfer = js_sys::Array::of1(&bytes.buffer());
        let sent = self.worker.post_message_with_transfer(&bytes, &transfer);
        sent.map_err(|_| text!("analysis-no-question").to_owned())
    }
}
