// Whether contracts hold.

import { paragraph, table } from "../blocks.mjs";
import { contractRow, contractsSummary } from "../contract_rows.mjs";
import { outcomeWithException, readContracts, withContracts } from "../contract_files.mjs";
import { groupName } from "../documents.mjs";
import { unreadableError, usageError } from "../exit_codes.mjs";
import { logLine } from "../harmless.mjs";
import { FORMATS, NETWORK } from "../options.mjs";
import { addressOf, placed } from "../problems.mjs";
import { readScenario } from "../scenario.mjs";

export const contracts = {
  name: "contracts",
  usage: "[FILE…] --nic FILE [--subnet FILE]",
  about: "proves or refutes what must be so, whatever anybody edits",
  details: "Contracts are files, those of the settings, and --service and --baseline. One that depends on a missing fact fails, too.",
  options: ["subnet", "nic", ...NETWORK, "service", "baseline", "fail-on", "allow-open", "allow-hidden-rules"],
  formats: FORMATS,
  examples: [
    "nsg-what-if contracts contracts.json --nic nsg.json --network network.json",
    "nsg-what-if contracts --baseline management-ports --nic nsg.json --format github",
  ],
  failOn: (values) => (values["allow-open"] ? ["contract"] : ["contract", "depends"]),

  async run(context) {
    const files = await readContracts(context.positionals, context);
    if (files.length === 0) throw usageError("give a file of contracts, --service NAME or --baseline NAME");
    const { scenario, groups } = await readScenario(context);
    const group = Object.values(groups).find((read) => read !== undefined);
    const outcomes = [];
    for (const file of files) {
      const checked = await withContracts(file, (contracts) => context.library.checkContracts({ scenario, contracts }));
      if (checked.length === 0) throw unreadableError(`${file.name}: there is no contract`);
      outcomes.push(...checked.map((outcome) => outcomeWithException(outcome, context.settings, groupName(group.group))));
    }
    return {
      data: { contracts: outcomes },
      blocks: [table(undefined, outcomes.map((outcome) => contractRow(outcome, context.library))), paragraph(contractsSummary(outcomes))],
      problems: outcomes.filter(({ outcome }) => outcome !== "holds").map((outcome) => contractProblem(outcome, group, context.library)),
      found: { contracts: outcomes },
      ...(context.isOld && { raw: outcomes.map((outcome) => `${logLine(oldLine(outcome, context.library))}\n`).join("") }),
    };
  },
};

/** The line that the program printed before it had formats. */
function oldLine({ name, outcome, witness, decision }, { flowText }) {
  if (outcome === "holds") return `holds   ${name}`;
  if (outcome === "open") return `open    ${name}: it depends on a missing fact for ${flowText(witness)}`;
  return `BROKEN  ${name}: ${decision.access} by ${decision.ruleName ?? "no rule"} for ${flowText(witness)}`;
}

/** A contract that does not hold, as a problem of the group's file. */
export function contractProblem({ name, outcome, witness, decision, exception }, { source, group, document, number }, { flowText }) {
  const flow = flowText(witness);
  const isBroken = outcome === "broken";
  const by = decision?.ruleName === undefined ? "" : ` by ${decision.ruleName}`;
  return {
    code: isBroken ? "contract-broken" : "contract-open",
    severity: isBroken ? "high" : "medium",
    level: isBroken ? "error" : "warning",
    message: isBroken ? `the contract "${name}" is broken: ${decision.access}${by} for ${flow}` : `the contract "${name}" depends on a missing fact for ${flow}`,
    ...placed(source, document.locations[number]?.group ?? undefined),
    group: groupName(group),
    ...addressOf(document.locations[number]?.address),
    ...(exception && { exception }),
  };
}
