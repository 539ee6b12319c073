// Reviews the change, and leaves the result to the steps that follow: outputs, the job's summary, annotations.

import { appendFileSync, readFileSync } from "node:fs";
import { run } from "../scripts/failure.mjs";
import { reviewInputs } from "../scripts/inputs.mjs";
import { logLine } from "../scripts/log_line.mjs";
import { review } from "../scripts/review.mjs";
import { command, setOutputs } from "./commands.mjs";

const LEVELS = { error: "error", warning: "warning", note: "notice" };

/** The commits of a pull request, or of a queue that merges several. */
function pullRequestOf({ pull_request: pullRequest, merge_group: group }) {
  if (pullRequest) return { head: pullRequest.head.sha, base: pullRequest.base.sha };
  return group ? { head: group.head_sha, base: group.base_sha } : undefined;
}

await run(() => {
  const { env } = process;
  const inputs = reviewInputs((name) => env[`INPUT_${name.toUpperCase().replace(/-/g, "_")}`] ?? "");
  const outcome = review(inputs, {
    workspace: env.GITHUB_WORKSPACE,
    temporary: env.RUNNER_TEMP,
    pullRequest: pullRequestOf(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"))),
    program: env.NSG_WHAT_IF_PROGRAM,
  });
  for (const line of outcome.said) console.log(logLine(line));
  console.log(logLine(outcome.summary));
  // Code scanning shows the same lines.
  for (const { level, code, message, file, line, column } of outcome.sarif === "" ? outcome.problems : []) {
    console.log(command(LEVELS[level], message, { file, line, col: column, title: code }));
  }
  if (outcome.report === "") console.log(command("error", outcome.summary));
  if (env.GITHUB_STEP_SUMMARY) appendFileSync(env.GITHUB_STEP_SUMMARY, `${readFileSync(outcome.comment, "utf8")}\n`);
  setOutputs({
    summary: outcome.summary,
    opened: outcome.opened,
    "exit-code": outcome.exitCode,
    report: outcome.report,
    "sarif-file": outcome.sarif,
    category: `nsg-what-if${inputs.name === "" ? "" : ` ${inputs.name}`}`,
    "comment-file": outcome.comment,
    "holds-rules": outcome.holdsRules,
  });
}, (message) => command("error", message));
