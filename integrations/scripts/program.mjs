// The program: installed once, in a folder of its own.

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";

/**
 * Installs a version of the package. The folder is not the repository's: settings of npm there, such as a registry, are a pull
 * request's to change, and would decide which program runs. Scripts of packages are not run.
 *
 * @returns {string} the path of the program
 */
export function installProgram(version, temporary) {
  if (!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version)) throw new Failure(`version is an exact version, such as 1.2.3, not ${version}`);
  const folder = join(temporary, "program");
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{"private":true}\n');
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--save-exact", `nsg-what-if@${version}`];
  // npm is a batch file on Windows, which a shell has to run; nothing of the arguments is other people's.
  const { status, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8", shell: process.platform === "win32" });
  if (status !== 0) throw new Failure(`nsg-what-if ${version} cannot be installed: ${reasonOf(stderr ?? "there is no npm")}`);
  return join(folder, "node_modules", "nsg-what-if", "cli", "main.js");
}

/** What npm says, in one line; where it keeps its own log helps nobody who reads a pipeline's. */
function reasonOf(stderr) {
  const lines = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  return lines.filter((line) => line !== "" && !line.startsWith("A complete log")).slice(0, 4).join("; ");
}

/**
 * Runs the program.
 *
 * @returns {{ code: number, said: string[] }} `said` is what it tells people besides its report
 */
export function runProgram(program, args, folder) {
  const { status, signal, stderr, error } = spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (error || status === null) throw new Failure(`nsg-what-if did not end: ${error?.message ?? signal}`);
  return { code: status, said: stderr.split("\n").filter((line) => line !== "") };
}
