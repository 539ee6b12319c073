import assert from "node:assert/strict";
import { before, test } from "node:test";
import { stat } from "node:fs/promises";
import load, * as whole from "nsg-what-if";
import init, * as engine from "nsg-what-if/engine";
import { group, https, rule, shapes, web } from "./samples.mjs";

before(() => load());

test("before it is loaded, it says what to do, though the whole package is", () => {
  assert.throws(() => engine.verifyIpFlow({}, https), { name: "Error", message: /await init\(\)/ });
});

test("it judges as the whole package does", async () => {
  await init();
  const closed = group("closed", rule("DenyAll", { priority: 200, access: "Deny", destinationPortRange: "*" }));
  for (const scenario of [{}, { subnetSecurityGroup: web }, { subnetSecurityGroup: web, networkInterfaceSecurityGroup: closed }]) {
    for (const localPort of [22, 443, "*"]) {
      const flow = { ...https, localPort };
      assert.deepEqual(engine.verifyIpFlow(scenario, flow), whole.verifyIpFlow(scenario, flow));
      // The one goes through the rules, the other has an index of them.
      const [ours, theirs] = [engine, whole].map(({ Evaluator }) => new Evaluator(scenario));
      const [verdict, other] = [ours, theirs].map((evaluator) => evaluator.verifyIpFlow(flow));
      assert.deepEqual({ ...verdict }, { ...other });
      assert.equal(ours.verifyIpFlows([flow, flow]), theirs.verifyIpFlows([flow, flow]));
      ours.free();
      theirs.free();
    }
  }
  for (const shape of Object.values(shapes)) {
    const text = JSON.stringify(shape);
    assert.deepEqual(engine.parse(text), whole.parse(text));
  }
  assert.equal(engine.version(), whole.version());
});

test("it has no sets of flows, and is much smaller", async () => {
  assert.deepEqual(Object.keys(engine).sort(), ["Evaluator", "WhatIfError", "default", "parse", "verifyIpFlow", "version"]);
  const size = async (name) => (await stat(new URL(import.meta.resolve(`nsg-what-if/${name}`)))).size;
  assert.ok((await size("nsg_what_if_engine_bg.wasm")) < (await size("nsg_what_if_bg.wasm")) * 0.5);
});

test("an error of one is an error of the other", () => {
  assert.throws(() => engine.verifyIpFlow({}, { ...https, localPort: 70000 }), whole.WhatIfError);
});
