export * from "./nsg_what_if.js";

/** Loads the WebAssembly module. Works in a browser, a worker, Node 20+, and under bundlers. Idempotent. */
export default function init(
  source?: string | URL | Request | Response | BufferSource,
): Promise<void>;
