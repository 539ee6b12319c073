//! Azure's comparison of every rule: offered, asked for, shown.

use super::diagnostic::rules;
use super::progress::Progress;
use crate::state::live::{About, Confirmed, Deployed, RuleByRule};
use crate::state::{FlowVerdict, Shared, State};
use crate::view::components::{Button, Line};
use crate::view::wording::sentence;
use azure::confirm::{DiagnosticRequest, NotAskable};
use leptos::prelude::*;
use std::rc::Rc;
use text::text;

/// What one wants compared; made when the button is pressed.
type ComparisonInput = Box<dyn Fn() -> Rc<About>>;

/// The button while it is offered and there is no answer, and the answer.
#[component]
pub(super) fn AskRuleByRule(
    state: State,
    to: To,
    /// Whether it is offered.
    #[prop(into)]
    offers: Signal<bool>,
    what: ComparisonInput,
) -> impl IntoView {
    let confirming = state.live.confirming;
    let found = move || confirming.rules.get().filter(|found| to.has(state, found));
    let hidden = move || {
        let busy = confirming.diagnosing.running.get();
        busy || !offers.get() || found().is_some() || state.live.connection().is_none()
    };
    view! {
        <Button
            label=text!("live-rule-by-rule")
            hidden
            on_press=move || confirming.diagnose(state, what())
        />
        <Progress task=confirming.diagnosing />
        {move || found().map(|found| rules(&found.beside))}
    }
}

/// What the comparison belongs to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum To {
    /// Azure's answer, as long as that is shown.
    TheAnswer,
    /// The flow that is on the page.
    TheFlow,
}

impl To {
    fn has(self, state: State, found: &RuleByRule) -> bool {
        let confirmed = state.live.confirming.confirmed;
        let same = |it: &Rc<Confirmed>| Rc::ptr_eq(&it.about, &found.about);
        match self {
            Self::TheAnswer => confirmed.with(|it| it.as_ref().is_some_and(same)),
            Self::TheFlow => found.about.is_current(state),
        }
    }
}

/// A flow that IP flow verify does not take: why, and what else can be asked.
#[component]
pub(super) fn CannotAsk(
    state: State,
    reason: NotAskable,
    judged: Shared<FlowVerdict>,
    deployed: Rc<Deployed>,
) -> impl IntoView {
    let said = text!("live-not-askable", reason, help = sentence(reason.help()));
    let is_known =
        matches!(reason, NotAskable::Protocol(protocol) if DiagnosticRequest::knows(protocol));
    let other = is_known.then(|| {
        let what =
            Box::new(move || Rc::new(About::new(state, judged.clone(), Rc::clone(&deployed))));
        view! { <AskRuleByRule state to=To::TheFlow offers=true what /> }
    });
    view! {
        <div class="comparison">
            <p class="outcome waiting" role="status">{text!("live-not-comparable")}</p>
            <Line text=said />
            {other}
        </div>
    }
}
