// A portal that asks Azure, for which the simulator stands in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Worker } from "node:worker_threads";
import init, { compare, createAzureClient, Evaluator, flows, verifyIpFlow } from "nsg-what-if";
import { httpsTo, machine, quick, requests, signIn, start, watcher } from "./simulator.mjs";

const polled = { way: "locationRotating", polls: 1, oldLocations: "notFound" };
let world;

before(async () => {
  world = await start({ quick: { operations: quick }, polled: { operations: { ...quick, ipFlowVerify: polled } } });
  await init();
});
after(() => world.stop());

/** A client, and what its session asked. */
function portal(session, name = "quick") {
  const endpoint = world.origins[name];
  return {
    client: createAzureClient({ endpoint, getToken: () => signIn(endpoint, { session }) }),
    asked: async () => (await requests(endpoint, session)).map(({ method, operation }) => `${method} ${operation}`),
  };
}

test("a machine is loaded, judged offline and confirmed", async () => {
  const { client, asked } = portal("journey");
  const loaded = await client.loadScenario(machine("vm-web-1"));
  assert.deepEqual(loaded.localIPAddresses, ["10.20.1.4"]);
  assert.equal(loaded.virtualMachineId, machine("vm-web-1"));
  assert.match(loaded.networkInterfaceId, /\/networkInterfaces\/nic-web-1$/);
  const flow = httpsTo("vm-web-1", "10.20.1.4");
  const confirmation = await client.confirm(loaded.scenario, flow);
  assert.equal(confirmation.outcome, "agree");
  assert.equal(confirmation.live.access, "Allow");
  assert.deepEqual(confirmation.causes, []);
  assert.deepEqual(confirmation.offline, verifyIpFlow(loaded.scenario, flow));
  assert.deepEqual(await client.verifyIpFlow(flow), confirmation.live);
  // What is known is not asked again: neither the machine nor the watcher.
  assert.deepEqual((await asked()).slice(-3), ["GET networkWatchers", "POST ipFlowVerify", "POST ipFlowVerify"]);
});

test("rules that are not deployed yet are compared with what is", async () => {
  const { client } = portal("compare");
  const { scenario: deployed, localIPAddresses } = await client.loadScenario(machine("vm-web-1"));
  assert.equal(compare({ before: deployed, after: deployed }).relation, "equivalent");
  const shut = { name: "nsg-new", properties: { securityRules: [] } };
  const told = compare({ before: deployed, after: { ...deployed, networkInterfaceSecurityGroup: shut, subnetSecurityGroup: shut } });
  assert.notEqual(told.relation, "equivalent");
  const https = flows({
    scenario: deployed,
    query: { direction: "Inbound", protocols: ["TCP"], localAddresses: localIPAddresses, localPorts: ["443"], remoteAddresses: ["203.0.113.10"] },
  });
  assert.deepEqual(https.regions.map(({ decision }) => decision.access), ["Allow"]);
  const https443 = ({ direction, protocols, localPorts, before, after }) =>
    direction === "Inbound" && protocols.includes("TCP") && localPorts.some((port) => port === "443") && before.access === "Allow" && after.access === "Deny";
  assert.ok(told.regions.some(https443), told.summary);
});

test("both evaluators and the live module judge alike what was loaded", async () => {
  const { client } = portal("alike");
  const from = [
    [443, "203.0.113.10"],
    [22, "203.0.113.10"],
    [1433, "10.20.1.4"],
    [9100, "10.10.2.4"],
  ];
  for (const name of ["vm-db-1", "vm-forced-tunnel", "vm-managed"]) {
    const { scenario, localIPAddresses } = await client.loadScenario(machine(name));
    const evaluator = new Evaluator(scenario);
    for (const [localPort, remoteIPAddress] of from) {
      const flow = { ...httpsTo(name, localIPAddresses[0]), localPort, remoteIPAddress };
      const confirmation = await client.confirm(scenario, flow);
      assert.equal(confirmation.outcome, "agree", `${name} ${localPort} ${JSON.stringify(confirmation.causes)}`);
      assert.deepEqual(confirmation.offline, verifyIpFlow(scenario, flow));
      assert.equal(confirmation.offline.access, evaluator.verifyIpFlow(flow).access);
    }
    evaluator.free();
  }
});

test("security admin rules are part of what is loaded", async () => {
  const { client } = portal("managed");
  const { scenario, localIPAddresses } = await client.loadScenario(machine("vm-managed"));
  assert.equal(scenario.network.securityAdminRules.length, 2);
  const verdict = verifyIpFlow(scenario, { ...httpsTo("vm-managed", localIPAddresses[0]), localPort: 22 });
  assert.equal(verdict.evaluatedNetworkSecurityGroups[0].appliedTo, "VirtualNetwork");
});

test("rules on their way: the two differ, and the first cause says so", async () => {
  const { client } = portal("on-their-way");
  const flow = httpsTo("vm-web-new-rule", "10.20.1.10");
  const { scenario } = await client.loadScenario(flow.targetResourceId);
  const { outcome, offline, live, causes } = await client.confirm(scenario, flow);
  assert.equal(outcome, "differ");
  assert.deepEqual([offline.access, live.access], ["Allow", "Deny"]);
  assert.equal(causes[0].code, "rules-updating");
  assert.ok(causes[0].help);
});

test("rules that were edited are named as the cause; the same rules parsed are not edited", async () => {
  const { client } = portal("edited");
  const flow = httpsTo("vm-web-1", "10.20.1.4");
  const { scenario } = await client.loadScenario(flow.targetResourceId);
  const group = JSON.parse(scenario.subnetSecurityGroup);
  const parsed = { ...scenario, subnetSecurityGroup: group };
  assert.equal((await client.confirm(parsed, flow)).outcome, "agree");
  group.properties.securityRules = [];
  const { outcome, causes } = await client.confirm(parsed, flow);
  // Azure was asked about other rules.
  assert.equal(outcome, "notComparable");
  assert.equal(causes[0].code, "rules-edited", JSON.stringify(causes));
  const { subnetSecurityGroup } = scenario;
  const untouched = await client.confirm({ ...scenario, subnetSecurityGroup, network: {} }, flow);
  assert.equal(untouched.causes.some(({ code }) => code === "rules-edited"), false);
});

test("with a watcher one question is one POST and its polls", async () => {
  for (const [name, expected] of [
    ["quick", ["POST ipFlowVerify"]],
    ["polled", ["POST ipFlowVerify", "GET operationResults", "GET operationResults"]],
  ]) {
    const { client, asked } = portal("one-question", name);
    const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };
    assert.equal((await client.verifyIpFlow(flow)).access, "Allow");
    assert.deepEqual(await asked(), expected);
  }
});

test("progress is told in words, with the time since the call", async () => {
  const { client } = portal("progress", "polled");
  const heard = [];
  const onProgress = (progress) => heard.push(progress);
  await client.verifyIpFlow(httpsTo("vm-web-1", "10.20.1.4"), { onProgress });
  const steps = heard.map(({ step }) => step);
  assert.deepEqual(steps.slice(0, 3), ["Reading the VM", "Looking for the network watcher", "Asking Network Watcher"]);
  assert.match(steps[3], /asking again in 2 s/);
  const times = heard.map(({ elapsedMs }) => elapsedMs);
  assert.deepEqual(times, times.toSorted((one, other) => one - other));
  assert.ok(times.at(-1) >= 1900 && times.at(-1) < 30_000, String(times));
});

test("no group at all is an answer", async () => {
  const { client } = portal("no-group");
  const flow = httpsTo("vm-no-nsg", "10.20.9.4");
  const { scenario, localIPAddresses } = await client.loadScenario(flow.targetResourceId);
  flow.localIPAddress = localIPAddresses[0];
  assert.equal(scenario.subnetSecurityGroup, null);
  const live = await client.verifyIpFlow(flow);
  assert.equal(live.access, "Unknown");
  assert.match(live.notFiltered, /\w/);
  const confirmation = await client.confirm(scenario, flow);
  assert.equal(confirmation.outcome, "notComparable");
  assert.equal(confirmation.causes[0].code, "not-filtered");
  assert.equal("live" in confirmation, false);
});

test("what Azure cannot be asked about is refused, or not comparable, without a request", async () => {
  const { client, asked } = portal("not-askable");
  const flow = httpsTo("vm-web-1", "10.20.1.4");
  const unaskable = [
    { ...flow, protocol: "ICMP" },
    { ...flow, localIPAddress: "fd00::4", remoteIPAddress: "fd00::5" },
    { ...flow, localPort: "*" },
  ];
  for (const flow of unaskable) {
    await assert.rejects(client.verifyIpFlow(flow), { name: "AzureError", code: "not-askable" });
    const { outcome, offline, live, causes } = await client.confirm({}, flow);
    assert.deepEqual([outcome, offline.access, live], ["notComparable", "Allow", undefined]);
    assert.equal(causes[0].code, "not-askable");
    assert.ok(causes[0].help);
  }
  assert.deepEqual(await asked(), []);
});

test("the interface that was loaded is asked about, and named where there are several", async () => {
  const { client } = portal("several");
  const flow = httpsTo("vm-appliance", "10.10.1.4");
  // One of its interfaces forwards, so Azure wants to be told which is meant.
  await assert.rejects(client.verifyIpFlow(flow), { name: "AzureError", code: "interface-not-named" });
  const { scenario } = await client.loadScenario(machine("vm-appliance"));
  assert.equal((await client.confirm(scenario, flow)).outcome, "agree");
  // Of the other interface nothing is known: Azure finds it by its address, where none forwards.
  const other = httpsTo("vm-two-nics", "10.20.2.20");
  await client.loadScenario(other.targetResourceId);
  assert.match((await client.verifyIpFlow(other)).access, /^(Allow|Deny)$/);
});

test("a local address that the loaded machine does not have is told without a request", async () => {
  const { client, asked } = portal("foreign");
  const flow = httpsTo("vm-web-1", "10.20.1.99");
  await assert.rejects(client.verifyIpFlow(flow), { name: "AzureError", code: "foreign-local-address" });
  const { scenario, networkInterfaceId } = await client.loadScenario(machine("vm-web-1"));
  const before = (await asked()).length;
  for (const named of [flow, { ...flow, targetNicResourceId: networkInterfaceId }]) {
    await assert.rejects(client.verifyIpFlow(named), { name: "AzureError", code: "not-askable", message: /10\.20\.1\.99/ });
    const { outcome, causes } = await client.confirm(scenario, named);
    assert.deepEqual([outcome, causes[0].code], ["notComparable", "not-askable"]);
  }
  assert.equal((await asked()).length, before);
});

test("many questions at once share one client", async () => {
  const { client } = portal("at-once");
  const ports = Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 443 : 22));
  const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };
  const answers = await Promise.all(ports.map((localPort) => client.verifyIpFlow({ ...flow, localPort })));
  assert.deepEqual(answers.map(({ access }) => access), ports.map((port) => (port === 443 ? "Allow" : "Deny")));
});

test("in a worker", async () => {
  const endpoint = world.origins.quick;
  const token = await signIn(endpoint, { session: "worker" });
  const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };
  const program = `
    import { createAzureClient } from ${JSON.stringify(import.meta.resolve("nsg-what-if"))};
    import { parentPort, workerData } from "node:worker_threads";
    const { endpoint, token, flow } = workerData;
    const client = createAzureClient({ endpoint, getToken: async () => token });
    parentPort.postMessage(await client.verifyIpFlow(flow));`;
  const address = new URL(`data:text/javascript,${encodeURIComponent(program)}`);
  const worker = new Worker(address, { workerData: { endpoint, token, flow } });
  const answer = await new Promise((resolve, reject) => worker.on("message", resolve).on("error", reject));
  assert.equal(answer.access, "Allow");
});
