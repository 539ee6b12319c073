// The engine alone: verdicts, without sets of flows.

import { judge } from "./judge.js";
import * as wasm from "./nsg_what_if_engine.js";

export { WhatIfError } from "./what-if-error.js";

const { loader, version, parse, verifyIpFlow, Evaluator } = judge(wasm);
export { Evaluator, loader, parse, verifyIpFlow, version };
