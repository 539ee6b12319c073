// Small texts that would hold up a page, in the package in Node: the slowest of each kind, and how often a plain text of its
// size goes into it. The inputs are kinds, not files: each grows until it has the size of a link or of a large paste.

import init, { Evaluator, compare, findings, nearMisses, parse, whyNot } from "nsg-what-if";
import { best as bestOf, figure } from "./figure.mjs";

const ROUNDS = 3;
const LARGE = 64 << 10;

const best = (work) => bestOf(work, ROUNDS);

const rule = (index, fields) => ({
  name: `Rule-${index}`,
  properties: {
    priority: 100 + index,
    direction: "Inbound",
    access: index % 2 === 0 ? "Allow" : "Deny",
    protocol: "*",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "*",
    ...fields,
  },
});

/** A group of as many such entries as a text of the size holds. */
function group(size, entry) {
  const entries = [];
  for (let bytes = 40; ; ) {
    const text = JSON.stringify(entry(entries.length));
    bytes += text.length + 1;
    if (bytes > size) break;
    entries.push(text);
  }
  return `{"name":"web","securityRules":[${entries.join(",")}]}`;
}

const plain = (index) => rule(index, { sourceAddressPrefix: `10.${index % 200}.0.0/16`, destinationPortRange: `${1 + index}` });

const KINDS = {
  "entries that are no rules": () => "x",
  "rules of which nothing is known": (index) => ({ name: `r${index}`, priority: "?", direction: "?" }),
  "rules of parameters": (index) =>
    rule(index, {
      protocol: `[parameters('a${index}')]`,
      sourceAddressPrefix: `[parameters('b${index}')]`,
      destinationAddressPrefix: `[parameters('c${index}')]`,
      destinationPortRange: `[parameters('d${index}')]`,
    }),
  "unknown tags on both sides": (index) => rule(index, { sourceAddressPrefix: `TagA${index}`, destinationAddressPrefix: `TagB${index}` }),
  "unknown tags beside ports": (index) => rule(index, { sourceAddressPrefix: `TagA${index % 12}`, destinationPortRange: `${1 + index}` }),
  "one priority for all": (index) => rule(index, { priority: 100 }),
  "ports for ICMP": (index) => rule(index, { protocol: "Icmp", destinationPortRange: `${index % 256}`, sourceAddressPrefix: `Tag${index}` }),
};

const tcp = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 22, remoteIPAddress: "203.0.113.7", remotePort: 50000 };
const icmp = { direction: "Inbound", protocol: "ICMP", localIPAddress: "10.0.1.4", remoteIPAddress: "203.0.113.7" };

/** An answer, or that too much is unknown: either is one, in time. */
function answered(work) {
  try {
    work();
  } catch (error) {
    if (!Array.isArray(error.diagnostics)) throw error;
  }
}

const scenario = (text) => ({ networkInterfaceSecurityGroup: text });

/** Every rule's reason, which is worked out when it is read. */
const judged = (evaluator, flow) => evaluator.verifyIpFlow(flow).evaluatedNetworkSecurityGroups.length;

/** What is asked of a text: what is ready before, the question, and the most that it may take. */
const QUESTIONS = {
  "a verdict of TCP": [(text) => new Evaluator(scenario(text)), (evaluator) => judged(evaluator, tcp), 16],
  "a verdict of ICMP": [(text) => new Evaluator(scenario(text)), (evaluator) => judged(evaluator, icmp), 16],
  "all findings": [scenario, (given) => answered(() => findings({ scenario: given })), 1000],
  "a comparison with no rules": [scenario, (given) => answered(() => compare({ before: given, after: scenario('{"securityRules":[]}') })), 1000],
  "what would allow it": [scenario, (given) => answered(() => whyNot({ scenario: given, flow: tcp, wanted: "Allow" })), 1000],
  "what would deny it": [scenario, (given) => answered(() => whyNot({ scenario: given, flow: tcp, wanted: "Deny" })), 1000],
  "near misses": [scenario, (given) => answered(() => nearMisses({ scenario: given, flow: tcp, wanted: "Allow" })), 1000],
};

await init();

const ordinary = group(LARGE, plain);
for (const [name, [prepare, ask, goal]] of Object.entries(QUESTIONS)) {
  const time = (text) => {
    const ready = prepare(text);
    return best(() => ask(ready));
  };
  const usual = time(ordinary);
  let slowest = { took: 0 };
  for (const [kind, entry] of Object.entries(KINDS)) {
    for (const size of [100, 500, 4 << 10, LARGE]) {
      const text = group(size, entry);
      const took = time(text);
      if (took > slowest.took) slowest = { took, kind, size: text.length };
    }
  }
  figure(`${name}, slowest hostile text of 64 KB at most: ${slowest.kind}, ${slowest.size} bytes, wasm`, slowest.took, "ms", goal);
  figure(`${name}, times a plain text of 64 KB`, slowest.took / usual, "x");
}

// Reading: texts of 1 MB, against a plain one.
const MEGABYTE = 1 << 20;
const filled = (piece, open = "[") => open + piece.repeat(MEGABYTE / piece.length);
const TEXTS = {
  "typographic quotes": filled("“,"),
  "single quotes of print": filled("‘,"),
  "brackets": filled("["),
  "empty objects": filled("{},"),
  "closing brackets": filled("]"),
  "escapes": filled("\\u00e9", '["'),
  "keys that stand twice": filled('"a":1,', "{"),
  "lines of a list on the screen": filled("SecurityRules : {}\n", ""),
  "entries that are no rules": filled('"x",', '{"securityRules":['),
};
const usual = best(() => parse(group(MEGABYTE, plain)));
let slowest = { ratio: 0 };
for (const [kind, text] of Object.entries(TEXTS)) {
  const ratio = best(() => parse(text)) / usual;
  if (ratio > slowest.ratio) slowest = { ratio, kind };
}
figure(`read 1 MB, slowest hostile text: ${slowest.kind}, times a plain text`, slowest.ratio, "x", 10);
