// Verdicts over the package's module, and what its other functions need to call it.

import { judge } from "./judge.js";
import * as wasm from "./nsg_what_if.js";

export const { loader, call, version, parse, verifyIpFlow, Evaluator, afterRestart } = judge(wasm);
