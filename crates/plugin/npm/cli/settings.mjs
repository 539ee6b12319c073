// The settings of a repository: `nsg-what-if.yaml`, found in this folder or above it.

import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { unreadableError } from "./exit_codes.mjs";
import { FILES, shownPath } from "./inputs.mjs";
import { SETTINGS_NAME } from "./settings_file.mjs";
import { readStructured } from "./structured.mjs";

/**
 * @typedef {object} Settings
 * @property {string} folder where paths of the file begin
 * @property {string} [file]
 * @property {(string | object)[]} contracts files, or contracts
 * @property {string[]} services
 * @property {string[]} baselines
 * @property {string} [tags]
 * @property {string | object} [network]
 * @property {string[]} [addressSpace]
 * @property {Record<string, string>} severities a finding's code, and how grave it is here; `off` leaves it out
 * @property {Exception[]} exceptions
 * @property {string[]} failOn
 */

/** @typedef {{ code?: string, contract?: string, group?: string, rule?: string, reason: string, until: string }} Exception */

const NONE = { contracts: [], services: [], baselines: [], severities: {}, exceptions: [], failOn: [] };

/** The settings of somebody who has none. */
export const EMPTY_SETTINGS = { folder: ".", ...NONE };

/** Reads the settings that are meant: those of a file, those that are found, or none. */
export async function readSettings({ config, "no-config": isOff }) {
  const file = config ?? (isOff ? undefined : found(process.cwd()));
  if (file === undefined) return { folder: process.cwd(), ...NONE };
  const { value, at } = await readStructured(file, FILES);
  const [problem] = await problemsOf(value ?? {});
  if (problem !== undefined) throw unreadableError(`${await at(problem.pointer)}: ${problem.message}`);
  return { folder: dirname(resolve(file)), file: shownPath(file), ...NONE, ...value };
}

function found(folder) {
  const file = join(folder, SETTINGS_NAME);
  if (existsSync(file)) return file;
  const above = dirname(folder);
  return above === folder ? undefined : found(above);
}

/** What the schema has against a value. */
async function problemsOf(value) {
  const [{ default: Ajv }, { default: schema }] = await Promise.all([import("ajv/dist/2020.js"), import("../schemas/settings.schema.json")]);
  const validate = new Ajv({ allErrors: false, strict: false }).compile(schema);
  if (validate(value)) return [];
  return validate.errors.map(({ instancePath, keyword, params, message }) => {
    if (keyword === "additionalProperties") {
      return { pointer: `${instancePath}/${params.additionalProperty}`, message: `there is no setting \`${params.additionalProperty}\` here` };
    }
    const choices = keyword === "enum" ? `: ${params.allowedValues.join(", ")}` : "";
    return { pointer: instancePath, message: `\`${instancePath.slice(1) || "the file"}\` ${message}${choices}` };
  });
}

/** A path in the settings, from where the command runs. */
export const settingsPath = (settings, path) => resolve(settings.folder, path);

/** The exception that covers a problem, if one does. */
export function exceptionFor({ exceptions }, { code, contract, group, rule }, today = new Date()) {
  return exceptions.find(
    (exception) =>
      !isOver(exception, today) &&
      (contract === undefined ? exception.code === code : exception.contract === contract) &&
      (exception.group === undefined || matches(exception.group, group)) &&
      (exception.rule === undefined || matches(exception.rule, rule)),
  );
}

/** An exception holds on its last day, wherever the machine is. */
export const isOver = ({ until }, today = new Date()) => today.toISOString().slice(0, 10) > `${until}`.slice(0, 10);

/** Whether a name is meant; `*` stands for anything, and case does not matter, as in Azure. */
function matches(pattern, name) {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return name !== undefined && new RegExp(`^${parts.join(".*")}$`, "i").test(name);
}
