// What the package offers, over the module's functions.

import { contracts, line, packed, pasted, query, scenario } from "./encode.js";
import { failure, instance } from "./errors.js";
import * as wasm from "./nsg_what_if.js";
import { provenance } from "./provenance.js";

export { WhatIfError } from "./what-if-error.js";

function call(work) {
  try {
    return work();
  } catch (error) {
    throw failure(error);
  }
}

/** With the commit and the compiler behind the plus sign, as SemVer has it. */
export const version = () => `${call(wasm.version)}${provenance}`;

export function parse(text) {
  const given = pasted(text);
  return call(() => wasm.parse(given));
}

export function verifyIpFlow(given, flow) {
  const texts = scenario(given);
  const asked = line(flow);
  return call(() => wasm.verify(...texts, asked));
}

export function compare({ before, after, direction }) {
  const texts = [...scenario(before, "before"), ...scenario(after, "after")];
  return call(() => wasm.compare(...texts, direction ?? ""));
}

export function findings({ scenario: given }) {
  const texts = scenario(given);
  return call(() => wasm.findings(...texts));
}

export function flows({ scenario: given, query: asked }) {
  const texts = scenario(given);
  const text = query(asked);
  return call(() => wasm.flows(...texts, text));
}

/** Fixes and near misses, worked out together. */
function mended({ scenario: given, flow, wanted }) {
  const texts = scenario(given);
  const asked = line(flow);
  return call(() => wasm.why_not(...texts, asked, `${wanted}`));
}

export function whyNot(question) {
  const { scenario: given } = question;
  return mended(question).fixes.map((fix) => {
    const { summary, edits, impact, serviceTags, subnetSecurityGroup, networkInterfaceSecurityGroup } = fix;
    const network = given.network ?? {};
    // Groups come back as resources: what their documents told of tags stands beside them.
    const told = Object.fromEntries(serviceTags.map(({ name, prefixes }) => [name, prefixes]));
    const tags = serviceTags.length === 0 ? {} : { serviceTags: { ...network.serviceTags, ...told } };
    return {
      summary,
      edits,
      impact,
      scenario: {
        ...given,
        subnetSecurityGroup,
        networkInterfaceSecurityGroup,
        ...(given.network === undefined && tags.serviceTags === undefined ? {} : { network: { ...network, ...tags } }),
      },
    };
  });
}

export const nearMisses = (question) => mended(question).nearMisses;

export function checkContracts({ scenario: given, contracts: asked }) {
  const texts = scenario(given);
  const text = contracts(asked);
  return call(() => wasm.check_contracts(...texts, text));
}

/** A compiled scenario, and how many verdicts may still ask it for their groups. */
class Prepared {
  pending = 0;

  constructor(texts) {
    this.instance = instance();
    this.inner = call(() => new wasm.Prepared(...texts));
  }

  /** What is compiled, if the instance that holds it is still there. */
  get live() {
    if (this.instance !== instance()) {
      throw new Error("nsg-what-if was restarted after an internal error; make a new Evaluator");
    }
    return this.inner;
  }

  verdict(asked) {
    const { live } = this;
    const verdict = call(() => live.verdict(asked));
    this.pending++;
    return withGroups(verdict, this, asked);
  }

  stages(asked) {
    const { live } = this;
    const stages = call(() => live.stages(asked));
    this.pending--;
    return stages;
  }
}

/** The verdict with its groups as a property that is worked out when it is first read. */
function withGroups(verdict, prepared, asked) {
  let groups;
  const { access, ruleName, ruleId, dependsOn, summary, assumptions } = verdict;
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
  if (assumptions !== undefined) whole.assumptions = assumptions;
  return whole;
}

export class Evaluator {
  #prepared;

  constructor(given) {
    this.#prepared = new Prepared(scenario(given));
  }

  get #unfreed() {
    if (this.#prepared === undefined) throw new Error("this Evaluator was freed");
    return this.#prepared;
  }

  verifyIpFlow(flow) {
    return this.#unfreed.verdict(line(flow));
  }

  verifyIpFlows(flows) {
    const { live } = this.#unfreed;
    const [words, lines] = packed(flows);
    return call(() => live.accesses(words, lines));
  }

  free() {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    // Otherwise the collector frees it with the last verdict that may ask; and nothing frees in the
    // memory of another instance.
    if (prepared?.pending === 0 && prepared.instance === instance()) prepared.inner.free();
  }
}
