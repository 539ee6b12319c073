// Reviews the change, and leaves the result to the steps that follow: variables, the run's summary, issues at their lines.

import { run } from "../scripts/failure.mjs";
import { reviewInputs } from "../scripts/inputs.mjs";
import { logLine } from "../scripts/log_line.mjs";
import { review } from "../scripts/review.mjs";
import { command, errorLine } from "./commands.mjs";

/** A pipeline has two kinds of issues; a note is a line of the log. */
const LEVELS = { error: "error", warning: "warning" };

function reviewChange() {
  const { env } = process;
  const inputs = reviewInputs((name) => env[`INPUT_${name.toUpperCase().replace(/-/g, "_")}`] ?? "");
  const outcome = review(inputs, { workspace: env.REPOSITORY_PATH, temporary: env.AGENT_TEMPDIRECTORY, pullRequest: pullRequestOf(env), program: env.NSG_WHAT_IF_PROGRAM });
  for (const line of outcome.said) console.log(logLine(line));
  console.log(logLine(outcome.summary));
  for (const { level, code, message, file, line, column } of outcome.problems) {
    if (LEVELS[level] === undefined) console.log(logLine(`${file}:${line}: ${code}: ${message}`));
    else console.log(command("task.logissue", message, { type: LEVELS[level], sourcepath: file, linenumber: line, columnnumber: column, code }));
  }
  if (outcome.report === "") console.log(errorLine(outcome.summary));
  console.log(command("task.uploadsummary", outcome.comment));
  const variables = { exitCode: outcome.exitCode, opened: outcome.opened, report: outcome.report, sarif: outcome.sarif, comment: outcome.comment, holdsRules: outcome.holdsRules };
  for (const [name, value] of Object.entries(variables)) console.log(command("task.setvariable", value, { variable: `nsgWhatIf.${name}` }));
}

/** The commits of a pull request, where the run is of one. */
function pullRequestOf({ SYSTEM_PULLREQUEST_SOURCECOMMITID: head, SYSTEM_PULLREQUEST_TARGETBRANCH: branch }) {
  return head ? { head, base: `refs/remotes/origin/${branch.replace(/^refs\/heads\//, "")}` } : undefined;
}

await run(reviewChange, errorLine);
