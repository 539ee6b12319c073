// From a caller's flows and ids to what the module reads. Everything else crosses as it is.

import { invalid } from "./what-if-error.js";

/** An id, or text that is none: the module tells. */
export const identifier = (given) => {
  if (given === undefined || given === null) return "";
  return typeof given === "string" ? given : `a value of type ${typeof given}`;
};

/**
 * The fields of a flow as they are now, so that nothing that runs in between changes them; its text as it is. What is neither
 * goes on as it is: the module tells.
 */
export function flowOf(flow) {
  if (flow === null || typeof flow !== "object") return flow;
  const { direction, protocol, localIPAddress, localPort, remoteIPAddress, remotePort } = flow;
  return { direction, protocol, localIPAddress, localPort, remoteIPAddress, remotePort };
}

const OBJECT = 0xffff_ffff;

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
 * Several flows: four numbers each, and objects for those that are not as usual. In numbers, a flow that
 * is IPv4, TCP or UDP, with both ports; crates/plugin/src/packed.rs reads them.
 */
export function packed(flows) {
  if (!Array.isArray(flows)) throw invalid("/flows", "invalid-flows", "the flows are not an array");
  const words = new Uint32Array(flows.length * 4);
  const objects = [];
  for (let index = 0; index < flows.length; index++) {
    const flow = flows[index];
    if (!pack(flow, words, index * 4)) {
      words[index * 4] = OBJECT;
      objects.push(flowOf(flow));
    }
  }
  return [words, objects];
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
