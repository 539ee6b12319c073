//! A list of flows: judged offline at once, and asked about a few at a time.

use super::LiveTask;
use super::about::Basis;
use super::deployed::Deployed;
use super::edges;
use crate::state::{FlowVerdict, Shared, State};
use azure::batch::boundaries::{USUAL_LIMIT, boundaries};
use azure::batch::flow_list::{self, FlowLine};
use azure::batch::table::{FlowRow, LiveProgress};
use azure::client::ClientStep;
use azure::confirm::LiveAnswer;
use azure::error::AzureError;
use azure::ip_flow_request::IpFlowRequest;
use azure::run::{FlowQuestion, Steering};
use azure::transport::Transport;
use azure::transport::browser::Browser;
use leptos::prelude::*;
use nsg::{Direction, Flow, Scenario};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use text::text;

/// So many flows are judged before the page gets a turn.
const SLICE: usize = 25;

/// How often answers that came are put on the page: a table of hundreds is not drawn for each.
const FLUSH: Duration = Duration::from_millis(250);

/// The list and its answers.
#[derive(Clone, Copy)]
pub struct Batch {
    /// The list as text.
    pub text: RwSignal<String>,
    /// The flows of the list with both answers.
    pub rows: RwSignal<Vec<FlowRow>>,
    /// What the flows were judged against.
    judged: RwSignal<Option<Shared<Scenario>>>,
    /// The lines that could not be read.
    pub bad: RwSignal<Vec<FlowLine>>,
    /// What else there is to say about the list.
    pub note: RwSignal<String>,
    /// Whether the run was paused.
    pub paused: RwSignal<bool>,
    /// What ended the run.
    pub problem: RwSignal<Option<AzureError>, LocalStorage>,
    /// Judging offline.
    pub judging: LiveTask,
    /// Asking Azure.
    pub asking: LiveTask,
    steering: StoredValue<Rc<Steering>, LocalStorage>,
}

impl Default for Batch {
    fn default() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            rows: RwSignal::new(Vec::new()),
            judged: RwSignal::new(None),
            bad: RwSignal::new(Vec::new()),
            note: RwSignal::new(String::new()),
            paused: RwSignal::new(false),
            problem: RwSignal::new_local(None),
            judging: LiveTask::default(),
            asking: LiveTask::default(),
            steering: StoredValue::new_local(Rc::default()),
        }
    }
}

impl Batch {
    /// Ends what is under way; what was answered stays.
    pub fn stop(self) {
        self.judging.cancel();
        self.asking.cancel();
    }

    /// Takes the list and its answers out.
    pub fn clear(self) {
        self.stop();
        self.text.set(String::new());
        self.rows.set(Vec::new());
        self.judged.set(None);
        self.bad.set(Vec::new());
        self.note.set(String::new());
        self.paused.set(false);
        self.problem.set(None);
    }

    /// Whether the flows were judged against what is on the page; `true` while there are none.
    pub fn is_current(self, state: State) -> bool {
        let now = state.scenario.get();
        self.judged
            .with(|judged| judged.as_ref().is_none_or(|judged| *judged == now))
    }

    /// Writes a flow for every edge of the loaded rules into the list, and judges it.
    pub fn generate(self, state: State) {
        let local = state
            .flow
            .local_address
            .with_untracked(|text| text.trim().parse());
        let Ok(local) = local else {
            return self.note.set(text!("live-flows-no-address").to_owned());
        };
        let directions = [Direction::Inbound, Direction::Outbound];
        let made = state
            .scenario
            .with_untracked(|scenario| boundaries(scenario, local, &directions, USUAL_LIMIT));
        let lines = made.flows.iter().map(|made| made.flow.to_string());
        let text = lines.collect::<Vec<_>>().join("\n");
        self.text.set(text);
        self.judge(state);
        self.note.set(edges::note(&made));
    }

    /// Reads the list and judges every flow; answers of before are gone.
    pub fn judge(self, state: State) {
        self.stop();
        self.problem.set(None);
        self.paused.set(false);
        let list = self.text.with_untracked(|text| flow_list::read(text));
        let mut notes = Vec::new();
        if list.without_header {
            notes.push(text!("live-flows-no-header").to_owned());
        }
        if list.left_out > 0 {
            notes.push(text!("live-flows-too-many", lines = flow_list::MAX_FLOWS));
        }
        self.note.set(notes.join(" "));
        let flows: Vec<Flow> = list.flows().map(|(_, flow)| flow).collect();
        self.bad.set(
            list.lines
                .into_iter()
                .filter(|line| line.flow.is_err())
                .collect(),
        );
        self.rows.set(Vec::new());
        // What is left of a run has no row here.
        self.steering.set_value(Rc::default());
        let scenario = state.scenario.get_untracked();
        self.judged.set(Some(scenario.clone()));
        let deployed = state.live.picking.deployed.get_untracked();
        self.judging.run(async move {
            for (count, slice) in flows.chunks(SLICE).enumerate() {
                let row = |flow: &Flow| {
                    let mut row = FlowRow::new(*flow, &nsg::verify(&scenario, flow));
                    let taken = deployed.as_ref().map(|deployed| deployed.takes(flow));
                    if let Some(Err(reason)) = taken {
                        row.live = LiveProgress::NotAskable(reason.to_string());
                    }
                    row
                };
                let rows = slice.iter().map(row).collect::<Vec<_>>();
                self.rows.update(|all| all.extend(rows));
                self.judging.say(&text!(
                    "live-flows-judged",
                    judged = count * SLICE,
                    flows = flows.len()
                ));
                Browser.sleep(Duration::ZERO).await;
            }
        });
    }

    /// Asks Azure about every flow that waits for an answer, and again about those that failed.
    pub fn ask(self, state: State) {
        let connection = untrack(|| state.live.connection());
        let deployed = state.live.picking.deployed.get_untracked();
        let (Some(connection), Some(deployed)) = (connection, deployed) else {
            return;
        };
        let Ok(watcher) = deployed.watcher.clone() else {
            return;
        };
        if !untrack(|| self.is_current(state)) {
            return;
        }
        let questions = self.questions(&deployed);
        let basis = untrack(|| Basis::new(state, deployed));
        let steering = Rc::new(Steering::default());
        self.steering.set_value(Rc::clone(&steering));
        self.paused.set(false);
        self.problem.set(None);
        self.asking.run(async move {
            // Until when Azure asks to wait, and why: that holds whatever comes of the other questions.
            let waits: RefCell<Option<(Duration, String)>> = RefCell::new(None);
            let answers = ArrivedAnswers {
                batch: self,
                steering: Rc::clone(&steering),
                came: RefCell::default(),
            };
            let on_answer = |index, answer| {
                let live = live(&basis, self.rows, index, answer);
                answers.came.borrow_mut().push((index, live));
            };
            let on_step = |step: ClientStep<'_>| {
                if let ClientStep::Waits { why, wait } = step {
                    waits.replace(Some((Browser.now() + wait, why.to_owned())));
                }
            };
            let run = connection
                .client
                .verify_many(&watcher, questions, &steering, &on_answer, &on_step);
            let mut run = std::pin::pin!(run);
            let ended = loop {
                // Of the questions under way each may wait for something else: a token keeps them all.
                waits
                    .borrow_mut()
                    .take_if(|(until, _)| *until <= Browser.now());
                match (untrack(|| state.live.connecting.renews()), &*waits.borrow()) {
                    (true, _) => self.asking.say(text!("live-flows-needs-token")),
                    (false, Some((_, why))) => self.asking.say(why),
                    (false, None) => self.asking.say(text!("live-flows-asking")),
                }
                let pause = std::pin::pin!(Browser.sleep(FLUSH));
                let next = futures_util::future::select(run.as_mut(), pause).await;
                answers.flush();
                if let futures_util::future::Either::Left((ended, _)) = next {
                    break ended;
                }
            };
            self.problem.set(ended.err());
        });
    }

    fn questions(self, deployed: &Deployed) -> Vec<FlowQuestion> {
        let Some(machine) = &deployed.loaded.virtual_machine else {
            return Vec::new();
        };
        let interface = deployed.loaded.interface.id.as_str();
        self.rows.with_untracked(|rows| {
            let rows = rows.iter().enumerate();
            let open = rows.filter(|(_, row)| {
                matches!(row.live, LiveProgress::Waiting | LiveProgress::Failed(_))
            });
            let ask = open.filter_map(|(index, row)| {
                let request = IpFlowRequest::new(&row.flow, &machine.id, Some(interface)).ok()?;
                Some(FlowQuestion { index, request })
            });
            ask.collect()
        })
    }

    /// Starts no new question; those under way end.
    pub fn pause(self) {
        self.paused.set(true);
        self.steering
            .with_value(|steering| steering.paused.set(true));
    }
}

/// Answers that came and are not on the page yet. They get there even where the run is cancelled.
struct ArrivedAnswers {
    batch: Batch,
    /// Of the run that they belong to.
    steering: Rc<Steering>,
    came: RefCell<Vec<(usize, LiveProgress)>>,
}

impl ArrivedAnswers {
    fn flush(&self) {
        let mine = |steering: &Rc<Steering>| Rc::ptr_eq(steering, &self.steering);
        // A run that was cancelled ends a moment later, and the list may be another one by then.
        if self.batch.steering.try_with_value(mine) != Some(true) {
            return;
        }
        let came = self.came.take();
        let _ = self.batch.rows.try_update(|rows| {
            for (index, live) in came {
                if let Some(row) = rows.get_mut(index) {
                    row.live = live;
                }
            }
        });
    }
}

impl Drop for ArrivedAnswers {
    fn drop(&mut self) {
        self.flush();
    }
}

/// An answer as the table has it.
fn live(
    basis: &Basis,
    rows: RwSignal<Vec<FlowRow>>,
    index: usize,
    answer: Result<LiveAnswer, AzureError>,
) -> LiveProgress {
    let flow = rows.with_untracked(|rows| rows.get(index).map(|row| row.flow));
    match (answer, flow) {
        (Ok(answer), Some(flow)) => {
            let verdict = nsg::verify(&basis.scenario, &flow);
            LiveProgress::of(basis.compare(&FlowVerdict { flow, verdict }, &answer))
        }
        (Err(error), _) => LiveProgress::Failed(error.to_string()),
        (Ok(_), None) => LiveProgress::Waiting,
    }
}
