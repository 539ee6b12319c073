//! Which rows of the list are shown, and in which order.

use super::GroupListing;
use crate::state::Awaited;
use leptos::prelude::*;
use nsg::Decision;
use nsg::sort::sort_by;
use nsg_analysis::{FindingSeverity, Relation};
use nsg_worker::{ExaminedRow, GroupChange, GroupRow, RowStage, RowSubject};

/// So many rows are drawn at first, and more with each press: what a key in the search may draw within a frame or two.
const AT_FIRST: usize = 25;

/// A column that the rows can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowColumn {
    /// The name.
    Name,
    /// How many rules there are.
    Rules,
    /// The verdict of the flow: what is allowed first.
    Verdict,
    /// The gravest finding first.
    Finding,
    /// What opens something first.
    Change,
}

/// Groups, machines or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both.
    All,
    /// Groups alone.
    Groups,
    /// Machines alone.
    Machines,
}

/// The verdicts that are shown; `None` where all are, and inside it where there is none.
pub type VerdictChoice = Option<Option<Decision>>;

/// The gravest findings that are shown; `None` where all are, and inside it where there is no finding.
pub type SeverityChoice = Option<Option<FindingSeverity>>;

/// What is shown.
#[derive(Clone, Copy)]
pub struct RowChoice {
    /// What names, associations, findings and changes have in them.
    pub search: RwSignal<String>,
    /// Groups or machines.
    pub kind: RwSignal<Kind>,
    /// Rows with that verdict.
    pub verdict: RwSignal<VerdictChoice>,
    /// Rows with that as the gravest finding.
    pub severity: RwSignal<SeverityChoice>,
    /// The column that they are sorted by, and whether the other way round; none is the documents' order.
    pub order: RwSignal<Option<(RowColumn, bool)>>,
    /// How many of them are drawn.
    pub drawn: RwSignal<usize>,
}

impl RowChoice {
    pub(super) fn new() -> Self {
        let choice = Self {
            search: RwSignal::new(String::new()),
            kind: RwSignal::new(Kind::All),
            verdict: RwSignal::new(None),
            severity: RwSignal::new(None),
            order: RwSignal::new(None),
            drawn: RwSignal::new(AT_FIRST),
        };
        // Other rows begin at the top.
        Effect::new(move |_| {
            choice.search.track();
            choice.kind.track();
            choice.verdict.track();
            choice.severity.track();
            choice.order.track();
            choice.drawn.set(AT_FIRST);
        });
        choice
    }

    /// Draws more rows.
    pub fn draw_more(self) {
        self.drawn.update(|drawn| *drawn += AT_FIRST);
    }

    /// Sorts by a column; pressed again, the other way round, and then as the documents have them.
    pub fn sort_by(self, column: RowColumn) {
        self.order.update(|order| {
            *order = match order {
                Some((by, false)) if *by == column => Some((column, true)),
                Some((by, true)) if *by == column => None,
                _ => Some((column, false)),
            };
        });
    }

    /// Whether anything is left out.
    pub fn is_narrowed(self) -> bool {
        !self.search.with(|text| text.trim().is_empty())
            || self.kind.get() != Kind::All
            || self.verdict.get().is_some()
            || self.severity.get().is_some()
    }

    /// Leaves nothing out.
    pub fn show_all(self) {
        self.search.set(String::new());
        self.kind.set(Kind::All);
        self.verdict.set(None);
        self.severity.set(None);
    }
}

impl GroupListing {
    /// The rows that are shown, by their places in the list.
    pub fn shown(self) -> Memo<Vec<usize>> {
        Memo::new(move |_| {
            let Awaited::Is(list) = self.list.get() else {
                return Vec::new();
            };
            let choice = self.choice;
            let search = choice.search.get().trim().to_lowercase();
            let rows = list.rows.iter().enumerate();
            let mut shown: Vec<usize> = rows
                .filter(|(at, row)| self.is_chosen(*at, row, &search))
                .map(|(at, _)| at)
                .collect();
            if let Some((column, is_turned)) = choice.order.get() {
                let row = |at: usize| list.rows.get(at);
                sort_by(&mut shown, |one, other| {
                    let order = match column {
                        RowColumn::Name => lower(row(*one)).cmp(&lower(row(*other))),
                        // Many rules first.
                        RowColumn::Rules => rules(row(*other)).cmp(&rules(row(*one))),
                        RowColumn::Verdict => {
                            self.verdict_rank(*one).cmp(&self.verdict_rank(*other))
                        }
                        RowColumn::Finding => {
                            self.finding_rank(*one).cmp(&self.finding_rank(*other))
                        }
                        RowColumn::Change => {
                            let rank = |at: usize| self.change_rank(at, row(at));
                            rank(*one).cmp(&rank(*other))
                        }
                    };
                    if is_turned { order.reverse() } else { order }
                });
            }
            shown
        })
    }

    /// Reads only what is asked for, so that an answer redraws nothing that does not hang on it.
    fn is_chosen(self, at: usize, row: &GroupRow, search: &str) -> bool {
        let choice = self.choice;
        let is_machine = matches!(row.subject, RowSubject::Machine { .. });
        let is_of_kind = match choice.kind.get() {
            Kind::All => true,
            Kind::Groups => !is_machine,
            Kind::Machines => is_machine,
        };
        let has_verdict = |wanted| {
            self.verdicts
                .with(|all| all.get(at).copied() == Some(wanted))
        };
        let has_severity = |wanted: Option<FindingSeverity>| {
            let of = |row: &ExaminedRow| row.worst.as_ref().map(|worst| worst.severity);
            let is_it = |row: &ExaminedRow| row.problem.is_none() && of(row) == wanted;
            self.examined.with(|all| all.get(at).is_some_and(is_it))
        };
        is_of_kind
            && choice.verdict.get().is_none_or(has_verdict)
            && choice.severity.get().is_none_or(has_severity)
            && (search.is_empty() || self.has(at, row, search))
    }

    /// Whether something that the row shows has the text in it.
    fn has(self, at: usize, row: &GroupRow, search: &str) -> bool {
        let has = |text: &str| text.to_lowercase().contains(search);
        let stage = |stage: &RowStage| matches!(stage, RowStage::Group(name) if has(name));
        let is_there = match &row.subject {
            RowSubject::Group {
                subnets,
                network_interfaces,
            } => subnets.iter().chain(network_interfaces).any(|id| has(id)),
            RowSubject::Machine {
                subnet,
                subnet_group,
                interface_group,
            } => has(subnet) || stage(subnet_group) || stage(interface_group),
        };
        let is_said = |row: &ExaminedRow| {
            row.worst.as_ref().is_some_and(|worst| has(&worst.message))
                || row
                    .impact
                    .as_ref()
                    .is_some_and(|impact| has(&impact.summary))
        };
        let is_examined = || self.examined.with(|all| all.get(at).is_some_and(is_said));
        has(&row.name) || is_there || is_examined()
    }

    fn verdict_rank(self, at: usize) -> u8 {
        let verdict = self.verdicts.with(|all| all.get(at).copied().flatten());
        match verdict {
            Some(Decision::Allow) => 0,
            Some(Decision::Depends) => 1,
            Some(Decision::Deny) => 2,
            None => 3,
        }
    }

    fn finding_rank(self, at: usize) -> u8 {
        self.examined.with(|all| match all.get(at) {
            None => 5,
            Some(row) => row.worst.as_ref().map_or(4, |worst| worst.severity as u8),
        })
    }

    fn change_rank(self, at: usize, row: Option<&GroupRow>) -> u8 {
        let relation = self.examined.with(|all| {
            let impact = all.get(at)?.impact.as_ref()?;
            Some(impact.relation)
        });
        match (row.and_then(|row| row.change), relation) {
            (Some(GroupChange::Changed), Some(Relation::MorePermissive)) => 0,
            (Some(GroupChange::Changed), Some(Relation::Incomparable)) => 1,
            (Some(GroupChange::Added), _) => 2,
            (Some(GroupChange::Removed), _) => 3,
            (Some(GroupChange::Changed), None | Some(Relation::LessPermissive)) => 4,
            (Some(GroupChange::Changed), Some(Relation::Equivalent)) => 5,
            (Some(GroupChange::Unchanged), _) => 6,
            (None, _) => 7,
        }
    }
}

fn lower(row: Option<&GroupRow>) -> String {
    row.map(|row| row.name.to_lowercase()).unwrap_or_default()
}

fn rules(row: Option<&GroupRow>) -> usize {
    row.map_or(0, |row| row.rules)
}
