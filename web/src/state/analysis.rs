//! The analysis of the edits: the impact at once, the rest while it is looked at.
//!
//! Loaded with the part of the page that shows it, and made by it.

use super::awaited::Awaited;
use super::contracts::Contracts;
use super::flow_form::{FlowForm, read_address, read_port};
use super::group_input::GroupInput;
use super::map::Grid;
use super::outcome::{Outcome, judge};
use super::saved::Saved;
use super::share::Sharing;
use super::shared::Shared;
use super::what_if::{Tab, WhatIf};
use super::worker_client::{JudgedParts, WorkerClient};
use super::{RecordedTraffic, State};
use leptos::prelude::*;
use nsg::{Access, AppliedTo, Direction, Flow, Scenario};
use nsg_analysis::Finding;
use nsg_analysis::results::{Compared, Proposal};
use nsg_worker::{Format, MapSlice, PatchForm, ReportForm, Written, ask};
use text::text;

/// A port such as clients come from.
const EPHEMERAL: u16 = 50000;

/// What the edits come to.
#[derive(Clone, Copy)]
pub struct Analysis {
    /// Who is asked.
    pub worker: WorkerClient,
    /// What is judged.
    pub(super) parts: Memo<JudgedParts>,
    /// The verdict without the change; none while there is none.
    pub before: Memo<Option<Outcome>>,
    /// Links with everything in them.
    pub sharing: Sharing,
    /// What the edits, or the deletion that a document tells, change; nothing where there are none.
    pub impact: RwSignal<Awaited<Shared<Compared>>>,
    /// What there is to know about the rules as edited.
    pub findings: RwSignal<Awaited<Shared<Vec<Finding>>>>,
    /// The flows to and from the machine of the flow form, while they are looked at.
    pub picture: RwSignal<Awaited<Shared<Grid>>>,
    /// What is taken away: whose edits, and as what.
    pub taken: RwSignal<(AppliedTo, Takeaway)>,
    /// The text of it, while it is looked at.
    pub written: RwSignal<Awaited<Written>>,
    /// What must be so, and whether it is.
    pub contracts: Contracts,
    /// What recorded traffic says of the rules.
    recorded: RwSignal<Option<Shared<RecordedTraffic>>>,
    /// What gives the flow that was asked about the other access.
    pub mends: RwSignal<Awaited<Shared<Proposals>>>,
}

/// What is taken away: the change of a group, or a report on all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takeaway {
    /// The change.
    Change(Format),
    /// The change, in the text that the rules are of.
    Patch(PatchForm),
    /// The report.
    Report(ReportForm),
}

/// Fixes, with what they are for.
#[derive(Debug, PartialEq)]
pub struct Proposals {
    /// The flow.
    pub flow: Flow,
    /// The access that it is to have.
    pub wanted: Access,
    /// The least side effects first.
    pub mends: Vec<Proposal>,
}

impl Analysis {
    /// Starts to follow what is judged.
    pub fn new(state: State) -> Self {
        let places = [state.subnet, state.interface];
        let machine = move || {
            let local = state.flow.local_address;
            local.with(|text| read_address(text)).ready()
        };
        let parts = JudgedParts::of(state, machine);
        let worker = WorkerClient::new(state.host.scripts().start_worker());
        let analysis = Self {
            worker,
            parts,
            before: before(state),
            sharing: Sharing::new(state.host),
            impact: RwSignal::new(Awaited::Nothing),
            findings: RwSignal::new(Awaited::Nothing),
            picture: RwSignal::new(Awaited::Nothing),
            taken: RwSignal::new((AppliedTo::Subnet, Takeaway::Change(Format::AzureCli))),
            written: RwSignal::new(Awaited::Nothing),
            contracts: Contracts::new(state, worker, parts),
            recorded: state.recorded,
            mends: RwSignal::new(Awaited::Nothing),
        };
        for place in places {
            Effect::new(move |_| place.read_edits());
        }
        let tab = state.what_if.tab;
        // Marks are for rules that are no longer there.
        Effect::new(move |_| {
            places.iter().for_each(|place| place.current.track());
            state.what_if.mark(Vec::new());
        });
        Effect::new(move |_| analysis.follow(places, state.what_if));
        Effect::new(move |_| analysis.write(places, tab.get(), state.flow));
        let slice = Memo::new(move |_| slice(state.flow));
        Effect::new(move |_| analysis.draw(slice.get(), tab.get()));
        Effect::new(move |_| {
            let looked_at = slice.get().filter(|_| tab.get() == Some(Tab::Map));
            if let Some(map) = state.recorded_map.get() {
                map.slice.set(looked_at);
            }
        });
        analysis
    }

    /// Asks anew whenever what is judged changes.
    fn follow(self, places: [GroupInput; 2], what_if: WhatIf) {
        let parts = self.parts.get();
        let is_changed = places.iter().any(GroupInput::is_changed);
        // Fixes are for what is no longer there.
        self.mends.set(Awaited::Nothing);
        if is_changed {
            self.impact.set(Awaited::Asked);
            let impact = self.impact;
            self.worker.ask(ask::Impact, parts.clone(), move |answer| {
                impact.set(Awaited::of(answer.map(Shared::new)));
            });
        } else {
            self.impact.set(Awaited::Nothing);
        }
        let has_rules = places
            .iter()
            .any(|place| place.current.with(Option::is_some));
        if what_if.tab.get() == Some(Tab::Findings) && has_rules {
            self.findings.set(Awaited::Asked);
            let findings = self.findings;
            self.worker.ask(ask::Findings, parts, move |answer| {
                findings.set(Awaited::of(answer.map(Shared::new)));
            });
        } else {
            self.findings.set(Awaited::Nothing);
        }
    }

    /// Asks for the picture while it is looked at.
    fn draw(self, slice: Option<MapSlice>, tab: Option<Tab>) {
        let parts = self.parts.get();
        let picture = self.picture;
        let has_rules = parts.groups.iter().any(Option::is_some);
        let (Some(slice), true, true) = (slice, has_rules, tab == Some(Tab::Map)) else {
            return picture.set(Awaited::Nothing);
        };
        let is_drawn = picture.with_untracked(|known| matches!(known, Awaited::Is(_)));
        // An old picture stands until the new one is there: it would flicker with every key.
        if !is_drawn {
            picture.set(Awaited::Asked);
        }
        self.worker.ask(slice, parts, move |answer| {
            let grid = answer.and_then(|told| {
                // ICMP between addresses of IPv6 is none of Azure's protocols.
                let no_flows = || text!("map-no-flows", protocol = slice.protocol);
                let grid = Grid::new(slice, told);
                let (rows, columns) = grid.size();
                (rows * columns > 0)
                    .then(|| Shared::new(grid))
                    .ok_or_else(no_flows)
            });
            picture.set(Awaited::of(grid));
        });
    }

    /// Asks for the text to take away while it is looked at.
    fn write(self, places: [GroupInput; 2], tab: Option<Tab>, flow: FlowForm) {
        let parts = self.parts.get();
        let written = self.written;
        if tab != Some(Tab::Take) {
            return written.set(Awaited::Nothing);
        }
        written.set(Awaited::Asked);
        let told = move |answer| written.set(Awaited::of(answer));
        match self.taken.get() {
            (applied_to, Takeaway::Change(format)) => {
                let question = ask::WriteChange { applied_to, format };
                self.worker.ask(question, parts, told);
            }
            (applied_to, Takeaway::Patch(form)) => {
                let [subnet, interface] = places;
                let place = match applied_to {
                    AppliedTo::Subnet => subnet,
                    _ => interface,
                };
                // Of the text even what says nothing of a rule stays, such as a comment.
                let question = ask::PatchText {
                    applied_to,
                    text: place.text.get(),
                    file: place.file.get(),
                    chosen: place.chosen.get(),
                    form,
                };
                self.worker.ask(question, parts, told);
            }
            (_, Takeaway::Report(form)) => {
                let flow = flow.flow();
                // What the change would have done to recorded traffic is part of what it does.
                let recorded = self.recorded.get().filter(|_| form == ReportForm::Markdown);
                self.worker
                    .ask(ask::WriteReport { form, flow }, parts, move |answer| {
                        told(answer.map(|mut report| {
                            if let Some(recorded) = recorded {
                                report.text.push('\n');
                                report.text.push_str(&recorded.report);
                            }
                            report
                        }));
                    });
            }
        }
    }

    /// Asks what gives the flow the access.
    pub fn ask_why_not(self, flow: Flow, wanted: Access) {
        self.mends.set(Awaited::Asked);
        let parts = self.parts.get_untracked();
        let mends = self.mends;
        let question = ask::ProposeFixes { flow, wanted };
        self.worker.ask(question, parts, move |answer| {
            let found = answer.map(|mends| Proposals {
                flow,
                wanted,
                mends,
            });
            mends.set(Awaited::of(found.map(Shared::new)));
        });
    }

    /// Makes a link of everything with other names and addresses.
    pub fn share_redacted(self, state: State) {
        let places = [state.subnet, state.interface];
        // It is made of the groups' rules, and not of the document, which alone tells that there is no group after it.
        if places.iter().any(|place| place.is_deleted.get_untracked()) {
            return self.sharing.refuse(text!("link-deletes-group"));
        }
        let mut key = [0; 16];
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        let random =
            crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut key).ok());
        if random.is_none() {
            return self.sharing.refuse(text!("link-no-random"));
        }
        let flow = state.flow.flow();
        let question = ask::Redact { flow, key };
        let parts = self.parts.get_untracked();
        let sharing = self.sharing;
        self.worker
            .ask(question, parts, move |answer| match answer {
                Ok(redacted) => sharing.make(&Saved::from(redacted)),
                Err(problem) => sharing.refuse(&problem),
            });
    }

    /// Takes back what is asked. What was not answered has to be asked again.
    pub fn cancel(self) {
        self.worker.cancel();
        let stopped = text!("analysis-cancelled");
        if self.impact.with_untracked(|known| *known == Awaited::Asked) {
            self.impact.set(Awaited::Not(stopped.to_owned()));
        }
        if self
            .findings
            .with_untracked(|known| *known == Awaited::Asked)
        {
            self.findings.set(Awaited::Not(stopped.to_owned()));
        }
        let checked = self.contracts.checked;
        if checked.with_untracked(|known| *known == Awaited::Asked) {
            checked.set(Awaited::Not(stopped.to_owned()));
        }
        if self.mends.with_untracked(|known| *known == Awaited::Asked) {
            self.mends.set(Awaited::Nothing);
        }
    }
}

/// The verdict of the flow form's flow without the change.
fn before(state: State) -> Memo<Option<Outcome>> {
    let (subnet, interface) = (state.subnet, state.interface);
    let original = Memo::new(move |_| {
        Shared::new(Scenario {
            subnet_security_group: subnet.original.get().as_deref().cloned(),
            network_interface_security_group: interface.original.get().as_deref().cloned(),
            network: state.scenario.with(|scenario| scenario.network.clone()),
        })
    });
    Memo::new(move |_| {
        let is_changed = [subnet, interface].iter().any(GroupInput::is_changed);
        is_changed.then(|| judge([subnet, interface], true, state.flow, original))
    })
}

/// What the map is of: the machine, direction and protocol of the flow form.
fn slice(flow: FlowForm) -> Option<MapSlice> {
    let direction = flow.direction.get();
    let source = match direction {
        Direction::Inbound => flow.remote_port,
        Direction::Outbound => flow.local_port,
    };
    let port = source.with(|text| read_port(text)).ready().flatten();
    Some(MapSlice {
        direction,
        protocol: flow.protocol.get(),
        local: flow.local_address.with(|text| read_address(text)).ready()?,
        source_port: port.unwrap_or(EPHEMERAL),
    })
}
