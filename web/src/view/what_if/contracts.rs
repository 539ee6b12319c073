//! Contracts: what must be so, and whether the rules as edited keep it.

use super::impact::chip_class;
use crate::state::{Analysis, Known, Shared, State};
use crate::view::parts::{
    block, button, fixed, follows, item, list, named_button, never, small, spoken, strong, word,
};
use crate::view::{files, when, words};
use leptos::prelude::*;
use nsg::Decision;
use nsg_worker::{Checked, Kept};
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
pub(super) fn contracts(state: State, analysis: Analysis) -> AnyView {
    let known = steady(analysis);
    let none = when(move || known.with(|known| !matches!(known, Known::Is(_))));
    let class = words(move || match analysis.contracts.checked.get() {
        Known::Asked => "field stale".to_owned(),
        _ => "field".to_owned(),
    });
    let items = follows(move || match known.get() {
        Known::Is(checked) => {
            let numbered = checked.iter().enumerate();
            numbered
                .map(|(index, one)| contract(state, index + 1, one))
                .collect()
        }
        _ => Vec::new(),
    });
    let list = list("findings", none, vec![items]);
    let list = view! { <div class=class>{list}</div> }.into_any();
    let problems = words(move || match known.get() {
        Known::Not(problem) => problem,
        _ => String::new(),
    });
    let parts = vec![text(state), spoken("problem lines", problems), list];
    block("contracts", never(), parts)
}

/// What is known; until a new answer is there, the old one.
fn steady(analysis: Analysis) -> Memo<Known<Shared<Vec<Checked>>>> {
    let checked = analysis.contracts.checked;
    Memo::new(
        move |before: Option<&Known<Shared<Vec<Checked>>>>| match (checked.get(), before) {
            (Known::Asked, Some(before)) => before.clone(),
            (known, _) => known,
        },
    )
}

/// The text of the file.
fn text(state: State) -> AnyView {
    let text = state.contracts;
    let busy = RwSignal::new(false);
    let is_there = when(move || text.with(|text| !text.trim().is_empty()));
    let open = move |event: web_sys::Event| {
        if let Some(file) = files::picked(&event) {
            files::read(file, busy, move |_, read| text.set(read));
        }
    };
    let file = view! {
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
    };
    let example = button(
        "",
        fixed(text!("contracts-insert-example")),
        is_there,
        move || {
            text.set(EXAMPLE.to_owned());
            state.host.focus("contracts-text");
        },
    );
    let area = view! {
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
    };
    let actions = block("actions", never(), vec![file.into_any(), example]);
    block("contracts", never(), vec![actions, area.into_any()])
}

/// Above all panels: how many hold, so that who edits sees at once what breaks.
pub(super) fn summary(analysis: Analysis) -> AnyView {
    let known = steady(analysis);
    let text = words(move || match known.get() {
        Known::Is(checked) => tally(&checked),
        _ => String::new(),
    });
    spoken("contracts-summary", text)
}

fn tally(checked: &[Checked]) -> String {
    let counts = [Kept::Holds, Kept::Broken, Kept::Open].map(|kept| {
        let contracts = checked.iter().filter(|it| it.now == kept).count();
        match (contracts, kept) {
            (0, _) => String::new(),
            (_, Kept::Holds) => text!("contracts-count-hold", contracts),
            (_, Kept::Broken) => text!("contracts-count-broken", contracts),
            (_, Kept::Open) => text!("contracts-count-open", contracts),
        }
    });
    let counts: Vec<&str> = counts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let lost: Vec<&Checked> = checked.iter().filter(|one| is_lost(one)).collect();
    let tally = text!("contracts-tally", counts = counts.join(", "));
    let lost = match lost.as_slice() {
        [] => return tally,
        [one] if !one.name.is_empty() => text!("contracts-lost-named", contract = one.name),
        several => text!("contracts-lost", contracts = several.len()),
    };
    format!("{tally} {lost}")
}

/// Whether the edits end it.
fn is_lost(checked: &Checked) -> bool {
    checked.now != Kept::Holds && checked.before == Some(Kept::Holds)
}

/// One contract: whether it holds, and a flow that breaks it.
pub(super) fn contract(state: State, number: usize, checked: &Checked) -> AnyView {
    let name = match checked.name.as_str() {
        "" => text!("contract-unnamed", number),
        name => name.to_owned(),
    };
    let (mark, access) = match checked.now {
        Kept::Holds => (text!("contract-holds"), Decision::Allow),
        Kept::Broken => (text!("contract-broken"), Decision::Deny),
        Kept::Open => (text!("contract-open"), Decision::Depends),
    };
    let mut said = vec![strong(name.clone())];
    if is_lost(checked) {
        said.push(word("lost", text!("contract-lost")));
    }
    said.push(small(detail(checked)));
    let witness = checked.witness;
    let rule = checked.decided.as_ref().and_then(|it| it.rule.clone());
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
    let label = fixed(text!("contract-show-name", contract = name));
    let nothing = when(move || witness.is_none());
    let show = named_button("", fixed(text!("show")), label, nothing, Box::new(show));
    let parts = vec![
        word(chip_class(access), mark),
        block("said", never(), said),
        show,
    ];
    item("finding contract", parts)
}

/// Why, in a sentence.
fn detail(checked: &Checked) -> String {
    let flow = checked.witness.map(|flow| flow.to_string());
    let flow = flow.unwrap_or_default();
    match (checked.now, &checked.decided) {
        (Kept::Holds, _) if checked.before.is_some_and(|before| before != Kept::Holds) => {
            text!("contract-gained").to_owned()
        }
        (Kept::Holds, _) => text!("contract-proven").to_owned(),
        (Kept::Open, _) => text!("contract-hangs", flow),
        (Kept::Broken, Some(decided)) => {
            let access = decided.access.word();
            match &decided.rule {
                Some(rule) => text!("contract-broken-by", access, rule = rule.name.name, flow),
                None => text!("contract-broken-by-none", access, flow),
            }
        }
        (Kept::Broken, None) => text!("contract-broken-flow", flow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, now: Kept, before: Option<Kept>) -> Checked {
        Checked {
            name: name.to_owned(),
            now,
            before,
            witness: None,
            decided: None,
        }
    }

    #[test]
    fn the_tally_says_what_the_edits_break() {
        let (holds, broken) = (Some(Kept::Holds), Some(Kept::Broken));
        let checked = [
            one("a", Kept::Holds, None),
            one("b", Kept::Holds, broken),
            one("c", Kept::Broken, holds),
            one("d", Kept::Open, broken),
        ];
        assert_eq!(
            tally(&checked),
            "Contracts: 2 hold, 1 is broken, 1 is open. “c” held before your edits."
        );
        assert_eq!(tally(&[one("a", Kept::Holds, None)]), "Contracts: 1 holds.");
    }
}
