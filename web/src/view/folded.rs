//! Parts that are folded away until one opens them.

use leptos::prelude::*;

/// Something that one opens, and that hears of it.
#[component]
pub(crate) fn Folded(
    /// What is to be seen while it is closed.
    face: AnyView,
    /// The class of all of it.
    class: &'static str,
    /// Whether it is away.
    #[prop(into, optional)]
    hidden: Signal<bool>,
    /// Hears whether it is open.
    #[prop(into)]
    on_toggle: UnsyncCallback<bool>,
    /// What is to be seen once it is open.
    children: Children,
) -> impl IntoView {
    view! {
        <details
            class=class
            hidden=hidden
            on:toggle=move |event| {
                let details: web_sys::Element = event_target(&event);
                // The browser tells of it later, perhaps when nobody is there to hear it.
                let _ = on_toggle.try_run(details.has_attribute("open"));
            }
        >
            <summary>{face}</summary>
            {children()}
        </details>
    }
}

/// Something that one opens, and that is drawn only then: a key must not wait for what nobody sees.
#[component]
pub(crate) fn DrawnWhenOpen(
    /// What is to be seen while it is closed.
    title: &'static str,
    /// The class of all of it.
    class: &'static str,
    /// Whether it is away.
    #[prop(into, optional)]
    hidden: Signal<bool>,
    /// What is drawn, and drawn again when it changes.
    children: ChildrenFn,
) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <Folded class face=title.into_any() hidden on_toggle=move |is| open.set(is)>
            {move || open.get().then(|| children())}
        </Folded>
    }
}
