//! The questions, each with the type of its answer.

use crate::message::{Form, Picture, Question, Redacted, ReportForm, Slice, Written};
use nsg::{Access, AppliedTo, Flow};
use nsg_analysis::Finding;
use nsg_analysis::contracts::Checked;
use nsg_analysis::results::{Compared, Proposal};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A question that the worker answers.
pub trait Ask: Into<Question> {
    /// What it is answered with.
    type Answer: Serialize + DeserializeOwned;
}

/// What do the edits change? The largest regions are told, as many as fit a table.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Impact;

/// What is there to know about the edited rules? The gravest first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Findings;

/// What gives the flow the access, on the edited side? The least side effects first.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct WhyNot {
    /// The flow.
    pub flow: Flow,
    /// The access that it does not have.
    pub wanted: Access,
}

/// How are the edits of a group written, to take away?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Change {
    /// Whose edits.
    pub applied_to: AppliedTo,
    /// As what.
    pub form: Form,
}

/// How is the impact written as a report, with the verdict of a flow before and after?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Report {
    /// As what.
    pub form: ReportForm,
    /// The flow, where there is one.
    pub flow: Option<Flow>,
}

/// Do the contracts of a file hold, on both sides? It comes as JSON, see [`nsg_analysis::contracts`]; the answer is in its
/// order, or sentences about what cannot be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contracts(pub String);

/// What are both sides with other names and addresses, and every verdict kept?
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Redact {
    /// A flow that is redacted with them.
    pub flow: Option<Flow>,
    /// Makes the addresses.
    pub key: [u8; 16],
}

/// Where is the first look at the edited groups wrong? The same questions for the same seed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Quiz {
    /// Picks the questions.
    pub seed: u64,
}

/// Makes a question one of [`Question`], and gives its answer a type.
macro_rules! answered {
    ($($question:ty, $variant:ident => $answer:ty;)*) => {$(
        impl From<$question> for Question {
            fn from(question: $question) -> Self {
                Self::$variant(question)
            }
        }
        impl Ask for $question {
            type Answer = $answer;
        }
    )*};
}

answered! {
    Impact, Impact => Compared;
    Findings, Findings => Vec<Finding>;
    WhyNot, WhyNot => Vec<Proposal>;
    Slice, Picture => Picture;
    Change, Change => Written;
    Report, Report => Written;
    Contracts, Contracts => Result<Vec<Checked>, Vec<String>>;
    Redact, Redact => Redacted;
    Quiz, Quiz => Vec<nsg_analysis::Question>;
}
