//! A tree that crosses from the module that reads a syntax to the one that has the rules.
#![allow(clippy::unwrap_used, reason = "tests fail by panicking")]

use nsg_documents::{read, read_tree, tree};
use proptest::prelude::*;

const TEXTS: [&str; 4] = [
    "- azure_rm_securitygroup:\n    name: shop\n    rules:\n      - {name: ß, priority: 120, protocol: Tcp}\n      - {name: b, priority: x}\n",
    "name: shop\nsecurityRules:\n  - name: a\n   priority: 100\n",
    "Name,Priority,Direction,Access,Source,Owner\nweb,100,Inbound,Allow,\"10.0.0.0/8, 10.1.2.300\",me\n",
    "Name,Priority,Owner\nweb,100,me\nrest,200,you\n",
];

/// What there is to compare of a document: all of it.
fn told(text: &str) -> (String, String) {
    let tree = tree(text).map_or_else(|| read(text), |tree| read_tree(text, &tree));
    (format!("{tree:?}"), format!("{:?}", read(text)))
}

#[test]
fn what_crosses_is_what_is_read_at_once() {
    for text in TEXTS {
        assert!(
            tree(text).is_some() || read(text).groups.is_empty(),
            "{text}"
        );
        let (crossed, read) = told(text);
        assert_eq!(crossed, read);
    }
}

#[test]
fn json_does_not_cross() {
    for text in ["", " {\"name\": \"shop\"}", "[]", "hello"] {
        assert_eq!(tree(text), None, "{text}");
    }
}

#[test]
fn bytes_of_another_build_are_no_tree() {
    let text = TEXTS[0];
    let whole = tree(text).unwrap();
    for bytes in [&[][..], &[7; 40], whole.get(..whole.len() / 2).unwrap()] {
        assert_eq!(
            format!("{:?}", read_tree(text, bytes)),
            format!("{:?}", read(text))
        );
    }
}

proptest! {
    #[test]
    fn what_crosses_of_any_text_is_what_is_read_at_once(number in 0..TEXTS.len(), at in 0_usize..200, with in "[ \\n\\-:,&*\"{}a-c0-9|]{0,4}") {
        let text = TEXTS.get(number).unwrap();
        let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap();
        let text = format!("{}{with}{}", text.get(..at).unwrap(), text.get(at..).unwrap());
        let (crossed, read) = told(&text);
        prop_assert_eq!(crossed, read);
    }
}
