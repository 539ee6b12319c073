// From any form that is read to any that is written.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listing } from "../blocks.mjs";
import { groupName, namesGroup, readDocuments, readGroup } from "../documents.mjs";
import { unreadableError, usageError } from "../exit_codes.mjs";
import { writeTo } from "../inputs.mjs";
import { PLAIN_FORMATS } from "../options.mjs";
import { tellDiagnostics } from "../scenario.mjs";

/** What `--to` takes: what the package writes, and the groups as Azure's REST API has them. */
const FORMS = ["json", "arm", "bicep", "terraform", "azure-cli", "powershell", "csv", "tsv", "markdown-table"];

const LANGUAGES = { json: "json", arm: "json", bicep: "bicep", terraform: "hcl", "azure-cli": "sh", powershell: "powershell", csv: "csv", tsv: "tsv" };

export const convert = {
  name: "convert",
  usage: "FILE --to FORM",
  about: "writes NSGs in another form",
  details: `FORM is ${FORMS.join(", ")}. With --before, commands make the change alone. Several NSGs go into the folder --output.`,
  options: ["to", "before", "allow-hidden-rules"],
  formats: PLAIN_FORMATS,
  // Files and folders of its own.
  writesFolders: true,
  examples: [
    "nsg-what-if convert nsg.csv --to terraform",
    "nsg-what-if convert after.json --before before.json --to azure-cli",
    "nsg-what-if convert plan.json --to json --output nsgs",
  ],

  async run(context) {
    const { values, positionals, library } = context;
    if (positionals.length !== 1) throw usageError("give one file, or FILE#NAME where it has several NSGs");
    if (!FORMS.includes(values.to)) throw usageError(`--to is one of ${FORMS.join(", ")}${values.to === undefined ? "" : `, not ${values.to}`}`);
    const groups = await groupsOf(positionals[0], context);
    const before = values.before === undefined ? undefined : await readGroup(values.before, context);
    const written = [];
    for (const read of groups) {
      const answer = values.to === "json" ? asJson(read.group) : await textOf(read, before, values.to, library);
      written.push({ name: groupName(read.group), ...answer });
    }
    for (const { notes } of written) notes.forEach((note) => context.warn(note));
    // An agent gets the texts themselves.
    if (context.isInline) return { data: { to: values.to, files: written }, blocks: written.map(({ text }) => listing(LANGUAGES[values.to] ?? "", text)) };
    if (written.length > 1) await intoFolder(written, values);
    else if (values.output !== undefined) await writeTo(values.output, (path) => writeFile(path, written[0].text));
    const isShown = written.length === 1 && values.output === undefined;
    const shown = isShown ? [listing(LANGUAGES[values.to] ?? "", written[0].text.replace(/\n$/, ""))] : [];
    return { data: { to: values.to, files: written }, blocks: shown, raw: isShown ? written[0].text : "" };
  },
};

async function groupsOf(path, context) {
  const read = namesGroup(path, context) ? [await readGroup(path, context)] : await readDocuments([path], context);
  for (const one of read) tellDiagnostics(one, context);
  return read.flatMap((one) => (one.group ? [one] : one.document.networkSecurityGroups.map((group) => ({ ...one, group }))));
}

/** The group in a format; where it cannot be written, which it is, and why. */
async function textOf(after, before, format, library) {
  try {
    return await library.writeChange({ before: before?.group, after: after.group, format });
  } catch (error) {
    if (error.name !== "WhatIfError") throw error;
    const { source, group } = error.diagnostics[0].pointer?.startsWith("/before") ? before : after;
    throw unreadableError(`${source.name}: ${groupName(group)} cannot be written as ${format}: ${error.message}`);
  }
}

const asJson = (group) => ({ text: `${JSON.stringify(group, undefined, 2)}\n`, fileName: `${group.name ?? "nsg"}.json`, notes: [] });

/** A file for each group; names that are taken get a number. */
async function intoFolder(written, { output }) {
  if (output === undefined) {
    throw usageError(`there are ${written.length} NSGs; say which with FILE#NAME, or give a folder with --output`);
  }
  await writeTo(output, (path) => mkdir(path, { recursive: true }));
  const taken = new Map();
  for (const file of written) {
    const count = (taken.get(file.fileName) ?? 0) + 1;
    taken.set(file.fileName, count);
    file.fileName = count === 1 ? file.fileName : file.fileName.replace(/(\.[^.]*)?$/, `-${count}$1`);
    await writeTo(join(output, file.fileName), (path) => writeFile(path, file.text));
  }
}
