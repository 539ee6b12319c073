// Documents and facts come to the same here as on the page and in lessons: `tests/scenarios`.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { before, test } from "node:test";
import init, { Evaluator, verifyIpFlow } from "nsg-what-if";

before(() => init());

const folder = new URL("../scenarios/", import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith(".json"));

const asTexts = ({ subnetSecurityGroup, networkInterfaceSecurityGroup, network }) => {
  const text = (value) => (value === undefined ? undefined : JSON.stringify(value));
  return { subnetSecurityGroup: text(subnetSecurityGroup), networkInterfaceSecurityGroup: text(networkInterfaceSecurityGroup), network };
};

for (const file of files) {
  const { says, scenario, asked } = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
  test(says, () => {
    for (const given of [scenario, asTexts(scenario)]) {
      const evaluator = new Evaluator(given);
      for (const { flow, access, ruleName } of asked) {
        const verdict = verifyIpFlow(given, flow);
        assert.equal(verdict.access, access, verdict.summary);
        assert.equal(verdict.ruleName, ruleName, verdict.summary);
        assert.equal(evaluator.verifyIpFlow(flow).summary, verdict.summary);
      }
      evaluator.free();
    }
  });
}

test("there are cases", () => assert.ok(files.length > 5));

test("one document for both places names a security admin rule once", () => {
  const { scenario, asked } = JSON.parse(readFileSync(new URL("one-document-for-both-places.json", folder), "utf8"));
  const verdict = verifyIpFlow(scenario, asked[0].flow);
  const [admin] = verdict.evaluatedNetworkSecurityGroups;
  assert.deepEqual(admin.rulesEvaluationResult.map(({ name }) => name), ["DenySsh"]);
  assert.doesNotMatch(verdict.summary, /DenySsh.*DenySsh/);
});
