//! The state: what the user gave, and what follows from it.
//!
//! Every signal is an input; everything else is a memo over inputs, so that a keystroke recomputes what
//! hangs on it and nothing more.

mod address;
mod analysis;
mod awaited;
mod contracts;
mod document_reader;
pub mod edit;
mod flow_form;
mod given_documents;
mod group_input;
mod group_list;
mod host;
mod kept_inputs;
mod keys;
mod known;
pub mod learn;
mod link_contents;
pub mod live;
pub mod map;
mod network_form;
mod outcome;
pub(crate) mod part;
mod questions;
mod recorded;
mod replaced;
mod room;
mod saved;
mod scenario_texts;
mod scripts;
mod session;
mod share;
mod shared;
mod sources;
mod spoken;
mod storage;
mod stray;
mod texts;
mod traffic;
mod version_1;
mod versioned;
mod what_if;
mod worker_client;

pub use analysis::{Analysis, Proposals, Takeaway};
pub use awaited::Awaited;
pub use contracts::{Contracts, ReadyFile};
pub use flow_form::{FlowForm, Input, read_address, read_port};
pub use given_documents::GivenDocuments;
pub use group_input::{Given, GroupInput, LARGE, OfferedGroup, RulesSource};
pub use group_list::{
    GroupListing, Kind, RowChoice, RowColumn, SeverityChoice, VerdictChoice, csv, json,
};
pub use host::Host;
pub use network_form::{NetworkForm, TagFile, is_complete, read_prefixes};
pub use outcome::{FlowVerdict, Outcome};
pub use questions::Questions;
pub use recorded::{RecordedMap, RecordedTraffic, RecordedUse};
pub use room::Room;
pub(crate) use saved::word;
pub use saved::{Saved, SavedFlow, SavedPlace};
pub use scripts::Scripts;
pub use session::{Keeping, keep_in_session};
pub use share::{Sharing, complete};
pub use shared::Shared;
pub use sources::Sources;
pub use spoken::Spoken;
pub use stray::Stray;
pub use texts::NamedTexts;
pub use traffic::{
    READ_AGAIN_BY_ITSELF, RecordFilter, TrafficFile, TrafficReading, traffic_csv, traffic_json,
};
pub use what_if::{Tab, WhatIf};
pub use worker_client::WorkerClient;

use crate::samples::Sample;
use azure::secret::has_token;
use document_reader::DocumentReaders;
use edit::Editing;
use ipnet::IpNet;
use kept_inputs::{KeptInputs, kept_inputs};
use leptos::prelude::*;
use live::Live;
use nsg::{
    Access, AddressMatch, Answers, AppliedTo, Conditions, Decision, Direction, Field, Mentions,
    Network, PortMatch, PortRange, Protocol, RuleProtocol, Scenario,
};
use outcome::judge;
use replaced::Replaced;
use text::text;

/// Everything on the screen.
#[derive(Clone, Copy)]
pub struct State {
    /// Where the tool runs.
    pub host: Host,
    /// The subnet's group.
    pub subnet: GroupInput,
    /// The network interface's group.
    pub interface: GroupInput,
    /// What reads the documents that are not JSON.
    pub(crate) readers: DocumentReaders,
    /// What the rules refer to.
    pub network: NetworkForm,
    /// The flow.
    pub flow: FlowForm,
    /// What must be so, whatever anybody edits: the text of a file as JSON or YAML.
    pub contracts: RwSignal<String>,
    /// Answers to questions of earlier verdicts.
    pub answers: RwSignal<Answers>,
    /// The documents of the list of groups.
    pub documents: GivenDocuments,
    /// What the page knows of Azure.
    pub live: Live,
    /// The rules in edit.
    pub editing: Editing,
    /// What the page knows of the editor.
    pub what_if: WhatIf,
    /// What the edits come to, once somebody looked at them.
    pub analysis: StoredValue<Option<Analysis>>,
    /// What is known of the groups of the documents, once somebody looked at them.
    pub groups: StoredValue<Option<GroupListing>>,
    /// What is known of recorded flows, once somebody looked at them.
    pub traffic: StoredValue<Option<TrafficReading>>,
    /// How often everything was wiped. What is in a part that is loaded later watches it: to be called it would be loaded first.
    pub cleared: RwSignal<u32>,
    /// What recorded traffic says of these rules; none while nobody looked at any.
    pub recorded: RwSignal<Option<Shared<RecordedTraffic>>>,
    /// The map's question to the record, once somebody looked at recorded flows.
    pub recorded_map: RwSignal<Option<RecordedMap>>,
    /// The inputs but the flow, as they are kept.
    kept: Memo<Shared<KeptInputs>>,
    /// What is known of what the rules refer to, answers aside.
    pub known: Memo<Shared<Network>>,
    /// What the rules of both groups mention, before the edits and after them: what an edit does depends on both.
    pub mentions: Memo<Shared<Mentions>>,
    /// What the flow is judged against.
    pub scenario: Memo<Shared<Scenario>>,
    /// The verdict, or what it waits for.
    pub outcome: Memo<Outcome>,
    /// What was there before something else took its place, until somebody changes that.
    pub replaced: RwSignal<Option<Shared<Replaced>>>,
    /// The name of the sample that was loaded last, until something is changed; else empty.
    pub sample: RwSignal<String>,
}

impl State {
    /// The state with nothing in it.
    pub fn new(host: Host) -> Self {
        let readers = DocumentReaders::new();
        let subnet = GroupInput::new(AppliedTo::Subnet, host.language, readers);
        let interface = GroupInput::new(AppliedTo::NetworkInterface, host.language, readers);
        let network = NetworkForm::new(host.language);
        let flow = FlowForm::default();
        let answers = RwSignal::new(Answers::default());
        let mentions = known::mentions([subnet, interface]);
        let live = Live::default();
        let known = Memo::new(move |_| {
            let mut known = known::known(network, live, [subnet, interface]);
            mentions.with(|mentions| known::spell(&mut known, mentions));
            Shared::new(known)
        });
        let scenario = Memo::new(move |_| {
            let network = Network {
                answers: answers.get(),
                ..Network::clone(&known.get())
            };
            Shared::new(Scenario {
                subnet_security_group: subnet.group().as_deref().cloned(),
                network_interface_security_group: interface.group().as_deref().cloned(),
                network,
            })
        });
        let outcome = Memo::new(move |_| {
            host.language.track();
            let is_fetched = live.picking.deployed.with(Option::is_some);
            judge([subnet, interface], is_fetched, flow, scenario)
        });
        let sample = RwSignal::new(String::new());
        let contracts = RwSignal::new(String::new());
        let editing = Editing::new([subnet, interface]);
        let what_if = WhatIf::new();
        Self {
            host,
            subnet,
            interface,
            readers,
            network,
            flow,
            contracts,
            kept: kept_inputs([subnet, interface], network, contracts),
            answers,
            documents: GivenDocuments::new(),
            groups: StoredValue::new(None),
            traffic: StoredValue::new(None),
            cleared: RwSignal::new(0),
            recorded: RwSignal::new(None),
            recorded_map: RwSignal::new(None),
            live,
            editing,
            what_if,
            analysis: StoredValue::new(None),
            known,
            mentions,
            scenario,
            outcome,
            replaced: RwSignal::new(None),
            sample,
        }
    }

    /// Loads what reads the documents that are given, where one waits for it.
    pub(crate) fn load_reader(&self) {
        for place in [self.subnet, self.interface] {
            if place.waits() {
                // The rules that a document says become of others are edits of those.
                self.readers.when_read(place, "choose", move || {
                    if place.edits.with_untracked(Vec::is_empty) {
                        place.choose_group(place.chosen.get_untracked());
                    }
                });
            }
        }
    }

    /// The place that a stage stands for; security admin rules have none.
    pub fn place(&self, applied_to: AppliedTo) -> Option<GroupInput> {
        match applied_to {
            AppliedTo::VirtualNetwork => None,
            AppliedTo::Subnet => Some(self.subnet),
            AppliedTo::NetworkInterface => Some(self.interface),
        }
    }

    /// The access that the flow on the page does not have: what a new rule would give it.
    pub fn other_access(&self) -> Access {
        match self.outcome.get_untracked() {
            Outcome::Verdict(judged) if judged.verdict.access == Decision::Deny => Access::Allow,
            _ => Access::Deny,
        }
    }

    /// What a rule for the flow on the page matches; without one, a service that most people know.
    pub fn conditions(&self, direction: Direction) -> Conditions {
        let prefix = |address| vec![AddressMatch::Prefix(IpNet::from(address))];
        let port = |port| vec![PortMatch::Range(PortRange::single(port))];
        let flow = self.flow.flow().filter(|flow| flow.direction == direction);
        let Some(flow) = flow else {
            return Conditions {
                protocol: Field::Known(RuleProtocol::One(Protocol::Tcp)),
                destination_ports: port(443),
                ..Conditions::any()
            };
        };
        let (from, to) = (flow.source(), flow.destination());
        Conditions {
            protocol: Field::Known(RuleProtocol::One(flow.protocol)),
            source: prefix(from.address),
            destination: prefix(to.address),
            destination_ports: to.port.map_or_else(|| vec![PortMatch::Any], port),
            ..Conditions::any()
        }
    }

    /// Asks what gives the flow on the page the access.
    pub fn ask_why_not(&self, wanted: Access) {
        if let (Some(flow), Some(analysis)) = (self.flow.flow(), self.analysis.get_value()) {
            analysis.ask_why_not(flow, wanted);
        }
    }

    /// Replaces everything by a sample.
    pub fn load(&self, sample: &Sample) {
        self.clear();
        self.restore(&sample.saved());
        self.sample.set(sample.name.to_owned());
    }

    /// Wipes everything, what the session keeps included: inputs, recorded flows, the list of groups.
    pub fn clear(&self) {
        self.clear_inputs();
        self.live.batch.clear();
        self.documents.clear();
        self.cleared.update(|times| *times += 1);
    }

    /// Wipes the rules, what they refer to, what must be so, and the flow.
    pub fn clear_inputs(&self) {
        self.clear_rules();
        self.flow.restore(&SavedFlow::default());
        self.contracts.set(String::new());
    }

    /// Wipes the rules and what they refer to; the flow stays. What Azure is being asked about them, nobody
    /// waits for any more.
    pub fn clear_rules(&self) {
        self.live.stop();
        self.editing.forget();
        self.subnet.restore(&SavedPlace::default());
        self.interface.restore(&SavedPlace::default());
        self.network.restore(&Saved::default());
        self.answers.set(Answers::default());
        self.network.tag_file.set(None);
        self.live.picking.deployed.set(None);
        self.sample.set(String::new());
    }

    /// Puts saved inputs in place of what is there.
    pub fn restore(&self, saved: &Saved) {
        self.subnet.restore(&saved.subnet);
        self.interface.restore(&saved.interface);
        self.network.restore(saved);
        self.flow.restore(&saved.flow);
        self.contracts.set(saved.contracts.clone());
        self.answers.set(Answers::default());
    }

    /// Whether a field that is none of the token's holds one.
    pub fn holds_token(&self) -> bool {
        let others = [self.live.batch.text, self.live.connecting.custom];
        self.kept.with(|kept| kept.held_token)
            || self.flow.saved().leave_tokens_out()
            || others.iter().any(|text| text.with(|text| has_token(text)))
    }

    /// The inputs as they are now, without any token that strayed into one.
    pub fn saved(&self) -> Saved {
        let mut flow = self.flow.saved();
        flow.leave_tokens_out();
        Saved {
            flow,
            ..self.kept.with(|kept| kept.saved.clone())
        }
    }

    /// Follows whatever [`State::saved`] follows, without a copy of it.
    pub fn follow_saved(&self) {
        self.kept.track();
        let _ = self.flow.saved();
    }

    /// What rules and `VirtualNetwork` come from, edits included, as it is now.
    pub fn sources(&self) -> Sources {
        Sources {
            subnet: self.subnet.source(),
            interface: self.interface.source(),
            virtual_network: self.network.virtual_network.get(),
            admin_rules: self.network.admin_rules.get(),
        }
    }

    /// Takes over a document that came as a whole, by paste, drop or file, into one place.
    ///
    /// Effective security rules tell what belongs where and fill both places. A group that says that
    /// it belongs to the other place goes there, if that is empty.
    pub fn take(&self, into: GroupInput, text: String, file: String) {
        self.editing.before_document(self.subnet);
        self.editing.before_document(self.interface);
        into.put_over(text, file, 0);
        let state = *self;
        self.readers
            .when_read(into, "arrange", move || state.arrange(into));
    }

    /// Puts the document that a place was given where its groups belong.
    fn arrange(&self, into: GroupInput) {
        let document = into.document.get_untracked();
        let (text, file, _) = into.given();
        let other = if into.applied_to == AppliedTo::Subnet {
            self.interface
        } else {
            self.subnet
        };
        into.choose();
        match (into.belonging(&document), other.belonging(&document)) {
            (Some(_), Some(there)) => {
                other.put_over(text, file, there);
                into.note(text!("place-note-both"));
            }
            (None, Some(there)) if document.groups.len() == 1 && other.is_empty() => {
                into.restore(&Default::default());
                other.put(text, file, there);
                other.note(match other.applied_to {
                    AppliedTo::Subnet => text!("place-note-subnet"),
                    _ => text!("place-note-nic"),
                });
            }
            _ => {}
        }
    }
}
