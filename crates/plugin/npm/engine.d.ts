export type * from "./api.js";
export { Evaluator, WhatIfError, parse, verifyIpFlow, version } from "./api.js";
export { default } from "./index.js";
