// What asking Azure fails with.

import { WhatIfError } from "./what-if-error.js";

const DETAILS = ["help", "command", "status", "azureCode", "requestId"];

export class AzureError extends Error {
  constructor(failure, options) {
    super(failure.message, options);
    this.name = "AzureError";
    this.code = failure.code;
    for (const key of DETAILS) {
      if (failure[key] !== undefined) this[key] = failure[key];
    }
  }
}

/**
 * A failure that the live module told, as what the caller should see. Whatever else comes out of it went
 * through its frames: a panic, memory that ran out, a stack that did, or what a replaced function of the
 * platform threw. Then there is no failure, and the instance is not to be used any more.
 *
 * @returns {WhatIfError | AzureError | undefined}
 */
export function failure(error) {
  if (Array.isArray(error)) return new WhatIfError(error);
  if (typeof error?.code === "string" && !(error instanceof Error)) return new AzureError(error);
  return undefined;
}
