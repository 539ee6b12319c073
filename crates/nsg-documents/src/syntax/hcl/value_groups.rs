//! Groups that are written as values: which values are looked at, and what is said of them.

use super::instances::Instance;
use super::module::{ModuleCall, NamedExpression, attributes};
use super::references;
use super::resources::{GROUP, ModuleReader, frame};
use super::rule_lists::{self, ListForm, RuleList, ValueGroup};
use super::tree;
use super::value::HclValue;
use super::value_rules::by_group;
use crate::codes::DiagnosticCode;
use crate::json::JsonNode;
use crate::position::Span;
use std::collections::BTreeMap;
use text::{quote, text};

/// What the names of modules that make groups have in them: of the registry, and of Azure's verified modules.
const GROUP_MODULES: [&str; 2] = ["network-security-group", "networksecuritygroup"];

/// What stands before the name of a module in a module: those of the registry's are for one service each, with rules of its own.
const INNER_MODULE: &str = "//modules/";

/// Arguments of modules in which groups have their rules.
const RULE_ARGUMENTS: [&str; 4] = ["custom_rules", "security_rules", "nsg_rules", "rules"];

impl<'m> ModuleReader<'m, '_> {
    /// Reads the groups that arguments of modules write.
    pub(super) fn calls(&mut self) {
        let module = self.module;
        for call in &module.calls {
            let source = call.body.attribute("source");
            let source = source.map(|source| self.evaluator.value(source, None));
            let source = source.and_then(|source| source.value.to_text());
            let source = source.unwrap_or_default().to_ascii_lowercase();
            let makes_groups = GROUP_MODULES.iter().any(|name| source.contains(name));
            if makes_groups && source.contains(INNER_MODULE) {
                self.predefined(call.name, call.span);
            }
            let instances = self.evaluator.instances_anew(call.body);
            let instances = match instances.unwrap_or_else(|failure| Err(failure.0)) {
                Ok(instances) => instances.items,
                // One stands for them all.
                Err(_) => vec![Instance::default()],
            };
            for instance in instances {
                if self.evaluator.is_exhausted() {
                    return;
                }
                self.instance_of_call(call, &instance, makes_groups);
            }
        }
    }

    fn instance_of_call(&mut self, call: &ModuleCall<'m>, instance: &Instance, makes_groups: bool) {
        let taken = self.evaluator.defaults_taken.len();
        let groups = self.groups_of_call(call, instance, makes_groups);
        if groups.is_empty() {
            // Defaults that matter to no rule are not worth a word.
            return self.evaluator.forget_defaults(taken);
        }
        let mut is_read = false;
        for group in groups {
            is_read |= self.value_group(group, "");
        }
        if is_read {
            let message = text!("hcl-module-rules", module = quote(call.name));
            let code = DiagnosticCode::RulesWithoutGroup;
            let help = text!("hcl-values-help");
            self.sink.report_new(code, call.span, message, help);
        }
    }

    /// The groups of a module: one of the lists that are arguments themselves, and those that lie deeper.
    fn groups_of_call(
        &mut self,
        call: &ModuleCall<'m>,
        instance: &Instance,
        makes_groups: bool,
    ) -> Vec<ValueGroup> {
        let frame = frame(instance);
        let name = format!("{}{}", call.name, instance.key);
        let (mut own, mut found) = (Vec::new(), Vec::new());
        let mut hidden = Vec::new();
        let mut own_name = name.clone();
        for argument in attributes(call.body) {
            if ["source", "version", "for_each", "count"].contains(&argument.name) {
                continue;
            }
            let node = self.evaluator.whole_value(argument.value, frame.as_ref());
            let form = rule_lists::form(&node.value);
            let unknown = node.value.unknown_name().map(|_| ListForm::Unknown);
            let is_argument = RULE_ARGUMENTS.contains(&argument.name)
                || makes_groups && rule_lists::names_rules(argument.name);
            match form.or(unknown.filter(|_| is_argument)) {
                Some(form) => own.push(RuleList {
                    name: argument.name.to_owned(),
                    node,
                    form,
                }),
                None if argument.name == "predefined_rules" => {
                    if rule_lists::is_given(&node.value) {
                        self.predefined(&name, node.span);
                    }
                }
                None => {
                    let named = [
                        "security_group_name",
                        "network_security_group_name",
                        "nsg_name",
                        "name",
                    ];
                    if let (true, HclValue::Text(text)) =
                        (named.contains(&argument.name), &node.value)
                    {
                        own_name = text.to_string();
                    }
                    let groups = rule_lists::groups(argument.name, &node);
                    if groups.is_empty() && rule_lists::decides_rules(argument.name, &node.value) {
                        hidden.push(argument);
                    }
                    found.extend(groups);
                }
            }
        }
        if makes_groups || !own.is_empty() {
            for argument in hidden {
                let (module, argument, at) = (quote(&name), quote(argument.name), argument.span);
                let message = text!("hcl-module-own-rules", module, argument);
                let help = text!("hcl-predefined-rules-help");
                self.sink
                    .report_help(DiagnosticCode::RulesNotRead, at, message, help);
            }
        }
        // Several lists of which each has a name of its own are several groups.
        let are_named = own.len() > 1;
        let named = |list: &RuleList| are_named && !rule_lists::names_rules(&list.name);
        let (others, own): (Vec<_>, Vec<_>) = own.into_iter().partition(named);
        found.extend(others.into_iter().map(|list| ValueGroup {
            key: format!("module.{name}.{}", list.name),
            name: list.name.clone(),
            span: list.node.span,
            lists: vec![list],
        }));
        if !own.is_empty() || (makes_groups && found.is_empty()) {
            found.push(ValueGroup {
                key: format!("module.{name}"),
                name: own_name,
                lists: own,
                span: call.span,
            });
        }
        found
    }

    /// Says that a module has rules of its own: what they are is in the module.
    fn predefined(&mut self, module: &str, at: Span) {
        let message = text!("hcl-predefined-rules", module = quote(module));
        let help = text!("hcl-predefined-rules-help");
        self.sink
            .report_help(DiagnosticCode::RulesNotRead, at, message, help);
    }

    /// Reads the groups in variables and local values that nothing in the text uses.
    pub(super) fn values(&mut self) {
        let used = references::of(self.module);
        let module = self.module;
        let mut found: Vec<(ValueGroup, String)> = Vec::new();
        let locals = module.locals.iter();
        for local in locals.filter(|it| !used.has("local", it.name)) {
            if let Ok(node) = self.evaluator.local(local.name, local.span)
                && self.evaluator.spend(node.value.size()).is_ok()
            {
                let groups = rule_lists::groups(local.name, &node).into_iter();
                found.extend(groups.map(|group| (group, String::new())));
            }
        }
        let variables = module.variables.iter().map(|it| (it.name, it.span));
        let given = module.given.iter();
        let given = given.filter(|it| module.variable(it.name).is_none());
        let given = given.map(|it: &NamedExpression<'_>| (it.name, it.span));
        for (name, span) in variables.chain(given).filter(|it| !used.has("var", it.0)) {
            let taken = self.evaluator.defaults_taken.len();
            let Ok(node) = self.evaluator.variable(name, span) else {
                continue;
            };
            if self.evaluator.spend(node.value.size()).is_err() {
                return;
            }
            let groups = rule_lists::groups(name, &node);
            if groups.is_empty() {
                self.evaluator.forget_defaults(taken);
                continue;
            }
            let block = module.variable(name);
            let description = block.and_then(|block| block.body.attribute("description"));
            let description = description.map(|it| self.evaluator.value(it, None));
            let description = description.and_then(|it| it.value.to_text());
            let description = description.unwrap_or_default().to_string();
            let groups = groups.into_iter();
            found.extend(groups.map(|group| (group, description.clone())));
        }
        nsg::sort::sort_by_key(&mut found, |(group, _)| group.span.start);
        for (group, description) in both_directions(found) {
            let span = group.span;
            if self.value_group(group, &description) {
                let message = text!("document-rules-without-group");
                let code = DiagnosticCode::RulesWithoutGroup;
                self.sink
                    .report_once(code, span, message, text!("hcl-values-help"));
            }
        }
    }

    /// Adds a group to the resources, and tells whether its rules could be told apart.
    fn value_group(&mut self, group: ValueGroup, description: &str) -> bool {
        let mut rules = Vec::new();
        let mut is_read = group.lists.is_empty();
        for list in &group.lists {
            let known = self.list(list, &group.name, description);
            is_read |= known.is_some();
            rules.extend(known.unwrap_or_default());
        }
        if !is_read {
            return false;
        }
        for (name, rules) in by_group(rules) {
            let key = match name.as_ref().and_then(JsonNode::scalar) {
                Some(name) => format!("{}[\"{name}\"]", group.key),
                None => group.key.clone(),
            };
            let name = name.unwrap_or_else(|| tree::string(&group.name, group.span));
            let values = vec![
                tree::member("name", name),
                tree::member("security_rule", tree::array(rules, group.span)),
            ];
            let resource = tree::resource(GROUP, &key, values, group.span);
            self.resources.push(resource);
        }
        true
    }
}

/// Puts a list of inbound rules and the one of outbound rules into one group, where only the direction tells their names apart.
fn both_directions(found: Vec<(ValueGroup, String)>) -> Vec<(ValueGroup, String)> {
    let mut merged: Vec<(ValueGroup, String)> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (group, description) in found {
        let Some(plain) = without_direction(&group.key) else {
            merged.push((group, description));
            continue;
        };
        let direction = rule_lists::direction_in(&group.key);
        let known = places.get(&plain).and_then(|at| merged.get_mut(*at));
        let is_other = |known: &ValueGroup| {
            known.lists.len() == 1 && rule_lists::direction_in(&known.key) != direction
        };
        match known.filter(|(known, _)| is_other(known)) {
            Some((known, _)) => known.lists.extend(group.lists),
            None => {
                places.insert(plain, merged.len());
                merged.push((group, description));
            }
        }
    }
    merged
}

/// A name without the direction that it says; `None` where it says none.
fn without_direction(name: &str) -> Option<String> {
    rule_lists::direction_in(name)?;
    let words = ["inbound", "outbound", "ingress", "egress"];
    let mut plain = name.to_ascii_lowercase();
    for word in words {
        plain = plain.replace(word, "");
    }
    Some(plain)
}
