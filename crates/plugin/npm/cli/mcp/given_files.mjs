// The files of a call: texts that it brings, and paths below the folders that the client lets us read.

import { readFile, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";
import { CommandError, EXIT } from "../exit_codes.mjs";
import { FILES } from "../inputs.mjs";

/** More than any file of rules; an agent's mistake must not fill the memory. */
const MOST_BYTES = 16 << 20;

const refused = (message) => new CommandError(message, EXIT.unreadable);

/**
 * The files that commands read, for one call.
 *
 * @param {Map<string, string>} texts what the call brings, by name
 * @param {string[]} roots folders below which paths may be read
 */
export function givenFiles(texts, roots) {
  async function read(path) {
    const text = texts.get(path);
    if (text !== undefined) return text;
    const real = await below(path, roots);
    if ((await stat(real)).size > MOST_BYTES) throw refused(`${path}: the file is larger than ${MOST_BYTES >> 20} MB`);
    return readFile(real, "utf8");
  }

  async function list(path, ends) {
    if (texts.has(path)) return [{ path, isFound: false }];
    // Links in a folder are no files of it, so what is listed stays below the root.
    return FILES.list(await below(path, roots), ends);
  }

  /** Records stream, so they may be as long as they are. */
  async function open(path) {
    const text = texts.get(path);
    return text === undefined ? FILES.open(await below(path, roots)) : new Blob([text]).stream();
  }

  async function size(path) {
    return texts.get(path)?.length ?? FILES.size(await below(path, roots));
  }

  return { read, list, open, size, has: (path) => texts.has(path), isLocal: false };
}

/** The path itself, links followed, where it is below one of the folders. */
async function below(path, roots) {
  if (roots.length === 0) throw refused(`${path}: the client gave no folder to read from; give the text, or start with --root FOLDER`);
  for (const root of roots) {
    const real = await realpath(resolve(root, path)).catch(() => undefined);
    if (real !== undefined && isInside(real, await realpath(root))) return real;
  }
  throw refused(`${path}: there is no such file below the folders that the client gave`);
}

function isInside(path, folder) {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${"/"}`) && !way.startsWith("..\\") && !isAbsolute(way);
}
