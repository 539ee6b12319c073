#!/usr/bin/env node
// Proves contracts in CI: `npx nsg-what-if contracts.json --nic nsg.json`. Exit code 1 on a breach, 2 where
// nothing could be checked.

import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import init, { checkContracts, flowText, parse } from "nsg-what-if";
import { logLine } from "./log-line.mjs";

const USAGE = `nsg-what-if CONTRACTS [--subnet FILE] [--nic FILE] [--network FILE] [--allow-open] [--allow-hidden-rules]

Proves or refutes every contract of a JSON or YAML file for the rules of a subnet's and a NIC's
NSG.

  --subnet FILE         the subnet NSG, in any form that people export
  --nic FILE            the NIC NSG
  --network FILE        network details: virtualNetwork, serviceTags, applicationSecurityGroups
  --allow-open          a contract that depends on a missing fact is no breach
  --allow-hidden-rules  go by the rules that were read, where a file may deploy others

exit code: 0 all hold, 1 a breach, 2 the files cannot be read or may deploy rules that were not read`;

class Unusable extends Error {}

async function read(file) {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new Unusable(`${file}: ${error.message}`);
  }
}

async function structured(file) {
  const text = await read(file);
  try {
    if (!/\.ya?ml$/i.test(file)) return JSON.parse(text);
    const yaml = await import("yaml").catch(() => {
      throw new Error("YAML needs the package yaml: `npm install yaml`");
    });
    return yaml.parse(text);
  } catch (error) {
    throw new Unusable(`${file}: ${error.message}`);
  }
}

function told({ name, outcome, witness, decision }) {
  if (outcome === "holds") return `holds   ${name}`;
  if (outcome === "open") return `open    ${name}: it depends on a missing fact for ${flowText(witness)}`;
  const by = decision.ruleName === undefined ? "no rule" : decision.ruleName;
  return `BROKEN  ${name}: ${decision.access} by ${by} for ${flowText(witness)}`;
}

/** Says what there is to say about a file, and whether rules may be missing from what was read of it. */
function hidesRules(file, text) {
  const { diagnostics } = parse(text);
  for (const { line, column, severity, code, message, help } of diagnostics) {
    const at = line === undefined ? file : `${file}:${line}:${column}`;
    console.error(logLine(`${at}: ${severity} ${code}: ${message}${help === undefined ? "" : ` (${help})`}`));
  }
  return diagnostics.some(({ hidesRules }) => hidesRules);
}

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      subnet: { type: "string" },
      nic: { type: "string" },
      network: { type: "string" },
      "allow-open": { type: "boolean", default: false },
      "allow-hidden-rules": { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) {
    console.error(USAGE);
    return 2;
  }
  if (values.subnet === undefined && values.nic === undefined) throw new Unusable("give --subnet, --nic or both");
  await init();
  const scenario = {
    subnetSecurityGroup: values.subnet && (await read(values.subnet)),
    networkInterfaceSecurityGroup: values.nic && (await read(values.nic)),
    network: values.network && (await structured(values.network)),
  };
  const outcomes = checkContracts({ scenario, contracts: await structured(file) });
  if (outcomes.length === 0) throw new Unusable(`${file}: there is no contract`);
  outcomes.forEach((outcome) => console.log(logLine(told(outcome))));
  const groups = [
    [values.subnet, scenario.subnetSecurityGroup],
    [values.nic, scenario.networkInterfaceSecurityGroup],
  ].filter(([file]) => file !== undefined);
  const hiding = groups.filter(([file, text]) => hidesRules(file, text));
  if (hiding.length > 0 && !values["allow-hidden-rules"]) {
    const files = hiding.map(([file]) => file).join(" and ");
    throw new Unusable(`${files} may deploy rules that were not read: see above, or continue with --allow-hidden-rules`);
  }
  const fails = ({ outcome }) => outcome === "broken" || (outcome === "open" && !values["allow-open"]);
  return outcomes.some(fails) ? 1 : 0;
}

try {
  process.exitCode = await run();
} catch (error) {
  const [first] = error.diagnostics ?? [];
  console.error(logLine(first?.pointer ? `${first.pointer}: ${error.message}` : error.message));
  process.exitCode = 2;
}
