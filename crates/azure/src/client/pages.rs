//! Lists that come in pages.

use super::{Client, ClientStep, OnStep, TokenSource};
use crate::error::{AzureError, Call};
use crate::transport::Transport;
use nsg_documents::json::{self, JsonNode};
use text::text;

/// More pages than any list of a subscription has: a `nextLink` without end stops here.
pub const MAX_PAGES: usize = 200;

/// More entries than anybody picks from: a region has room for 65,536 network interfaces of a
/// subscription (AD: `azure-resource-manager/management/azure-subscription-service-limits.md`).
pub const MAX_ENTRIES: usize = 100_000;

/// More text than so many entries have: names have no limit where somebody means harm.
const MAX_TEXT: usize = 128 << 20;

/// Where most lists have their entries.
const VALUE: &str = "value";

/// Where the next page is.
const NEXT_LINK: &str = "nextLink";

/// What was listed, also where it broke off.
#[derive(Debug)]
pub struct Listed<T> {
    /// Everything up to the end, or up to the problem.
    pub items: Vec<T>,
    /// Why the list is not whole.
    pub problem: Option<AzureError>,
}

impl<T: Transport, S: TokenSource> Client<T, S> {
    /// Reads all pages of a list. Every entry of each `value` goes to `entry`.
    ///
    /// # Errors
    ///
    /// Where a page is missing or there are too many; the entries before it are delivered.
    pub(crate) async fn pages(
        &self,
        call: Call,
        url: String,
        entry: &mut dyn FnMut(&JsonNode<'_>),
        on_step: OnStep<'_>,
    ) -> Result<(), AzureError> {
        on_step(ClientStep::Does(call.label()));
        let first = self.get(call, &url, on_step).await?;
        let mut entry = |node: &JsonNode<'_>, _: &str| entry(node);
        self.follow(call, url, first, VALUE, &mut entry, on_step)
            .await
    }

    /// The first page of a list with the entries of all its pages, for whoever reads a text: as it came
    /// where it is the only one. `key` is where the entries are, `url` where the page came from.
    ///
    /// # Errors
    ///
    /// Where a page is missing or there are too many: a part is not the list.
    pub(crate) async fn whole(
        &self,
        call: Call,
        url: String,
        first: String,
        key: &str,
        on_step: OnStep<'_>,
    ) -> Result<String, AzureError> {
        if next_link(&read(&first)?).is_none() {
            return Ok(first);
        }
        let mut entries = Vec::new();
        let mut entry =
            |node: &JsonNode<'_>, text: &str| entries.push(node.source(text).to_owned());
        self.follow(call, url, first.clone(), key, &mut entry, on_step)
            .await?;
        let root = read(&first)?;
        let members = root.entries().filter(|(name, _)| *name != NEXT_LINK);
        let members = members.map(|(name, value)| {
            let value = match name == key {
                true => format!("[{}]", entries.join(",")),
                false => value.source(&first).to_owned(),
            };
            // Text always writes.
            let name = serde_json::to_string(name).unwrap_or_default();
            format!("{name}:{value}")
        });
        let members: Vec<_> = members.collect();
        Ok(format!("{{{}}}", members.join(",")))
    }

    /// Gives every entry of a page and of those after it, each with the text of its page.
    async fn follow(
        &self,
        call: Call,
        mut url: String,
        mut text: String,
        key: &str,
        entry: &mut dyn FnMut(&JsonNode<'_>, &str),
        on_step: OnStep<'_>,
    ) -> Result<(), AzureError> {
        let (mut pages, mut entries, mut length) = (1, 0, 0);
        loop {
            let next = {
                let root = read(&text)?;
                let list = root.get(key).filter(|list| list.is_array());
                let list = list.ok_or_else(|| {
                    AzureError::unexpected(text!("azure-unexpected-no-list", key))
                })?;
                let room = MAX_ENTRIES - entries;
                let taken = list.items().iter().take(room);
                taken.for_each(|node| entry(node, &text));
                if list.items().len() > room {
                    return Err(AzureError::EndlessPages { pages });
                }
                entries += list.items().len();
                next_link(&root).map(str::to_owned)
            };
            length += text.len();
            let Some(next) = next else {
                return Ok(());
            };
            if next == url || pages == MAX_PAGES || length > MAX_TEXT {
                return Err(AzureError::EndlessPages { pages });
            }
            self.admit(NEXT_LINK, &next)?;
            pages += 1;
            let step = text!("azure-step-page", step = call.label(), page = pages);
            on_step(ClientStep::Does(&step));
            text = self.get(call, &next, on_step).await?;
            url = next;
        }
    }

    /// Reads all pages of a list into one.
    pub(crate) async fn list<I>(
        &self,
        call: Call,
        path: &str,
        api_version: &str,
        read: &dyn Fn(&JsonNode<'_>) -> Option<I>,
        on_step: OnStep<'_>,
    ) -> Listed<I> {
        let mut items = Vec::new();
        let all = match self.url(path, api_version) {
            Ok(url) => {
                let mut take = |node: &JsonNode<'_>| items.extend(read(node));
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

/// The address of the next page, where there is one.
fn next_link<'n>(page: &'n JsonNode<'_>) -> Option<&'n str> {
    page.str(NEXT_LINK).filter(|link| !link.is_empty())
}

/// An answer as a tree.
///
/// # Errors
///
/// [`AzureError::NotJson`], with the place.
pub(crate) fn read(text: &str) -> Result<JsonNode<'_>, AzureError> {
    json::read_answer(text).map_err(|error| AzureError::not_json(200, text, error))
}
