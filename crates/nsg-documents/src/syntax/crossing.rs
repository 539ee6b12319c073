//! A text's tree as bytes: from the module that reads a syntax to the one that has the rules.
//!
//! What reads a rare syntax is a module of its own in the npm package. It has no rules, and the module with the rules has not
//! this syntax. Both are of one build, so the bytes never have to last.

use super::SyntaxText;
use super::recognise::excerpt::block;
use crate::diagnostic::DiagnosticSink;
use crate::document::{Document, Shape};
use crate::json::JsonNode;
use crate::read::{self, NeededReader};
use serde::{Deserialize, Serialize};

/// What a syntax made of a text.
#[derive(Serialize, Deserialize)]
struct CrossingTree<'t> {
    /// The tree, unless the text cannot be read.
    #[serde(borrow)]
    root: Option<JsonNode<'t>>,
    /// The shape, where the texts of the syntax have one of their own.
    shape: Option<Shape>,
    problems: DiagnosticSink,
}

/// Returns the tree of a text in a syntax that is built in here, for [`read_tree`]; `None` for any other text.
pub fn tree(text: &str) -> Option<Vec<u8>> {
    if read::is_json(text) || read::is_too_large(text) {
        return None;
    }
    let mut problems = DiagnosticSink::default();
    let block = block(text);
    let read = match NeededReader::of(text) {
        NeededReader::TerraformSource => super::read_terraform_source(&block, &mut problems),
        _ => super::read_other(super::part_to_read(text, &block), &mut problems),
    };
    let (root, shape) = match read? {
        SyntaxText::Tree(root, shape) => (Some(root), shape),
        SyntaxText::Refused => (None, None),
    };
    let tree = CrossingTree {
        root,
        shape,
        problems,
    };
    // A tree is about as long as its text: reserved at once, nothing is moved while it grows.
    postcard::to_extend(&tree, Vec::with_capacity(text.len())).ok()
}

/// Reads a document of a text and the tree that [`tree`] made of it. Bytes of another build are not understood: then the text
/// is read by what is built in here.
pub fn read_tree(text: &str, tree: &[u8]) -> Document {
    let Ok(tree) = postcard::from_bytes::<CrossingTree<'_>>(tree) else {
        return read::read(text);
    };
    let read = match tree.root {
        Some(root) => SyntaxText::Tree(root, tree.shape),
        None => SyntaxText::Refused,
    };
    read::of_syntax(text, &read, tree.problems)
}
