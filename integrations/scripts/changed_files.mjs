// The files that a pull request changes, as they were and as they will be, in two folders.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { posix } from "node:path";

const TERRAFORM = /\.(tf|tfvars)$/i;

/**
 * Writes both ends of every changed file. A renamed file's old text has its new path, so that the two are compared. A module of
 * Terraform is its folder: where one file changes, all files of the folder are written.
 *
 * @param {import("./git.mjs").Repository} repository
 * @param {{ before: string, after: string }} ends commits
 * @param {{ before: string, after: string }} folders which are made
 * @returns {number} how many files changed
 */
export function writeChangedFiles(repository, ends, folders) {
  const [before, after] = [repository.files(ends.before), repository.files(ends.after)];
  const changes = repository.changes(ends.before, ends.after);
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  const put = (object, folder, path) => {
    if (object === undefined || !isSafe(path)) return;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    repository.write(object, join(folder, path));
  };
  for (const { from, to } of changes) {
    if (from !== undefined && !TERRAFORM.test(from)) put(before.get(from), folders.before, to ?? from);
    if (to !== undefined && !TERRAFORM.test(to)) put(after.get(to), folders.after, to);
  }
  for (const { from, to } of changedModules(changes, before, after)) {
    for (const path of module(before, from)) put(before.get(path), folders.before, posix.join(to, posix.basename(path)));
    for (const path of module(after, to)) put(after.get(path), folders.after, path);
  }
  return changes.length;
}

/** The folders of the modules that change; of one that moved as a whole, where it was and where it is. */
function changedModules(changes, before, after) {
  const paths = changes.flatMap(({ from, to }) => [from, to]).filter((path) => path !== undefined && TERRAFORM.test(path));
  const moved = new Map();
  for (const { from, to } of changes) {
    if (from === undefined || to === undefined || !TERRAFORM.test(from) || !TERRAFORM.test(to)) continue;
    const [old, now] = [posix.dirname(from), posix.dirname(to)];
    const isWhole = old !== now && module(after, old).length === 0 && module(before, now).length === 0;
    if (isWhole && ![...moved.values()].includes(old)) moved.set(now, moved.get(now) ?? old);
  }
  const folders = new Set(paths.map((path) => posix.dirname(path)));
  const gone = new Set(moved.values());
  return [...folders].filter((folder) => !gone.has(folder)).map((folder) => ({ from: moved.get(folder) ?? folder, to: folder }));
}

const module = (files, folder) => [...files.keys()].filter((path) => TERRAFORM.test(path) && posix.dirname(path) === folder);

/** Whether a path of a commit stays in the folder into which it is written; git takes commits that were made to leave it. */
const isSafe = (path) => path.split("/").every((part) => !["", ".", ".."].includes(part)) && !/[\\:]/.test(process.platform === "win32" ? path : "");
