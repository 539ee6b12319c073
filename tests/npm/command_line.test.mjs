// Runs the pages of tests/npm/command_line and of the documentation: files, what somebody types, and what the program says, word for word.
// `UPDATE_COMMAND_LINE=1` writes what it says today into the pages, to be looked at before it is committed.

import assert from "node:assert/strict";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { inFolder } from "./command_line.mjs";

const folder = new URL("command_line/", import.meta.url);
const pages = [
  ...readdirSync(folder).filter((file) => file.endsWith(".md")).sort().map((file) => new URL(file, folder)),
  new URL("../../docs/command-line.md", import.meta.url),
];
const isUpdate = process.env.UPDATE_COMMAND_LINE !== undefined;

/** A block of code, and what is before it. */
const BLOCK = /^(`{3,})(\S*)(?: (\S+))?\n([\s\S]*?)^\1$/gm;

for (const address of pages) {
  const name = address.pathname.split("/").at(-1);
  const page = readFileSync(address, "utf8");
  const parts = partsOf(page);
  const shared = filesOf(parts[0]);
  const written = [parts[0]];
  for (const part of parts.slice(1)) {
    const title = part.slice(3, part.indexOf("\n"));
    test(`${name}: ${title}`, () => {
      const said = inFolder({ ...shared, ...filesOf(part) }, ({ shell }) => part.replace(BLOCK, (whole, ticks, language, file, text) => (language === "console" ? session(ticks, text, shell) : whole)));
      written.push(said);
      if (!isUpdate) assert.equal(said, part);
    });
  }
  if (isUpdate) test(`${name} is written`, () => writeFileSync(address, written.join("")));
}

/** The page at its headings; what looks like one in a block is what a command says. */
function partsOf(page) {
  const parts = [""];
  let fence;
  for (const line of page.split(/(?<=\n)/)) {
    const [ticks] = /^`{3,}/.exec(line) ?? [];
    if (ticks !== undefined && (fence === undefined || line.trimEnd() === fence)) fence = fence === undefined ? ticks : undefined;
    if (fence === undefined && line.startsWith("## ")) parts.push("");
    parts[parts.length - 1] += line;
  }
  return parts;
}

/** The files of a part: blocks with a name. */
function filesOf(part) {
  const blocks = [...part.matchAll(BLOCK)].filter(([, , language, file]) => file !== undefined && language !== "console");
  return Object.fromEntries(blocks.map(([, , , file, text]) => [file, text]));
}

/** What the lines after `$` say. */
function session(ticks, text, shell) {
  const lines = text.split("\n").filter((line) => line.startsWith("$ "));
  const said = lines.map((line) => {
    const { status, output } = shell(line.slice(2));
    const shown = output === "" || output.endsWith("\n") ? output : `${output}\n`;
    return `${line}\n${shown}${status === 0 ? "" : `[exit ${status}]\n`}`;
  });
  return `${ticks}console\n${said.join("")}${ticks}`;
}
