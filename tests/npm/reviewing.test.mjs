// A change of documents, group by group, as a reviewer asks for it.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { WhatIfError, review } from "nsg-what-if";
import { createWorker } from "nsg-what-if/worker";

before(() => init());

const rule = (name, port, access = "Allow", priority = 100) => ({
  name,
  properties: {
    priority, access, direction: "Inbound", protocol: "Tcp", sourceAddressPrefix: "Internet", sourcePortRange: "*",
    destinationAddressPrefix: "*", destinationPortRange: port,
  },
});
const group = (name, ...rules) => ({ name, properties: { securityRules: rules } });
const network = { virtualNetwork: ["10.0.0.0/16"] };

test("two documents are paired by name, and each change has its sentence, findings and contracts", async () => {
  const asked = {
    before: [group("web", rule("https", "443")), group("same", rule("https", "443")), group("gone")],
    after: [group("Web", rule("https", "443"), rule("ssh", "22", "Allow", 200)), group("same", rule("https", "443")), group("fresh")],
    network,
    contracts: [{ name: "no ssh", flows: { direction: "Inbound", protocols: ["TCP"], remoteAddresses: ["203.0.113.0/24"], localPorts: ["22"] }, must: "deny" }],
  };
  const { groups, summary, diagnostics } = await review(asked);
  assert.deepEqual(groups.map(({ name, change }) => [name, change]), [["Web", "changed"], ["same", "unchanged"], ["fresh", "added"], ["gone", "removed"]]);
  const [web, same, fresh] = groups;
  assert.equal(web.comparison.relation, "morePermissive");
  assert.deepEqual(web.findings.added.map(({ code }) => code), ["exposed-management-port", "mergeable-rules"]);
  assert.deepEqual(web.findings.ended, []);
  assert.equal(web.contracts[0].outcome, "broken");
  assert.equal(web.contracts[0].before.outcome, "holds");
  assert.equal(same.comparison.relation, "equivalent");
  // Without a group everything is allowed.
  assert.equal(fresh.comparison.relation, "lessPermissive");
  assert.match(summary, /^3 of 4 NSGs change: 2 allow more, 1 blocks more/);
  assert.deepEqual(diagnostics, []);
});

test("a plan tells both of its ends, and one change is said in full", async () => {
  const values = (...ports) => ({
    name: "web",
    security_rule: ports.map((port) => ({
      name: `allow-${port}`, priority: Number(port), direction: "Inbound", access: "Allow", protocol: "Tcp", source_address_prefix: "Internet",
      source_port_range: "*", destination_address_prefix: "*", destination_port_range: port,
    })),
  });
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    resource_changes: [{
      address: "azurerm_network_security_group.web", type: "azurerm_network_security_group", mode: "managed",
      change: { actions: ["update"], before: values("443"), after: values("443", "1433") },
    }],
  };
  const { groups, summary } = await review({ after: JSON.stringify(plan), network });
  assert.equal(groups.length, 1);
  assert.match(summary, /^web: Allows TCP 1433 from Internet/);
  const worker = createWorker();
  try {
    assert.equal((await worker.review({ after: plan, network })).summary, summary);
  } finally {
    worker.close();
  }
});

test("a plan that Azure would refuse has a finding, also where it has rules alone", async () => {
  const values = (name) => ({
    name, resource_group_name: "rg", network_security_group_name: "web", priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp",
    source_address_prefix: "10.0.0.0/8", source_port_range: "*", destination_address_prefix: "*", destination_port_range: "443",
  });
  const change = (name, before, after) => ({
    address: `azurerm_network_security_rule.${name}`, type: "azurerm_network_security_rule", mode: "managed",
    change: { actions: [before ? "delete" : "create"], before, after },
  });
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    resource_changes: [change("old", values("old"), null), change("new", null, values("new"))],
  };
  const { groups: [web], diagnostics } = await review({ after: plan, network });
  assert.equal(web.comparison.relation, "equivalent");
  const found = web.findings.added.find(({ code }) => code === "apply-conflict");
  assert.equal(found.severity, "high");
  assert.deepEqual(found.rules.map(({ ruleName, priority }) => [ruleName, priority]), [["securityRules/new", 100], ["securityRules/old", 100]]);
  assert.ok(diagnostics.some(({ code }) => code === "orphan-rule"));
});

test("two states of Terraform are two documents, and are refused in one", async () => {
  const state = (port) => ({
    version: 4, terraform_version: "1.9.0", serial: 1, lineage: "x", resources: [{
      mode: "managed", type: "azurerm_network_security_group", name: "web", instances: [{ attributes: {
        name: "web", resource_group_name: "rg", security_rule: [{
          name: "a", priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", source_address_prefix: "Internet",
          source_port_range: "*", destination_address_prefix: "*", destination_port_range: port,
        }],
      } }],
    }],
  });
  const { summary } = await review({ before: state("443"), after: state("1433"), network });
  assert.match(summary, /TCP 1433/);
  const refused = (error) => error instanceof WhatIfError && error.diagnostics[0].code === "several-terraform-documents";
  await assert.rejects(review({ before: state("443"), after: [state("443"), state("1433")] }), refused);
});

test("a document that tells no change says so", async () => {
  const { groups, diagnostics } = await review({ after: group("web") });
  assert.deepEqual(groups, []);
  assert.equal(diagnostics.at(-1).code, "no-change");
});

test("a document that was cut off is refused: what is missing would be taken for deleted", async () => {
  const text = JSON.stringify(group("web", rule("https", "443"))).slice(0, -20);
  await assert.rejects(review({ before: group("web"), after: text }), (error) => error instanceof WhatIfError && error.diagnostics[0].pointer.startsWith("/after"));
});
