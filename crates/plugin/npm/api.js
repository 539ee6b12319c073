// What the package offers, over the module's functions.

import { flowOf } from "./encode.js";
import { call } from "./judged.js";
import * as wasm from "./nsg_what_if.js";

export { Evaluator, parse, verifyIpFlow, version } from "./judged.js";
export { setLanguage } from "./language.js";
export { WhatIfError } from "./what-if-error.js";

export const compare = ({ before, after, direction }) => call(() => wasm.compare(before, after, direction));

export const findings = ({ scenario }) => call(() => wasm.findings(scenario));

export const flows = ({ scenario, query }) => call(() => wasm.flows(scenario, query));

export function flowText(flow) {
  const asked = flowOf(flow);
  return call(() => wasm.flow_text(asked));
}

export function whyNot({ scenario, flow, wanted }) {
  const asked = flowOf(flow);
  return call(() => wasm.why_not(scenario, asked, wanted));
}

export function nearMisses({ scenario, flow, wanted }) {
  const asked = flowOf(flow);
  return call(() => wasm.near_misses(scenario, asked, wanted));
}

export const checkContracts = ({ scenario, contracts }) => call(() => wasm.check_contracts(scenario, contracts));
