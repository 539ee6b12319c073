// What the module throws, as an Error.

import { isLoaded } from "./load.js";
import { restart, version } from "./nsg_what_if.js";
import { WhatIfError } from "./what-if-error.js";

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
