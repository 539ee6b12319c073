//! The blocks of a Terraform module, by their names.

use super::ast::{Body, Expression, HclBlock};
use crate::position::Span;
use std::collections::BTreeMap;

/// The blocks of a module. Several files are one module, so one text may be several files.
pub(super) struct TerraformModule<'m> {
    pub(super) resources: Vec<ResourceBlock<'m>>,
    resource_names: BTreeMap<String, usize>,
    pub(super) variables: Vec<VariableBlock<'m>>,
    variable_names: BTreeMap<String, usize>,
    pub(super) locals: Vec<NamedExpression<'m>>,
    local_names: BTreeMap<String, usize>,
    pub(super) calls: Vec<ModuleCall<'m>>,
    /// Attributes that stand in no block, as a `.tfvars` file has them.
    pub(super) given: Vec<NamedExpression<'m>>,
    given_names: BTreeMap<String, usize>,
    /// Whether there is any block.
    pub(super) has_blocks: bool,
}

/// A `resource` or `data` block.
pub(super) struct ResourceBlock<'m> {
    pub(super) kind: &'m str,
    /// As references write it: `azurerm_subnet.app`, `data.azurerm_subnet.app`.
    pub(super) address: String,
    pub(super) is_data: bool,
    pub(super) body: &'m Body<'m>,
    pub(super) span: Span,
}

/// A `variable` block.
pub(super) struct VariableBlock<'m> {
    pub(super) name: &'m str,
    pub(super) body: &'m Body<'m>,
    pub(super) span: Span,
}

/// A `module` block.
pub(super) struct ModuleCall<'m> {
    pub(super) name: &'m str,
    pub(super) body: &'m Body<'m>,
    pub(super) span: Span,
}

/// An attribute.
#[derive(Clone, Copy)]
pub(super) struct NamedExpression<'m> {
    pub(super) name: &'m str,
    pub(super) value: &'m Expression<'m>,
    pub(super) span: Span,
}

impl<'m> TerraformModule<'m> {
    /// Returns the blocks of a parsed text.
    pub(super) fn of(body: &'m Body<'m>) -> Self {
        let mut module = Self {
            resources: Vec::new(),
            resource_names: BTreeMap::new(),
            variables: Vec::new(),
            variable_names: BTreeMap::new(),
            locals: Vec::new(),
            local_names: BTreeMap::new(),
            calls: Vec::new(),
            given: Vec::new(),
            given_names: BTreeMap::new(),
            has_blocks: false,
        };
        for block in body.blocks() {
            module.has_blocks = true;
            module.block(block);
        }
        for given in attributes(body) {
            let at = module.given.len();
            module.given_names.insert(given.name.to_owned(), at);
            module.given.push(given);
        }
        module
    }

    fn block(&mut self, block: &'m HclBlock<'m>) {
        let span = block.span;
        let label = |at: usize| block.labels.get(at).copied();
        let body = &block.body;
        match (block.word, label(0), label(1)) {
            (word @ ("resource" | "data"), Some(kind), Some(name)) => {
                let is_data = word == "data";
                let address = match is_data {
                    true => format!("data.{kind}.{name}"),
                    false => format!("{kind}.{name}"),
                };
                let at = self.resources.len();
                self.resource_names.insert(address.clone(), at);
                self.resources.push(ResourceBlock {
                    kind,
                    address,
                    is_data,
                    body,
                    span,
                });
            }
            ("variable", Some(name), _) => {
                let at = self.variables.len();
                self.variable_names.insert(name.to_owned(), at);
                self.variables.push(VariableBlock { name, body, span });
            }
            ("module", Some(name), _) => self.calls.push(ModuleCall { name, body, span }),
            ("locals", ..) => {
                for local in attributes(body) {
                    let at = self.locals.len();
                    self.local_names.insert(local.name.to_owned(), at);
                    self.locals.push(local);
                }
            }
            _ => {}
        }
    }

    /// The place of a resource or data source among `resources`, by its address.
    pub(super) fn resource(&self, address: &str) -> Option<usize> {
        self.resource_names.get(address).copied()
    }

    pub(super) fn variable(&self, name: &str) -> Option<&VariableBlock<'m>> {
        self.variables.get(*self.variable_names.get(name)?)
    }

    /// The place of a local value among `locals`.
    pub(super) fn local(&self, name: &str) -> Option<usize> {
        self.local_names.get(name).copied()
    }

    /// The value that a variable is given outside of all blocks.
    pub(super) fn given(&self, name: &str) -> Option<NamedExpression<'m>> {
        self.given.get(*self.given_names.get(name)?).copied()
    }
}

/// The attributes of a body in the order of the text.
pub(super) fn attributes<'m>(body: &'m Body<'m>) -> impl Iterator<Item = NamedExpression<'m>> {
    body.attributes().map(|attribute| NamedExpression {
        name: attribute.name,
        value: &attribute.value,
        span: attribute.name_span,
    })
}
