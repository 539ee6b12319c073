// A portal in its own language, and in its own words.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import init, { Evaluator, findings, setLanguage, verifyIpFlow } from "nsg-what-if";
import { group, https, rule, web } from "./samples.mjs";

before(() => init());
after(() => setLanguage("en"));

const scenario = { subnetSecurityGroup: group("nsg-subnet", rule("Allow-All", { priority: 150 })), networkInterfaceSecurityGroup: web, network: { virtualNetwork: ["10.0.0.0/16"] } };

test("a sentence has its parts", () => {
  const { summary, summaryParts } = verifyIpFlow(scenario, https);
  assert.match(summary, /^Allowed by AllowWeb/);
  assert.deepEqual(summaryParts, {
    reason: "rule",
    rules: [{ name: "AllowWeb", priority: 100, appliedTo: "NetworkInterface", networkSecurityGroup: "web" }],
    passed: [{ name: "Allow-All", priority: 150, appliedTo: "Subnet", networkSecurityGroup: "nsg-subnet" }],
  });
  assert.deepEqual(new Evaluator(scenario).verifyIpFlow(https).summaryParts, summaryParts);
});

test("every kind of sentence says which it is", () => {
  const reason = (given, flow) => verifyIpFlow(given, flow).summaryParts.reason;
  const inbound = "Inbound TCP 10.0.2.5:50000 -> 10.0.0.4:22";
  assert.equal(reason({}, inbound), "noGroup");
  assert.equal(reason({ networkInterfaceSecurityGroup: web }, inbound), "missingFacts");
  assert.equal(reason(scenario, "Outbound UDP 10.0.0.4:50000 -> 168.63.129.16:53"), "platform");
  const admin = { name: "always", properties: { priority: 1, direction: "Inbound", access: "AlwaysAllow", protocol: "Any", sources: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }], destinations: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }], sourcePortRanges: ["0-65535"], destinationPortRanges: ["0-65535"] } };
  assert.equal(reason({ ...scenario, network: { ...scenario.network, securityAdminRules: [admin] } }, inbound), "alwaysAllow");
});

test("sentences are in the language that is set, and in English again", async () => {
  const english = verifyIpFlow(scenario, https).summary;
  await setLanguage("ko");
  const korean = verifyIpFlow(scenario, https);
  assert.match(korean.summary, /[가-힣]/);
  assert.match(korean.summary, /AllowWeb/);
  assert.equal(korean.access, "Allow");
  assert.equal(korean.summaryParts.reason, "rule");
  const [found] = findings({ scenario: { networkInterfaceSecurityGroup: group("web", rule("SSH", { destinationPortRange: "22" })) } });
  assert.equal(found.code, "exposed-management-port");
  assert.match(found.message, /[가-힣]/);
  await setLanguage("en");
  assert.equal(verifyIpFlow(scenario, https).summary, english);
});

test("a language that there is not is an error that names those that there are", async () => {
  await assert.rejects(setLanguage("tlh"), (error) => error instanceof RangeError && /tlh; there are en, ko/.test(error.message));
  await assert.rejects(setLanguage("constructor"), RangeError);
});
