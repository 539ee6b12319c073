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
    const patched = values.diff && fixes.length > 0 ? await diffs(fixes[0], groups, library) : [];
    return {
      data: {
        access: verdict.access,
        wanted,
        fixes: fixes.map(({ summary, edits, impact }) => ({ summary, edits, impact })),
        nearMisses: misses,
        ...(values.diff && { diffs: patched }),
      },
      blocks: [
        heading(1, access(verdict.access), "  ", flow),
        paragraph(verdict.summary),
        ...fixBlocks(fixes, verdict, wanted),
        ...missBlocks(misses),
        ...patched.map((diff) => listing("diff", diff)),
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

/** The first fix as diffs of the files that it edits. */
async function diffs({ scenario }, groups, library) {
  const found = [];
  for (const [stage, part] of Object.entries(STAGES)) {
    const read = groups[stage];
    const after = scenario[part];
    if (read === undefined || after?.properties === undefined) continue;
    const replacement = await replacementOf({ ...read, after }, library);
    if (replacement !== undefined && replacement.diff !== "") found.push(replacement.diff);
  }
  return found;
}
