//! The modules: which crates become one, and how small or fast.

/// A crate that becomes a module.
pub(crate) struct Module {
    /// The crate's name.
    pub(crate) krate: &'static str,
    /// Its features.
    pub(crate) features: &'static [&'static str],
    /// The profile of the root Cargo.toml it is built with.
    pub(crate) profile: &'static str,
    /// The name of what is generated.
    pub(crate) name: &'static str,
    /// Where that goes.
    pub(crate) folder: &'static str,
    /// Flags for rustc.
    pub(crate) rustflags: &'static [&'static str],
    /// Whether the parts that the crate names are split off.
    pub(crate) is_split: bool,
    /// What wasm-opt does; nothing for a quick build while one edits.
    pub(crate) optimise: &'static [&'static str],
}

/// The page, small.
pub(crate) const PAGE: Module = Module {
    krate: "web",
    features: &[],
    profile: "wasm-page",
    name: "page",
    folder: "web/pkg",
    // A copy of a function compresses worse than a call: with next to no inlining, here and in wasm-opt,
    // the page is a tenth smaller to load.
    rustflags: &[
        "-Cllvm-args=--inline-threshold=1",
        // leptos' own switch: views have few types instead of one each, which is a sixteenth less to load.
        "--cfg=erase_components",
    ],
    is_split: true,
    // Functions of one name come from one generic: side by side they compress as one.
    optimise: &[
        "-Os",
        "-aimfs",
        "1",
        "-fimfs",
        "1",
        "-ocimfs",
        "1",
        "--reorder-functions-by-name",
    ],
};

/// The analysis beside the page, fast: nobody waits for it before the first edit.
pub(crate) const WORKER: Module = Module {
    krate: "nsg-worker",
    features: &["engine"],
    name: "worker",
    folder: PAGE.folder,
    ..PLUGIN
};

/// What replays recorded flows beside the page, fast: logs have millions of them.
pub(crate) const TRAFFIC: Module = Module {
    features: &["traffic"],
    name: "traffic",
    ..WORKER
};

/// The page and what is beside it.
pub(crate) const PAGES: &[Module] = &[PAGE, WORKER, TRAFFIC];

/// The same to try and while one edits: quickly built, and larger. Both have the same flags, so that they share what is built.
pub(crate) const PAGES_TO_TRY: &[Module] = &[to_try(PAGE), to_try(WORKER), to_try(TRAFFIC)];

const fn to_try(module: Module) -> Module {
    Module {
        profile: "wasm-try",
        rustflags: &[],
        optimise: &[],
        ..module
    }
}

/// The engine for npm: fast where flows are judged, small elsewhere.
pub(crate) const PLUGIN: Module = Module {
    krate: "plugin",
    features: &["sets"],
    profile: "wasm-plugin",
    name: "nsg_what_if",
    folder: "crates/plugin/pkg",
    // A little inlining, without which a verdict takes a third longer; for the rest see the page.
    rustflags: &["-Cllvm-args=--inline-threshold=10"],
    is_split: false,
    optimise: PAGE.optimise,
};

/// The engine for npm without sets of flows, small: for those who ask for a verdict now and then. The page's profile and
/// flags: so they share what is built.
pub(crate) const PLUGIN_ENGINE: Module = Module {
    features: &[],
    profile: PAGE.profile,
    name: "nsg_what_if_engine",
    rustflags: PAGE.rustflags,
    // Twice, since what is flat first is larger at first.
    optimise: &[
        "--flatten",
        "--rereloop",
        "-Oz",
        "-Oz",
        "--reorder-functions-by-name",
    ],
    ..PLUGIN
};

/// What reads YAML and plans for npm.
pub(crate) const PLUGIN_SYNTAXES: Module = Module {
    krate: "plugin-syntaxes",
    features: &["others"],
    name: "nsg_what_if_syntaxes",
    ..PLUGIN
};

/// What reads Terraform's source for npm.
pub(crate) const PLUGIN_TERRAFORM: Module = Module {
    features: &["terraform"],
    name: "nsg_what_if_terraform",
    ..PLUGIN_SYNTAXES
};

/// What writes groups and patches texts, for npm.
pub(crate) const PLUGIN_WRITING: Module = Module {
    krate: "plugin-writing",
    features: &[],
    name: "nsg_what_if_writing",
    ..PLUGIN
};

/// What replays recorded flows, for npm.
pub(crate) const PLUGIN_TRAFFIC: Module = Module {
    krate: "plugin-traffic",
    features: &[],
    name: "nsg_what_if_traffic",
    ..PLUGIN
};

/// The client of Azure for npm, small. The page's profile and flags: so the two share what is built.
pub(crate) const PLUGIN_LIVE: Module = Module {
    features: &["live"],
    profile: PAGE.profile,
    name: "nsg_what_if_live",
    rustflags: PAGE.rustflags,
    ..PLUGIN
};

/// What the npm package has of its own.
pub(crate) const PACKAGE: &[Module] = &[
    PLUGIN,
    PLUGIN_ENGINE,
    PLUGIN_LIVE,
    PLUGIN_SYNTAXES,
    PLUGIN_TERRAFORM,
    PLUGIN_WRITING,
    PLUGIN_TRAFFIC,
];
