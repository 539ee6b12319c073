// The contracts that come ready, as the package has them.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import init, { checkContracts } from "nsg-what-if";
import { group } from "./samples.mjs";

before(() => init());

const root = new URL("../..", import.meta.url).pathname;
const inPackage = (path) => fileURLToPath(import.meta.resolve(`nsg-what-if/contracts/${path}`));
const read = (path) => JSON.parse(readFileSync(inPackage(path), "utf8"));

const rule = (name, priority, direction, source, destination, ports, protocol = "Tcp", access = "Allow") => ({
  name,
  properties: {
    priority,
    direction,
    access,
    protocol,
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    destinationAddressPrefix: destination,
    destinationPortRange: ports,
  },
});

const subnet = (...rules) => ({
  subnetSecurityGroup: group("nsg-subnet", ...rules),
  network: { virtualNetwork: ["10.0.0.0/16"] },
});

for (const kind of ["services", "baselines"]) {
  test(`every file of ${kind} is found by its name, and can be checked`, () => {
    const names = readdirSync(join(root, "crates/nsg-analysis/contracts", kind));
    assert.ok(names.length >= 4, `${names}`);
    for (const name of names) {
      const contracts = read(`${kind}/${name}`);
      assert.ok(contracts.title && contracts.source && contracts.date, name);
      const outcomes = checkContracts({ scenario: subnet(), contracts });
      assert.equal(outcomes.length, contracts.contracts.length, name);
    }
  });
}

test("an application gateway needs its manager, also on a group that does not name it", () => {
  const contracts = read("services/application-gateway.json");
  const rest = rule("Deny-In", 4096, "Inbound", "*", "*", "*", "*", "Deny");
  const probes = rule("Probes", 110, "Inbound", "AzureLoadBalancer", "*", "*", "*");
  const manager = rule("Manager", 100, "Inbound", "GatewayManager", "*", "65200-65535");
  const outcomes = (...rules) => checkContracts({ scenario: subnet(...rules), contracts }).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes(manager, probes, rest), ["holds", "holds", "holds"]);
  assert.deepEqual(outcomes(probes, rest), ["broken", "holds", "holds"]);
});
