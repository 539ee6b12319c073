// A pull request on this machine: a small repository with two commits and their merge, as a pipeline checks it out.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const IDENTITY = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "A", GIT_COMMITTER_EMAIL: "a@example.com" };
const DATE = "2026-01-01T00:00:00Z";

/** The environment of a tool that reads no settings of this computer. */
export const quietGit = { ...IDENTITY, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null", GIT_AUTHOR_DATE: DATE, GIT_COMMITTER_DATE: DATE };

/** Files of a commit: `undefined` is one that is deleted. */
function commit(git, folder, files, message) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    if (text === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", message);
  return git("rev-parse", "HEAD");
}

/**
 * Makes a pull request and gives it to a function: `before` is in the branch that it goes to, `after` are the files that it changes,
 * `meanwhile` those that the branch has changed since.
 *
 * @param {{ before: Record<string, string>, after: Record<string, string | undefined>, meanwhile?: Record<string, string>, isMerge?: boolean, depth?: number }} change
 * @param {(pullRequest: { workspace: string, temporary: string, base: string, head: string, git: (...args: string[]) => string }) => unknown} use
 */
export async function withPullRequest({ before, after, meanwhile = {}, isMerge = true, depth }, use) {
  const folder = mkdtempSync(join(tmpdir(), "nsg-what-if-pull-"));
  try {
    const origin = join(folder, "origin");
    mkdirSync(origin);
    const gitIn = (cwd) => (...args) => {
      const { status, stdout, stderr } = spawnSync("git", args, { cwd, encoding: "utf8", env: { ...process.env, ...quietGit } });
      if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
      return stdout.trim();
    };
    const git = gitIn(origin);
    git("init", "--quiet", "--initial-branch", "main");
    commit(git, origin, { "README.md": "a repository\n", ...before }, "before");
    git("checkout", "--quiet", "-b", "change");
    const head = commit(git, origin, after, "after");
    git("checkout", "--quiet", "main");
    const base = commit(git, origin, meanwhile, "meanwhile");
    if (isMerge) git("merge", "--quiet", "--no-ff", "--message", "merge", "change");
    else git("checkout", "--quiet", "change");
    const workspace = depth === undefined ? origin : join(folder, "workspace");
    if (depth !== undefined) git("clone", "--quiet", "--depth", `${depth}`, `file://${origin}`, workspace);
    const temporary = join(folder, "temporary");
    mkdirSync(temporary);
    return await use({ workspace, temporary, base, head, git: gitIn(workspace) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
