// What changes between two groups, over all flows.

import { heading, paragraph, quiet, table } from "../blocks.mjs";
import { readGroup } from "../documents.mjs";
import { usageError } from "../exit_codes.mjs";
import { readNetwork } from "../network.mjs";
import { NETWORK, PLAIN_FORMATS } from "../options.mjs";
import { allowsMore, changedRegions, depends, RELATIONS } from "../regions.mjs";
import { scenarioOf, tellDiagnostics } from "../scenario.mjs";

export const compare = {
  name: "compare",
  usage: "BEFORE AFTER",
  about: "says what changes from one NSG to another, over all flows",
  details: "Files with several NSGs: FILE#NAME. --subnet and --nic name a second NSG that both sides have.",
  options: ["as", "subnet", "nic", "direction", ...NETWORK, "fail-on", "allow-hidden-rules"],
  formats: PLAIN_FORMATS,
  examples: ["nsg-what-if compare before.json after.json", "nsg-what-if compare before.json after.json --direction Inbound --fail-on opened"],

  async run(context) {
    const { values, positionals, library } = context;
    if (positionals.length !== 2) throw usageError("give two files: the NSG before the change, and after it");
    const stage = stageOf(values);
    const [before, after] = [await sideOf(positionals[0], stage, context), await sideOf(positionals[1], stage, context)];
    const comparison = library.compare({ before, after, direction: values.direction });
    const { columns, rows, left } = changedRegions(comparison.regions);
    const more = left === 0 ? [] : [paragraph(quiet(`… and ${left} more groups of flows; --format json has them all.`))];
    return {
      data: { comparison },
      blocks: [heading(1, RELATIONS[comparison.relation]), paragraph(comparison.summary), table(columns, rows), ...more],
      found: { opened: allowsMore(comparison), depends: depends(comparison) },
    };
  },
};

/** Where the compared groups apply: where the other one does not. */
function stageOf({ as, subnet, nic }) {
  const stage = { subnet: "Subnet", nic: "NetworkInterface" }[as] ?? (subnet === undefined ? "Subnet" : "NetworkInterface");
  const isTaken = stage === "Subnet" ? subnet !== undefined : nic !== undefined;
  if (isTaken) throw usageError("the compared NSGs and the other one apply to the same place; change --as");
  return stage;
}

async function sideOf(path, stage, context) {
  const { subnet, nic } = context.values;
  const other = subnet ?? nic;
  const groups = { [stage]: await readGroup(path, context) };
  if (other !== undefined) groups[stage === "Subnet" ? "NetworkInterface" : "Subnet"] = await readGroup(other, context);
  for (const group of Object.values(groups)) tellDiagnostics(group, context);
  return scenarioOf(groups, await readNetwork(context));
}
