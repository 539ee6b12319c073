// From arguments to an exit code.

import { writeFile } from "node:fs/promises";
import { existsSync, readFileSync } from "node:fs";
import { COMMANDS, commandOf } from "./commands/index.mjs";
import { CommandError, EXIT, saidOfError, unreadableError, usageError } from "./exit_codes.mjs";
import { failConditions, failures } from "./failing.mjs";
import { written } from "./formats/index.mjs";
import { logLine } from "./harmless.mjs";
import { helpOf, overview } from "./help.mjs";
import { FILES, writeTo } from "./inputs.mjs";
import { library } from "./library.mjs";
import { behindCommon, readArguments } from "./options.mjs";
import { progressLine } from "./progress.mjs";
import { isOver, readSettings } from "./settings.mjs";

/** Wide enough for tables where nobody says how wide the paper is. */
const WIDTH = 120;

/** Runs the command of these arguments. */
export async function run(args) {
  try {
    const at = behindCommon(args);
    const named = commandOf(args[at] ?? "") === undefined ? 0 : at;
    const name = args[named];
    const rest = args.toSpliced(named, 1);
    if (name === undefined) return print(overview(COMMANDS), EXIT.usage);
    if (name === "help") {
      const asked = commandOf(rest[0] ?? "");
      return print(asked === undefined ? overview(COMMANDS) : helpOf(asked), EXIT.done);
    }
    if (name === "--help" || name === "-h") return print(overview(COMMANDS), EXIT.done);
    if (name === "--version") return print(manifest().version, EXIT.done);
    const command = commandOf(name);
    // What the program was before it had commands: a file of contracts, and options.
    return command === undefined ? await runContracts(args, args[at] ?? name) : await runCommand(command, rest);
  } catch (error) {
    return told(error);
  }
}

/** The exit codes of the command before it had others: whatever could not be checked ended with 2. */
async function runContracts(args, name) {
  const command = commandOf("contracts");
  if (!existsSync(name) && !/\.(json|ya?ml)$/i.test(name) && !name.startsWith("-")) throw usageError(commandMissing(name));
  const code = await runCommand(command, args, { isOld: true }).catch(told);
  return code === EXIT.done || code === EXIT.failed ? code : EXIT.usage;
}

function commandMissing(name) {
  const near = commandOf(name, "nearest");
  return `there is no command ${name}${near === undefined ? ": see" : `; did you mean ${near.name}? See`} nsg-what-if --help`;
}

async function runCommand(command, args, { isOld = false } = {}) {
  const { values, positionals } = readArguments(args, command.options);
  if (values.help) return print(helpOf(command), EXIT.done);
  if (command.runAlone !== undefined) return await command.runAlone({ values, positionals }, COMMANDS, manifest());
  const format = values.format ?? "text";
  if (!command.formats.includes(format)) {
    throw usageError(`${command.name} has no format ${format}; it has ${command.formats.join(", ")}`);
  }
  const width = widthOf(values.width);
  const settings = await readSettings(values);
  const conditions = failConditions(values["fail-on"] ?? (settings.failOn.length > 0 ? settings.failOn : (command.failOn?.(values) ?? [])));
  const progress = progressLine();
  const hiding = new Set();
  const context = {
    values,
    positionals,
    settings,
    files: FILES,
    library: command.needsNoLibrary ? undefined : await library(),
    progress: progress.say,
    warn: (line) => console.error(logLine(line)),
    hides: (name) => hiding.add(name),
    isOld,
  };
  for (const { code, contract, until } of settings.exceptions.filter((exception) => isOver(exception))) {
    context.warn(`${settings.file}: the exception of ${code ?? contract} ended on ${until}`);
  }
  const report = await command.run(context).finally(progress.end);
  const hasColours = format === "text" && values.output === undefined && isColourful(values);
  const page = { width, hasColours, ...manifest() };
  await put(await textOf(report, command, format, page), command.writesFolders ? undefined : values.output);
  if (hiding.size > 0 && !values["allow-hidden-rules"]) {
    const names = [...hiding].join(" and ");
    throw unreadableError(`${names} may deploy rules that were not read: see above, or continue with --allow-hidden-rules`);
  }
  if (report.unread?.length > 0) throw unreadableError(`${report.unread.join(" and ")} could not be read whole: see above`);
  const failed = failures(conditions, report.found ?? {});
  if (failed.length > 0) console.error(`nsg-what-if: fails on ${failed.join(", ")}`);
  return failed.length > 0 ? EXIT.failed : EXIT.done;
}

/** What is written for another program is as that program reads it, else it is laid out. */
async function textOf({ raw, unread, ...report }, { name }, format, page) {
  return format === "text" && raw !== undefined ? raw : await written({ command: name, ...report }, format, page);
}

function widthOf(given) {
  if (given === undefined) return process.stdout.columns ?? WIDTH;
  const width = Number(given);
  if (!Number.isInteger(width) || width < 40) throw usageError(`--width is a number of columns from 40 on, not ${given}`);
  return width;
}

/** https://no-color.org, and what Node itself knows of the terminal. */
function isColourful(values) {
  if (values["no-color"] || process.env.NO_COLOR) return false;
  return process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== "0" : (process.stdout.isTTY ?? false);
}

async function put(text, file) {
  if (file === undefined) process.stdout.write(text);
  else await writeTo(file, (path) => writeFile(path, text));
}

function print(text, code) {
  console.log(text);
  return code;
}

/** The name, the version and the homepage of the package. */
function manifest() {
  const { version, homepage } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return { version, homepage };
}

/** Where a package's error is about what somebody typed, so that a pointer would say nothing. */
const TYPED = /^\/(flow|only|query|wanted|direction)/;

/** Says what ended a command. */
function told(error) {
  if (error instanceof CommandError) {
    console.error(logLine(error.message));
    return error.code;
  }
  const [first] = error.diagnostics ?? [];
  const isTyped = TYPED.test(first?.pointer ?? "");
  const said = saidOfError(error);
  console.error(logLine(first?.pointer && !isTyped ? `${first.pointer}: ${said}` : said));
  // What nobody foresaw must not look like the answer that somebody asked to fail on.
  if (error.name !== "WhatIfError") console.error(logLine(error.stack ?? ""));
  return isTyped ? EXIT.usage : EXIT.unreadable;
}
