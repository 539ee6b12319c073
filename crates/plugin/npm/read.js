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

/** A text as UTF-8, which crosses as a whole; wasm-bindgen has texts cross letter by letter. */
const utf8 = (text) => new TextEncoder().encode(text);

/** The module that a text needs besides the package's own, by what `parse` said of it; none for most. */
const neededModule = ({ diagnostics }) =>
  diagnostics.map(({ code }) => MODULES.get(code)).find((name) => name !== undefined);

/** What is JSON by its first character needs no other reader. */
const JSON_TEXT = /^[\s\uFEFF]*[[{]/;

/** `read` and `review` of an entry, which knows how each module is brought. */
export function readersOf(bring) {
  const load = lazyModules(bring);

  async function treeBy(name, text, sources = {}) {
    const module = await load(name, sources[name]);
    return guarded(module, ({ tree }) => tree(utf8(text)), "read the text again");
  }

  /** The tree of a text that `parse` alone cannot read; nothing for any other, and for an object. */
  async function treeOf(given, sources) {
    if (typeof given !== "string" || JSON_TEXT.test(given)) return undefined;
    const name = neededModule(parse(given));
    return name === undefined ? undefined : treeBy(name, given, sources);
  }

  return {
    async read(text, { wasm: sources } = {}) {
      const document = parse(text);
      const name = neededModule(document);
      if (name === undefined) return document;
      const tree = await treeBy(name, text, sources);
      return tree === undefined ? document : call(() => wasm.parse_tree(utf8(text), tree));
    },

    async review({ after, before, network, contracts, wasm: sources }) {
      const trees = [await treeOf(after, sources), await treeOf(before, sources)];
      return call(() => wasm.review(after, before, network, contracts, ...trees));
    },
  };
}
