import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { Evaluator, WhatIfError, compare, verifyIpFlow, whyNot } from "nsg-what-if";
import { group, https, rule } from "./samples.mjs";

before(() => init());

const subnetSecurityGroup = group("web", rule("AllowStorage", { sourceAddressPrefix: "Storage", destinationPortRanges: ["443", "8443"], destinationPortRange: undefined }));
const network = { virtualNetwork: ["10.0.0.0/16"] };
const scenario = (...answers) => ({ subnetSecurityGroup, network: { ...network, answers } });

/** The verdict once every question was answered so. */
function settled(flow, answer, known = network) {
  const answers = [];
  for (;;) {
    const given = { subnetSecurityGroup, network: { ...known, answers } };
    const verdict = verifyIpFlow(given, flow);
    assert.equal(new Evaluator(given).verifyIpFlow(flow).access, verdict.access);
    if (verdict.access !== "Depends") return verdict.access;
    const [fact] = verdict.dependsOn;
    // A portal keeps facts and sends them about.
    answers.push({ fact: JSON.parse(JSON.stringify(fact)), answer });
    assert.ok(answers.length < 5);
  }
}

test("a portal answers what a verdict asked, and the next verdict takes it", () => {
  assert.equal(settled(https, true), "Allow");
  assert.equal(settled(https, false), "Deny");
});

test("a port that was asked for can be answered", () => {
  const flow = { ...https, localPort: undefined };
  const known = { ...network, serviceTags: { Storage: ["203.0.113.0/24"] } };
  assert.equal(settled(flow, true, known), "Allow");
  assert.equal(settled(flow, false, known), "Deny");
  // Where the tag is not known either, yes is the answer to other questions; they come to an end all the same.
  assert.equal(settled(flow, true), "Deny");
});

test("an answer is for what was asked and for nothing else", () => {
  const [fact] = verifyIpFlow(scenario(), https).dependsOn;
  const other = { ...https, remoteIPAddress: "203.0.113.8" };
  assert.equal(verifyIpFlow(scenario({ fact, answer: true }), other).access, "Depends");
});

test("an answer that fits no fact is refused with its place", () => {
  const [fact] = verifyIpFlow(scenario(), https).dependsOn;
  for (const [answer, place] of [
    [{ fact: { kind: "ServiceTag", name: "Storage" }, answer: true }, "/0/fact"],
    [{ fact: { ...fact, about: { Fact: "x" } }, answer: true }, "/0/fact/about"],
    [{ fact, answer: "yes" }, "/0/answer"],
    [{ fact }, "/0"],
    ["yes", "/0"],
  ]) {
    assert.throws(
      () => verifyIpFlow(scenario(answer), https),
      (error) => error instanceof WhatIfError && error.diagnostics[0].code === "invalid-answer" && error.diagnostics[0].pointer === `/scenario/network/answers${place}`,
    );
  }
  const contradiction = scenario({ fact, answer: true }, { fact, answer: false });
  assert.throws(() => verifyIpFlow(contradiction, https), ({ diagnostics: [problem] }) => problem.pointer === "/scenario/network/answers/1");
});

test("what was answered holds for all flows, and stays with a fix", () => {
  const [fact] = verifyIpFlow(scenario(), https).dependsOn;
  const known = scenario({ fact, answer: true });
  const { regions } = compare({ before: scenario(), after: known });
  assert.deepEqual(regions.map(({ remoteAddresses }) => remoteAddresses), [["203.0.113.7"]]);
  for (const fix of whyNot({ scenario: known, flow: https, wanted: "Deny" })) {
    assert.deepEqual(compare({ before: known, after: fix.scenario }), fix.impact);
    assert.equal(verifyIpFlow(fix.scenario, https).access, "Deny");
  }
});
