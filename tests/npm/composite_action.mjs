// Runs a composite action of GitHub as the runner does: the steps of the file, with their conditions and environments.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import YAML from "yaml";

const TOKENS = /'(?:[^']|'')*'|[A-Za-z_][\w.-]*|==|!=|&&|\|\||[!()]/g;

/** The value of an expression: names, texts, comparisons. */
function valueOf(expression, contexts) {
  const written = (token) => {
    if (token.startsWith("'")) return JSON.stringify(token.slice(1, -1).replace(/''/g, "'"));
    if (token === "==" || token === "!=") return `${token}=`;
    if (!/^[A-Za-z_]/.test(token)) return token;
    const value = token.split(".").reduce((object, name) => object?.[name], contexts);
    if (value !== undefined && typeof value !== "string") throw new Error(`${token} is no text`);
    return JSON.stringify(value ?? "");
  };
  const rest = expression.replace(TOKENS, "").trim();
  if (rest !== "") throw new Error(`the expression ${expression} has ${rest}`);
  return new Function(`return ${expression.match(TOKENS).map(written).join(" ")};`)();
}

const filled = (text, contexts) => `${text}`.replace(/\$\{\{(.*?)\}\}/g, (_, expression) => `${valueOf(expression.trim(), contexts)}`);
const filledAll = (values, contexts) => Object.fromEntries(Object.entries(values ?? {}).map(([name, value]) => [name, filled(value, contexts)]));

/**
 * Runs an action.
 *
 * @param {string} folder where `action.yml` is
 * @param {{ inputs: Record<string, string>, env: Record<string, string>, cwd: string, github: object }} call
 * @returns {Promise<{ status: number, outputs: Record<string, string>, log: string, used: object[], summary: string }>} `used` are the
 * other actions that it would run
 */
export async function runAction(folder, { inputs: given, env, cwd, github }) {
  const action = YAML.parse(readFileSync(join(folder, "action.yml"), "utf8"));
  for (const name of Object.keys(given)) if (!(name in action.inputs)) throw new Error(`the action has no input ${name}`);
  const contexts = { github, inputs: {}, steps: {} };
  for (const [name, { default: value = "" }] of Object.entries(action.inputs)) contexts.inputs[name] = given[name] ?? filled(value, contexts);
  const files = mkdtempSync(join(tmpdir(), "nsg-what-if-runner-"));
  const run = { status: 0, outputs: {}, log: "", used: [], summary: "" };
  try {
    for (const [number, step] of action.runs.steps.entries()) {
      // A step that fails ends the action: none of its steps asks for more.
      if (run.status !== 0) break;
      if (step.if !== undefined && !isTrue(step.if, contexts)) continue;
      if (step.uses !== undefined) {
        run.used.push({ uses: step.uses, with: filledAll(step.with, contexts) });
        continue;
      }
      const output = join(files, `output-${number}`);
      writeFileSync(output, "");
      const { status, log } = await runStep(step, {
        cwd,
        env: { ...process.env, FORCE_COLOR: "", ...env, GITHUB_ACTION_PATH: folder, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: join(files, "summary"), ...filledAll(step.env, contexts) },
      });
      run.status = status;
      run.log += log;
      if (step.id) contexts.steps[step.id] = { outputs: outputsOf(readFileSync(output, "utf8")) };
    }
    run.outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, contexts)]));
    if (existsSync(join(files, "summary"))) run.summary = readFileSync(join(files, "summary"), "utf8");
    return run;
  } finally {
    rmSync(files, { recursive: true });
  }
}

const isTrue = (condition, contexts) => Boolean(valueOf(/^\$\{\{(.*)\}\}$/.exec(condition)?.[1] ?? condition, contexts));

async function runStep({ run, shell }, { cwd, env }) {
  if (shell !== "bash") throw new Error(`a step of a composite action names its shell: ${run}`);
  if (run.includes("${{")) throw new Error(`an expression in a script is a hole: ${run}`);
  const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", run], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (log += text));
  const [status] = await once(child, "close");
  return { status, log };
}

function outputsOf(text) {
  const lines = text.split("\n").filter((line) => line !== "");
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]));
}
