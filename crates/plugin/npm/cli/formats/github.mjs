// Annotations of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands-for-github-actions

import { plain } from "../harmless.mjs";

const LEVELS = { error: "error", warning: "warning", note: "notice" };

/** A command for each problem. */
export function github({ problems }) {
  return problems.filter(({ exception }) => exception === undefined).map(annotation).join("");
}

function annotation({ level, code, message, help, file, line, column, address }) {
  // A plan is one line: only the resource's address leads to the group.
  const title = address === undefined ? code : `${code} (${address})`;
  const place = { file, line, col: column, title };
  const properties = Object.entries(place).filter(([, value]) => value !== undefined);
  const written = properties.map(([name, value]) => `${name}=${property(value)}`).join(",");
  return `::${LEVELS[level]} ${written}::${data(help === undefined ? message : `${message}\n${help}`)}\n`;
}

/** As the runner reads a message back; a line end is one of ours alone. */
const data = (text) => `${text}`.split("\n").map((line) => plain(line).replace(/%/g, "%25")).join("%0A");
const property = (value) => plain(value).replace(/%/g, "%25").replace(/:/g, "%3A").replace(/,/g, "%2C");
