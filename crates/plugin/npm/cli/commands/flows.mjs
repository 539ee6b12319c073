// What becomes of many flows at once.

import { paragraph, table } from "../blocks.mjs";
import { saidOfError, usageError } from "../exit_codes.mjs";
import { NETWORK, PLAIN_FORMATS } from "../options.mjs";
import { decidedRegions } from "../regions.mjs";
import { readScenario } from "../scenario.mjs";

const LISTS = { protocols: "protocols", "local-addresses": "localAddresses", "local-ports": "localPorts", "remote-addresses": "remoteAddresses", "remote-ports": "remotePorts" };

export const flows = {
  name: "flows",
  usage: "[FLOW] --nic FILE [--subnet FILE]",
  about: "says what becomes of all flows of a kind, as few groups of flows",
  details: "A port of the flow that is * stands for every port. Without a flow, --direction and lists say which are meant.",
  options: ["subnet", "nic", ...NETWORK, "direction", ...Object.keys(LISTS), "fail-on", "allow-hidden-rules"],
  formats: PLAIN_FORMATS,
  examples: [
    "nsg-what-if flows --direction Inbound --remote-addresses Internet --local-ports 22,3389 --nic nsg.json",
    "nsg-what-if flows 'Inbound TCP 203.0.113.10 -> 10.0.1.4' --nic nsg.json",
  ],

  async run(context) {
    const query = queryOf(context);
    const { scenario } = await readScenario(context);
    const { regions } = answered({ scenario, query }, context.library);
    const { columns, rows } = decidedRegions(regions);
    const isOne = regions.length === 1;
    return {
      data: { regions },
      blocks: [paragraph(`${regions.length} ${isOne ? "group" : "groups"} of flows.`), table(columns, rows)],
      found: { depends: regions.some(({ decision }) => decision.access === "Depends") },
    };
  },
};

/** The answer; what is wrong with a list is said of its option. */
function answered(call, library) {
  try {
    return library.flows(call);
  } catch (error) {
    const [, field] = /^\/query\/(\w+)/.exec(error.diagnostics?.[0]?.pointer ?? "") ?? [];
    const [option] = Object.entries(LISTS).find(([, known]) => known === field) ?? [];
    throw option === undefined ? error : usageError(`--${option}: ${saidOfError(error)}`);
  }
}

function queryOf({ values, positionals }) {
  const lists = Object.entries(LISTS).filter(([option]) => values[option] !== undefined);
  if (positionals.length > 1) throw usageError("give one flow; verify takes several");
  if (positionals.length === 1) {
    if (lists.length > 0 || values.direction !== undefined) throw usageError("give a flow or lists, not both");
    return positionals[0];
  }
  if (values.direction === undefined) throw usageError("give a flow, or --direction Inbound or Outbound and lists");
  const entries = lists.map(([option, field]) => [field, values[option].split(",").map((entry) => entry.trim())]);
  return { direction: values.direction, ...Object.fromEntries(entries) };
}
