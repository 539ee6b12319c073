// A flow as text: wherever a flow is asked about, its text will do.

import assert from "node:assert/strict";
import { test } from "node:test";
import init, { Evaluator, WhatIfError, flowText, flows, nearMisses, verifyIpFlow, whyNot } from "nsg-what-if";
import * as engine from "nsg-what-if/engine";
import { createWorker } from "nsg-what-if/worker";
import { https, web } from "./samples.mjs";

await init();

const scenario = { subnetSecurityGroup: web };
const text = flowText(https);

function refused(work) {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof WhatIfError, error);
    return error.diagnostics;
  }
  assert.fail("nothing was refused");
}

test("a flow is printed with the arrow from source to destination", () => {
  assert.equal(text, `Inbound TCP ${https.remoteIPAddress}:${https.remotePort} -> ${https.localIPAddress}:${https.localPort}`);
  const outbound = { direction: "outbound", protocol: "udp", localIPAddress: "fd00::4", remoteIPAddress: "2001:db8::1", remotePort: 53 };
  assert.equal(flowText(outbound), "Outbound UDP [fd00::4]:* -> [2001:db8::1]:53");
  assert.equal(flowText(" in  tcp 203.0.113.7→10.0.0.4:443 "), "Inbound TCP 203.0.113.7:* -> 10.0.0.4:443");
});

test("the text has the verdict of the object", async () => {
  const verdict = verifyIpFlow(scenario, https);
  assert.deepEqual(verifyIpFlow(scenario, text), verdict);
  const evaluator = new Evaluator(scenario);
  const judged = evaluator.verifyIpFlow(text);
  assert.deepEqual(judged.evaluatedNetworkSecurityGroups, verdict.evaluatedNetworkSecurityGroups);
  assert.equal(judged.summary, verdict.summary);
  evaluator.free();
  await engine.default();
  assert.equal(engine.verifyIpFlow(scenario, text).summary, verdict.summary);
  const worker = createWorker();
  assert.deepEqual(await worker.verifyIpFlow(scenario, text), verdict);
  worker.close();
});

test("fixes and near misses are found for a text", () => {
  for (const wanted of ["Allow", "Deny"]) {
    assert.deepEqual(whyNot({ scenario, flow: text, wanted }), whyNot({ scenario, flow: https, wanted }));
    assert.deepEqual(nearMisses({ scenario, flow: text, wanted }), nearMisses({ scenario, flow: https, wanted }));
  }
});

test("as a query it is that one flow, and an unknown port is every port", () => {
  const { regions } = flows({ scenario, query: text });
  assert.equal(regions.length, 1);
  assert.equal(regions[0].flows, "1");
  assert.equal(flowText(regions[0].witness), text);
  assert.equal(regions[0].decision.access, verifyIpFlow(scenario, https).access);
  const open = flows({ scenario, query: text.replace(`:${https.remotePort} `, " ") });
  const count = open.regions.reduce((sum, region) => sum + BigInt(region.flows), 0n);
  assert.equal(count, 65536n);
});

for (const [given, code, wrong, help] of [
  ["Inbound TCP 10.0.0.4:443 203.0.113.7:50000", "invalid-arrow", "10.0.0.4:443 203.0.113.7:50000", /10\.0\.0\.4:443 -> 203.*203\.0\.113\.7:50000 -> 10/],
  ["Inbound TCP 10.0.0.4:443 <- 203.0.113.7:50000", "invalid-arrow", "<-", /`Inbound TCP 203\.0\.113\.7:50000 -> 10\.0\.0\.4:443`/],
  ["Inbound TCP 203.0.113.7 → 10.0.0.4:70000", "invalid-port", "70000", /0 to 65535/],
  ["Inbound TCP [fd00::5]:1 -> fd00::4:443", "invalid-address", "fd00::4:443", /`\[fd00::4\]:443`/],
  ["Inbound TCP fd00::5 -> 10.0.0.4:443", "invalid-address", "fd00::5", /`\[fd00::5\]`/],
  ["Inbound ICMP fd00::5 -> fd00::4", "icmpv6", "fd00::5 -> fd00::4", /IPv4/],
  ["", "invalid-flow", "", /Inbound/],
  ["\u001f\u001f\u001f\u001f\u001f", "invalid-direction", "\u001f\u001f\u001f\u001f\u001f", /Inbound/],
]) {
  test(`the text ${JSON.stringify(given)} is refused where it is wrong`, () => {
    const [problem, ...more] = refused(() => verifyIpFlow(scenario, given));
    assert.deepEqual(more, []);
    assert.equal(problem.code, code);
    assert.equal(problem.pointer, "/flow");
    assert.equal(given.slice(problem.start, problem.end), wrong);
    assert.deepEqual([problem.line, problem.column], [1, problem.start + 1]);
    assert.match(problem.help, help);
    assert.equal(refused(() => flows({ scenario, query: given }))[0].pointer, "/query");
  });
}

test("what is neither a text nor an object is refused", () => {
  for (const given of [undefined, null, 5]) {
    assert.equal(refused(() => verifyIpFlow(scenario, given))[0].code, "invalid-flow");
  }
});
