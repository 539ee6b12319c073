//! The part of the editor's state that the rest of the page knows, before the editor is loaded.

use leptos::prelude::*;
use nsg_analysis::RuleRef;
use text::text;

/// What the panel under the rules shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The rules in edit.
    Rules,
    /// What there is to know about them.
    Findings,
    /// What gives the flow the other access.
    WhyNot,
    /// What becomes of all flows to and from one machine, as a picture.
    Map,
    /// What must be so, and whether it is.
    Contracts,
    /// The edits as text, and links.
    Take,
}

impl Tab {
    /// Every one, in their order.
    pub const ALL: [Self; 6] = [
        Self::Rules,
        Self::Findings,
        Self::WhyNot,
        Self::Map,
        Self::Contracts,
        Self::Take,
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Rules => text!("tab-rules"),
            Self::Findings => text!("tab-findings"),
            Self::WhyNot => text!("tab-why-not"),
            Self::Map => text!("tab-map"),
            Self::Contracts => text!("tab-contracts"),
            Self::Take => text!("tab-take"),
        }
    }

    /// The id of its button.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rules => "tab-rules",
            Self::Findings => "tab-findings",
            Self::WhyNot => "tab-why-not",
            Self::Map => "tab-map",
            Self::Contracts => "tab-contracts",
            Self::Take => "tab-take",
        }
    }
}

/// What the page knows of the editor.
#[derive(Clone, Copy)]
pub struct WhatIf {
    /// What its panel shows; nothing before someone chose.
    pub tab: RwSignal<Option<Tab>>,
    /// Rules that are marked in the ladder.
    pub marked: RwSignal<Vec<RuleRef>>,
    /// Who owns what is started later: the page as a whole.
    owner: StoredValue<Option<Owner>>,
}

impl WhatIf {
    pub(super) fn new() -> Self {
        Self {
            tab: RwSignal::new(None),
            marked: RwSignal::new(Vec::new()),
            owner: StoredValue::new(Owner::current()),
        }
    }

    /// Shows something in the panel.
    pub fn show(self, tab: Tab) {
        self.tab.set(Some(tab));
    }

    /// Marks rules in the ladder, and no others.
    pub fn mark(self, rules: Vec<RuleRef>) {
        self.marked.set(rules);
    }

    /// Who owns what lives as long as the page.
    pub fn owner(self) -> Owner {
        self.owner.get_value().unwrap_or_default()
    }
}
