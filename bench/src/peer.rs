//! The cost of one verdict in regorus, Microsoft's interpreter of Rego: the same rules as data, and `peer.rego`,
//! both prepared once. It has two evaluators, the one of its documentation and a faster one for byte code.
//!
//! The rules are left in `target/bench/rules.json`, for aerleon.

use crate::{RULES, figure, per_flow, workload};
use nsg::{AddressSet, Decision, Flow, Scenario};
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use regorus::{Engine, Value};
use serde_json::json;
use std::error::Error;
use std::path::Path;

const POLICY: &str = include_str!("peer.rego");
const ALLOW: &str = "data.nsg.allow";

/// So many of the flows are enough: each takes milliseconds.
const SAMPLE: usize = 100;

pub(crate) fn measure(
    scenario: &Scenario,
    flows: &[Flow],
    accesses: &[Decision],
    folder: &Path,
) -> Result<(), Box<dyn Error>> {
    let rules = rules(scenario)?;
    std::fs::write(folder.join("rules.json"), rules.to_string())?;
    let data = Value::from_json_str(&json!({ "rules": rules }).to_string())?;
    let inputs = flows
        .iter()
        .take(SAMPLE)
        .map(|flow| Value::from_json_str(&workload::to_json(flow).to_string()));
    let inputs = inputs.collect::<Result<Vec<_>, _>>()?;

    let mut engine = Engine::new();
    engine.add_policy("peer.rego".to_owned(), POLICY.to_owned())?;
    engine.add_data(data.clone())?;
    let policy = engine.compile_with_entrypoint(&ALLOW.into())?;
    let mut machine = RegoVM::new();
    machine.load_program(Compiler::compile_from_policy(&policy, &[ALLOW])?);
    machine.set_data(data)?;
    machine.set_max_instructions(usize::MAX);
    let mut compiled = |input: &Value| policy.eval_with_input(input.clone());
    let mut machine = |input: &Value| {
        machine.set_input(input.clone());
        machine.execute()
    };

    for (input, access) in inputs.iter().zip(accesses) {
        let agrees = |value: Value| match access {
            // What hangs on a missing fact is nothing that Rego could tell.
            Decision::Depends => true,
            known => value == Value::from(*known == Decision::Allow),
        };
        if !agrees(compiled(input)?) || !agrees(machine(input)?) {
            return Err(format!("regorus judges otherwise: {input}").into());
        }
    }
    for (name, time) in [
        ("compiled policy", per_flow(&inputs, &mut compiled)),
        ("RegoVM", per_flow(&inputs, &mut machine)),
    ] {
        let name = format!("regorus: one verdict of {RULES} rules, {name}");
        figure(&name, time, "ns", None);
    }
    Ok(())
}

/// The rules as an engineer would give them to a policy: prefixes for addresses, pairs of numbers for ports.
fn rules(scenario: &Scenario) -> Result<serde_json::Value, Box<dyn Error>> {
    let mut stages = judges::plain(scenario);
    let rules = stages.get_mut(0).ok_or("the workload has no rules")?.take();
    let mut rules: Vec<serde_json::Map<String, _>> = serde_json::from_value(rules)?;
    for rule in &mut rules {
        for field in ["source", "destination"] {
            let ranges = rule.remove(field).unwrap_or_default();
            let ranges: Vec<(u32, u32)> = serde_json::from_value(ranges)?;
            let prefixes = AddressSet::from_ranges(&ranges, Vec::new()).prefixes();
            let texts: Vec<String> = prefixes.iter().map(ToString::to_string).collect();
            rule.insert(field.to_owned(), json!(texts));
        }
    }
    Ok(json!(rules))
}
