// A review in a pipeline: what there is to compare, the program's reports, and the text for people.

import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeChangedFiles } from "./changed_files.mjs";
import { Failure } from "./failure.mjs";
import { endsOf, Repository } from "./git.mjs";
import { oneLine } from "./log_line.mjs";
import { installProgram, runProgram } from "./program.mjs";

const SETTINGS = "nsg-what-if.yaml";

/** How the program ends: as `docs/command-line.md` has it. */
const EXIT = { done: 0, failed: 1, usage: 2, nothing: 3, unreadable: 4 };

/**
 * What became of a review.
 *
 * @typedef {object} Outcome
 * @property {number} exitCode
 * @property {string} summary one line
 * @property {boolean} opened whether something is allowed that was not
 * @property {boolean} holdsRules whether there was a rule to review
 * @property {string} report the path of the report as JSON, or nothing
 * @property {string} sarif the path of the SARIF file, or nothing
 * @property {string} comment the path of the text for people
 * @property {object[]} problems those of files as they will be
 * @property {string[]} said what the program told besides
 */

/**
 * Reviews a change.
 *
 * @param {ReturnType<import("./inputs.mjs").reviewInputs>} inputs
 * @param {{ workspace: string, temporary?: string, pullRequest?: { head: string, base: string }, program?: string }} where
 * @returns {Outcome}
 */
export function review(inputs, { workspace, temporary: parent = tmpdir(), pullRequest, program: given }) {
  const temporary = mkdtempSync(join(parent, "nsg-what-if-"));
  const compared = whatToCompare(inputs, { workspace, temporary, pullRequest });
  const program = given || installProgram(inputs.version, temporary);
  const files = { json: join(temporary, "report.json"), markdown: join(temporary, "review.md"), sarif: sarifFile(inputs.sarif, workspace, temporary) };
  const call = (format, more) => {
    const args = ["review", ...compared.args, ...options(inputs, workspace, compared), ...more, "--format", format, "--output", files[format]];
    return runProgram(program, args, compared.folder);
  };
  // Whoever asks whether something opens, asks the program.
  let first = call("json", ["--fail-on", "opened"]);
  if (first.code === EXIT.nothing && inputs.changes.length > 0 && inputs.changes.every((path) => isCompleteChange(resolve(workspace, path)))) {
    Object.assign(compared, emptyFolders(temporary));
    first = call("json", ["--fail-on", "opened"]);
  }
  const failOn = inputs.failOn === "" ? [] : ["--fail-on", inputs.failOn];
  const second = isAnswer(first) ? call("markdown", failOn) : first;
  if (isAnswer(second) && files.sarif !== "") call("sarif", []);
  return isAnswer(second) ? answer(inputs, files, { opened: first.code === EXIT.failed, ...second }, { temporary, ...compared }) : noAnswer(inputs, second, temporary);
}

const isAnswer = ({ code }) => code === EXIT.done || code === EXIT.failed;

/** What the program compares, and where it runs, so that it names files as the repository does. */
function whatToCompare({ changes, before, after }, { workspace, temporary, pullRequest }) {
  if (changes.length > 0) {
    if (before !== "" || after !== "") throw new Failure("give change, or before and after, not all of them");
    return { args: changes.map(asPath), folder: workspace };
  }
  if (before !== "" || after !== "") {
    if (before === "" || after === "") throw new Failure("before and after belong together");
    return { args: ["--before", asPath(before), "--after", asPath(after)], folder: workspace };
  }
  if (pullRequest === undefined) throw new Failure("this is no pull request, whose changed files could be reviewed; give change, or before and after");
  const repository = new Repository(workspace);
  const compared = emptyFolders(temporary);
  writeChangedFiles(repository, endsOf(repository, pullRequest), { before: join(temporary, "before"), after: join(temporary, "after") });
  return compared;
}

/** A path that is no option, whatever its name. */
const asPath = (path) => (path.startsWith("-") ? `./${path}` : path);

/** Two folders of which the second is where the program runs: so a file has the path that it has in the repository. */
function emptyFolders(temporary) {
  for (const side of ["before", "after"]) mkdirSync(join(temporary, side), { recursive: true });
  return { args: ["--before", join("..", "before"), "--after", "."], folder: join(temporary, "after"), isElsewhere: true };
}

/** Options besides what is compared. Where the program runs elsewhere, it does not find the repository's settings itself. */
function options({ contracts, services, baselines, config }, workspace, { isElsewhere = false }) {
  const own = join(workspace, SETTINGS);
  const settings = config !== "" ? resolve(workspace, config) : isElsewhere && existsSync(own) ? own : undefined;
  return [
    ...(settings === undefined ? (isElsewhere ? ["--no-config"] : []) : ["--config", settings]),
    ...contracts.flatMap((path) => ["--contracts", resolve(workspace, path)]),
    ...services.flatMap((name) => ["--service", name]),
    ...baselines.flatMap((name) => ["--baseline", name]),
  ];
}

/**
 * Whether a file without any NSG is a whole plan or what-if answer. An empty file or an error message is what is left of a step
 * that failed: of such a file nobody knows what would be in it.
 */
function isCompleteChange(path) {
  try {
    const value = JSON.parse(readFileSync(path, "utf8"));
    return typeof value.format_version === "string" || Array.isArray(value.changes) || Array.isArray(value.properties?.changes);
  } catch {
    return false;
  }
}

function sarifFile(wanted, workspace, temporary) {
  if (wanted === "" || wanted === "false") return "";
  return wanted === "true" ? join(temporary, "nsg-what-if.sarif") : resolve(workspace, wanted);
}

/** Files as they were, from where the program runs. The repository has them no more, so nothing is marked there. */
const BEFORE = /^\.\.\/before\//;
const isBefore = (file) => BEFORE.test(file ?? "");

function answer({ name }, { json, markdown, sarif }, { opened, code, said }, { temporary, isElsewhere = false }) {
  const report = JSON.parse(readFileSync(json, "utf8"));
  const shown = (text) => (isElsewhere ? text.replace(new RegExp(BEFORE, "gm"), "") : text);
  if (isElsewhere && sarif !== "") withoutBefore(sarif);
  const fails = said.map((line) => /^nsg-what-if: (fails on [a-z:, ]+)$/.exec(line)?.[1]).find((line) => line !== undefined);
  const holdsRules = report.groups.length > 0 || report.problems.length > 0;
  const text = holdsRules ? shown(readFileSync(markdown, "utf8")) : "Nothing that changes holds a network security group.\n";
  const summary = holdsRules ? oneLine(report.summary) : text.trim();
  const problems = report.problems.filter(({ file, exception }) => !(isElsewhere && isBefore(file)) && exception === undefined);
  for (const place of [...report.groups, ...report.problems]) if (place.file !== undefined) place.file = shown(place.file);
  writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  const comment = commentFile(temporary, name, fails, text);
  return { exitCode: code, summary, opened, holdsRules, report: json, sarif, comment, problems, said };
}

/** A result at a line that no file of the repository has is refused, or shown at another. */
function withoutBefore(path) {
  const log = JSON.parse(readFileSync(path, "utf8"));
  for (const run of log.runs) {
    run.results = run.results.filter(({ locations = [] }) => !locations.some(({ physicalLocation }) => isBefore(physicalLocation.artifactLocation.uri)));
  }
  writeFileSync(path, `${JSON.stringify(log, undefined, 2)}\n`);
}

function noAnswer({ name }, { code, said }, temporary) {
  const summary = oneLine(said.at(-1) ?? `nsg-what-if ended with ${code}`);
  const fence = "`".repeat(Math.max(3, ...said.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1))));
  const comment = commentFile(temporary, name, "cannot review this change", `${fence}text\n${said.map(oneLine).join("\n").slice(0, 20_000)}\n${fence}\n`);
  return { exitCode: code, summary, opened: false, holdsRules: true, report: "", sarif: "", comment, problems: [], said };
}

function commentFile(temporary, name, verdict, text) {
  const path = join(temporary, "comment.md");
  const title = `**NSG What-If**${name === "" ? "" : ` (${name})`}${verdict === undefined ? "" : ` ${verdict}`}`;
  writeFileSync(path, `${title}\n\n${text}`);
  return path;
}

/** The mark by which a comment is found again; it is not shown. */
export const markOf = (name) => `<!-- nsg-what-if${name === "" ? "" : ` ${name}`} -->`;
