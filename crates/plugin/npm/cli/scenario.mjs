// What flows are judged against: the groups of the options.

import { usageError } from "./exit_codes.mjs";
import { readGroup, saidOf } from "./documents.mjs";
import { readNetwork } from "./network.mjs";

/**
 * The scenario of `--subnet`, `--nic` and the network.
 *
 * @returns the scenario, and the groups with the texts that they stand in, by stage
 */
export async function readScenario(context) {
  const { subnet, nic } = context.values;
  if (subnet === undefined && nic === undefined) {
    throw usageError("give --subnet, --nic or both: the file with the NSG of the subnet, and that of the network interface");
  }
  const groups = {
    Subnet: subnet === undefined ? undefined : await readGroup(subnet, context),
    NetworkInterface: nic === undefined ? undefined : await readGroup(nic, context),
  };
  for (const group of Object.values(groups)) if (group !== undefined) tellDiagnostics(group, context);
  return { scenario: scenarioOf(groups, await readNetwork(context)), groups };
}

/** A scenario of groups that were read. */
export function scenarioOf({ Subnet, NetworkInterface }, network) {
  return { subnetSecurityGroup: asPart(Subnet), networkInterfaceSecurityGroup: asPart(NetworkInterface), network };
}

/** JSON with one group stays as it is: effective security rules bring expansions of tags, too. */
function asPart(read) {
  if (read === undefined) return undefined;
  const isJson = /^[\s\uFEFF]*[[{]/.test(read.source.text);
  return read.isOnly && isJson ? read.source.text : read.group;
}

/** Says what there is to say about a text, and notes where it may deploy rules that were not read. */
export function tellDiagnostics({ source, document }, context) {
  for (const diagnostic of document.diagnostics) {
    context.warn(saidOf(source, diagnostic));
    if (diagnostic.hidesRules) context.hides(source.name);
  }
}
