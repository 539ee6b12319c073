//! The list of every group and machine of the documents that somebody gave: what its worker knows of them.
//!
//! Loaded with the part of the page that asks the worker, and made by it. The list has a worker of its own, so that neither
//! an edit nor its impact waits for a thousand groups.

mod choice;
mod written;

pub use choice::{Kind, RowChoice, RowColumn, SeverityChoice, VerdictChoice};
pub use written::{csv, json};

use super::awaited::Awaited;
use super::shared::Shared;
use super::worker_client::{JudgedParts, WorkerClient};
use super::{Room, State};
use leptos::prelude::*;
use nsg::{Decision, Flow};
use nsg_worker::{ExaminedRow, GivenDocument, GroupList, OpenedGroup, OpenedRow, ask};
use text::text;

/// So many rows are examined at a time: few enough that a flow's verdicts do not wait for them.
const AT_A_TIME: usize = 4;

/// What is known of the groups.
#[derive(Clone, Copy)]
pub struct GroupListing {
    state: State,
    /// Who is asked.
    pub worker: WorkerClient,
    parts: Memo<JudgedParts>,
    /// Every group and machine.
    pub list: RwSignal<Awaited<Shared<GroupList>>>,
    /// What each row says to the flow in the form; shorter while it is not known.
    pub verdicts: RwSignal<Vec<Option<Decision>>>,
    /// The findings and the impact of each row, as far as they are known.
    pub examined: RwSignal<Vec<ExaminedRow>>,
    /// Whether somebody took back examining the rest.
    pub is_stopped: RwSignal<bool>,
    /// Which rows are shown, and in which order.
    pub choice: RowChoice,
    /// The row that was put into the two places of the page.
    pub opened: RwSignal<Option<usize>>,
    /// The documents that the list is of: a row is a place among theirs.
    listed: StoredValue<Option<Shared<Vec<GivenDocument>>>>,
    /// Counts what was begun, so that an answer to an older question is not taken for a new one's.
    begun: StoredValue<usize>,
}

impl GroupListing {
    /// Starts to follow the documents and the flow.
    pub fn new(state: State) -> Self {
        let network = Memo::new(move |_| Shared::new(state.network.read()));
        let parts = Memo::new(move |_| JudgedParts {
            groups: [const { None }; 4],
            network: network.get(),
            machine: None,
            language: state.host.language.with(|spoken| spoken.file.clone()),
            documents: Some(state.documents.all.get()),
        });
        let listing = Self {
            state,
            worker: WorkerClient::new(state.host.scripts().start_worker()),
            parts,
            list: RwSignal::new(Awaited::Nothing),
            verdicts: RwSignal::new(Vec::new()),
            examined: RwSignal::new(Vec::new()),
            is_stopped: RwSignal::new(false),
            choice: RowChoice::new(),
            opened: RwSignal::new(None),
            listed: StoredValue::new(None),
            begun: StoredValue::new(0),
        };
        Effect::new(move |_| listing.read(parts.get()));
        let flow = Memo::new(move |_| state.flow.flow().filter(|flow| flow.check().is_ok()));
        Effect::new(move |_| {
            // Nobody sees the verdicts from another room.
            let is_seen = state.host.room() == Room::Groups;
            match (flow.get(), listing.list.get()) {
                (Some(flow), Awaited::Is(_)) if is_seen => listing.judge(flow),
                // What was said of another flow is not said of this one.
                (None, _) => listing.verdicts.set(Vec::new()),
                _ => {}
            }
        });
        listing
    }

    /// Has the documents read anew.
    fn read(self, parts: JudgedParts) {
        self.begun.update_value(|begun| *begun += 1);
        self.examined.set(Vec::new());
        self.is_stopped.set(false);
        // A fact that is typed changes no row. Other documents change what each row is: none of the old ones stays, and no
        // verdict of theirs.
        if self.listed.get_value() != parts.documents {
            self.listed.set_value(parts.documents.clone());
            self.verdicts.set(Vec::new());
            self.opened.set(None);
            self.list.set(Awaited::Nothing);
        }
        if self.state.documents.is_empty() {
            return self.worker.cancel();
        }
        if !matches!(self.list.get_untracked(), Awaited::Is(_)) {
            self.list.set(Awaited::Asked);
        }
        self.worker.ask(ask::ListGroups, parts, move |answer| {
            self.list.set(Awaited::of(answer.map(Shared::new)));
            self.go_on();
        });
    }

    fn judge(self, flow: Flow) {
        let parts = self.parts.get();
        let question = ask::JudgeGroups { flow };
        let flow_of = self.state.flow;
        self.worker.ask(question, parts, move |answer| {
            // Else the flow has gone meanwhile, and nobody asked about another one.
            if untrack(|| flow_of.flow()) == Some(flow) {
                self.verdicts.set(answer.unwrap_or_default());
            }
        });
    }

    /// How many rows there are.
    pub fn count(self) -> usize {
        self.list.with(|list| match list {
            Awaited::Is(list) => list.rows.len(),
            _ => 0,
        })
    }

    /// Examines the rows that are not examined yet, a few at a time.
    pub fn go_on(self) {
        self.is_stopped.set(false);
        self.examine_next(self.begun.get_value());
    }

    fn examine_next(self, begun: usize) {
        let first = self.examined.with_untracked(Vec::len);
        if first >= untrack(|| self.count()) {
            return;
        }
        let question = ask::ExamineGroups {
            first,
            count: AT_A_TIME,
        };
        let parts = self.parts.get_untracked();
        self.worker.ask(question, parts, move |answer| {
            let is_stale = self.begun.get_value() != begun || self.is_stopped.get_untracked();
            if is_stale {
                return;
            }
            // What broke down is said in its row, and the others go on.
            let rows = answer.unwrap_or_else(|problem| {
                vec![ExaminedRow {
                    problem: Some(problem),
                    ..ExaminedRow::default()
                }]
            });
            self.examined.update(|examined| examined.extend(rows));
            self.examine_next(begun);
        });
    }

    /// Takes back what is under way.
    pub fn stop(self) {
        self.worker.cancel();
        self.is_stopped.set(true);
        if self.list.with_untracked(|list| *list == Awaited::Asked) {
            let stopped = text!("analysis-cancelled");
            self.list.set(Awaited::Not(stopped.to_owned()));
        }
    }

    /// Reads the documents again, after reading them was taken back.
    pub fn read_again(self) {
        self.read(self.parts.get_untracked());
    }

    /// Puts the groups of a row into the two places of the page.
    pub fn open(self, row: usize) {
        self.opened.set(Some(row));
        let parts = self.parts.get_untracked();
        self.worker
            .ask(ask::OpenGroup { row }, parts, move |answer| {
                if let Ok(opened) = answer {
                    self.put(&opened);
                }
            });
    }

    fn put(self, opened: &OpenedRow) {
        let documents = self.state.documents.all.get_untracked();
        let places = [self.state.subnet, self.state.interface];
        let groups = [&opened.subnet, &opened.interface];
        for (place, group) in places.into_iter().zip(groups) {
            self.state.editing.before_document(place);
            let given = group.as_ref().and_then(
                |OpenedGroup {
                     document,
                     part,
                     chosen,
                 }| {
                    let document = documents.get(*document)?;
                    let text = part.as_ref().unwrap_or(&document.text).clone();
                    Some((text, document.file.clone(), *chosen))
                },
            );
            let (text, file, chosen) = given.unwrap_or_default();
            place.put(text, file, chosen);
        }
        self.state.sample.set(String::new());
    }
}
