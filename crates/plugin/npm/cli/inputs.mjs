// Files, folders and standard input as texts.

import { createReadStream, existsSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { text as textOfStream } from "node:stream/consumers";
import { unreadableError, usageError } from "./exit_codes.mjs";
import { SETTINGS_NAME } from "./settings_file.mjs";

/** What people keep rules in. */
const ENDS = /\.(jsonc?|ya?ml|tf|tfvars|csv|tsv|txt|bicep|tfstate|tfplan)$/i;
const TERRAFORM = /\.(tf|tfvars)$/i;

/** What recorded flows are kept in. */
export const RECORDS = /\.(jsonl?|csv)(\.gz)?$/i;

/** Folders that hold what others made. */
const SKIPPED = new Set(["node_modules", "target", "dist"]);

/** The name of what is read from standard input. */
export const STANDARD_INPUT = "<stdin>";

/**
 * A text with the files that it is made of.
 *
 * @typedef {{ name: string, key: string, text: string, files: { name: string, text: string, line: number }[], isFound: boolean }} Source
 * `files` says at which line each begins, `isFound` that nobody named it, since it is a file of a folder, and `key` where in that
 * folder it is, so that two folders can be compared
 */

/**
 * The files of the computer. Whoever serves others has files of another kind: `read` gives the text of a path, `list` the paths
 * of a folder (of files whose names end so) or of a file itself, `has` whether there is such a path, `open` the bytes of a path as
 * they come, `size` how many there are, and `isLocal` whether another thread may open the paths that are listed.
 *
 * @type {{ read: (path: string) => Promise<string>, list: (path: string, ends?: RegExp) => Promise<{ path: string, isFound: boolean }[]>, has: (path: string) => boolean, open: (path: string) => Promise<ReadableStream<Uint8Array>>, size: (path: string) => Promise<number>, isLocal: boolean }}
 */
export const FILES = { read: readText, list: filesOf, has: existsSync, open: openBytes, size: sizeOf, isLocal: true };

/** So much is read of a file at a time. */
const PIECE = 1 << 20;

/** The bytes of a file as they come. */
async function openBytes(path) {
  const file = path === "-" ? process.stdin : createReadStream(path, { highWaterMark: PIECE });
  const pieces = file[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(to) {
      const { done, value } = await pieces.next().catch((error) => {
        throw unreadableError(`${path}: ${reasonOf(error)}`);
      });
      if (done) to.close();
      else to.enqueue(value);
    },
    async cancel() {
      await pieces.return();
    },
  });
}

async function sizeOf(path) {
  return path === "-" ? 0 : (await stat(path)).size;
}

async function readText(path) {
  try {
    return path === "-" ? await textOfStream(process.stdin) : await readFile(path, "utf8");
  } catch (error) {
    throw unreadableError(`${path}: ${reasonOf(error)}`);
  }
}

/** Writes to a path that somebody gave. */
export async function writeTo(path, write) {
  try {
    await write(path);
  } catch (error) {
    throw usageError(`${path} cannot be written: ${error.message}`);
  }
}

function reasonOf(error) {
  if (error.code === "ENOENT") return "there is no such file";
  if (error.code === "EISDIR") return "this is a folder; give a file";
  if (error.code === "EACCES") return "this file may not be read";
  return error.message;
}

/**
 * The texts of files and folders, sorted; the files of a folder of Terraform are one.
 *
 * @param {string[]} paths
 * @returns {Promise<Source[]>}
 */
export async function readSources(paths, { library, files: known }) {
  const files = [];
  for (const path of paths) {
    for (const { path: file, isFound } of await known.list(path)) {
      const name = shownPath(file);
      files.push({ name, key: keyOf(name, shownPath(path), isFound), text: await known.read(file), isFound });
    }
  }
  return joined(files, library);
}

/** Files that changed, as far as people keep rules in such, each once; of a module of Terraform all files. */
export async function changedFiles(paths, { list }) {
  const wanted = new Set();
  for (const path of paths.filter((path) => ENDS.test(path) && basename(path) !== SETTINGS_NAME)) {
    wanted.add(join(path));
    if (!TERRAFORM.test(path)) continue;
    const folder = dirname(path);
    for (const { path: other } of await list(folder)) if (dirname(other) === folder && TERRAFORM.test(other)) wanted.add(other);
  }
  return [...wanted].sort();
}

/** A file's path in the folder that was named; files that were named themselves have none. */
function keyOf(name, folder, isFound) {
  if (!isFound) return "";
  return name.startsWith(`${folder}/`) ? name.slice(folder.length + 1) : name;
}

/** A path as people and other programs write it: from this folder on, with slashes. */
export function shownPath(path) {
  if (path === "-") return STANDARD_INPUT;
  const short = relative(process.cwd(), path);
  return (short.startsWith(`..${sep}..`) || short === "" ? path : short).split(sep).join("/");
}

async function filesOf(path, ends = ENDS) {
  if (path === "-") return [{ path, isFound: false }];
  let found;
  try {
    found = await stat(path);
  } catch (error) {
    throw unreadableError(`${path}: ${reasonOf(error)}`);
  }
  if (!found.isDirectory()) return [{ path, isFound: false }];
  return (await inFolder(path, ends)).map((path) => ({ path, isFound: true }));
}

async function inFolder(folder, ends) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || SKIPPED.has(entry.name) || entry.name === SETTINGS_NAME) continue;
    if (entry.isDirectory()) found.push(...(await inFolder(path, ends)));
    else if (entry.isFile() && ends.test(entry.name)) found.push(path);
  }
  return found;
}

/** Files of Terraform in one folder are one module, so they are one text. */
async function joined(files, library) {
  const alone = ({ name, key, text, isFound }) => ({ name, key: moduleKey(key), text, isFound, files: [{ name, text, line: 1 }] });
  if (files.filter(({ name }) => TERRAFORM.test(name)).length < 2) return files.map(alone);
  const known = new Map(files.map((file) => [file.name, file]));
  const texts = await library.joinFiles(files.map(({ name, text }) => ({ name, text })));
  return texts.map(({ name, text }) => {
    const file = known.get(name);
    if (file !== undefined) return alone(file);
    const parts = partsOf(text, files);
    const { key, isFound } = files.find(({ name }) => name === parts[0]?.name);
    return { name, key: moduleKey(key), text, isFound, files: parts };
  });
}

/** A module of Terraform is its folder, however many files are in it. */
const moduleKey = (key) => (TERRAFORM.test(key) ? `${key.slice(0, key.lastIndexOf("/") + 1)}*.tf` : key);

/** Where in a joined text each of its files begins: a comment names it, and its text follows. */
function partsOf(text, files) {
  const parts = [];
  const rest = files.filter(({ name }) => TERRAFORM.test(name));
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const file = rest.find(({ name, text: inside }) => text.startsWith(`# ${name}\n${inside}\n`, at));
    if (file === undefined) break;
    parts.push({ name: file.name, text: file.text, line: line + 1 });
    const length = `# ${file.name}\n${file.text}\n`.length;
    line += text.slice(at, at + length).split("\n").length - 1;
    at += length;
  }
  return parts;
}

/** The file and the line in it where a line of a source stands. */
export function placeOf({ name, files }, line) {
  if (line === undefined) return { file: files[0]?.name ?? name };
  const inside = files.findLast((file) => file.line <= line) ?? files[0];
  return { file: inside.name, line: line - inside.line + 1 };
}

