//! How the fields of a rule are written, beside what they mean.

use super::{RuleReader, Style};
use nsg::{ComparedField, Refusal, RefusedForm, Spellings};

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
    pub(super) fn spell(&mut self, entry: &impl ToString, text: &str) {
        let entry = entry.to_string();
        if self.style == Style::Configured && entry != text {
            self.forms.spelt.push((entry, text.to_owned()));
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
