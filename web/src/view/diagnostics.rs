//! Problems in a pasted text, each with a way to its line.

use super::wording::sentence;
use crate::state::Shared;
use leptos::html::Textarea;
use leptos::prelude::*;
use nsg_documents::{Diagnostic, DiagnosticSeverity, Document};
use text::text;

/// How many problems are listed before the rest is counted.
const LISTED: usize = 8;

#[component]
pub(super) fn Diagnostics(
    document: Memo<Shared<Document>>,
    textarea: NodeRef<Textarea>,
) -> impl IntoView {
    let all = RwSignal::new(false);
    let total = move || document.with(|document| document.diagnostics.len());
    let listed = move || {
        let limit = if all.get() { usize::MAX } else { LISTED };
        document.with(|document| {
            let shown = worst_first(&document.diagnostics).take(limit).cloned();
            shown
                .map(|diagnostic| item(diagnostic, textarea))
                .collect_view()
        })
    };
    view! {
        <ul class="diagnostics" hidden=move || total() == 0>
            {listed}
        </ul>
        <button
            type="button"
            class="link"
            hidden=move || all.get() || total() <= LISTED
            on:click=move |_| all.set(true)
        >
            {move || text!("diagnostics-more", more = total().saturating_sub(LISTED))}
        </button>
    }
}

/// The worst first; within one severity the text's order.
pub(super) fn worst_first(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    [
        DiagnosticSeverity::Error,
        DiagnosticSeverity::Warning,
        DiagnosticSeverity::Info,
    ]
    .into_iter()
    .flat_map(|severity| {
        diagnostics
            .iter()
            .filter(move |diagnostic| diagnostic.severity == severity)
    })
}

/// Problems without a text to jump to.
pub(super) fn notes(notes: &[Diagnostic]) -> Vec<AnyView> {
    let said = |note: &Diagnostic| Diagnostic {
        message: sentence(&note.message),
        help: note.help.as_deref().map(sentence),
        ..note.clone()
    };
    worst_first(notes)
        .map(|note| item(said(note), NodeRef::new()).into_any())
        .collect()
}

fn item(diagnostic: Diagnostic, textarea: NodeRef<Textarea>) -> impl IntoView {
    let (class, word) = match diagnostic.severity {
        DiagnosticSeverity::Error => ("error", text!("diagnostic-error")),
        DiagnosticSeverity::Warning => ("warning", text!("diagnostic-warning")),
        DiagnosticSeverity::Info => ("info", text!("diagnostic-info")),
    };
    let range = diagnostic.start.zip(diagnostic.end);
    let jump = diagnostic.line.zip(range).map(|(line, (start, end))| {
        view! {
            <button type="button" class="link" on:click=move |_| select(textarea, start, end)>
                {text!("diagnostic-line", line)}
            </button>
        }
    });
    view! {
        <li class=class>
            <span class="severity">{word}</span>
            <span>
                {diagnostic.message} " " {jump}
                {diagnostic.help.map(|help| view! { <small>{help}</small> })}
            </span>
        </li>
    }
}

/// Selects a part of the text and brings it into view.
fn select(textarea: NodeRef<Textarea>, start: usize, end: usize) {
    let Some(textarea) = textarea.get() else {
        return;
    };
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    // What is folded away cannot have the keyboard.
    if let Ok(Some(folded)) = textarea.closest("details") {
        let _ = folded.set_attribute("open", "");
    }
    // A browser scrolls to the caret when the box gets the focus, so the caret comes first.
    let _ = textarea.blur();
    let _ = textarea.set_selection_range(offset(start), offset(start));
    let _ = textarea.focus();
    let _ = textarea.set_selection_range(offset(start), offset(end));
    let before = textarea
        .value()
        .encode_utf16()
        .take(start)
        .filter(|unit| *unit == 10)
        .count();
    let lines = textarea.value().lines().count().max(1);
    let height = f64::from(textarea.scroll_height());
    #[expect(clippy::cast_precision_loss, reason = "a line number, for scrolling")]
    let top = height * before as f64 / lines as f64 - f64::from(textarea.client_height()) / 3.0;
    #[expect(clippy::cast_possible_truncation, reason = "pixels, for scrolling")]
    textarea.set_scroll_top(top.max(0.0) as i32);
}
