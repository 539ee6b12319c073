//! The live answer to the flow on the page, beside our own.

use super::Task;
use super::pick::Deployed;
use crate::state::{Judged, Outcome, Shared, State};
use azure::confirm::{
    Beside, Confirmation, LiveAnswer, NotAskable, VirtualNetworkData, beside, compare,
    diagnostic_body,
};
use azure::error::AzureError;
use azure::ip_flow_request::IpFlowRequest;
use leptos::prelude::*;
use std::rc::Rc;

/// Both answers, and what they were about.
pub struct Confirmed {
    /// Our verdict, with the flow.
    pub judged: Shared<Judged>,
    /// Both answers, compared.
    pub confirmation: Confirmation,
    /// What Azure said where no group applies.
    pub not_filtered: Option<String>,
    /// The rules as they were then.
    pub rules: [String; 3],
    /// For how many seconds one waited.
    pub seconds: u32,
}

/// Asking for the flow on the page.
#[derive(Clone, Copy)]
pub struct Confirming {
    /// Both answers.
    pub confirmed: RwSignal<Option<Rc<Confirmed>>, LocalStorage>,
    /// Azure's rules beside ours.
    pub rules: RwSignal<Option<Rc<Beside>>, LocalStorage>,
    /// What went wrong.
    pub problem: RwSignal<Option<AzureError>, LocalStorage>,
    /// Asking `ipFlowVerify`.
    pub task: Task,
    /// Asking `networkConfigurationDiagnostic`.
    pub diagnosing: Task,
}

/// What stands in the way of asking, or the question.
pub enum Ready {
    /// There is no verdict to compare with.
    NoVerdict,
    /// No machine was picked.
    NoMachine,
    /// The machine cannot be asked about.
    NoWatcher(AzureError),
    /// The flow cannot be asked.
    NotAskable(NotAskable),
    /// The question.
    Question(Box<Asked>),
}

/// A question, ready to be sent.
pub struct Asked {
    /// Our verdict, with the flow.
    pub judged: Shared<Judged>,
    /// What is sent.
    pub request: IpFlowRequest,
    /// The watcher that is asked.
    pub watcher: String,
    /// Where that is sent.
    pub url: String,
    /// The machine.
    pub deployed: Rc<Deployed>,
}

impl Default for Confirming {
    fn default() -> Self {
        Self {
            confirmed: RwSignal::new_local(None),
            rules: RwSignal::new_local(None),
            problem: RwSignal::new_local(None),
            task: Task::default(),
            diagnosing: Task::default(),
        }
    }
}

impl Confirming {
    /// Ends what is under way.
    pub fn stop(self) {
        self.task.cancel();
        self.diagnosing.cancel();
    }

    /// The question for the flow on the page.
    pub fn ready(self, state: State) -> Ready {
        let judged = state.outcome.with(|outcome| match outcome {
            Outcome::Verdict(judged) => Some(judged.clone()),
            _ => None,
        });
        let Some(judged) = judged else {
            return Ready::NoVerdict;
        };
        let Some(deployed) = state.live.picking.deployed.get() else {
            return Ready::NoMachine;
        };
        let elsewhere = state.live.connecting.connection.with(|connection| {
            let endpoint = connection.as_ref().map(|it| it.client.endpoint());
            endpoint.is_some_and(|endpoint| *endpoint != deployed.endpoint)
        });
        if elsewhere {
            return Ready::NoMachine;
        }
        let Some(machine) = &deployed.loaded.virtual_machine else {
            return Ready::NoWatcher(AzureError::NoVirtualMachine);
        };
        let watcher = match &deployed.watcher {
            Ok(watcher) => watcher.clone(),
            Err(problem) => return Ready::NoWatcher(problem.clone()),
        };
        let interface = deployed.loaded.interface.id.as_str();
        let url = IpFlowRequest::url(&deployed.endpoint, &watcher);
        match IpFlowRequest::new(&judged.flow, &machine.id, Some(interface)) {
            Ok(request) => Ready::Question(Box::new(Asked {
                judged,
                request,
                url,
                watcher,
                deployed,
            })),
            Err(reason) => Ready::NotAskable(reason),
        }
    }

    /// Asks Network Watcher.
    pub fn ask(self, state: State) {
        let asking = untrack(|| (state.live.connection(), self.ready(state)));
        let (Some(connection), Ready::Question(asked)) = asking else {
            return;
        };
        self.problem.set(None);
        self.confirmed.set(None);
        self.rules.set(None);
        self.diagnosing.cancel();
        let task = self.task;
        task.run(async move {
            let say = |step: &str| task.say(step);
            let Asked {
                judged,
                request,
                watcher,
                deployed,
                ..
            } = *asked;
            match connection
                .client
                .verify_ip_flow(&watcher, &request, &say)
                .await
            {
                Ok(answer) => {
                    let confirmation = untrack(|| compared(state, &deployed, &judged, &answer));
                    let not_filtered = match answer {
                        LiveAnswer::NotFiltered { message } => Some(message),
                        LiveAnswer::Verdict(_) => None,
                    };
                    let seconds = task.seconds.get_untracked();
                    self.confirmed.set(Some(Rc::new(Confirmed {
                        judged,
                        confirmation,
                        not_filtered,
                        rules: untrack(|| state.rules()),
                        seconds,
                    })));
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Asks for the comparison rule by rule.
    pub fn diagnose(self, state: State) {
        let connection = untrack(|| state.live.connection());
        let confirmed = self.confirmed.get_untracked();
        let deployed = state.live.picking.deployed.get_untracked();
        let (Some(connection), Some(confirmed), Some(deployed)) = (connection, confirmed, deployed)
        else {
            return;
        };
        let Ok(watcher) = deployed.watcher.clone() else {
            return;
        };
        // The interface itself: of a machine Azure would answer for all of them.
        let body = diagnostic_body(&confirmed.judged.flow, &deployed.loaded.interface.id);
        self.problem.set(None);
        let task = self.diagnosing;
        task.run(async move {
            let say = |step: &str| task.say(step);
            match connection.client.diagnose(&watcher, &body, &say).await {
                Ok(answer) => {
                    let rules = beside(&confirmed.judged.verdict, &answer);
                    self.rules.set(Some(Rc::new(rules)));
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Whether what is on the page is still what was asked about.
    pub fn is_current(self, state: State, confirmed: &Confirmed) -> bool {
        let asked = &confirmed.judged;
        let same = state.outcome.with(|outcome| match outcome {
            Outcome::Verdict(judged) => {
                judged.flow == asked.flow && judged.verdict.summary == asked.verdict.summary
            }
            _ => false,
        });
        same && state.rules() == confirmed.rules
    }
}

/// Both answers, with all that is known about why they may differ.
pub(super) fn compared(
    state: State,
    deployed: &Deployed,
    judged: &Judged,
    answer: &LiveAnswer,
) -> Confirmation {
    let [subnet, interface, network] = state.rules();
    let [subnet_landed, interface_landed, network_landed] = &deployed.landed;
    let mut context = deployed.loaded.context();
    context.rules_edited = subnet != *subnet_landed || interface != *interface_landed;
    // What the rules refer to is no part of what is deployed: it is only less sure.
    if network != *network_landed && context.virtual_network == VirtualNetworkData::Loaded {
        context.virtual_network = VirtualNetworkData::Typed;
    }
    let verdict = judged.verdict.clone();
    state
        .scenario
        .with(|scenario| compare(scenario, &judged.flow, verdict, answer, &context))
}
