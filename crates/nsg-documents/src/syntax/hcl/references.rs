//! The variables and local values that something in a text uses.

use super::access::get_attribute;
use super::module::TerraformModule;
use hcl_edit::expr::{Expression, Traversal};
use hcl_edit::visit::{Visit, visit_traversal};
use std::collections::BTreeMap;

/// The names that are used, each with its kind: `var.office`.
#[derive(Default)]
pub(super) struct UsedNames(BTreeMap<String, usize>);

impl UsedNames {
    pub(super) fn has(&self, kind: &str, name: &str) -> bool {
        self.0.contains_key(&format!("{kind}.{name}"))
    }
}

impl Visit for UsedNames {
    fn visit_traversal(&mut self, traversal: &Traversal) {
        if let Expression::Variable(root) = &traversal.expr
            && let "var" | "local" = root.as_str()
        {
            let name = traversal.operators.first().and_then(get_attribute);
            let name = format!("{}.{}", root.as_str(), name.unwrap_or_default());
            self.0.insert(name, 0);
        }
        visit_traversal(self, traversal);
    }
}

/// Returns what resources, modules and local values use.
pub(super) fn of(module: &TerraformModule<'_>) -> UsedNames {
    let mut used = UsedNames::default();
    for resource in &module.resources {
        used.visit_body(resource.body);
    }
    for call in &module.calls {
        used.visit_body(call.body);
    }
    for local in &module.locals {
        used.visit_expr(local.value);
    }
    used
}
