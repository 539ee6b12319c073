//! From Markdown to blocks: front matter, prose as HTML, and fenced code.

use crate::failure::{FailureKind, FailureSink};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, html};

/// A piece of the file.
pub(super) enum Block {
    FrontMatter {
        line: usize,
        text: String,
    },
    Prose {
        html: String,
    },
    Fenced {
        line: usize,
        info: String,
        text: String,
    },
}

/// The pieces of the file, in its order.
pub(super) fn blocks(text: &str, sink: &mut FailureSink<'_>) -> Vec<Block> {
    // No tables: they come with styles, which the page's policy refuses.
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = MarkdownReader::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let before = text.get(..range.start).unwrap_or_default();
        reader.line = before.matches('\n').count() + 1;
        reader.take(event, sink);
    }
    reader.end_prose();
    reader.blocks
}

#[derive(Default)]
struct MarkdownReader<'t> {
    blocks: Vec<Block>,
    /// Prose that is not closed yet.
    prose: Vec<Event<'t>>,
    /// The block of text that is being read, with its line.
    open: Option<(usize, Open, String)>,
    /// How many lists, quotes and the like are open.
    depth: usize,
    /// The line of the event.
    line: usize,
}

enum Open {
    FrontMatter,
    Fenced(String),
}

impl<'t> MarkdownReader<'t> {
    fn take(&mut self, event: Event<'t>, sink: &mut FailureSink<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => {
                self.open = Some((self.line, Open::FrontMatter, String::new()));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info != "text" => {
                self.begin(info.into_string(), sink);
            }
            Event::End(TagEnd::MetadataBlock(_) | TagEnd::CodeBlock) if self.open.is_some() => {
                self.close();
            }
            Event::Text(text) => match &mut self.open {
                Some((_, _, whole)) => whole.push_str(&text),
                None => self.prose.push(Event::Text(text)),
            },
            Event::Html(_) | Event::InlineHtml(_) => {
                let help = "write Markdown alone: what the page shows is ours to make";
                sink.report(
                    FailureKind::Format,
                    self.line,
                    "there is markup in the text",
                    help,
                );
            }
            Event::Start(tag) => {
                check(&tag, self.line, sink);
                self.depth += 1;
                self.prose.push(Event::Start(tag));
            }
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                self.prose.push(Event::End(tag));
            }
            other => self.prose.push(other),
        }
    }

    fn begin(&mut self, info: String, sink: &mut FailureSink<'_>) {
        if self.depth > 0 {
            let help = "end the list or quote before it";
            sink.report(
                FailureKind::Format,
                self.line,
                "the block is inside another",
                help,
            );
        }
        self.end_prose();
        self.open = Some((self.line, Open::Fenced(info), String::new()));
    }

    fn close(&mut self) {
        let Some((line, open, text)) = self.open.take() else {
            return;
        };
        let text = text.trim_end().to_owned();
        self.blocks.push(match open {
            Open::FrontMatter => Block::FrontMatter { line, text },
            Open::Fenced(info) => Block::Fenced { line, info, text },
        });
    }

    fn end_prose(&mut self) {
        if self.prose.is_empty() {
            return;
        }
        let mut written = String::new();
        html::push_html(&mut written, self.prose.drain(..));
        self.blocks.push(Block::Prose { html: written });
    }
}

/// Links lead to the web alone, and nothing is loaded from there.
fn check(tag: &Tag<'_>, line: usize, sink: &mut FailureSink<'_>) {
    let wrong = match tag {
        Tag::Link { dest_url, .. } => !dest_url.starts_with("https://"),
        Tag::Image { .. } => true,
        _ => false,
    };
    if wrong {
        let help = "link to a page with https://, and show no pictures: the page loads nothing from elsewhere";
        sink.report(
            FailureKind::Format,
            line,
            "the link cannot be followed from the page",
            help,
        );
    }
}
