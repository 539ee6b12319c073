import type * as api from "./api.js";

/** `signal` takes a question back: the worker ends at once, and what else was asked is asked again. */
export interface WorkerOptions {
  signal?: AbortSignal;
}

type Asked<F> = F extends (...given: infer A) => infer R
  ? (...given: [...A, options?: WorkerOptions]) => Promise<Awaited<R>>
  : never;

/** The package's questions, answered beside the page. */
export interface WhatIfWorker {
  checkContracts: Asked<typeof api.checkContracts>;
  compare: Asked<typeof api.compare>;
  findings: Asked<typeof api.findings>;
  flows: Asked<typeof api.flows>;
  nearMisses: Asked<typeof api.nearMisses>;
  review: Asked<typeof api.review>;
  verifyIpFlow: Asked<typeof api.verifyIpFlow>;
  whyNot: Asked<typeof api.whyNot>;
  /** Ends the worker; what is under way is rejected. */
  close(): void;
}

/**
 * Starts a worker with the first question. In browsers it is a module worker, in Node a thread; `source` says
 * where the WebAssembly is, as for `init`.
 */
export function createWorker(options?: { source?: string | URL }): WhatIfWorker;
