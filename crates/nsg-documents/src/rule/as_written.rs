//! How the fields of a rule are written, beside what they mean.

use super::{RuleReader, Style};
use nsg::{ComparedField, Refusal, RefusedForm, Spellings};
use std::fmt::{self, Display, Write};

/// How a field is written: the forms that Azure refuses, and entries with the texts that spell them.
#[derive(Default)]
pub(crate) struct FieldForms {
    refused: Vec<(RefusedForm, String)>,
    spelt: Vec<(String, String)>,
}

/// How the fields of a rule are written.
#[derive(Default)]
pub(crate) struct RuleForms {
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) spellings: Spellings,
}

impl RuleForms {
    /// Takes what was noted of the field that has been read.
    pub(crate) fn take(&mut self, field: ComparedField, forms: &mut FieldForms) {
        let FieldForms { refused, spelt } = std::mem::take(forms);
        let refusal = |(form, text)| Refusal { field, form, text };
        self.refusals.extend(refused.into_iter().map(refusal));
        for (entry, text) in spelt {
            self.spellings.insert(field, entry, text);
        }
    }
}

impl RuleReader<'_, '_, '_, '_> {
    /// Notes a form that Azure refuses. What Azure itself printed it has not refused.
    pub(super) fn refuse(&mut self, form: RefusedForm, text: &str) {
        if self.style == Style::Configured {
            self.forms.refused.push((form, text.to_owned()));
        }
    }

    /// Notes how the text spells an entry that is written otherwise here. What Azure printed is not what somebody spelt.
    pub(super) fn spell(&mut self, entry: &impl Display, text: &str) {
        if self.style == Style::Configured && !is_written(entry, text) {
            self.forms.spelt.push((entry.to_string(), text.to_owned()));
        }
    }

    /// Notes several values where one belongs.
    pub(super) fn refuse_list(&mut self, plural: bool, text: &str) {
        let form = match plural {
            true => RefusedForm::ListInEntry,
            false => RefusedForm::ListInSingular,
        };
        self.refuse(form, text);
    }
}

/// Whether a value is written as the text says. Nearly all are, so nothing is put together to see it.
fn is_written(value: &impl Display, text: &str) -> bool {
    let mut rest = ExpectedText(text);
    write!(rest, "{value}").is_ok() && rest.0.is_empty()
}

/// The text that is still to be written; writing anything else fails.
struct ExpectedText<'t>(&'t str);

impl Write for ExpectedText<'_> {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(part).ok_or(fmt::Error)?;
        Ok(())
    }
}
