// A document that tells a change: the groups before it and after it.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { compare, parse } from "nsg-what-if";
import { plan, web } from "./samples.mjs";

before(() => init());

const names = (groups) => groups.map(({ name }) => name).sort();
const of = (groups, name) => groups.find((group) => group.name === name);

test("a plan has the groups before the change and those after it", () => {
  const document = parse(JSON.stringify(plan));
  assert.equal(document.shape, "terraform");
  assert.deepEqual(names(document.before), ["old", "web"]);
  assert.deepEqual(names(document.networkSecurityGroups), ["new", "web"]);
  const source = (groups) => of(groups, "web").properties.securityRules[0].properties.sourceAddressPrefix;
  assert.equal(source(document.before), "203.0.113.0/24");
  assert.equal(source(document.networkSecurityGroups), "Internet");
  assert.deepEqual(document.diagnostics, []);
});

test("both ends of a plan are groups that can be compared", () => {
  const { before: was, networkSecurityGroups: is } = parse(JSON.stringify(plan));
  const network = { virtualNetwork: ["10.0.0.0/16"] };
  const { relation } = compare({
    before: { subnetSecurityGroup: of(was, "web"), network },
    after: { subnetSecurityGroup: of(is, "web"), network },
  });
  assert.equal(relation, "morePermissive");
});

test("a plan that only creates has nothing before it, and what tells no change has no `before`", () => {
  const created = { ...plan, resource_changes: plan.resource_changes.slice(2) };
  assert.deepEqual(parse(JSON.stringify(created)).before, []);
  assert.ok(!("before" in parse(JSON.stringify(web))));
  assert.ok(!("before" in parse("hello")));
});
