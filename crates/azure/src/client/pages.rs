//! Lists that come in pages.

use super::{Client, OnStep, TokenSource};
use crate::error::{AzureError, Call};
use crate::transport::Transport;
use nsg_documents::json::{self, Node};

/// More pages than any list of a subscription has: a `nextLink` without end stops here.
pub const MAX_PAGES: usize = 200;

/// What was listed, also where it broke off.
#[derive(Debug)]
pub struct Listed<T> {
    /// Everything up to the end, or up to the problem.
    pub items: Vec<T>,
    /// Why the list is not whole.
    pub problem: Option<AzureError>,
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Reads all pages of a list. Every item of each `value` goes to `item`.
    ///
    /// # Errors
    ///
    /// Where a page is missing; the items before it are delivered.
    pub(crate) async fn pages(
        &self,
        call: Call,
        url: String,
        item: &mut dyn FnMut(&Node<'_>),
        on_step: OnStep<'_>,
    ) -> Result<(), AzureError> {
        let mut url = url;
        on_step(call.label());
        for page in 1..=MAX_PAGES {
            let text = self.get(call, &url, on_step).await?;
            let next = {
                let root = read(&text)?;
                let list = root.get("value").filter(|value| value.is_array());
                let list = list.ok_or_else(|| AzureError::Unexpected {
                    what: "a list without a value".to_owned(),
                })?;
                list.items().iter().for_each(&mut *item);
                root.str("nextLink").map(str::to_owned)
            };
            match next.filter(|next| !next.is_empty()) {
                None => return Ok(()),
                Some(next) if next == url => return Err(AzureError::EndlessPages { pages: page }),
                Some(next) => {
                    self.admit("nextLink", &next)?;
                    url = next;
                }
            }
            on_step(&format!("{} (page {})", call.label(), page + 1));
        }
        Err(AzureError::EndlessPages { pages: MAX_PAGES })
    }

    /// Reads all pages of a list into one.
    pub(crate) async fn list<I>(
        &self,
        call: Call,
        path: &str,
        api_version: &str,
        read: &dyn Fn(&Node<'_>) -> Option<I>,
        on_step: OnStep<'_>,
    ) -> Listed<I> {
        let mut items = Vec::new();
        let all = match self.url(path, api_version) {
            Ok(url) => {
                let mut take = |node: &Node<'_>| items.extend(read(node));
                self.pages(call, url, &mut take, on_step).await
            }
            Err(error) => Err(error),
        };
        Listed {
            items,
            problem: all.err(),
        }
    }
}

/// An answer as a tree.
///
/// # Errors
///
/// [`AzureError::NotJson`], with the place.
pub(crate) fn read(text: &str) -> Result<Node<'_>, AzureError> {
    json::read_answer(text).map_err(|error| AzureError::not_json(200, text, error))
}
