// Every way to fail, as an Error.

import { isLoaded } from "./load.js";
import { restart, version } from "./nsg_what_if.js";

export class WhatIfError extends Error {
  constructor(diagnostics, options) {
    const errors = diagnostics.filter((diagnostic) => diagnostic.severity === "error");
    const [first = diagnostics[0]] = errors;
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
    super((first?.message ?? "the input cannot be read") + more, options);
    this.name = "WhatIfError";
    this.diagnostics = diagnostics;
  }
}

/** An argument that cannot be read. */
export const invalid = (pointer, code, message, options) =>
  new WhatIfError([{ severity: "error", code, message, pointer }], options);

let restarts = 0;

/** How often the module was restarted: what an earlier instance holds is lost. */
export const instance = () => restarts;

/** What a call into the module threw, as what the caller should see. */
export function failure(error) {
  if (Array.isArray(error)) return new WhatIfError(error);
  if (!isLoaded()) return new Error("nsg-what-if is not loaded: `await init()` first");
  // A panic, memory that ran out, or a stack that did: the instance may be in any state.
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
    restarts++;
    restart();
    // The generated glue restarts with the next call, but after its arguments were written into the
    // old memory. So the next call is one without arguments, at once.
    version();
    return new Error("internal error in nsg-what-if; evaluators have to be made anew", {
      cause: error,
    });
  }
  return error;
}
