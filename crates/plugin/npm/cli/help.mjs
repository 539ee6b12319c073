// What `--help` prints.

import { COMMON, OPTIONS } from "./options.mjs";

const INTRODUCTION = `nsg-what-if COMMAND …

Says what network security groups of Azure allow, and what a change of them does: over all flows, offline, with every rule's
reason. Files may have any form that people keep rules in: JSON of Azure and its tools, templates, Terraform source, plans and
state, what-if answers, YAML, tables. - is standard input, and a folder is every file in it.`;

const EXIT_CODES = `exit code: 0 done, 1 what --fail-on names, 2 usage, 3 no NSG or flow log in what was given, 4 unreadable`;

const columns = (rows) => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`).join("\n");
};

/** The list of commands. */
export function overview(commands) {
  const rows = commands.map(({ name, about }) => [name, about]);
  return `${INTRODUCTION}\n\n${columns(rows)}\n\nnsg-what-if COMMAND --help says more, with examples.\n\n${EXIT_CODES}`;
}

/** The help of one command. */
export function helpOf({ name, usage, about, details = "", options, says = {}, examples, formats }) {
  const row = (option) => {
    const { value, about, choices, short } = { ...OPTIONS[option], ...says[option] };
    const offered = option === "format" ? ` (${formats.join(", ")})` : "";
    const named = `--${option}${value === undefined ? "" : ` ${value}`}${short ? `, -${short}` : ""}`;
    return [named, `${about}${offered || (choices === undefined || about.includes(choices[0]) ? "" : ` (${choices.join(", ")})`)}`];
  };
  // A command without a report has nothing to print in a form.
  const common = formats.length === 0 ? COMMON.filter((option) => option === "help") : COMMON;
  return [
    `nsg-what-if ${name} ${usage}`,
    `${about[0].toUpperCase()}${about.slice(1)}.${details === "" ? "" : `\n${details}`}`,
    columns([...options, ...common].map(row)),
    `examples:\n${examples.map((example) => `  ${example}`).join("\n")}`,
    EXIT_CODES,
  ].join("\n\n");
}
