//! Terraform's own language: the resources of a configuration, and the values of variables.
//!
//! A text becomes the tree that `terraform show -json` prints of a state, with the positions of the source, so that nothing after
//! it is written twice. What the text does not tell is unknown in that tree and names itself.

mod access;
mod ast;
mod azapi;
mod brackets;
mod columns;
mod evaluate;
mod expressions;
mod extent;
mod functions;
mod indent;
mod instances;
mod links;
mod loops;
mod module;
mod operate;
mod parser;
mod references;
mod resources;
mod rule_lists;
mod template_values;
mod templates;
#[cfg(test)]
mod tests;
mod tree;
mod types;
mod value;
mod value_groups;
mod value_rules;

use crate::codes::DiagnosticCode;
use crate::diagnostic::DiagnosticSink;
use crate::json::JsonNode;
use crate::position::Span;
use crate::syntax::recognise::terraform::{SourceKind, recognize, writes_rules};
use evaluate::Evaluator;
use module::TerraformModule;
use parser::HclParser;
use resources::{ModuleReader, UnnamedGroups};
use text::{quote, text};

/// Larger than any module; a parsed text takes many times its own size.
const MAX_BYTES: usize = 8 << 20;

/// Why source holds nothing to read.
pub(crate) struct NoRules;

/// Reads source of Terraform; `None` where the text is none.
///
/// What there is to say about it is reported, also where the result is [`NoRules`].
pub(crate) fn read(
    text: &str,
    sink: &mut DiagnosticSink,
) -> Option<Result<JsonNode<'static>, NoRules>> {
    // A byte order mark is no part of the language.
    let source = text.strip_prefix('\u{feff}').unwrap_or(text);
    let kind = recognize(source)?;
    if source.len() > MAX_BYTES {
        if kind == SourceKind::Values {
            return None;
        }
        let message = text!("document-too-large", most = MAX_BYTES >> 20);
        let help = text!("document-too-large-help");
        sink.report_help(DiagnosticCode::TextTooLarge, Span::default(), message, help);
        return Some(Err(NoRules));
    }
    let body = match HclParser::new(text, text.len() - source.len()).file() {
        Ok(body) => body,
        Err(fault) => {
            if kind == SourceKind::Values && !writes_rules(source) {
                return None;
            }
            let message = text!("hcl-syntax");
            let help = text!("hcl-syntax-help");
            let span = Span::new(fault.at, fault.at + 1);
            sink.report_help(DiagnosticCode::TerraformSyntax, span, message, help);
            return Some(Err(NoRules));
        }
    };
    let module = TerraformModule::of(&body);
    let mut found = DiagnosticSink::default();
    let mut reader = ModuleReader {
        module: &module,
        text,
        evaluator: Evaluator::new(&module),
        sink: &mut found,
        resources: Vec::new(),
        unnamed: UnnamedGroups::default(),
    };
    reader.resources();
    reader.calls();
    reader.values();
    if reader.evaluator.is_exhausted() {
        return Some(Err(too_much(sink)));
    }
    if !reader.resources.is_empty() {
        reader.report_defaults();
    }
    let resources = reader.resources;
    let is_values = kind == SourceKind::Values && !module.has_blocks;
    // Something else can write its values in the same way.
    if is_values && resources.is_empty() && !found.has(DiagnosticCode::RulesNotRead) {
        return None;
    }
    sink.append(found);
    if resources.is_empty() {
        report_nothing(&module, sink);
        return Some(Err(NoRules));
    }
    Some(Ok(tree::state(resources, Span::new(0, text.len()))))
}

/// The variables whose values stand in the text beside blocks, which Terraform reads from a file of their own alone.
#[cfg(feature = "patch")]
pub(crate) fn values_beside_blocks(text: &str) -> Vec<String> {
    let Ok(body) = HclParser::new(text, 0).file() else {
        return Vec::new();
    };
    let module = TerraformModule::of(&body);
    let given = module.given.iter().filter(|_| module.has_blocks);
    given.map(|value| value.name.to_owned()).collect()
}

/// Says that the source asks for more work than any configuration makes.
fn too_much(sink: &mut DiagnosticSink) -> NoRules {
    let message = text!("hcl-too-much");
    let help = text!("document-terraform-help");
    let code = DiagnosticCode::TooManyValues;
    sink.report_help(code, Span::default(), message, help);
    NoRules
}

/// Says that no group is in the source, and where it may be; or what it depends on whether one is.
fn report_nothing(module: &TerraformModule<'_>, sink: &mut DiagnosticSink) {
    if let Some((span, reason, help)) = sink.first_hiding() {
        let message = text!("hcl-no-group-because", reason = reason);
        let help = help.unwrap_or_default().to_owned();
        return sink.report_help(DiagnosticCode::TerraformSource, span, message, help);
    }
    let call = module.calls.first();
    let span = call.map_or(Span::new(0, 1), |call| call.span);
    let message = match call {
        Some(call) => text!("hcl-no-group-but-module", module = quote(call.name)),
        None => text!("hcl-no-group").to_owned(),
    };
    let help = text!("document-terraform-help");
    sink.report_help(DiagnosticCode::TerraformSource, span, message, help);
}

impl ModuleReader<'_, '_> {
    /// Says which variables have their default: a plan may give another value.
    fn report_defaults(&mut self) {
        for name in std::mem::take(&mut self.evaluator.defaults_taken) {
            let block = self.module.variable(&name);
            let default = block.and_then(|block| block.body.attribute("default"));
            let Some(default) = default else { continue };
            let span = default.span;
            let parameter = quote(&format!("var.{name}"));
            let message = text!("hcl-default-taken", variable = parameter);
            let help = text!("hcl-default-taken-help", variable = name);
            self.sink
                .report_help(DiagnosticCode::DefaultTaken, span, message, &help);
        }
    }
}
