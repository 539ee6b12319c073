import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Worker } from "node:worker_threads";
import init, { parse, verifyIpFlow, version } from "nsg-what-if";
import { group, https, shapes, web } from "./samples.mjs";

test("before it is loaded, it says what to do", () => {
  assert.throws(() => verifyIpFlow({}, https), { name: "Error", message: /await init\(\)/ });
});

test("a portal loads it and tells its version", async () => {
  await init();
  const manifest = new URL(import.meta.resolve("nsg-what-if/package.json"));
  const [number, from] = version().split("+");
  assert.equal(number, JSON.parse(await readFile(manifest, "utf8")).version);
  // The commit, and whether it was changed; and the compiler.
  assert.match(from, /^g[0-9a-f]{12}(\.changed)?\.rustc\.\d+\.\d+\.\d+$/);
});

test("loading twice is the same as loading once", async () => {
  assert.equal(init(), init());
  await Promise.all([init(), init()]);
});

test("a portal shows a verdict with every rule's reason", () => {
  const verdict = verifyIpFlow({ subnetSecurityGroup: web }, https);
  assert.equal(verdict.access, "Allow");
  assert.equal(verdict.ruleName, "securityRules/AllowWeb");
  assert.equal("ruleId" in verdict, false);
  assert.deepEqual(verdict.dependsOn, []);
  assert.match(verdict.summary, /^Allowed by AllowWeb .*\.$/);
  const [stage] = verdict.evaluatedNetworkSecurityGroups;
  assert.equal(stage.appliedTo, "Subnet");
  assert.deepEqual(stage.matchedRule, { ruleName: "UserRule_AllowWeb", action: "Allow" });
  const { reason, ...azure } = stage.rulesEvaluationResult[0];
  assert.match(reason, /\w/);
  assert.deepEqual(azure, {
    name: "UserRule_AllowWeb",
    priority: 100,
    access: "Allow",
    protocolMatched: true,
    sourceMatched: true,
    sourcePortMatched: true,
    destinationMatched: true,
    destinationPortMatched: true,
  });
});

test("the subnet's group lets in, the interface's keeps out", () => {
  const verdict = verifyIpFlow(
    {
      subnetSecurityGroup: web,
      networkInterfaceSecurityGroup: group("interface"),
      network: { virtualNetwork: ["10.0.0.0/16"] },
    },
    https,
  );
  assert.equal(verdict.access, "Deny");
  assert.equal(verdict.ruleName, "defaultSecurityRules/DenyAllInBound");
  assert.deepEqual(verdict.evaluatedNetworkSecurityGroups.map((stage) => stage.appliedTo), ["Subnet", "NetworkInterface"]);
});

test("without any group everything passes, and the sentence says so", () => {
  const verdict = verifyIpFlow({ subnetSecurityGroup: null }, https);
  assert.equal(verdict.access, "Allow");
  assert.equal("ruleName" in verdict, false);
  assert.match(verdict.summary, /no network security group/);
});

for (const [shape, document] of Object.entries(shapes)) {
  test(`rules in the shape ${shape} are read as text and as an object`, () => {
    const text = JSON.stringify(document, null, 2);
    assert.equal(parse(text).shape, shape);
    assert.equal(parse(text).networkSecurityGroups[0].name, "web");
    for (const given of [text, document]) {
      const verdict = verifyIpFlow({ subnetSecurityGroup: given }, https);
      assert.equal(verdict.ruleName, "securityRules/AllowWeb");
    }
  });
}

test("what parse gives can be judged", () => {
  const [web] = parse(JSON.stringify(shapes.powershell)).networkSecurityGroups;
  assert.equal(web.properties.defaultSecurityRules.length, 6);
  assert.equal(verifyIpFlow({ subnetSecurityGroup: web }, https).access, "Allow");
});

test("a worker judges beside the main thread", async () => {
  const program = `
    import { parentPort } from "node:worker_threads";
    import init, { verifyIpFlow } from ${JSON.stringify(import.meta.resolve("nsg-what-if"))};
    await init();
    parentPort.postMessage(verifyIpFlow(${JSON.stringify({ subnetSecurityGroup: web })}, ${JSON.stringify(https)}));
  `;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  const verdict = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  assert.equal(verdict.ruleName, "securityRules/AllowWeb");
});
