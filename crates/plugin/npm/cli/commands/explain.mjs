// What a finding or a diagnostic means.

import { code, heading, list, listing, paragraph } from "../blocks.mjs";
import { usageError } from "../exit_codes.mjs";
import { nearest } from "../nearest.mjs";
import { PLAIN_FORMATS } from "../options.mjs";

export const explain = {
  name: "explain",
  usage: "CODE",
  about: "says what a finding or a diagnostic means, with the smallest example and the nearest one without it",
  details: "Without a code it lists them all.",
  options: [],
  formats: PLAIN_FORMATS,
  examples: ["nsg-what-if explain exposed-management-port", "nsg-what-if explain --format markdown"],
  needsNoLibrary: true,

  async run({ positionals }) {
    const { allCodes, explained } = await import("../codes.mjs");
    if (positionals.length > 1) throw usageError("give one code");
    if (positionals.length === 0) {
      const items = allCodes.map((name) => [code(name), `: ${explained(name).about}`]);
      return { data: { codes: allCodes.map((name) => ({ code: name, ...explained(name) })) }, blocks: [list(items)] };
    }
    const [name] = positionals;
    const found = explained(name);
    if (found === undefined) {
      const near = nearest(name, allCodes);
      throw usageError(`there is no code ${name}${near === undefined ? ":" : `; did you mean ${near}?`} nsg-what-if explain lists them all`);
    }
    return { data: { code: name, ...found }, blocks: blocksOf(name, found) };
  },
};

function blocksOf(name, { kind, about, example, language, said, nearest: none }) {
  const shown = example === undefined ? [] : [heading(2, "The smallest example"), listing(language ?? "", example.trimEnd())];
  const lines = said.length === 0 ? [] : [list(said)];
  const nearestShown = none === undefined ? [] : [heading(2, "The nearest example without it"), listing("text", none.trimEnd())];
  const prose = about === "" ? [] : [paragraph(about)];
  return [heading(1, `${name} (${kind})`), ...prose, ...shown, ...lines, ...nearestShown];
}
