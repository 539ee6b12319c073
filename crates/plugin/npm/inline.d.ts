// What `inline.js` offers: the package without the client of Azure, without what writes and without what replays recorded flows.

export { Evaluator, WhatIfError, checkContracts, compare, findings, flowText, flows, nearMisses, parse, read, review, verifyIpFlow, version, whyNot } from "./api.js";
export type * from "./api.js";

/** Loads the module that is inside. Idempotent. */
export default function init(source?: BufferSource): Promise<void>;
