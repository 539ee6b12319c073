// Documents in any syntax. What reads the rarer ones are modules that are loaded when the first of them is met.

import { call, parse } from "./judged.js";
import { guarded, lazyModules } from "./lazy-module.js";
import * as wasm from "./nsg_what_if.js";

/** The codes by which `parse` names a syntax that it leaves to a module, and which one that is. */
const MODULES = new Map([
  ["yaml", "others"],
  ["terraform-plan-text", "others"],
  ["terraform-source", "terraform"],
]);

/** What is JSON by its first character needs no other reader. */
const JSON_TEXT = /^[\s\uFEFF]*[[{]/;

/** The module that a text needs besides the package's own; none for most. */
function moduleFor(text) {
  if (typeof text !== "string" || JSON_TEXT.test(text)) return undefined;
  return parse(text).diagnostics.map(({ code }) => MODULES.get(code)).find((name) => name !== undefined);
}

/** `read` and `review` of an entry, which knows how each module is brought. */
export function readersOf(bring) {
  const load = lazyModules(bring);

  /** The tree of a text that `parse` alone cannot read; nothing for any other. */
  async function treeOf(given, sources = {}) {
    const name = moduleFor(given);
    if (name === undefined) return undefined;
    const module = await load(name, sources[name]);
    return guarded(module, ({ tree }) => tree(given), "read the text again");
  }

  return {
    async read(text, { wasm: sources } = {}) {
      const tree = await treeOf(text, sources);
      return tree === undefined ? parse(text) : call(() => wasm.parse_tree(text, tree));
    },

    async review({ after, before, network, contracts, wasm: sources }) {
      const trees = [await treeOf(after, sources), await treeOf(before, sources)];
      return call(() => wasm.review(after, before, network, contracts, ...trees));
    },
  };
}
