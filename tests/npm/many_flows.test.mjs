import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { Evaluator, verifyIpFlow } from "nsg-what-if";
import { dice, group, https, rule, web } from "./samples.mjs";

before(() => init());

/** Rules with tags, groups and lists, so that all three accesses come up. */
const scenario = {
  subnetSecurityGroup: group(
    "subnet",
    rule("Tag", { priority: 100, sourceAddressPrefix: "Storage", destinationPortRange: "80-443" }),
    rule("Net", { priority: 110, protocol: "*", sourceAddressPrefix: "VirtualNetwork", destinationPortRange: "*" }),
    rule("Six", { priority: 120, sourceAddressPrefix: "fd00::/64", destinationPortRange: "*" }),
    rule("Rest", { priority: 130, access: "Deny", sourceAddressPrefix: "203.0.113.0/25", destinationPortRange: "*" }),
    rule("Udp", { priority: 140, protocol: "Udp", destinationPortRanges: ["53", "500-600"], destinationPortRange: undefined }),
    rule("Out", { priority: 100, direction: "Outbound", access: "Deny", protocol: "Icmp", destinationPortRange: "*" }),
  ),
  networkInterfaceSecurityGroup: group(
    "interface",
    rule("Most", { protocol: "*", destinationPortRange: "*", sourceAddressPrefix: "0.0.0.0/1" }),
  ),
  network: { virtualNetwork: ["10.0.0.0/16", "fd00::/48"] },
};

function flows(count) {
  const roll = dice(5);
  const pick = (...items) => items[roll(items.length)];
  const address = (six) =>
    six ? pick("fd00::4", "2001:db8::1", "FD00:0:0:1::9") : pick("10.0.0.4", "203.0.113.7", "192.0.2.200", "10.1.2.3", "168.63.129.16");
  return Array.from({ length: count }, () => {
    const six = roll(5) === 0;
    return {
      direction: pick("Inbound", "Outbound", "inbound"),
      protocol: pick("TCP", "UDP", "Tcp", ...(six ? ["ESP"] : ["ICMP", "AH"])),
      localIPAddress: address(six),
      localPort: pick(443, "443", "*", undefined, 53, "80", 0, 65535),
      remoteIPAddress: address(six),
      remotePort: pick(50000, "50000", undefined),
    };
  });
}

test("an Evaluator says what verifyIpFlow says, flow by flow", () => {
  const evaluator = new Evaluator(scenario);
  const many = flows(400);
  const letters = evaluator.verifyIpFlows(many);
  const seen = new Set(letters);
  assert.equal(letters.length, many.length);
  assert.deepEqual([...seen].sort(), ["?", "A", "D"]);
  many.forEach((flow, index) => {
    const expected = verifyIpFlow(scenario, flow);
    assert.deepEqual({ ...evaluator.verifyIpFlow(flow) }, expected, JSON.stringify(flow));
    assert.equal(letters[index], { Allow: "A", Deny: "D", Depends: "?" }[expected.access]);
  });
  evaluator.free();
});

test("no flows are an empty answer", () => {
  assert.equal(new Evaluator(scenario).verifyIpFlows([]), "");
});

test("the groups of a verdict are worked out when they are read, once", () => {
  const verdict = new Evaluator({ subnetSecurityGroup: web }).verifyIpFlow(https);
  assert.equal(typeof Object.getOwnPropertyDescriptor(verdict, "evaluatedNetworkSecurityGroups").get, "function");
  assert.equal(verdict.evaluatedNetworkSecurityGroups, verdict.evaluatedNetworkSecurityGroups);
});

test("a verdict can be copied, sent and written", () => {
  const whole = verifyIpFlow({ subnetSecurityGroup: web }, https);
  const ask = () => new Evaluator({ subnetSecurityGroup: web }).verifyIpFlow(https);
  assert.deepEqual(JSON.parse(JSON.stringify(ask())), whole);
  assert.deepEqual(structuredClone(ask()), whole);
  assert.deepEqual({ ...ask() }, whole);
});

test("a verdict stays whole after its Evaluator was freed", () => {
  const evaluator = new Evaluator({ subnetSecurityGroup: web });
  const verdict = evaluator.verifyIpFlow(https);
  evaluator.free();
  assert.equal(verdict.evaluatedNetworkSecurityGroups[0].appliedTo, "Subnet");
});

test("a freed Evaluator says so, and freeing twice does nothing", () => {
  const evaluator = new Evaluator({ subnetSecurityGroup: web });
  evaluator.free();
  evaluator.free();
  assert.throws(() => evaluator.verifyIpFlow(https), /was freed/);
  assert.throws(() => evaluator.verifyIpFlows([https]), /was freed/);
});
