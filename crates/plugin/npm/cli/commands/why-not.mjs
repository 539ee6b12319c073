// What would give a flow the access that it does not have.

import { access, code, heading, list, listing, paragraph } from "../blocks.mjs";
import { usageError } from "../exit_codes.mjs";
import { replacementOf } from "../edits.mjs";
import { NETWORK, PLAIN_FORMATS } from "../options.mjs";
import { ruleShown } from "../problems.mjs";
import { readScenario } from "../scenario.mjs";

const STAGES = { Subnet: "subnetSecurityGroup", NetworkInterface: "networkInterfaceSecurityGroup" };

export const whyNot = {
  name: "why-not",
  usage: "FLOW --nic FILE [--subnet FILE]",
  about: "proposes the smallest edits that give a flow the other access, with everything else that they change",
  details: "The flow needs both ports; a port of the client is any, such as 50000.",
  options: ["subnet", "nic", ...NETWORK, "wanted", "diff", "allow-hidden-rules"],
  formats: PLAIN_FORMATS,
  examples: ["nsg-what-if why-not 'Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443' --nic nsg.json --diff"],

  async run(context) {
    const { positionals, library, values } = context;
    if (positionals.length !== 1) throw usageError("give one flow, such as 'Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443'");
    const { scenario, groups } = await readScenario(context);
    const [flow] = positionals;
    const verdict = library.verifyIpFlow(scenario, flow);
    const wanted = values.wanted ?? (verdict.access === "Allow" ? "Deny" : "Allow");
    const call = { scenario, flow, wanted };
    const [fixes, misses] = [library.whyNot(call), library.nearMisses(call)];
    const { diffs, refused } = values.diff && fixes.length > 0 ? await patched(fixes[0], groups, library) : { diffs: [], refused: [] };
    return {
      data: {
        access: verdict.access,
        wanted,
        fixes: fixes.map(({ summary, edits, impact }) => ({ summary, edits, impact })),
        nearMisses: misses,
        ...(values.diff && { diffs }),
        ...(refused.length > 0 && { noDiff: refused }),
      },
      blocks: [
        heading(1, access(verdict.access), "  ", flow),
        paragraph(verdict.summary),
        ...fixBlocks(fixes, verdict, wanted),
        ...missBlocks(misses),
        ...diffs.map((diff) => listing("diff", diff)),
        ...refused.map(({ file, reason }) => paragraph(`There is no diff of ${file}: ${reason}. Make the edit there by hand.`)),
      ],
    };
  },
};

function fixBlocks(fixes, verdict, wanted) {
  if (verdict.access === wanted) return [paragraph("It has this access already.")];
  if (fixes.length === 0) return [paragraph("No edit of these rules gives it that.")];
  const items = fixes.map(({ summary, impact }) => `${summary} ${impact.summary}`);
  return [heading(2, `To get ${wanted}, the least side effect first`), list(items)];
}

function missBlocks(misses) {
  if (misses.length === 0) return [];
  const item = ({ ruleName, priority, missed }) => [
    code(ruleShown(ruleName)),
    ` (priority ${priority ?? "unknown"}): `,
    missed.length === 0 ? "matches, and another rule comes first" : `its ${missed.join(", ")} ${missed.length === 1 ? "does" : "do"} not match`,
  ];
  return [heading(2, "Rules that would have given it"), list(misses.map(item))];
}

/** The first fix as diffs of the files that it edits; of a file that cannot be patched, why. */
async function patched({ scenario, edits }, groups, library) {
  const [diffs, refused] = [[], []];
  for (const [stage, part] of Object.entries(STAGES)) {
    const read = groups[stage];
    const after = scenario[part];
    if (after?.properties === undefined || !edits.some(({ appliedTo }) => appliedTo === stage)) continue;
    const { replacement, reason } = await replacementOf({ ...read, after }, library);
    if (replacement === undefined) refused.push({ file: read.source.name, reason });
    else diffs.push(replacement.diff);
  }
  return { diffs, refused };
}
