export * from "./api.js";
export * from "./azure.js";
export * from "./traffic.js";

/**
 * Loads the WebAssembly module, once; a failed attempt may be repeated. In browsers, workers, Node and
 * under bundlers it finds the module by itself; `source` says where else it is.
 */
export default function init(
  source?: string | URL | Request | Response | BufferSource,
): Promise<void>;
