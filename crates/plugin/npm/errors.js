// What a module throws, as an Error.

import { WhatIfError } from "./what-if-error.js";

/** The failures of a module. */
export function failures({ restart, version }, isLoaded) {
  let restarts = 0;
  let again = () => {};

  /** What a call into the module threw, as what the caller should see. */
  function failure(error) {
    if (Array.isArray(error)) return new WhatIfError(error);
    if (!isLoaded()) return new Error("nsg-what-if is not loaded: `await init()` first");
    // A panic, memory that ran out, or a stack that did: the instance may be in any state.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      restarts++;
      restart();
      // The generated glue restarts with the next call, but after its arguments were written into the
      // old memory. So the next call is one without arguments, at once.
      version();
      again();
      return new Error("internal error in nsg-what-if; create evaluators again", {
        cause: error,
      });
    }
    return error;
  }

  /** How often the module was restarted: what an earlier instance holds is lost. */
  return {
    failure,
    instance: () => restarts,
    /** What a fresh instance has to be told. */
    afterRestart: (work) => {
      again = work;
    },
  };
}
