// Texts as documents: their groups, and what there is to say about them.

import { nothingError, unreadableError } from "./exit_codes.mjs";
import { placeOf, readSources } from "./inputs.mjs";

/** What a text has to say to be about network security groups; other files of a folder are left alone. */
const ABOUT_GROUPS = /security_?rules?|network_?security_?groups?/i;

/**
 * Reads every network security group of files and folders. Of files that are there because they changed, not because somebody
 * meant them (`isOfChange`), none needs to hold one.
 *
 * @returns {Promise<{ source: import("./inputs.mjs").Source, document: import("nsg-what-if").Document }[]>}
 */
export async function readDocuments(paths, { library, files, progress, warn, isOfChange = false }) {
  const sources = await readSources(paths, { library, files });
  const read = [];
  for (const [number, source] of sources.entries()) {
    progress(`Reading ${number + 1} of ${sources.length} files`, source.text.length);
    const document = await library.read(source.text, { fileName: source.name });
    const holdsGroups = document.networkSecurityGroups.length > 0 || document.before?.length > 0;
    if (!holdsGroups && (source.isFound || isOfChange) && isAboutElse(source, document, warn)) continue;
    if (!holdsGroups) refuse(source, document);
    read.push({ source, document });
  }
  if (read.length === 0 && !isOfChange) throw nothingError(`${paths.join(", ")}: there is no network security group in any file`);
  return read;
}

/** Ends the command for a text without a group, in the reader's words. */
function refuse(source, { diagnostics }) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const [first] = [...errors.filter(({ code }) => !NOTHING.has(code)), ...errors, ...diagnostics];
  if (first === undefined) throw nothingError(`${source.name}: there is no network security group in the text`);
  const said = saidOf(source, first);
  throw NOTHING.has(first.code) ? nothingError(said) : unreadableError(said);
}

/** What says that a text is about something else. */
const NOTHING = new Set([
  "empty-text",
  "empty-answer",
  "no-group",
  "not-azure-rules",
  "nsg-diagnostics-answer",
  "ip-flow-answer",
  "flow-log",
  "nsg-event-log",
  "parameters-file",
  "commands",
  "service-tags-document",
  "admin-rules-document",
  "azure-error",
  "xml",
  "html",
]);

/** What is a source of rules that another program has to compile or run: somebody has to know that it was left out. */
const COMPILED_FIRST = new Set(["bicep", "commands"]);

/** Whether a file that nobody named holds no rules. */
function isAboutElse(source, { diagnostics }, warn) {
  if (!ABOUT_GROUPS.test(source.text)) return true;
  const left = diagnostics.find(({ code }) => COMPILED_FIRST.has(code));
  if (left !== undefined) warn(saidOf(source, left));
  return left !== undefined || diagnostics.some(({ code }) => NOTHING.has(code));
}

/** A diagnostic as one line: where, what, and what to do. */
export function saidOf(source, { line, column, severity, code, message, help }) {
  const place = placeOf(source, line);
  const at = line === undefined ? place.file : `${place.file}:${place.line}:${column}`;
  return `${at}: ${severity} ${code}: ${message}${help === undefined ? "" : ` (${help})`}`;
}

/** The name of a group, for people. */
export const groupName = ({ name, id }) => name ?? id?.split("/").at(-1) ?? "the NSG without a name";

/** A group of a file that several groups may be in: `FILE#NAME`. */
export async function readGroup(path, context) {
  const [file, name] = splitName(path, context.files);
  const [{ source, document }] = await readDocuments([file], context);
  const groups = document.networkSecurityGroups;
  const found = groups.filter((group) => name === undefined || groupName(group).toLowerCase() === name.toLowerCase());
  if (found.length === 1) {
    const number = groups.indexOf(found[0]);
    return { source, document, group: found[0], number, isOnly: groups.length === 1 };
  }
  const names = [...new Set(groups.map(groupName))].slice(0, 20).join(", ");
  if (name !== undefined && found.length === 0) throw nothingError(`${file}: there is no NSG ${name}; there are ${names}`);
  throw nothingError(`${file}: there are ${groups.length} NSGs; say which: ${file}#NAME, where NAME is one of ${names}`);
}

/** A path, and the name of the group in it that is meant. */
function splitName(path, files) {
  const at = path.lastIndexOf("#");
  return at < 1 || files.has(path) ? [path, undefined] : [path.slice(0, at), path.slice(at + 1)];
}

/** Whether a path names one group of a file. */
export const namesGroup = (path, { files }) => splitName(path, files)[1] !== undefined;
