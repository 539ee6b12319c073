// A panic cannot be had from outside, so these tests reach behind the package's entry.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { Evaluator, parse, verifyIpFlow } from "nsg-what-if";
import { https, web } from "./samples.mjs";

const inside = (file) => import(new URL(file, import.meta.resolve("nsg-what-if")));
const { panic_on_purpose } = await inside("./nsg_what_if.js");
const { call } = await inside("./judged.js");

/** What a caller sees of a panic. */
function panic() {
  try {
    call(panic_on_purpose);
  } catch (error) {
    return error;
  }
  throw new Error("it did not panic");
}

before(() => init());

test("a panic is an Error", () => {
  const error = panic();
  assert.ok(error instanceof Error);
  assert.match(error.message, /internal error/);
  assert.ok(error.cause instanceof WebAssembly.RuntimeError);
});

test("after a panic the module answers, again and again", () => {
  for (let round = 0; round < 5; round++) {
    panic();
    assert.equal(verifyIpFlow({ subnetSecurityGroup: web }, https).ruleName, "securityRules/AllowWeb");
    assert.equal(parse(JSON.stringify(web)).networkSecurityGroups.length, 1);
  }
});

test("an Evaluator from before says that it has to be made anew, and harms no other", () => {
  const old = new Evaluator({ subnetSecurityGroup: web });
  const verdict = old.verifyIpFlow(https);
  panic();
  const fresh = new Evaluator({ subnetSecurityGroup: web });
  assert.throws(() => old.verifyIpFlow(https), /make a new Evaluator/);
  assert.throws(() => old.verifyIpFlows([https]), /make a new Evaluator/);
  assert.throws(() => verdict.evaluatedNetworkSecurityGroups, /make a new Evaluator/);
  old.free();
  assert.equal(fresh.verifyIpFlow(https).access, "Allow");
  assert.equal(fresh.verifyIpFlows([https]), "A");
  fresh.free();
});
