// What a runner of GitHub Actions reads: commands in the log, outputs and the summary in files.

import { appendFileSync } from "node:fs";
import { oneLine } from "../scripts/log_line.mjs";

/** A command of the log: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function command(name, message, properties = {}) {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  const written = given.map(([key, value]) => `${key}=${oneLine(value).replace(/%/g, "%25").replace(/:/g, "%3A").replace(/,/g, "%2C")}`);
  return `::${name}${written.length === 0 ? "" : ` ${written.join(",")}`}::${oneLine(message).replace(/%/g, "%25")}`;
}

/** Sets outputs; each is one line. */
export function setOutputs(outputs) {
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${oneLine(value)}\n`);
  appendFileSync(process.env.GITHUB_OUTPUT, lines.join(""));
}
