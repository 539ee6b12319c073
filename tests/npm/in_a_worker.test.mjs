import assert from "node:assert/strict";
import { after, test } from "node:test";
import { createWorker } from "nsg-what-if/worker";
import { group, https } from "./samples.mjs";

const worker = createWorker();
after(() => worker.close());

const scenario = { networkInterfaceSecurityGroup: group("nsg-web"), network: { virtualNetwork: ["10.0.0.0/16"] } };

test("a portal asks beside its page", async () => {
  const [verdict, comparison, found] = await Promise.all([
    worker.verifyIpFlow(scenario, https),
    worker.compare({ before: scenario, after: scenario }),
    worker.findings({ scenario }),
  ]);
  assert.equal(verdict.access, "Deny");
  assert.equal(comparison.relation, "equivalent");
  assert.deepEqual(found, []);
});

test("what cannot be read is the same error as on the page", async () => {
  await assert.rejects(worker.findings({ scenario: { networkInterfaceSecurityGroup: "{}" } }), (error) => {
    assert.equal(error.name, "WhatIfError");
    assert.ok(error.diagnostics.length > 0);
    return true;
  });
});

test("a question that is taken back ends, and the others are answered", async () => {
  const rules = Array.from({ length: 900 }, (_, number) => ({
    name: `r${number}`,
    properties: {
      priority: 100 + number,
      direction: "Inbound",
      access: number % 2 ? "Allow" : "Deny",
      protocol: "*",
      sourceAddressPrefix: `${(number * 37) % 223}.${number % 251}.0.0/${10 + (number % 15)}`,
      sourcePortRange: `${number}-${number + 30000}`,
      destinationAddressPrefix: `10.0.${number % 256}.0/${17 + (number % 9)}`,
      destinationPortRange: `${(number * 61) % 30000}-${30000 + number}`,
    },
  }));
  const heavy = { networkInterfaceSecurityGroup: { name: "heavy", properties: { securityRules: rules } } };
  const controller = new AbortController();
  const long = worker.findings({ scenario: heavy }, { signal: controller.signal });
  const other = worker.verifyIpFlow(scenario, https);
  setTimeout(() => controller.abort(new Error("taken back")), 50);
  await assert.rejects(long, /taken back/);
  assert.equal((await other).access, "Deny");
});

test("after it is closed it says so", async () => {
  const closed = createWorker();
  closed.close();
  await assert.rejects(closed.findings({ scenario }), /closed/);
});
