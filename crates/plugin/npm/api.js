// What the package offers, over the module's functions.

import { flowOf } from "./encode.js";
import { call } from "./judged.js";
import * as wasm from "./nsg_what_if.js";

export { Evaluator, parse, verifyIpFlow, version } from "./judged.js";
export { WhatIfError } from "./what-if-error.js";

export const compare = ({ before, after, direction }) => call(() => wasm.compare(before, after, direction));

export const findings = ({ scenario }) => call(() => wasm.findings(scenario));

export const flows = ({ scenario, query }) => call(() => wasm.flows(scenario, query));

export function flowText(flow) {
  const asked = flowOf(flow);
  return call(() => wasm.flow_text(asked));
}

/** Fixes and near misses, worked out together. */
function mended({ scenario, flow, wanted }) {
  const asked = flowOf(flow);
  return call(() => wasm.why_not(scenario, asked, wanted));
}

export const whyNot = (question) => mended(question).fixes;

export const nearMisses = (question) => mended(question).nearMisses;

export const checkContracts = ({ scenario, contracts }) => call(() => wasm.check_contracts(scenario, contracts));
