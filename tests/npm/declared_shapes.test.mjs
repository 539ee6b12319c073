// What crosses is what is declared: every object that the package gives is written as a literal of its declared type, and
// the compiler says where a property is missing, `null`, or not declared at all.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import init, { Evaluator, TrafficReplay, WhatIfError, checkContracts, compare, findings, flows, nearMisses, parse, verifyIpFlow, whyNot } from "nsg-what-if";
import { flowLog } from "./flow_logs.mjs";
import { group, https, plan, rule, shapes, web } from "./samples.mjs";

before(() => init());

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What the compiler says of values that are to have these types. */
function problems(values) {
  const names = [...new Set(values.map(([type]) => /^\w+/.exec(type)[0]))];
  const lines = values.map(([type, value], number) => `export const value${number}: ${type} = ${JSON.stringify(value)};`);
  // Inside of the checkout, where the package is found as a program finds it.
  mkdirSync(join(root, "target"), { recursive: true });
  const project = mkdtempSync(join(root, "target/declared-"));
  try {
    writeFileSync(join(project, "crossed.ts"), [`import type { ${names.join(", ")} } from "nsg-what-if";`, ...lines].join("\n"));
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ extends: join(root, "tests/npm/tsconfig.json"), include: ["crossed.ts"] }));
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = spawnSync(process.execPath, [compiler, "--pretty", "false", "--project", project], { encoding: "utf8" });
    return stdout.split("\n").filter((line) => line.includes("error TS"));
  } finally {
    rmSync(project, { recursive: true });
  }
}

const folder = new URL("../scenarios/", import.meta.url);
const cases = readdirSync(folder).filter((file) => file.endsWith(".json")).map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")));

const odd = group("odd", rule("Odd", { destinationPortRange: "https", priority: "x", access: "Permit" }), rule("Store", { priority: 101, sourceAddressPrefix: "Storage" }));
const network = { virtualNetwork: ["10.0.0.0/16"], serviceTags: { Partner: ["198.51.100.0/25"] } };

/** Scenarios, each with a flow. */
function* asked() {
  for (const { scenario, asked } of cases) for (const { flow } of asked) yield [scenario, flow];
  for (const subnetSecurityGroup of [web, odd, undefined]) {
    for (const direction of ["Inbound", "Outbound"]) {
      for (const given of [network, undefined]) {
        yield [{ subnetSecurityGroup, network: given }, { ...https, direction }];
        yield [{ subnetSecurityGroup, network: given }, { ...https, direction, localPort: undefined }];
        yield [{ networkInterfaceSecurityGroup: subnetSecurityGroup, network: given }, { ...https, direction, protocol: "ICMP" }];
      }
    }
  }
  yield [{ subnetSecurityGroup: web, network: { virtualNetwork: ["fd00::/8"] } }, { ...https, direction: "Outbound", localIPAddress: "fd00::4", remoteIPAddress: "2001:db8::1" }];
}

const diagnostics = (work) => {
  try {
    work();
  } catch (error) {
    if (error instanceof WhatIfError) return error.diagnostics;
    throw error;
  }
  return [];
};

test("verdicts are what is declared", () => {
  const values = [];
  for (const [scenario, flow] of asked()) {
    values.push(["Verdict", verifyIpFlow(scenario, flow)], ["Verdict", new Evaluator(scenario).verifyIpFlow(flow)]);
  }
  const all = values.map(([, verdict]) => verdict.access);
  assert.deepEqual(new Set(all), new Set(["Allow", "Deny", "Depends"]));
  assert.deepEqual(problems(values), []);
});

test("documents and diagnostics are what is declared", () => {
  const texts = [...Object.values(shapes).map((shape) => JSON.stringify(shape)), "", "{", "hello", JSON.stringify(odd), JSON.stringify(plan)];
  const values = texts.map((text) => ["Document", parse(text)]);
  for (const scenario of [undefined, { subnetSecurityGroup: "hello" }, { subnetSecurityGroup: { a: 1 } }, { network: { virtualNetwork: ["x"], answers: [1] } }]) {
    values.push(["Diagnostic[]", diagnostics(() => verifyIpFlow(scenario, https))]);
  }
  values.push(["Diagnostic[]", diagnostics(() => verifyIpFlow({}, {}))]);
  assert.deepEqual(problems(values), []);
});

test("what is said of sets of flows is what is declared", () => {
  const values = [];
  const scenarios = [...cases.map(({ scenario }) => scenario), { subnetSecurityGroup: web, network }, { networkInterfaceSecurityGroup: odd }];
  const query = { direction: "Inbound", localPorts: ["443"] };
  const contracts = ["allow", "deny"].map((must) => ({ name: must, must, flows: { ...query, protocols: ["TCP"] } }));
  const seen = new Set();
  for (const scenario of scenarios) {
    values.push(["Comparison", compare({ before: scenario, after: { subnetSecurityGroup: web, network } })]);
    values.push(["Finding[]", findings({ scenario })]);
    for (const { decision, ...region } of flows({ scenario, query }).regions) values.push(["Region", { ...region, before: decision, after: decision }]);
    values.push(["ContractOutcome[]", checkContracts({ scenario, contracts })]);
    for (const { outcome } of checkContracts({ scenario, contracts })) seen.add(outcome);
    for (const wanted of ["Allow", "Deny"]) {
      values.push(["Fix[]", whyNot({ scenario, flow: https, wanted })], ["NearMiss[]", nearMisses({ scenario, flow: https, wanted })]);
    }
  }
  assert.deepEqual(seen, new Set(["holds", "broken", "open"]));
  assert.deepEqual(problems(values), []);
});

test("what recorded flows come to is what is declared", async () => {
  const values = [];
  for (const given of [network, {}]) {
    const replay = new TrafficReplay({ scenario: { subnetSecurityGroup: web, network: given }, after: { subnetSecurityGroup: odd, network: given } });
    values.push(["TrafficResult", replay.result()]);
    for (const version of [1, 2, 4]) await replay.add(JSON.stringify(flowLog(version)));
    await replay.add("{}", { name: "other.json" });
    values.push(["TrafficResult", replay.result()]);
    replay.free();
  }
  const effects = values.flatMap(([, { change }]) => change.groups.map(({ effect }) => effect));
  assert.ok(effects.includes("depends"));
  assert.deepEqual(problems(values), []);
});

test("the check sees what is not declared, missing or null", () => {
  const verdict = verifyIpFlow({ subnetSecurityGroup: web }, https);
  assert.deepEqual(problems([["Verdict", verdict]]), []);
  const [first] = verdict.evaluatedNetworkSecurityGroups;
  for (const wrong of [
    { ...verdict, colour: "red" },
    { ...verdict, summary: undefined },
    { ...verdict, ruleName: null },
    { ...verdict, evaluatedNetworkSecurityGroups: [{ ...first, colour: "red" }] },
  ]) {
    assert.equal(problems([["Verdict", wrong]]).length, 1);
  }
});
