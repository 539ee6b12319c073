// What the package offers, over the module's functions.

import { contracts, flowLine, query, scenario } from "./encode.js";
import { call } from "./judged.js";
import * as wasm from "./nsg_what_if.js";

export { Evaluator, parse, verifyIpFlow, version } from "./judged.js";
export { WhatIfError } from "./what-if-error.js";

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
  const text = typeof asked === "string" ? flowLine(asked) : query(asked);
  return call(() => wasm.flows(...texts, text));
}

export function flowText(flow) {
  const asked = flowLine(flow);
  return call(() => wasm.flow_text(asked));
}

/** Fixes and near misses, worked out together. */
function mended({ scenario: given, flow, wanted }) {
  const texts = scenario(given);
  const asked = flowLine(flow);
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
