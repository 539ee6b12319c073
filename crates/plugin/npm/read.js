// Documents in any syntax. What reads the rarer ones is a module that is loaded when the first of them is met.

import { call, parse } from "./judged.js";
import * as wasm from "./nsg_what_if.js";

/** The codes by which `parse` names a syntax that it leaves to the module. */
const LEFT = new Set(["yaml", "terraform-source", "terraform-plan-text"]);

/** What is JSON by its first character needs no other reader. */
const JSON_TEXT = /^[\s\uFEFF]*[[{]/;

const isLeft = (text) => !JSON_TEXT.test(text) && parse(text).diagnostics.some(({ code }) => LEFT.has(code));

/** `read` and `review` of an entry, which knows how the module is brought. */
export function readersOf(bring) {
  /** @type {Promise<any> | undefined} */
  let loading;

  async function begin(source) {
    const syntaxes = await bring();
    await syntaxes.default({ module_or_path: await (source ?? syntaxes.standard()) });
    return syntaxes;
  }

  /** The module, loaded once; a failed attempt may be repeated. */
  function load(source) {
    loading ??= begin(source).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  /** The tree of a text that `parse` alone cannot read; nothing for any other. */
  async function treeOf(given, source) {
    if (typeof given !== "string" || !isLeft(given)) return undefined;
    const syntaxes = await load(source);
    try {
      return syntaxes.tree(given);
    } catch (error) {
      // Its memory may be in any state. The glue restarts with the next call, but after arguments were written into the old
      // memory, so one without arguments comes first.
      syntaxes.restart();
      syntaxes.touch();
      throw new Error("internal error in nsg-what-if; read the text again", { cause: error });
    }
  }

  return {
    async read(text, { wasm: source } = {}) {
      const tree = await treeOf(text, source);
      return tree === undefined ? parse(text) : call(() => wasm.parse_tree(text, tree));
    },

    async review({ after, before, network, contracts, wasm: source }) {
      const trees = [await treeOf(after, source), await treeOf(before, source)];
      return call(() => wasm.review(after, before, network, contracts, ...trees));
    },
  };
}
