// From a caller's flows and ids to what the module reads. Everything else crosses as the object that it is.

import { invalid } from "./what-if-error.js";

/** An id, or text that is none: the module tells. */
export const identifier = (given) => {
  if (given === undefined || given === null) return "";
  return typeof given === "string" ? given : `a value of type ${typeof given}`;
};

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

/** A flow as a line, or the text of one as it was written; crates/plugin/src/flow.rs reads both. */
export function flowLine(flow) {
  if (typeof flow === "string") return `\u0003${flow}`;
  if (flow === null || typeof flow !== "object") {
    throw invalid("/flow", "invalid-flow", "the flow is neither a text nor an object");
  }
  return line(flow);
}

const TEXT = 0xffff_ffff;

/** The bits of an IPv4 address in its only usual spelling; -1 for any other text. */
function ipv4(text) {
  if (typeof text !== "string") return -1;
  let bits = 0;
  let octet = -1;
  let dots = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      // No octet has a leading zero: some programs read it as octal.
      if (octet === 0) return -1;
      octet = octet < 0 ? digit : octet * 10 + digit;
      if (octet > 255) return -1;
    } else {
      if (digit !== -2 || octet < 0 || dots === 3) return -1;
      bits = (bits << 8) | octet;
      octet = -1;
      dots++;
    }
  }
  return dots === 3 && octet >= 0 ? ((bits << 8) | octet) >>> 0 : -1;
}

/** The port, if it is one; -1 for all that needs a second look. */
function port(given) {
  const number = typeof given === "string" && /^\d{1,5}$/.test(given) ? Number(given) : given;
  return typeof number === "number" && number >= 0 && number <= 65535 && number % 1 === 0 ? number : -1;
}

/**
 * Several flows: four numbers each, and lines for those that are not as usual. In numbers, a flow that
 * is IPv4, TCP or UDP, with both ports; crates/plugin/src/packed.rs reads them. It takes a
 * third of the time that lines take.
 */
export function packed(flows) {
  if (!Array.isArray(flows)) throw invalid("/flows", "invalid-flows", "the flows are not an array");
  const words = new Uint32Array(flows.length * 4);
  let lines = "";
  for (let index = 0; index < flows.length; index++) {
    const flow = flows[index];
    if (!pack(flow, words, index * 4)) {
      words[index * 4] = TEXT;
      lines += `${line(flow, `/flows/${index}`)}\u001e`;
    }
  }
  return [words, lines];
}

function pack(flow, words, at) {
  if (flow === null || typeof flow !== "object") return false;
  const { direction, protocol } = flow;
  const localPort = port(flow.localPort);
  const remotePort = port(flow.remotePort);
  if (localPort < 0 || remotePort < 0) return false;
  if (direction !== "Inbound" && direction !== "Outbound") return false;
  if (protocol !== "TCP" && protocol !== "UDP") return false;
  const local = ipv4(flow.localIPAddress);
  const remote = ipv4(flow.remoteIPAddress);
  if (local < 0 || remote < 0) return false;
  words[at] = (direction === "Outbound" ? 1 : 0) | (protocol === "UDP" ? 2 : 0);
  words[at + 1] = local;
  words[at + 2] = remote;
  words[at + 3] = (localPort << 16) | remotePort;
  return true;
}
