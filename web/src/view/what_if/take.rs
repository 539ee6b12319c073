//! The edits as text to take away, and the whole scenario as a link.

use crate::state::{Analysis, Awaited, State, Takeaway, complete};
use crate::view::copy::copyable;
use crate::view::parts::{Choices, block, button, fixed, item, line, list, never, spoken, word};
use crate::view::{files, when, words};
use leptos::prelude::*;
use nsg::AppliedTo;
use nsg_worker::{Format, ReportForm};
use text::text;

/// Returns what a text can be, and what each is called.
fn all_forms() -> [(Takeaway, &'static str, &'static str); 7] {
    let change = Takeaway::Change;
    [
        (
            change(Format::AzureCli),
            "azure-cli",
            text!("take-azure-cli"),
        ),
        (
            change(Format::PowerShell),
            "powershell",
            text!("take-powershell"),
        ),
        (change(Format::Arm), "arm", text!("take-arm")),
        (change(Format::Bicep), "bicep", text!("take-bicep")),
        (
            change(Format::Terraform),
            "terraform",
            text!("take-terraform"),
        ),
        (
            Takeaway::Report(ReportForm::Markdown),
            "markdown",
            text!("take-markdown"),
        ),
        (
            Takeaway::Report(ReportForm::Json),
            "json",
            text!("take-json"),
        ),
    ]
}

/// Links longer than this are cut by some programs that they are sent with.
const LONG_LINK: usize = 8_000;

/// Everything that one can take away.
pub(super) fn take(state: State, analysis: Analysis) -> AnyView {
    block(
        "field",
        never(),
        vec![texts(state, analysis), link(state, analysis)],
    )
}

fn texts(state: State, analysis: Analysis) -> AnyView {
    let Analysis { taken, written, .. } = analysis;
    // A place without a group has nothing to take.
    Effect::new(move |_| {
        let places = [state.subnet, state.interface];
        let has = |applied_to| {
            let place = places.iter().find(|place| place.applied_to == applied_to);
            place.is_some_and(|place| place.current.with(Option::is_some))
        };
        let (chosen, form) = taken.get();
        let mut there = places.iter().filter(|place| has(place.applied_to));
        let edited = there.clone().find(|place| place.rows.with(Option::is_some));
        let other = edited.or_else(|| there.next());
        if let (false, Some(other)) = (has(chosen), other) {
            taken.set((other.applied_to, form));
        }
    });
    let place = |applied_to: AppliedTo, label: &'static str| {
        let place = state.place(applied_to);
        let missing = when(move || place.is_none_or(|place| place.current.with(Option::is_none)));
        let pressed = words(move || (taken.get().0 == applied_to).to_string());
        view! {
            <button
                type="button"
                aria-pressed=pressed
                hidden=missing
                on:click=move |_| taken.update(|(chosen, _)| *chosen = applied_to)
            >
                {label}
            </button>
        }
        .into_any()
    };
    let chosen = words(move || {
        let (_, form) = taken.get();
        let known = all_forms().into_iter().find(|(known, ..)| *known == form);
        known.map_or("", |(_, name, _)| name).to_owned()
    });
    let forms = Choices {
        id: "take-as",
        label: text!("take-as"),
        class: "inline-field",
        options: Signal::stored(
            all_forms()
                .map(|(_, name, label)| (name.to_owned(), label.to_owned()))
                .to_vec(),
        ),
        chosen,
        hidden: never(),
    };
    let choose = move |chosen: String| {
        if let Some((form, ..)) = all_forms().into_iter().find(|(_, name, _)| *name == chosen) {
            taken.update(|(_, kept)| *kept = form);
        }
    };
    let text = words(move || match written.get() {
        Awaited::Is(written) => written.text,
        _ => String::new(),
    });
    let problem = words(move || match written.get() {
        Awaited::Not(problem) => text!("take-not-written", problem),
        _ => String::new(),
    });
    let none = when(move || text.with(String::is_empty));
    let save = move || {
        if let Awaited::Is(written) = written.get_untracked() {
            files::save(&written.file_name, "text/plain", &written.text);
        }
    };
    let notes = crate::view::parts::follows(move || match written.get() {
        Awaited::Is(written) => written
            .notes
            .into_iter()
            .map(|note| item("", vec![word("", note)]))
            .collect(),
        _ => Vec::new(),
    });
    let head = vec![
        block(
            "choice",
            never(),
            vec![
                place(AppliedTo::Subnet, text!("place-subnet")),
                place(AppliedTo::NetworkInterface, text!("place-nic")),
            ],
        ),
        forms.view(choose),
        button("", fixed(text!("take-download")), none, save),
    ];
    let parts = vec![
        block("actions", never(), head),
        list("contents", never(), vec![notes]),
        spoken("problem", problem),
        block("", none, vec![copyable(text!("take-edited-rules"), text)]),
    ];
    block("field", never(), parts)
}

fn link(state: State, analysis: Analysis) -> AnyView {
    let sharing = analysis.sharing;
    let link = sharing.link;
    let none = when(move || link.with(String::is_empty));
    // A link of what was before would be sent in good faith.
    Effect::new(move |_| {
        state.follow_saved();
        link.set(String::new());
    });
    let make = move || match untrack(|| state.holds_token()) {
        true => sharing.refuse(text!("link-holds-token")),
        false => sharing.make(&complete(state)),
    };
    let redacted = move || match untrack(|| state.holds_token()) {
        true => sharing.refuse(text!("link-holds-token")),
        false => analysis.share_redacted(state),
    };
    let size = words(move || match link.with(String::len) {
        0 => String::new(),
        length if length > LONG_LINK => text!("link-long", thousands = length / 1000),
        length => text!("link-length", characters = length),
    });
    let left_out = words(move || {
        let are_missing =
            !sharing.has_contracts.get() && state.contracts.with(|text| !text.trim().is_empty());
        match are_missing {
            true => text!("link-without-contracts"),
            false => "",
        }
        .to_owned()
    });
    let parts = vec![
        line("", fixed(text!("link-help"))),
        block(
            "actions",
            never(),
            vec![
                button("", fixed(text!("link-make")), never(), make),
                button("", fixed(text!("link-make-redacted")), never(), redacted),
            ],
        ),
        spoken("problem", sharing.problem.into()),
        block(
            "",
            none,
            vec![
                copyable(text!("link-itself"), link.into()),
                line("summary", size),
                line("summary", left_out),
            ],
        ),
    ];
    block("field share", never(), parts)
}
