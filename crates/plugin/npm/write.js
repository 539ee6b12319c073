// Groups as text. What writes is a module that is loaded when it is first asked to.

import { guarded, lazyModules } from "./lazy-module.js";
import { WhatIfError } from "./what-if-error.js";

/** What the module says of a failure are diagnostics as JSON. */
function failure(error) {
  return typeof error === "string" ? new WhatIfError(JSON.parse(error)) : error;
}

const textOf = (group) => (typeof group === "string" ? group : JSON.stringify(group));

/** `writeChange`, `patch` and `joinFiles` of an entry, which knows how the module is brought. */
export function writersOf(bring) {
  const load = lazyModules({ writing: bring });

  async function ask(source, question) {
    const module = await load("writing", source);
    try {
      return JSON.parse(guarded(module, question, "try again"));
    } catch (error) {
      throw failure(error);
    }
  }

  return {
    writeChange({ before, after, format, wasm }) {
      const earlier = before === undefined || before === null ? undefined : textOf(before);
      return ask(wasm, ({ write_change }) => write_change(earlier, textOf(after), `${format}`));
    },

    patch({ text, fileName = "", group = 0, after, wasm }) {
      return ask(wasm, ({ patch }) => patch(text, fileName, group, textOf(after)));
    },

    joinFiles(files, { wasm } = {}) {
      return ask(wasm, ({ join_files }) => join_files(JSON.stringify(files)));
    },
  };
}
