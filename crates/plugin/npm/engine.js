// The engine alone, for browsers, workers and bundlers.

import { loader } from "./engine-api.js";

export { Evaluator, WhatIfError, parse, verifyIpFlow, version } from "./engine-api.js";
// Bundlers recognise exactly this expression, and bring the file along.
export default loader(() => new URL("./nsg_what_if_engine_bg.wasm", import.meta.url));
