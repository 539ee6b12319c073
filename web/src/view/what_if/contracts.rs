//! Contracts: what must be so, and whether the rules as edited keep it.

use super::ready_contracts::ReadyMade;
use crate::state::{Analysis, Awaited, Shared, State};
use crate::view::components::{Button, Status};
use crate::view::files;
use crate::view::ruling::chip_class;
use leptos::prelude::*;
use nsg::Decision;
use nsg_analysis::contracts::{Checked, ContractOutcome};
use text::text;

/// What a first contract may look like.
const EXAMPLE: &str = r#"{
  "contracts": [
    {
      "name": "no SSH from the internet",
      "must": "deny",
      "flows": {
        "direction": "Inbound",
        "protocols": ["TCP"],
        "remoteAddresses": ["Internet"],
        "localPorts": ["22"]
      }
    }
  ]
}
"#;

/// The text, and under it each contract.
#[component]
pub(super) fn Contracts(state: State, analysis: Analysis) -> impl IntoView {
    let known = steady(analysis);
    let class = Signal::derive(move || match analysis.contracts.checked.get() {
        Awaited::Asked => "field stale".to_owned(),
        _ => "field".to_owned(),
    });
    let problems = Signal::derive(move || match known.get() {
        Awaited::Not(problem) => problem,
        _ => String::new(),
    });
    view! {
        <div class="contracts">
            {text(state)}
            <ReadyMade state analysis />
            <Status class="problem lines" text=problems />
            <div class=class>
                <ul class="findings" hidden=move || known.with(|known| !matches!(known, Awaited::Is(_)))>
                    {move || match known.get() {
                        Awaited::Is(checked) => {
                            let numbered = checked.iter().enumerate();
                            numbered.map(|(index, one)| contract(state, index + 1, one)).collect()
                        }
                        _ => Vec::new(),
                    }}
                </ul>
            </div>
        </div>
    }
}

/// What is known; until a new answer is there, the old one.
fn steady(analysis: Analysis) -> Memo<Awaited<Shared<Vec<Checked>>>> {
    let checked = analysis.contracts.checked;
    Memo::new(
        move |before: Option<&Awaited<Shared<Vec<Checked>>>>| match (checked.get(), before) {
            (Awaited::Asked, Some(before)) => before.clone(),
            (known, _) => known,
        },
    )
}

/// The text of the file.
fn text(state: State) -> AnyView {
    let text = state.contracts;
    let busy = RwSignal::new(false);
    let open = move |event: web_sys::Event| {
        if let Some(file) = files::picked(&event) {
            files::read(file, busy, move |_, read| text.set(read));
        }
    };
    view! {
        <div class="contracts">
            <div class="actions">
                <label class="button" for="contracts-file">
                    {text!("place-open")}
                    <input
                        type="file"
                        id="contracts-file"
                        aria-label=text!("contracts-open-name")
                        accept=".json,.yaml,.yml,.txt,application/json,application/yaml,text/plain"
                        on:change=open
                    />
                </label>
                <Button
                    label=text!("contracts-insert-example")
                    hidden=move || text.with(|text| !text.trim().is_empty())
                    on_press=move || {
                        text.set(EXAMPLE.to_owned());
                        state.host.focus("contracts-text");
                    }
                />
            </div>
            <textarea
                id="contracts-text"
                rows="8"
                spellcheck="false"
                autocomplete="off"
                aria-label=text!("contracts-label")
                aria-describedby="contracts-help"
                placeholder=text!("contracts-placeholder")
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            ></textarea>
            <small id="contracts-help">{text!("contracts-help")}</small>
        </div>
    }
    .into_any()
}

/// Above all panels: how many hold, so that who edits sees at once what breaks.
pub(super) fn summary(analysis: Analysis) -> AnyView {
    let known = steady(analysis);
    let text = Signal::derive(move || match known.get() {
        Awaited::Is(checked) => tally(&checked),
        _ => String::new(),
    });
    view! { <Status class="contracts-summary" text /> }.into_any()
}

fn tally(checked: &[Checked]) -> String {
    let count =
        |is: fn(&ContractOutcome) -> bool| checked.iter().filter(|one| is(&one.outcome)).count();
    let said = |contracts: usize, text: fn(usize) -> String| match contracts {
        0 => String::new(),
        contracts => text(contracts),
    };
    let counts = [
        said(
            count(|it| matches!(it, ContractOutcome::Holds)),
            |contracts| text!("contracts-count-hold", contracts),
        ),
        said(
            count(|it| matches!(it, ContractOutcome::Broken { .. })),
            |contracts| text!("contracts-count-broken", contracts),
        ),
        said(
            count(|it| matches!(it, ContractOutcome::Open { .. })),
            |contracts| text!("contracts-count-open", contracts),
        ),
    ];
    let counts: Vec<&str> = counts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let lost: Vec<&Checked> = checked.iter().filter(|one| one.is_lost()).collect();
    let tally = text!("contracts-tally", counts = counts.join(", "));
    let lost = match lost.as_slice() {
        [] => return tally,
        [one] if !one.name.is_empty() => text!("contracts-lost-named", contract = one.name),
        several => text!("contracts-lost", contracts = several.len()),
    };
    format!("{tally} {lost}")
}

/// One contract: whether it holds, and a flow that breaks it.
pub(super) fn contract(state: State, number: usize, checked: &Checked) -> AnyView {
    let name = match checked.name.as_str() {
        "" => text!("contract-unnamed", number),
        name => name.to_owned(),
    };
    let (mark, access) = match &checked.outcome {
        ContractOutcome::Holds => (text!("contract-holds"), Decision::Allow),
        ContractOutcome::Broken { .. } => (text!("contract-broken"), Decision::Deny),
        ContractOutcome::Open { .. } => (text!("contract-open"), Decision::Depends),
    };
    let is_lost = checked.is_lost();
    let witness = checked.witness();
    let rule = match &checked.outcome {
        ContractOutcome::Broken { ruling, .. } => ruling.rule.clone(),
        ContractOutcome::Holds | ContractOutcome::Open { .. } => None,
    };
    let show = move || {
        if let Some(flow) = witness {
            state.flow.put(&flow);
        }
        state.what_if.mark(rule.iter().cloned().collect());
        let said = match rule {
            Some(_) => text!("contract-shown-with-rule"),
            None => text!("contract-shown"),
        };
        state.editing.notice.set(said.to_owned());
    };
    view! {
        <li class="finding contract">
            <span class=chip_class(access)>{mark}</span>
            <div class="said">
                <strong>{name.clone()}</strong>
                {is_lost.then(|| view! { <span class="lost">{text!("contract-lost")}</span> })}
                <small>{detail(checked)}</small>
            </div>
            <Button
                label=text!("show")
                name=text!("contract-show-name", contract = name)
                hidden=move || witness.is_none()
                on_press=show
            />
        </li>
    }
    .into_any()
}

/// Why, in a sentence.
fn detail(checked: &Checked) -> String {
    match &checked.outcome {
        ContractOutcome::Holds
            if checked
                .before
                .as_ref()
                .is_some_and(|it| *it != ContractOutcome::Holds) =>
        {
            text!("contract-gained").to_owned()
        }
        ContractOutcome::Holds => text!("contract-proven").to_owned(),
        ContractOutcome::Open { witness } => text!("contract-hangs", flow = witness.to_string()),
        ContractOutcome::Broken { witness, ruling } => {
            let (access, flow) = (ruling.access.word(), witness.to_string());
            match &ruling.rule {
                Some(rule) => text!("contract-broken-by", access, rule = rule.name.name, flow),
                None => text!("contract-broken-by-none", access, flow),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, outcome: ContractOutcome, before: Option<ContractOutcome>) -> Checked {
        Checked {
            name: name.to_owned(),
            outcome,
            before,
        }
    }

    #[test]
    fn the_tally_says_what_the_edits_break() {
        let witness = "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22"
            .parse()
            .unwrap();
        let open = || ContractOutcome::Open { witness };
        let broken = || ContractOutcome::Broken {
            witness,
            ruling: nsg_analysis::Ruling {
                access: Decision::Deny,
                rule: None,
            },
        };
        let checked = [
            one("a", ContractOutcome::Holds, None),
            one("b", ContractOutcome::Holds, Some(broken())),
            one("c", broken(), Some(ContractOutcome::Holds)),
            one("d", open(), Some(broken())),
        ];
        assert_eq!(
            tally(&checked),
            "Contracts: 2 hold, 1 is broken, 1 is undecided. “c” held before your edits."
        );
        assert_eq!(
            tally(&[one("a", ContractOutcome::Holds, None)]),
            "Contracts: 1 holds."
        );
    }
}
