// The command line as somebody types it: a folder with files, and a shell.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The program of the built package. */
export const program = fileURLToPath(new URL("cli/main.js", import.meta.resolve("nsg-what-if")));

/**
 * Makes a folder with these files and gives it to a function.
 *
 * @param {Record<string, string>} files
 * @param {(folder: { path: string, shell: (line: string, env?: object) => { status: number | null, output: string }, run: (...args: string[]) => any }) => unknown} use
 */
export function inFolder(files, use) {
  const path = mkdtempSync(join(tmpdir(), "nsg-what-if-"));
  const remove = () => rmSync(path, { recursive: true, force: true });
  let result;
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
    result = use({ path, shell: (line, env) => shell(path, line, env), run: (...args) => run(path, args) });
  } catch (error) {
    remove();
    throw error;
  }
  if (!(result instanceof Promise)) {
    remove();
    return result;
  }
  return result.finally(remove);
}

/** Runs a line of a shell that knows the command; both outputs come in the order in which they were written. */
function shell(folder, line, env = {}) {
  const bin = mkdtempSync(join(tmpdir(), "nsg-what-if-bin-"));
  try {
    const command = join(bin, "nsg-what-if");
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(command, 0o755);
    const PATH = `${bin}:${process.env.PATH}`;
    const { status, stdout } = spawnSync("sh", ["-c", `{ ${line}\n} 2>&1`], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH, FORCE_COLOR: "", ...env },
      maxBuffer: 1 << 26,
    });
    return { status, output: stdout };
  } finally {
    rmSync(bin, { recursive: true });
  }
}

function run(folder, args) {
  const env = { ...process.env, FORCE_COLOR: "" };
  return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8", env, maxBuffer: 1 << 26 });
}
