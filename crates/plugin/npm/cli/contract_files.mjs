// Contracts: of files, of the settings, and those that come ready.

import { readFile, readdir } from "node:fs/promises";
import { EXIT, CommandError, usageError } from "./exit_codes.mjs";
import { nearest } from "./nearest.mjs";
import { exceptionFor, settingsPath } from "./settings.mjs";
import { readStructured } from "./structured.mjs";

const READY = new URL("../contracts/", import.meta.url);

/** A file of contracts, with what says where in it something is wrong. */
async function contractsOf(path, files) {
  const { value, name, at } = await readStructured(path, files);
  const contracts = Array.isArray(value) ? value : value?.contracts;
  return { name, at, contracts: contracts ?? value, prefix: Array.isArray(value) ? "" : "/contracts" };
}

/**
 * Everything that is to be proven.
 *
 * @returns {Promise<{ name: string, at?: (pointer: string) => Promise<string>, contracts: object[], prefix: string }[]>}
 */
export async function readContracts(paths, { values, settings, files }) {
  const read = [];
  for (const path of paths) read.push(await contractsOf(path, files));
  for (const entry of settings.contracts) {
    if (typeof entry === "string") read.push(await contractsOf(settingsPath(settings, entry), files));
    else read.push({ name: settings.file, contracts: [entry], prefix: "" });
  }
  for (const name of values.service ?? settings.services) read.push(await readyContracts("services", name));
  for (const name of values.baseline ?? settings.baselines) read.push(await readyContracts("baselines", name));
  return read;
}

async function readyContracts(kind, name) {
  const names = await readyNames(kind);
  if (!names.includes(name)) {
    const near = nearest(name, names);
    throw usageError(`there are no contracts ${name}${near === undefined ? "" : `; did you mean ${near}?`} There are ${names.join(", ")}`);
  }
  const { contracts } = JSON.parse(await readFile(new URL(`${kind}/${name}.json`, READY), "utf8"));
  return { name, contracts, prefix: "" };
}

/** The names of the contracts that come ready: `services` or `baselines`. */
export async function readyNames(kind) {
  const files = await readdir(new URL(`${kind}/`, READY)).catch(() => []);
  return files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -5)).sort();
}

/** Calls with the contracts of a file; what is wrong with one is told where it stands in the file. */
export async function withContracts(file, call) {
  try {
    return await call(file.contracts);
  } catch (error) {
    const first = error.diagnostics?.find(({ pointer }) => pointer?.startsWith("/contracts"));
    if (first === undefined) throw error;
    const place = await file.at?.(first.pointer.replace(/^\/contracts/, file.prefix));
    throw new CommandError(`${place ?? file.name}: ${first.message}`, EXIT.unreadable);
  }
}

/** An outcome with the exception that covers it, if one does. */
export function outcomeWithException(outcome, settings, group) {
  const exception = outcome.outcome === "holds" ? undefined : exceptionFor(settings, { contract: outcome.name, group });
  return exception === undefined ? outcome : { ...outcome, exception: { reason: exception.reason, until: exception.until } };
}
