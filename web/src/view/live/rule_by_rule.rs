//! Azure's comparison of every rule: offered, asked for, shown.

use super::diagnostic::rules;
use super::progress::progress;
use crate::state::live::{About, Confirmed, Deployed, RuleByRule};
use crate::state::{Judged, Shared, State};
use crate::view::parts::{block, button, fixed, follows, line, never, sentence, spoken};
use crate::view::when;
use azure::confirm::{DiagnosticRequest, NotAskable};
use leptos::prelude::*;
use std::rc::Rc;

/// What one wants compared; made when the button is pressed.
type What = Box<dyn Fn() -> Rc<About>>;

/// The button while it is offered and there is no answer, and the answer while it is about the flow on the
/// page or about what was confirmed.
pub(super) fn rule_by_rule(state: State, offers: Signal<bool>, what: What) -> Vec<AnyView> {
    let confirming = state.live.confirming;
    let hidden = when(move || {
        confirming.diagnosing.running.get()
            || !offers.get()
            || confirming
                .rules
                .with(|found| found.as_ref().is_some_and(|found| belongs(state, found)))
            || state.live.connection().is_none()
    });
    vec![
        button("", fixed("Compare rule by rule"), hidden, move || {
            confirming.diagnose(state, what());
        }),
        progress(confirming.diagnosing),
        follows(move || {
            let found = confirming.rules.get();
            let found = found.filter(|found| belongs(state, found));
            found.map(|found| rules(&found.beside)).unwrap_or_default()
        }),
    ]
}

fn belongs(state: State, found: &RuleByRule) -> bool {
    let confirmed = state.live.confirming.confirmed;
    let same = |it: &Rc<Confirmed>| Rc::ptr_eq(&it.about, &found.about);
    confirmed.with(|it| it.as_ref().is_some_and(same)) || found.about.is_current(state)
}

/// A flow that IP flow verify does not take: why, and what else can be asked.
pub(super) fn not_askable(
    state: State,
    reason: NotAskable,
    judged: Shared<Judged>,
    deployed: Rc<Deployed>,
) -> AnyView {
    let said = format!(
        "IP flow verify cannot be asked: {reason}. {}",
        sentence(reason.help())
    );
    let mut parts = vec![
        spoken("outcome waiting", fixed("Not comparable")),
        line("", fixed(said)),
    ];
    if matches!(reason, NotAskable::Protocol(protocol) if DiagnosticRequest::knows(protocol)) {
        let what = move || Rc::new(About::new(state, judged.clone(), Rc::clone(&deployed)));
        parts.extend(rule_by_rule(state, when(|| true), Box::new(what)));
    }
    block("comparison", never(), parts)
}
