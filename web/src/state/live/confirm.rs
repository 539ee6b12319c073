//! The live answer to the flow on the page, beside our own.

use super::LiveTask;
use super::about::About;
use super::deployed::Deployed;
use crate::state::{FlowVerdict, Outcome, Shared, State};
use azure::client::ClientStep;
use azure::confirm::{
    Confirmation, LiveAnswer, NotAskable, SideBySide, diagnostic_body, side_by_side,
};
use azure::error::AzureError;
use azure::ip_flow_request::IpFlowRequest;
use leptos::prelude::*;
use std::rc::Rc;

/// Both answers, and what they were about.
pub struct Confirmed {
    /// What was asked.
    pub about: Rc<About>,
    /// Both answers, compared.
    pub confirmation: Confirmation,
    /// What Azure said where no group applies.
    pub not_filtered: Option<String>,
    /// For how many seconds one waited.
    pub seconds: u32,
}

/// Azure's rules beside ours, and what they are about.
pub struct RuleByRule {
    /// What was asked about.
    pub about: Rc<About>,
    /// The rules of both.
    pub beside: SideBySide,
}

/// Asking for the flow on the page.
#[derive(Clone, Copy)]
pub struct Confirming {
    /// Both answers.
    pub confirmed: RwSignal<Option<Rc<Confirmed>>, LocalStorage>,
    /// Azure's rules beside ours.
    pub rules: RwSignal<Option<Rc<RuleByRule>>, LocalStorage>,
    /// What went wrong.
    pub problem: RwSignal<Option<AzureError>, LocalStorage>,
    /// Asking `ipFlowVerify`.
    pub task: LiveTask,
    /// Asking `networkConfigurationDiagnostic`.
    pub diagnosing: LiveTask,
}

/// What stands in the way of asking, or the question.
pub enum Ready {
    /// There is no verdict to compare with.
    NoVerdict,
    /// No machine was picked.
    NoMachine,
    /// The machine cannot be asked about.
    NoWatcher(AzureError),
    /// IP flow verify cannot be asked about the flow.
    NotAskable(NotAskable, Box<(Shared<FlowVerdict>, Rc<Deployed>)>),
    /// The question.
    Question(Box<PreparedQuestion>),
}

/// A question, ready to be sent.
pub struct PreparedQuestion {
    /// Our verdict, with the flow.
    pub judged: Shared<FlowVerdict>,
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
            task: LiveTask::default(),
            diagnosing: LiveTask::default(),
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
        let request = deployed
            .takes(&judged.flow)
            .and_then(|()| IpFlowRequest::new(&judged.flow, &machine.id, Some(interface)));
        match request {
            Ok(request) => Ready::Question(Box::new(PreparedQuestion {
                judged,
                request,
                url,
                watcher,
                deployed,
            })),
            Err(reason) => Ready::NotAskable(reason, Box::new((judged, deployed))),
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
        let PreparedQuestion {
            judged,
            request,
            watcher,
            deployed,
            ..
        } = *asked;
        let about = About::new(state, judged, deployed);
        let task = self.task;
        task.run(async move {
            let say = |step: ClientStep<'_>| task.say(step.words());
            match connection
                .client
                .verify_ip_flow(&watcher, &request, &say)
                .await
            {
                Ok(answer) => {
                    let confirmation = about.basis.compare(&about.judged, &answer);
                    let not_filtered = match answer {
                        LiveAnswer::NotFiltered { message } => Some(message),
                        LiveAnswer::Verdict(_) => None,
                    };
                    let seconds = task.seconds.get_untracked();
                    self.confirmed.set(Some(Rc::new(Confirmed {
                        about: Rc::new(about),
                        confirmation,
                        not_filtered,
                        seconds,
                    })));
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }

    /// Asks for the comparison rule by rule.
    pub fn diagnose(self, state: State, about: Rc<About>) {
        let deployed = &about.basis.deployed;
        let connection = untrack(|| state.live.connection());
        let (Some(connection), Ok(watcher)) = (connection, deployed.watcher.clone()) else {
            return;
        };
        // The interface itself: of a machine Azure would answer for all of them.
        let body = diagnostic_body(&about.judged.flow, &deployed.loaded.interface.id);
        self.problem.set(None);
        self.rules.set(None);
        let task = self.diagnosing;
        task.run(async move {
            let say = |step: ClientStep<'_>| task.say(step.words());
            match connection.client.diagnose(&watcher, &body, &say).await {
                Ok(answer) => {
                    let beside = side_by_side(&about.judged.verdict, &answer);
                    self.rules.set(Some(Rc::new(RuleByRule { about, beside })));
                }
                Err(problem) => self.problem.set(Some(problem)),
            }
        });
    }
}
