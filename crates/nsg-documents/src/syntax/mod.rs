//! Syntaxes beside JSON. Each becomes the tree of [`JsonNode`](crate::json::JsonNode) with the positions of the text, and what
//! comes after that is the same for all.

#[cfg(feature = "hcl")]
pub(crate) mod hcl;
#[cfg(feature = "tables")]
pub(crate) mod table;
