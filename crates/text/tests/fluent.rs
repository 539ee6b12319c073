//! What `text!` makes of a message is what Fluent's own library makes of it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says best what is wrong by failing"
)]

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use text::text;

/// What the library says, in the language of the build.
fn library(name: &str, values: &[(&str, &str)]) -> String {
    let language = if text!("header-language-tag") == "ko" {
        "ko"
    } else {
        "en"
    };
    let folder = format!("{}/languages/{language}", env!("CARGO_MANIFEST_DIR"));
    let mut bundle = FluentBundle::new(vec![language.parse().unwrap()]);
    bundle.set_use_isolating(false);
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        bundle
            .add_resource(FluentResource::try_new(text).unwrap())
            .unwrap();
    }
    let mut arguments = FluentArgs::new();
    for (variable, value) in values {
        match value.parse::<f64>() {
            Ok(number) => arguments.set(*variable, number),
            Err(_) => arguments.set(*variable, *value),
        }
    }
    let pattern = bundle.get_message(name).unwrap().value().unwrap();
    let mut errors = Vec::new();
    let said = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
    assert!(errors.is_empty(), "{name}: {errors:?}");
    said.into_owned()
}

/// Compares both for a message and what stands in it.
macro_rules! same {
    ($name:literal $(, $variable:ident = $value:expr)*) => {
        assert_eq!(
            text!($name $(, $variable = $value)*),
            library($name, &[$((stringify!($variable), &$value.to_string())),*]),
        )
    };
}

#[test]
fn a_text_alone() {
    same!("header-tagline");
    same!("access-depends");
}

#[test]
fn a_count_has_the_words_of_its_number() {
    for rules in [0, 1, 2, 11, 4096] {
        same!("ladder-rules-missed", rules = rules);
        same!("verdict-facts-missing", facts = rules);
    }
}

#[test]
fn a_word_chooses_a_sentence() {
    for place in ["subnet", "nic", "neither"] {
        same!("verdict-unreadable", place = place);
    }
    for evaluated in ["ours", "theirs", "both"] {
        same!(
            "live-stage-title",
            evaluated = evaluated,
            stage = "NIC NSG",
            group = "nsg-web"
        );
    }
}

#[test]
fn spaces_at_an_end_and_signs_of_the_syntax_stay() {
    same!("learn-is-done");
    same!("ladder-default");
    same!(
        "learn-set",
        name = "{VirtualNetwork}",
        prefixes = "10.0.0.0/8"
    );
}
