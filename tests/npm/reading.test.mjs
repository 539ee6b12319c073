// Documents in the forms that people hold: what is read at once, and what brings its reader.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { parse, read, review, verifyIpFlow } from "nsg-what-if";

before(() => init());

const network = { virtualNetwork: ["10.0.0.0/16"] };

const task = (port) => `- azure.azcollection.azure_rm_securitygroup:
    name: shop
    purge_rules: true
    rules:
      - {name: tls, protocol: Tcp, destination_port_range: ${port}, priority: 120, source_address_prefix: Internet}
`;

test("a text that needs another reader says so, and read brings it", async () => {
  const parsed = parse(task(443));
  assert.deepEqual(parsed.networkSecurityGroups, []);
  assert.equal(parsed.diagnostics[0].code, "yaml");
  assert.match(parsed.diagnostics[0].help, /`read`/);
  const { shape, networkSecurityGroups, diagnostics } = await read(task(443), { fileName: "shop.yml" });
  assert.equal(shape, "ansible");
  assert.deepEqual(diagnostics, []);
  const [group] = networkSecurityGroups;
  assert.equal(group.name, "shop");
  const verdict = verifyIpFlow({ networkInterfaceSecurityGroup: group, network }, "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443");
  assert.equal(verdict.access, "Allow");
  assert.equal(verdict.ruleName, "securityRules/tls");
});

test("what parse reads, read reads the same", async () => {
  for (const text of ['{"name": "shop", "securityRules": []}', "Name,Priority,Direction,Access\nweb,100,Inbound,Allow\n", "", "hello"]) {
    assert.deepEqual(await read(text), parse(text));
  }
});

test("what is wrong has its place", async () => {
  const { diagnostics } = await read("name: shop\nsecurityRules:\n  - name: a\n   priority: 100\n");
  assert.deepEqual(diagnostics.map(({ code, line, column }) => [code, line, column]), [["yaml", 4, 4]]);
});

test("two playbooks are reviewed as they are", async () => {
  const { groups } = await review({ before: task(443), after: task("[443, 22]"), network });
  assert.deepEqual(groups.map(({ name, change }) => [name, change]), [["shop", "changed"]]);
  assert.equal(groups[0].comparison.relation, "morePermissive");
});

test("the tags of a group are an object, as Azure writes them", () => {
  const [group] = parse('{"name": "shop", "tags": {"env": "prod"}, "properties": {"flushConnection": true, "securityRules": []}}').networkSecurityGroups;
  assert.deepEqual(group.tags, { env: "prod" });
  assert.equal(group.properties.flushConnection, true);
});

test("Terraform's source and the text of a plan are read, each by its module", async () => {
  const source = `resource "azurerm_network_security_group" "web" {
  name = "web"
  security_rule {
    name                       = "tls"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = var.office
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "443"
  }
}
`;
  assert.equal(parse(source).diagnostics[0].code, "terraform-source");
  const open = await read(source);
  assert.equal(open.shape, "terraform");
  assert.equal(open.diagnostics[0].code, "unresolved-expression");
  const { networkSecurityGroups } = await read(`${source}office = "203.0.113.0/24"\n`);
  assert.equal(networkSecurityGroups[0].properties.securityRules[0].properties.sourceAddressPrefix, "203.0.113.0/24");
  const plan = `Terraform will perform the following actions:

  # azurerm_network_security_group.web will be created
  + resource "azurerm_network_security_group" "web" {
      + name          = "web"
      + security_rule = []
    }
`;
  assert.equal(parse(plan).diagnostics[0].code, "terraform-plan-text");
  const { before, networkSecurityGroups: after } = await read(plan);
  assert.deepEqual([before.length, after.map(({ name }) => name)], [0, ["web"]]);
});
