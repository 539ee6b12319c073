//! The fields of an open rule, each checked as it is typed. What cannot be taken over stays in its field and says why;
//! the rule keeps what it had.

use super::row::ShownRow;
use super::table::EditorTable;
use crate::state::GroupInput;
use crate::state::edit::EditRow;
use crate::view::components::Button;
use crate::view::wording::sentence;
use leptos::prelude::*;
use nsg::{Access, Direction, Field, Name, SecurityRule};
use nsg_documents::rule_text::{Problem, RuleField, RuleText};
use text::text;

/// The form of one rule.
#[derive(Clone, Copy)]
struct RuleForm {
    table: EditorTable,
    place: GroupInput,
    key: usize,
    /// The fields as they are typed.
    text: RwSignal<RuleText>,
    /// What is wrong with them, or worth knowing.
    problems: RwSignal<Vec<Problem>>,
    /// The row that has the priority already that was typed, for this one to go before it.
    taken: RwSignal<Option<(usize, String)>>,
    /// What the form itself put into the row last.
    own: StoredValue<Option<SecurityRule>>,
    groups: StoredValue<Vec<Name>>,
}

#[component]
pub(super) fn RuleFields(
    table: EditorTable,
    place: GroupInput,
    key: usize,
    shown: Memo<Option<ShownRow>>,
) -> impl IntoView {
    let form = RuleForm {
        table,
        place,
        key,
        text: RwSignal::new(RuleText::default()),
        problems: RwSignal::new(Vec::new()),
        taken: RwSignal::new(None),
        own: StoredValue::new(None),
        groups: StoredValue::new(place.application_security_groups()),
    };
    // Undo, a drag or a fix changes the rule under the form.
    Effect::new(move |_| {
        let Some(shown) = shown.get() else {
            return;
        };
        let is_own = form
            .own
            .with_value(|own| own.as_ref() == Some(&*shown.row.rule));
        if !is_own {
            form.text.set(RuleText::of(&shown.row.rule));
            form.problems.set(Vec::new());
            form.taken.set(None);
        }
    });
    let fields = RuleField::ALL.map(|field| form.field(field, shown));
    view! { <div class="rule-form">{fields.into_iter().collect_view()}</div> }
}

impl RuleForm {
    fn field(self, field: RuleField, shown: Memo<Option<ShownRow>>) -> AnyView {
        let id = format!("edit-{}-{field:?}", self.key);
        let error = format!("{id}-error");
        let value = Signal::derive(move || self.text.with(|text| text.get(field).to_owned()));
        let problem = Signal::derive(move || {
            self.problems.with(|problems| {
                let of = problems.iter().filter(|problem| problem.field == field);
                let said: Vec<String> = of.map(|problem| sentence(&problem.message)).collect();
                said.join(" ")
            })
        });
        let was = Signal::derive(move || {
            shown.with(|shown| {
                let was = shown.as_ref().and_then(|shown| shown.was.as_ref());
                let was = was.map(|rule| RuleText::of(rule).get(field).to_owned());
                let now = shown
                    .as_ref()
                    .map(|shown| RuleText::of(&shown.row.rule).get(field).to_owned());
                match was {
                    Some(was) if Some(&was) != now.as_ref() => match (was.as_str(), field) {
                        ("", _) => text!("form-was-empty").to_owned(),
                        (was, RuleField::Direction | RuleField::Access) => {
                            text!("form-was", value = word(was))
                        }
                        (was, _) => text!("form-was", value = was),
                    },
                    _ => String::new(),
                }
            })
        });
        let typed = move |text: String| self.typed(field, text);
        let input = match choices(field) {
            Some(choices) => {
                view! { <ChoiceField id=id.clone() choices value on_choose=typed /> }.into_any()
            }
            None => {
                let (id, error) = (id.clone(), error.clone());
                view! { <TextInput id field error value problem on_input=typed /> }.into_any()
            }
        };
        let make_room = match field {
            RuleField::Priority => self.make_room(),
            _ => ().into_any(),
        };
        view! {
            <div class=format!("field at-{field:?}")>
                <label for=id>{label(field)}</label>
                {input}
                <small hidden=move || was.with(String::is_empty)>{was}</small>
                <p class="field-error" id=error hidden=move || problem.with(String::is_empty)>
                    {problem}
                </p>
                {make_room}
            </div>
        }
        .into_any()
    }

    /// The offer to go before the rule that has the number.
    fn make_room(self) -> AnyView {
        view! {
            {move || match self.taken.get() {
                None => ().into_any(),
                Some((holder, name)) => view! {
                    <Button
                        label=text!("form-put-before", rule = name)
                        on_press=move || {
                            self.table
                                .state
                                .editing
                                .place(self.place, self.key, Some(holder));
                            self.own.set_value(None);
                        }
                    />
                }
                .into_any(),
            }}
        }
        .into_any()
    }

    /// Takes over what was typed, or says why not.
    fn typed(self, field: RuleField, typed: String) {
        self.text.update(|text| text.set(field, typed));
        let rows = self.place.all_rows();
        let Some(row) = rows.get(self.key) else {
            return;
        };
        let text = self.text.get_untracked();
        let read = self
            .groups
            .with_value(|groups| text.read(Some(&row.rule), groups));
        self.taken.set(None);
        let read = match read {
            Ok(read) => read,
            Err(problems) => return self.problems.set(problems),
        };
        let clash = self.clash(&rows, row, &read.rule);
        if !clash.is_empty() {
            return self.problems.set(clash);
        }
        self.problems.set(read.remarks);
        self.own.set_value(Some(read.rule.clone()));
        self.table
            .state
            .editing
            .set_rule(self.place, self.key, field, read.rule);
    }

    /// What the rule and another one cannot both have.
    fn clash(
        self,
        rows: &crate::state::edit::EditRows,
        row: &EditRow,
        rule: &SecurityRule,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        if rows.has_name(&rule.name, Some(row.key)) {
            problems.push(Problem {
                field: RuleField::Name,
                message: text!("form-name-taken").to_owned(),
            });
        }
        let (Field::Known(direction), Field::Known(priority)) = (&rule.direction, &rule.priority)
        else {
            return problems;
        };
        if let Some(holder) = rows.holder(*direction, *priority, Some(row.key)) {
            let name = holder.rule.name.clone();
            problems.push(Problem {
                field: RuleField::Priority,
                message: text!("form-priority-taken", rule = name, priority),
            });
            if row.direction() == Some(*direction) {
                self.taken.set(Some((holder.key, name)));
            }
        }
        problems
    }
}

/// A field for a text, which says whether it can be taken over.
#[component]
fn TextInput(
    id: String,
    field: RuleField,
    /// The id of what says why it cannot.
    error: String,
    value: Signal<String>,
    problem: Signal<String>,
    #[prop(into)] on_input: UnsyncCallback<String>,
) -> impl IntoView {
    view! {
        <input
            type="text"
            id=id
            spellcheck="false"
            autocomplete="off"
            placeholder=placeholder(field)
            prop:value=value
            aria-invalid=move || problem.with(|problem| !problem.is_empty()).to_string()
            aria-describedby=error
            on:input=move |event| {
                let _ = on_input.try_run(event_target_value(&event));
            }
        />
    }
}

#[component]
fn ChoiceField(
    id: String,
    choices: &'static [&'static str],
    value: Signal<String>,
    #[prop(into)] on_choose: UnsyncCallback<String>,
) -> impl IntoView {
    let options = choices.iter().map(|choice| {
        let selected =
            Signal::derive(move || value.with(|value| value.eq_ignore_ascii_case(choice)));
        view! { <option value=*choice selected=selected>{word(choice)}</option> }.into_any()
    });
    // Something else may stand there: a template's expression, for instance.
    let other = Signal::derive(move || {
        let known = value.with(|value| {
            choices
                .iter()
                .any(|choice| value.eq_ignore_ascii_case(choice))
        });
        if known { String::new() } else { value.get() }
    });
    let no_other = Signal::derive(move || other.with(String::is_empty));
    view! {
        <select
            id=id
            prop:value=value
            on:change=move |event| {
                let _ = on_choose.try_run(event_target_value(&event));
            }
        >
            {options.collect_view()}
            <option value=other selected=move || !no_other.get() hidden=no_other>
                {other}
            </option>
        </select>
    }
}

fn choices(field: RuleField) -> Option<&'static [&'static str]> {
    match field {
        RuleField::Direction => Some(&["Inbound", "Outbound"]),
        RuleField::Access => Some(&["Allow", "Deny"]),
        RuleField::Protocol => Some(&["*", "TCP", "UDP", "ICMP", "ESP", "AH"]),
        _ => None,
    }
}

/// A choice as people call it; protocols have names that are nobody's language.
fn word(choice: &str) -> &str {
    match choice {
        "*" => text!("form-any"),
        "Inbound" => Direction::Inbound.word(),
        "Outbound" => Direction::Outbound.word(),
        "Allow" => Access::Allow.word(),
        "Deny" => Access::Deny.word(),
        name => name,
    }
}

fn label(field: RuleField) -> &'static str {
    match field {
        RuleField::Name => text!("form-name"),
        RuleField::Priority => text!("form-priority"),
        RuleField::Direction => text!("form-direction"),
        RuleField::Access => text!("form-access"),
        RuleField::Protocol => text!("form-protocol"),
        RuleField::Source => text!("form-source"),
        RuleField::SourcePorts => text!("form-source-ports"),
        RuleField::Destination => text!("form-destination"),
        RuleField::DestinationPorts => text!("form-destination-ports"),
        RuleField::Description => text!("form-description"),
    }
}

fn placeholder(field: RuleField) -> &'static str {
    match field {
        RuleField::Priority => text!("form-priority-example"),
        RuleField::Source | RuleField::Destination => text!("form-addresses-example"),
        RuleField::SourcePorts | RuleField::DestinationPorts => text!("form-ports-example"),
        _ => "",
    }
}
