// What git knows of a pull request.

import { spawnSync } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { Failure } from "./failure.mjs";

/** A repository on this machine, read without its work tree: nothing of it is run. */
export class Repository {
  constructor(folder) {
    this.folder = folder;
  }

  #git(args, options = {}) {
    const result = spawnSync("git", args, { cwd: this.folder, encoding: "utf8", maxBuffer: 1 << 30, ...options });
    if (result.error) throw new Failure(`git cannot be run: ${result.error.message}`);
    return result;
  }

  /** What a command prints, or nothing where it fails. */
  ask(...args) {
    const { status, stdout } = this.#git(args);
    return status === 0 ? stdout : undefined;
  }

  #told(...args) {
    const { status, stdout, stderr } = this.#git(args);
    if (status !== 0) throw new Failure(`git ${args[0]} fails: ${stderr.trim().split("\n").at(-1)}`);
    return stdout;
  }

  has(commit) {
    return this.ask("cat-file", "-e", `${commit}^{commit}`) !== undefined;
  }

  /** The parents as the commit names them, whether they were fetched or not. */
  parents(commit) {
    const [head] = this.#told("cat-file", "commit", commit).split("\n\n");
    return [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent]) => parent);
  }

  /** Every file of a commit: its path, and the object that has its text. Links and submodules are no files. */
  files(commit) {
    const entries = this.#told("ls-tree", "-r", "-z", "--full-tree", commit).split("\0").filter((entry) => entry !== "");
    const files = entries.map((entry) => /^(100\d+) blob ([0-9a-f]+)\t([\s\S]+)$/.exec(entry)).filter((match) => match !== null);
    return new Map(files.map(([, , object, path]) => [path, object]));
  }

  /** What became of each path: pairs of the path before and the path after, which differ where a file was renamed. */
  changes(before, after) {
    const fields = this.#told("diff-tree", "-r", "-z", "-M", "--raw", "--no-commit-id", before, after).split("\0");
    const changes = [];
    for (let at = 0; at + 1 < fields.length; ) {
      const status = fields[at].split(" ").at(-1)[0];
      const isRename = status === "R";
      const [from, to] = [fields[at + 1], fields[at + (isRename ? 2 : 1)]];
      changes.push({ from: status === "A" ? undefined : from, to: status === "D" ? undefined : to });
      at += isRename ? 3 : 2;
    }
    return changes;
  }

  /** Writes an object's bytes to a file. */
  write(object, path) {
    const file = openSync(path, "wx");
    try {
      const { status } = this.#git(["cat-file", "blob", object], { stdio: ["ignore", file, "ignore"] });
      if (status !== 0) throw new Failure(`git has no text of the object ${object}`);
    } finally {
      closeSync(file);
    }
  }
}

/**
 * The commits between which a pull request stands. What is checked out is the merge of the pull request, whose first parent is
 * the branch that it goes to, or its last commit; then the branch's last commit that both have in common is before it.
 *
 * @param {Repository} repository
 * @param {{ head: string, base: string }} pullRequest the last commit of the pull request, and the branch that it goes to
 */
export function endsOf(repository, { head, base }) {
  const after = repository.ask("rev-parse", "--verify", "HEAD^{commit}")?.trim();
  if (after === undefined) throw new Failure("there is no commit here; check the pull request out first");
  const parents = repository.parents(after);
  if (parents.length === 2 && parents[1] === head) {
    if (!repository.has(parents[0])) throw new Failure("the commit before the pull request was not fetched; check out with a depth of 2");
    return { before: parents[0], after };
  }
  if (after !== head) throw new Failure("what is checked out is not this pull request: neither its merge nor its last commit");
  const before = repository.ask("merge-base", base, after)?.trim();
  if (before === undefined) throw new Failure("the commit before the pull request was not fetched; check out with a depth of 0, which is everything");
  return { before, after };
}
