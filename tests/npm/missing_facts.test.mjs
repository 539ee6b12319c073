import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { Evaluator, verifyIpFlow } from "nsg-what-if";
import { group, https, rule, web } from "./samples.mjs";

before(() => init());

const tagged = group("web", rule("AllowStorage", { sourceAddressPrefix: "Storage" }));
const ask = (network, subnet = tagged) => verifyIpFlow({ subnetSecurityGroup: subnet, network }, https);

test("a tag that nobody defined is asked for, with both outcomes", () => {
  const verdict = ask({ virtualNetwork: ["10.0.0.0/16"] });
  assert.equal(verdict.access, "Depends");
  assert.equal("ruleName" in verdict, false);
  const [fact] = verdict.dependsOn;
  assert.equal(fact.kind, "ServiceTag");
  assert.equal(fact.name, "Storage");
  assert.match(fact.question, /203\.0\.113\.7.*Storage\?$/);
  assert.deepEqual([fact.ifYes, fact.ifNo], ["Allow", "Deny"]);
  const [first] = verdict.evaluatedNetworkSecurityGroups[0].rulesEvaluationResult;
  assert.equal(first.sourceMatched, null);
});

test("with the fact it is settled", () => {
  assert.equal(ask({ serviceTags: { Storage: ["203.0.113.0/24"] } }).access, "Allow");
  assert.equal(ask({ serviceTags: { storage: ["192.0.2.0/24"] }, virtualNetwork: [] }).access, "Deny");
});

test("the file that Microsoft publishes is taken as it is", () => {
  const serviceTags = {
    changeNumber: 1,
    cloud: "Public",
    values: [{ name: "Storage", id: "Storage", properties: { addressPrefixes: ["203.0.113.0/24"] } }],
  };
  assert.equal(ask({ serviceTags }).ruleName, "securityRules/AllowStorage");
});

test("members of an application security group decide", () => {
  const asg = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/applicationSecurityGroups/front";
  const subnet = group(
    "web",
    rule("Front", {
      destinationAddressPrefix: undefined,
      destinationApplicationSecurityGroups: [{ id: asg }],
    }),
  );
  assert.equal(ask(undefined, subnet).dependsOn[0].kind, "ApplicationSecurityGroup");
  const verdict = ask({ applicationSecurityGroups: { front: ["10.0.0.4"] } }, subnet);
  assert.equal(verdict.ruleName, "securityRules/Front");
});

test("a port that is not given is asked for where it matters", () => {
  const open = group("web", rule("AllowWeb", {}));
  const verdict = verifyIpFlow({ subnetSecurityGroup: open }, { ...https, localPort: undefined });
  assert.equal(verdict.access, "Depends");
  assert.equal(verdict.dependsOn[0].kind, "Port");
});

test("security admin rules come before the groups", () => {
  const securityAdminRules = [
    {
      name: "NoWeb",
      properties: {
        priority: 1,
        direction: "Inbound",
        access: "Deny",
        protocol: "Tcp",
        sources: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }],
        sourcePortRanges: ["0-65535"],
        destinations: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }],
        destinationPortRanges: ["443"],
      },
    },
  ];
  const verdict = ask({ securityAdminRules, serviceTags: { Storage: ["203.0.113.0/24"] } });
  assert.equal(verdict.access, "Deny");
  assert.equal(verdict.evaluatedNetworkSecurityGroups[0].appliedTo, "VirtualNetwork");
});

test("of several groups the one with the right association is taken", () => {
  const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network";
  const [one, two] = [rule("One", {}), rule("Two", {})].map((each) => group(each.name, each));
  one.properties.subnets = [{ id: `${id}/virtualNetworks/v/subnets/s` }];
  two.properties.networkInterfaces = [{ id: `${id}/networkInterfaces/n` }];
  const both = { value: [one, two] };
  assert.equal(verifyIpFlow({ subnetSecurityGroup: both }, https).ruleName, "securityRules/One");
  assert.equal(verifyIpFlow({ networkInterfaceSecurityGroup: both }, https).ruleName, "securityRules/Two");
});

test("what a verdict takes for granted is said", () => {
  const flow = { ...https, direction: "Outbound", localIPAddress: "fd00::4", remoteIPAddress: "2001:db8::1" };
  const scenario = { subnetSecurityGroup: web, network: { virtualNetwork: ["fd00::/8"] } };
  const [assumed] = verifyIpFlow(scenario, flow).assumptions;
  assert.match(assumed.text, /public IPv6/);
  assert.equal(assumed.entry, "internet-ipv6");
  assert.deepEqual(new Evaluator(scenario).verifyIpFlow(flow).assumptions, [assumed]);
  assert.equal("assumptions" in verifyIpFlow(scenario, https), false);
});
