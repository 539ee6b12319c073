// The engine alone, for Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";
import { loader } from "./engine-api.js";

export { Evaluator, WhatIfError, parse, verifyIpFlow, version } from "./engine-api.js";
export default loader(() => readFile(new URL("./nsg_what_if_engine_bg.wasm", import.meta.url)));
