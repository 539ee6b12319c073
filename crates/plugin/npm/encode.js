// From a caller's objects to the text that the module reads.

import { invalid } from "./errors.js";

/** A document, or undefined where there is none. */
function text(value, pointer) {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  let cause;
  try {
    const json = typeof value === "object" ? JSON.stringify(value) : undefined;
    if (json !== undefined) return json;
  } catch (error) {
    // A cycle, a BigInt, a getter that throws, nesting without end.
    cause = error;
  }
  const why = cause instanceof Error ? `: ${cause.message}` : "";
  throw invalid(pointer, "not-json", `this is neither text nor an object of JSON values${why}`, {
    cause,
  });
}

/** A scenario as the module's arguments: three texts, and which of them were objects. */
export function scenario(given) {
  if (given === null || typeof given !== "object") {
    throw invalid("/scenario", "invalid-scenario", "the scenario is not an object");
  }
  const keys = ["subnetSecurityGroup", "networkInterfaceSecurityGroup", "network"];
  let parsed = 0;
  const texts = keys.map((key, index) => {
    const value = given[key];
    if (typeof value !== "string") parsed |= 1 << index;
    return text(value, `/scenario/${key}`);
  });
  return [...texts, parsed];
}

/** What `parse` is given. */
export const pasted = (value) => text(value, "") ?? "";

function value(given) {
  if (typeof given === "string") return given;
  if (given === undefined || given === null) return "";
  return typeof given === "number" ? `${given}` : `\u0002${typeof given}`;
}

/** A flow as a line; crates/plugin/src/flow.rs reads it. */
export function line(flow, pointer = "/flow") {
  if (flow === null || typeof flow !== "object") {
    throw invalid(pointer, "invalid-flow", "the flow is not an object");
  }
  return (
    `${value(flow.direction)}\u001f${value(flow.protocol)}` +
    `\u001f${value(flow.localIPAddress)}\u001f${value(flow.localPort)}` +
    `\u001f${value(flow.remoteIPAddress)}\u001f${value(flow.remotePort)}`
  );
}

/** Several flows as lines. */
export function lines(flows) {
  if (!Array.isArray(flows)) throw invalid("/flows", "invalid-flows", "the flows are not an array");
  let all = "";
  for (let index = 0; index < flows.length; index++) {
    all += `${line(flows[index], `/flows/${index}`)}\u001e`;
  }
  return all;
}
