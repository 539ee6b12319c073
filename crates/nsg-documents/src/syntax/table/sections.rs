//! What stands above tables and between them: headings that say of which direction the rows below are, and of which NSG.

use super::cells::{Cell, TableLine};
use super::titles::{bare, command_group, group_name, is_name_of_rule, is_title};
use super::words;
use crate::position::Span;
use nsg::Direction;
use std::borrow::Cow;

/// How surely a line speaks for the rows below it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    /// A line of a few words, such as `Inbound rules:`.
    Title,
    /// A heading of Markdown, with its level.
    Heading,
    /// A row of the table itself.
    Row,
}

/// A direction that was told; `None` where two lines contradict each other.
struct ToldDirection {
    direction: Option<Direction>,
    span: Span,
    strength: Strength,
    level: usize,
    /// Whether no row came after it.
    is_fresh: bool,
}

/// Whose rows a table has.
#[derive(Clone)]
pub(super) enum Owner<'t> {
    /// No heading says.
    Unsaid,
    /// A heading has the name of an NSG.
    Named(Cow<'t, str>, Span),
    /// Rows of other tables stand under other headings, and it is not told whether they are of the same NSG.
    Titled(Cow<'t, str>, Span),
}

impl Owner<'_> {
    /// Whether both are the same: names of groups differ by more than case.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unsaid, Self::Unsaid) => true,
            (Self::Named(one, _), Self::Named(other, _)) => one.eq_ignore_ascii_case(other),
            (Self::Titled(_, one), Self::Titled(_, other)) => one == other,
            _ => false,
        }
    }
}

/// A line of a few words above a table.
struct Title<'t> {
    text: Cow<'t, str>,
    span: Span,
    level: usize,
}

/// The level of what is no heading of Markdown: below all of them.
const NO_LEVEL: usize = usize::MAX;

/// The lines between tables, as they come.
pub(super) struct Sections<'t> {
    /// Whether the text is of a screen, with the commands that printed it.
    has_commands: bool,
    direction: Option<ToldDirection>,
    owner: Owner<'t>,
    /// The level of the heading that names the owner.
    level: usize,
    /// Whether no row came after the owner's name.
    is_fresh: bool,
    /// The last title since the rows that tells neither a name nor a direction.
    title: Option<Title<'t>>,
    /// The last one that tells a direction.
    told: Option<Title<'t>>,
    /// The last line since the rows that is none.
    prose: Option<Title<'t>>,
    /// The rule of the rows here, where each rule has a table and a heading of its own.
    rule: Option<Cell<'t>>,
    /// The directions of the owner's tables so far, as their titles tell them.
    seen: Vec<Direction>,
}

impl<'t> Sections<'t> {
    pub(super) fn new(has_commands: bool) -> Self {
        Self {
            has_commands,
            direction: None,
            owner: Owner::Unsaid,
            level: NO_LEVEL,
            is_fresh: true,
            title: None,
            told: None,
            prose: None,
            rule: None,
            seen: Vec::new(),
        }
    }

    /// Takes a line that is no row, or a row that says nothing but a direction.
    pub(super) fn line(&mut self, whole: &'t str, line: &TableLine<'t>, is_row: bool) {
        let Some(only) = only_cell(line) else { return };
        let text = only.text.trim();
        // With the signs that make it bold.
        let written = whole
            .get(only.span.start..only.span.end)
            .unwrap_or_default();
        if text.starts_with("```") {
            return;
        }
        // A sentence may speak of anything.
        let command = command_group(text).filter(|_| self.has_commands);
        let level = match text.bytes().take_while(|byte| *byte == b'#').count() {
            0 => NO_LEVEL,
            level => level,
        };
        let strength = match () {
            () if is_row => Strength::Row,
            () if level != NO_LEVEL => Strength::Heading,
            () if is_title(written) || command.is_some() => Strength::Title,
            () => {
                self.prose = Some(title(text, only.span, level));
                return;
            }
        };
        if strength == Strength::Heading {
            // A heading ends what stands under those of its level.
            self.direction.take_if(|told| told.level >= level);
            self.title.take_if(|title| title.level >= level);
        }
        let direction = words::direction(text).filter(|_| command.is_none());
        if let Some(direction) = direction {
            self.tell(direction, strength, level, line.span);
        }
        let bare = bare(text);
        if strength == Strength::Row || bare.is_empty() {
            return;
        }
        let title = title(bare, only.span, level);
        let is_heading = command.is_none();
        match (command.or_else(|| group_name(text)), direction) {
            // `Rules that came from nsg-old:` below the heading of another NSG.
            (Some(name), _) if is_heading && self.is_other(&name, level) => {
                self.title = Some(title);
            }
            (Some(name), _) => {
                self.owner = Owner::Named(Cow::Owned(name), only.span);
                (self.level, self.is_fresh) = (level, true);
                self.seen.clear();
                self.title = None;
            }
            (None, Some(_)) => self.told = Some(title),
            (None, None) => {
                let is_named = matches!(self.owner, Owner::Named(..));
                let is_below = level > self.level || level == NO_LEVEL && self.is_fresh;
                if !(is_named && is_below) {
                    self.title = Some(title);
                }
            }
        }
    }

    /// Whether a title that is no heading of Markdown names another NSG than the heading above it.
    fn is_other(&self, name: &str, level: usize) -> bool {
        let known = match &self.owner {
            Owner::Named(known, _) => known,
            Owner::Unsaid | Owner::Titled(..) => return false,
        };
        level == NO_LEVEL && self.level != NO_LEVEL && !known.eq_ignore_ascii_case(name)
    }

    fn tell(&mut self, direction: Direction, strength: Strength, level: usize, span: Span) {
        let told = ToldDirection {
            direction: Some(direction),
            span,
            strength,
            level,
            is_fresh: true,
        };
        let Some(known) = &mut self.direction else {
            self.direction = Some(told);
            return;
        };
        let is_same = known.direction == Some(direction);
        match strength {
            // A title that contradicts a heading above it, or another title.
            Strength::Title
                if !is_same
                    && (known.strength == Strength::Heading
                        || known.is_fresh && known.strength == Strength::Title) =>
            {
                known.direction = None;
            }
            Strength::Title if is_same && known.strength > strength => {}
            _ => self.direction = Some(told),
        }
    }

    /// Takes a header: whose rows follow, and of which direction. `is_of_rule`: a single row follows, without a name.
    pub(super) fn header(&mut self, is_of_rule: bool) {
        self.rule = None;
        if let Some(told) = &mut self.direction {
            told.is_fresh = false;
        }
        if is_of_rule
            && let Some(title) = self
                .title
                .take_if(|title| is_name_of_rule(&title.text))
                .or_else(|| self.told.take_if(|title| is_name_of_rule(&title.text)))
        {
            self.prose = None;
            self.rule = Some(Cell {
                text: title.text,
                span: title.span,
            });
            (self.title, self.told) = (None, None);
            return;
        }
        let told = self.told.take();
        let direction = told.as_ref().and_then(|told| words::direction(&told.text));
        let is_again = direction.is_some_and(|direction| self.seen.contains(&direction));
        // What prose says of the rows below it is not read: it may be of another NSG.
        let is_named = matches!(self.owner, Owner::Named(..)) && self.level != NO_LEVEL;
        let is_told = told.is_some() || is_named || self.is_fresh;
        let prose = self.prose.take().filter(|_| !is_told);
        let other = self.title.take().or(told.filter(|_| is_again)).or(prose);
        if let Some(title) = other {
            self.owner = Owner::Titled(title.text, title.span);
            self.level = title.level;
            self.seen.clear();
        }
        self.seen.extend(direction);
        self.is_fresh = false;
    }

    /// Takes what Azure's default rules among the rows below a header tell.
    pub(super) fn defaults(&mut self, direction: Direction, header: Span) {
        self.tell(direction, Strength::Row, NO_LEVEL, header);
    }

    pub(super) fn rule(&self) -> Option<&Cell<'t>> {
        self.rule.as_ref()
    }

    /// The direction of the rows here, and where it is told.
    pub(super) fn direction(&self) -> Option<(Direction, Span)> {
        let told = self.direction.as_ref()?;
        Some((told.direction?, told.span))
    }

    pub(super) fn owner(&self) -> &Owner<'t> {
        &self.owner
    }
}

/// The cell of a line that has one.
pub(super) fn only_cell<'a, 't>(line: &'a TableLine<'t>) -> Option<&'a Cell<'t>> {
    let mut filled = line.cells.iter().filter(|cell| !cell.text.is_empty());
    let only = filled.next()?;
    filled.next().is_none().then_some(only)
}

fn title<'t>(text: &str, span: Span, level: usize) -> Title<'t> {
    Title {
        text: Cow::Owned(text.to_owned()),
        span,
        level,
    }
}
