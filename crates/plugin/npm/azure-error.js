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

/** What the live module threw, as what the caller should see. */
export function failure(error) {
  if (Array.isArray(error)) return new WhatIfError(error);
  if (typeof error?.code === "string" && !(error instanceof Error)) return new AzureError(error);
  return error;
}

/** Whether the module itself broke: a panic, memory that ran out, or a stack that did. */
export const isPanic = (error) =>
  error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
