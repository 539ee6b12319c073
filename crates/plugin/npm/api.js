// What the package offers, over the module's functions of text.

import { lines, line, pasted, scenario } from "./encode.js";
import { failure } from "./errors.js";
import * as wasm from "./nsg_what_if.js";

export { WhatIfError } from "./errors.js";

function call(work) {
  try {
    return work();
  } catch (error) {
    throw failure(error);
  }
}

export const version = () => call(wasm.version);

export function parse(text) {
  const given = pasted(text);
  return JSON.parse(call(() => wasm.parse(given)));
}

export function verifyIpFlow(given, flow) {
  const texts = scenario(given);
  const asked = line(flow);
  return JSON.parse(call(() => wasm.verify(...texts, asked)));
}

/** A compiled scenario, and how many verdicts may still ask it for their groups. */
class Prepared {
  pending = 0;

  constructor(texts) {
    this.inner = call(() => new wasm.Prepared(...texts));
  }

  verdict(asked) {
    let json;
    try {
      json = this.inner.verdict(asked);
    } catch (error) {
      throw failure(error);
    }
    this.pending++;
    return withGroups(JSON.parse(json), this, asked);
  }

  stages(asked) {
    const stages = JSON.parse(call(() => this.inner.stages(asked)));
    this.pending--;
    return stages;
  }
}

/** The verdict with its groups as a property that is worked out when it is first read. */
function withGroups(verdict, prepared, asked) {
  let groups;
  const { access, ruleName, ruleId, dependsOn, summary } = verdict;
  const whole = {
    access,
    get evaluatedNetworkSecurityGroups() {
      if (groups === undefined) {
        groups = prepared.stages(asked);
        prepared = undefined;
      }
      return groups;
    },
    set evaluatedNetworkSecurityGroups(others) {
      groups = others;
    },
    dependsOn,
    summary,
  };
  if (ruleName !== undefined) whole.ruleName = ruleName;
  if (ruleId !== undefined) whole.ruleId = ruleId;
  return whole;
}

export class Evaluator {
  #prepared;

  constructor(given) {
    this.#prepared = new Prepared(scenario(given));
  }

  get #live() {
    if (this.#prepared === undefined) throw new Error("this Evaluator was freed");
    return this.#prepared;
  }

  verifyIpFlow(flow) {
    return this.#live.verdict(line(flow));
  }

  verifyIpFlows(flows) {
    const { inner } = this.#live;
    const asked = lines(flows);
    return call(() => inner.accesses(asked));
  }

  free() {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    // Otherwise the collector frees it with the last verdict that may ask.
    if (prepared?.pending === 0) call(() => prepared.inner.free());
  }
}
