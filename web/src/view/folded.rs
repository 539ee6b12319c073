//! Parts that are folded away until one opens them.

use super::parts::{Hidden, fixed, follows};
use leptos::prelude::*;

/// Something that one opens.
pub(crate) fn details(class: &'static str, title: &'static str, parts: Vec<AnyView>) -> AnyView {
    view! {
        <details class=class>
            <summary>{title}</summary>
            {parts}
        </details>
    }
    .into_any()
}

/// Something that one opens, and that is drawn only then: a key must not wait for what nobody sees.
pub(crate) fn drawn_when_open(
    class: &'static str,
    title: &'static str,
    hidden: Hidden,
    draw: impl Fn() -> Vec<AnyView> + Send + 'static,
) -> AnyView {
    let open = RwSignal::new(false);
    let draw: Box<dyn Fn() -> Vec<AnyView> + Send> = Box::new(draw);
    let parts = follows(move || if open.get() { draw() } else { Vec::new() });
    let title = fixed(title);
    let face = view! { {title} }.into_any();
    folded(class, face, hidden, vec![parts], move |is| open.set(is))
}

/// Something that one opens, and that hears of it.
pub(crate) fn folded(
    class: &'static str,
    face: AnyView,
    hidden: Hidden,
    parts: Vec<AnyView>,
    toggled: impl Fn(bool) + 'static,
) -> AnyView {
    let toggled: Box<dyn Fn(bool)> = Box::new(toggled);
    view! {
        <details
            class=class
            hidden=hidden
            on:toggle=move |event| {
                let details: web_sys::Element = event_target(&event);
                toggled(details.has_attribute("open"));
            }
        >
            <summary>{face}</summary>
            {parts}
        </details>
    }
    .into_any()
}
