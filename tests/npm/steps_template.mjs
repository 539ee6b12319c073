// Runs a template of steps of Azure Pipelines as an agent does: parameters, conditions, variables, commands in the log.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import YAML from "yaml";

/** As an agent reads texts of commands back. */
const decoded = (text) => text.replace(/%3B/g, ";").replace(/%5D/g, "]").replace(/%0D/g, "\r").replace(/%0A/g, "\n").replace(/%AZP25/g, "%");

/**
 * Runs a template.
 *
 * @param {string} file
 * @param {{ parameters: Record<string, string | boolean>, variables: Record<string, string>, env: Record<string, string>, cwd: string }} call
 * `variables` are also in the environment, but for secrets, of which there is one
 * @returns {Promise<{ status: number, variables: Record<string, string>, log: string, commands: object[], published: object[] }>}
 */
export async function runTemplate(file, { parameters: given, variables: first, env, cwd }) {
  const template = YAML.parse(readFileSync(file, "utf8"));
  const known = new Map(template.parameters.map((parameter) => [parameter.name, parameter]));
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== known.get(name)?.type) throw new Error(`the template has no ${typeof value} ${name}`);
  }
  const parameters = Object.fromEntries([...known].map(([name, { default: value }]) => [name, given[name] ?? value]));
  const run = { status: 0, variables: { ...first }, log: "", commands: [], published: [] };
  // Azure writes true as `True` where an expression becomes a text.
  const asText = (value) => (typeof value === "boolean" ? { true: "True", false: "False" }[value] : `${value}`);
  const filled = (text) =>
    `${text}`.replace(/\$\{\{ (lower\()?parameters\.(\w+)\)? \}\}/g, (_, lower, name) => (lower ? asText(parameters[name]).toLowerCase() : asText(parameters[name])));
  const expanded = (text) => filled(text).replace(/\$\(([\w.]+)\)/g, (whole, name) => run.variables[name] ?? whole);
  for (const step of template.steps) {
    if (!isTrue(filled(step.condition ?? "succeeded()"), run)) continue;
    if (step.publish !== undefined) {
      run.published.push({ path: expanded(step.publish), artifact: step.artifact });
      continue;
    }
    if (/\$\{\{|\$\(/.test(step.bash)) throw new Error(`an expression in a script is a hole: ${step.bash}`);
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, expanded(value)]));
    const shared = Object.entries(run.variables).filter(([name]) => name !== "System.AccessToken");
    const inherited = Object.fromEntries(shared.map(([name, value]) => [name.replace(/\./g, "_").toUpperCase(), value]));
    const { status, log } = await runScript(step.bash, { cwd, env: { ...process.env, FORCE_COLOR: "", ...inherited, ...env, ...own } });
    run.log += log;
    if (run.status === 0) run.status = status;
    for (const line of log.split("\n")) obey(line, run);
  }
  return run;
}

async function runScript(script, { cwd, env }) {
  const child = spawn("bash", ["--noprofile", "--norc", "-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
  const [status] = await once(child, "close");
  return { status, log };
}

/** An agent obeys a command wherever it stands in a line. */
function obey(line, run) {
  const [, name, written, text] = /##vso\[([\w.]+)(?: ([^\]]*))?\](.*)/.exec(line) ?? [];
  if (name === undefined) return;
  const pairs = (written ?? "").split(";").map((pair) => pair.trim()).filter((pair) => pair !== "");
  const properties = Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), decoded(pair.slice(pair.indexOf("=") + 1))]));
  run.commands.push({ name, properties, text: decoded(text) });
  if (name === "task.setvariable") run.variables[properties.variable] = decoded(text);
}

/** The value of a condition: functions of texts and variables. */
function isTrue(condition, { status, variables }) {
  const same = (a, b) => a.toLowerCase() === b.toLowerCase();
  const functions = { and: (...all) => all.every(Boolean), or: (...all) => all.some(Boolean), eq: same, ne: (a, b) => !same(a, b), succeeded: () => status === 0, always: () => true };
  const known = new Proxy({}, { get: (_, name) => variables[name] ?? "" });
  return new Function(...Object.keys(functions), "variables", `return ${condition};`)(...Object.values(functions), known);
}
