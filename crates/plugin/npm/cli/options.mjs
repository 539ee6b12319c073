// Every option, once: for reading the arguments, for `--help` and for completions.

import { parseArgs } from "node:util";
import { usageError } from "./exit_codes.mjs";
import { nearest } from "./nearest.mjs";

/** Ways to print, which every command has; the last two are for those that find problems in files. */
export const FORMATS = ["text", "json", "markdown", "sarif", "github"];
export const PLAIN_FORMATS = FORMATS.slice(0, 3);

/** What `--fail-on` takes besides `finding:SEVERITY`. */
export const FAIL_ON = ["opened", "broken", "exposure", "contract", "conflict", "depends", "differ"];
export const SEVERITIES = ["high", "medium", "low", "info"];

/** `value` is what follows the option, `choices` the only values that it takes. A command may say of one what it is there (`says`). */
export const OPTIONS = {
  subnet: { value: "FILE", about: "the NSG of the subnet; FILE#NAME where the file has several" },
  nic: { value: "FILE", about: "the NSG of the network interface, likewise" },
  before: { value: "PATH", about: "the file or folder as it was" },
  after: { value: "PATH", about: "the file or folder as it will be" },
  as: { value: "STAGE", choices: ["subnet", "nic"], about: "where the NSGs apply: subnet or nic" },
  network: { value: "FILE", about: "network details: virtualNetwork, serviceTags, applicationSecurityGroups" },
  "address-space": { value: "PREFIX", multiple: true, about: "a prefix of the virtual network, its peers, or on-premises" },
  tags: { value: "FILE", about: "Microsoft's file of service tags (ServiceTags_Public_….json)" },
  contracts: { value: "FILE", multiple: true, about: "contracts to prove" },
  service: { value: "NAME", multiple: true, about: "contracts that come ready: what an Azure service needs" },
  baseline: { value: "NAME", multiple: true, about: "contracts that come ready: what nobody should allow" },
  flows: { value: "FILE", about: "a flow on each line; - is standard input" },
  direction: { value: "DIRECTION", choices: ["Inbound", "Outbound"], about: "Inbound or Outbound" },
  protocols: { value: "NAMES", about: "TCP, UDP, ICMP, ESP, AH; commas between" },
  "local-addresses": { value: "LIST", about: "addresses, prefixes or tags of the VM's side" },
  "local-ports": { value: "LIST", about: "ports or ranges of the VM's side" },
  "remote-addresses": { value: "LIST", about: "addresses, prefixes or tags of the other side" },
  "remote-ports": { value: "LIST", about: "ports or ranges of the other side" },
  wanted: { value: "ACCESS", choices: ["Allow", "Deny"], about: "what the flow should get; else what it does not get now" },
  diff: { about: "also show the first fix as a diff of the file" },
  to: { value: "FORM", about: "what to write" },
  from: { value: "TIME", about: "the first moment of recorded flows, ISO 8601" },
  mac: { value: "ADDRESS", multiple: true, about: "only flows that this network interface recorded" },
  local: { value: "PREFIX", multiple: true, about: "only flows of VMs with these addresses" },
  traffic: { value: "FOLDER", multiple: true, about: "flow logs: what would the change have done to them?" },
  threads: { value: "NUMBER", about: "how many threads read; else as many as there are cores" },
  "fail-on": { value: "WHAT", multiple: true, about: `end with 1 on ${FAIL_ON.join(", ")} or finding:SEVERITY` },
  "allow-open": { about: "a contract that depends on a missing fact is no failure" },
  changed: { about: "PATHs are files that changed: those about something else are skipped, a module of Terraform is read whole" },
  "allow-hidden-rules": { about: "go by the rules that were read, where a file may deploy others" },
  root: { value: "FOLDER", multiple: true, about: "a folder below which files may be read" },
  config: { value: "FILE", about: "the settings; else nsg-what-if.yaml in this folder or above it" },
  "no-config": { about: "read no settings" },
  format: { value: "FORM", choices: FORMATS, about: "how to print" },
  output: { value: "FILE", about: "write to a file instead of standard output" },
  width: { value: "COLUMNS", about: "how wide the text may be" },
  "no-color": { about: "no colours; NO_COLOR does the same" },
  help: { short: "h", about: "say what the command does" },
};

/** Options that every command has. */
export const COMMON = ["config", "no-config", "format", "output", "width", "no-color", "help"];

/** Options of what rules refer to. */
export const NETWORK = ["network", "address-space", "tags"];

/** Where the first argument is that is no option of every command: people write those before the command's name, too. */
export function behindCommon(args) {
  let at = 0;
  while (at < args.length) {
    const [, name, value] = /^--([^=]+)(=.*)?$/.exec(args[at]) ?? [, args[at] === "-h" ? "help" : ""];
    if (!COMMON.includes(name)) break;
    at += OPTIONS[name].value === undefined || value !== undefined ? 1 : 2;
  }
  return at;
}

/** Reads the arguments of a command. */
export function readArguments(args, names) {
  const known = [...names, ...COMMON];
  const options = Object.fromEntries(
    known.map((name) => {
      const { value, multiple = false, short } = OPTIONS[name];
      return [name, { type: value === undefined ? "boolean" : "string", multiple, ...(short && { short }) }];
    }),
  );
  let read;
  try {
    read = parseArgs({ args: args.map(hyphen), options, allowPositionals: true });
  } catch (error) {
    throw usageError(said(error, args, known));
  }
  for (const [name, given] of Object.entries(read.values)) {
    const { choices } = OPTIONS[name];
    for (const value of choices === undefined ? [] : [given].flat()) {
      if (!choices.includes(value)) throw usageError(`--${name} is one of ${choices.join(", ")}, not ${value}`);
    }
  }
  const values = Object.fromEntries(Object.entries(read.values).map(([name, value]) => [name, [value].flat().map(asGiven)]));
  for (const name of Object.keys(values)) if (!OPTIONS[name].multiple) [values[name]] = values[name];
  return { values, positionals: read.positionals.map(asGiven) };
}

// `-` is a file's name here, and the start of an option to the reader of arguments.
const STANDARD_INPUT = "\0-";
const hyphen = (text) => (text === "-" ? STANDARD_INPUT : text);
const asGiven = (value) => (value === STANDARD_INPUT ? "-" : value);

function said(error, args, known) {
  if (error.code !== "ERR_PARSE_ARGS_UNKNOWN_OPTION") return error.message.split(". ")[0];
  const [, unknown] = /'(--?[^' =]+)/.exec(error.message) ?? [, args[0]];
  const near = nearest(unknown.replace(/^-+/, ""), known);
  return `there is no option ${unknown}${near === undefined ? "" : `; did you mean --${near}?`}`;
}
