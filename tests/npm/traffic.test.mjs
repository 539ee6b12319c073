// Recorded flows, replayed by the package as a program calls it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { TrafficReplay, WhatIfError, loadTraffic, parityQuery, ruleUseQuery, trafficQuery } from "nsg-what-if";
import { inFolder } from "./command_line.mjs";
import { GUID, flowLog, pathOf } from "./flow_logs.mjs";
import { group, rule } from "./samples.mjs";

const internet = { sourceAddressPrefix: "Internet" };
const id = "/subscriptions/0/resourceGroups/shop/providers/Microsoft.Network/networkSecurityGroups/nsg-web";
const known = (...rules) => {
  const { name, properties } = group("nsg-web", ...rules);
  return { id, name, properties: { resourceGuid: GUID, ...properties } };
};
const web = rule("Allow-Web", internet);
const office = rule("Allow-Office", { priority: 110, sourceAddressPrefix: "198.51.100.0/24", destinationPortRange: "22" });
const scanned = rule("Allow-Test", { priority: 120, sourceAddressPrefix: "203.0.113.64/26", destinationPortRange: "8080" });
const network = { virtualNetwork: ["10.0.0.0/16"] };
const scenario = { networkInterfaceSecurityGroup: known(web, office), network };
const after = { networkInterfaceSecurityGroup: known(office, scanned), network };

const text = JSON.stringify(flowLog(4));

/** What a replay of these documents comes to. */
async function resultOf(documents, call = { scenario, after }) {
  const replay = new TrafficReplay(call);
  for (const document of documents) await replay.add(document, { name: "PT1H.json" });
  const result = replay.result();
  replay.free();
  return result;
}

for (const version of [1, 2, 4]) {
  test(`a log of version ${version} says whether Azure agrees, and what a change would have done`, async () => {
    const { flows, parity, change, rules, skipped, diagnostics } = await resultOf([JSON.stringify(flowLog(version))]);
    assert.equal(flows, 5);
    const { same, sameAccess, differ, depends, notComparable } = parity;
    assert.deepEqual({ same, sameAccess, differ, depends, notComparable }, { same: 4, sameAccess: 0, differ: 1, depends: 0, notComparable: 0 });
    const [{ logged, ours, example, causes }] = parity.differences;
    assert.deepEqual(logged, { access: "Allow", ruleName: "securityRules/Allow-Web" });
    assert.equal(ours.ruleName, "defaultSecurityRules/DenyAllInBound");
    assert.deepEqual(example, { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 8443, remoteIPAddress: "203.0.113.8", remotePort: 50008 });
    assert.ok(causes.length > 0);
    const { broken, opened, unchanged, summary } = change;
    assert.deepEqual({ broken, opened, unchanged, depends: change.depends }, { broken: 2, opened: 1, unchanged: 2, depends: 0 });
    assert.match(summary, /blocks 2 of 5 recorded flows and allows 1/);
    assert.deepEqual(change.groups.map(({ effect, flows, machines, remotes }) => [effect, flows, machines.map(({ address }) => address), remotes.length]), [
      ["broken", 2, ["10.0.1.4", "10.0.1.5"], 2],
      ["opened", 1, ["10.0.1.4"], 1],
    ]);
    assert.deepEqual(rules.filter(({ flows }) => flows > 0).map(({ ruleName, flows }) => [ruleName, flows]), [
      ["securityRules/Allow-Web", 2],
      ["securityRules/Allow-Office", 1],
      ["defaultSecurityRules/DenyAllInBound", 2],
    ]);
    assert.equal(rules.length, 8);
    assert.deepEqual(skipped, version === 1 ? [] : [{ reason: "continued", flows: 4 }]);
    assert.deepEqual(diagnostics, []);
  });
}

/** A stream that gives pieces of so many bytes. */
function streamOf(bytes, size) {
  let at = 0;
  return new ReadableStream({
    pull(to) {
      if (at >= bytes.length) return to.close();
      to.enqueue(bytes.subarray(at, at + size));
      at += size;
    },
  });
}

test("a document may be a text, bytes, a blob or a stream in any pieces, plain or gzip", async () => {
  const bytes = Buffer.from(text);
  const packed = new Uint8Array(gzipSync(bytes));
  const { evidence, ...expected } = await resultOf([text]);
  assert.equal(evidence.bytes, bytes.length);
  const forms = [bytes, new Uint8Array(bytes), new Blob([bytes]), streamOf(bytes, 1), streamOf(bytes, 7), streamOf(bytes, 1000), packed, new Blob([packed]), streamOf(packed, 1), streamOf(packed, 13)];
  for (const [number, form] of forms.entries()) {
    const { evidence, ...result } = await resultOf([form]);
    assert.deepEqual(result, expected, `${number}`);
    assert.equal(evidence.bytes, number < 6 ? bytes.length : packed.length);
  }
});

test("progress is told in bytes as they were given and in flows, and documents wait for each other", async () => {
  const replay = new TrafficReplay({ scenario });
  const told = [[], []];
  const later = flowLog(4, 11);
  const adding = [text, JSON.stringify(later)].map((document, at) => replay.add(streamOf(Buffer.from(document), 100), { onProgress: (progress) => told[at].push(progress) }));
  await adding[1];
  for (const progress of told) {
    assert.ok(progress.length > 5);
    assert.deepEqual(progress.map(({ bytes }) => bytes).toSorted((a, b) => a - b), progress.map(({ bytes }) => bytes));
    assert.deepEqual(progress.at(-1), { bytes: Buffer.byteLength(text), flows: 5 });
  }
  assert.equal(replay.result().flows, 10);
  assert.equal(replay.result().hours.length, 2);
  replay.free();
});

test("a signal takes a document back, at once where its stream waits; what was read counts", async () => {
  const replay = new TrafficReplay({ scenario });
  const reason = new Error("no more");
  await assert.rejects(replay.add(text, { signal: AbortSignal.abort(reason) }), reason);
  assert.equal(replay.result().flows, 0);

  const control = new AbortController();
  let isCancelled = false;
  const endless = new ReadableStream({
    start: (to) => to.enqueue(Buffer.from(text.slice(0, 500))),
    cancel: () => {
      isCancelled = true;
    },
  });
  const adding = replay.add(endless, { signal: control.signal, onProgress: () => control.abort(reason) });
  await assert.rejects(adding, reason);
  assert.ok(isCancelled);
  assert.ok(replay.result().flows > 0);
  assert.deepEqual(replay.result().diagnostics.map(({ code }) => code), ["cut-file"]);

  const other = new TrafficReplay({ scenario });
  const long = new Uint8Array(8 << 20).fill(32);
  const stopping = new AbortController();
  await assert.rejects(other.add(long, { signal: stopping.signal, onProgress: () => stopping.abort(reason) }), reason);
  await other.add(text);
  assert.equal(other.result().flows, 5);
});

test("only the flows that are meant are judged", async () => {
  const flows = async (only) => (await resultOf([text], { scenario, only })).flows;
  assert.equal(await flows({ macAddresses: ["00-22-48-71-c2-05"] }), 5);
  assert.equal(await flows({ macAddresses: ["00:22:48:71:C2:06"] }), 0);
  assert.equal(await flows({ localAddresses: ["10.0.1.5"] }), 1);
  assert.equal(await flows({ localAddresses: ["10.0.1.0/24"], from: "2026-03-14T10:02:00Z", to: "2026-03-14T10:04:00Z" }), 3);
});

test("replays of several workers become one", async () => {
  const documents = [10, 11, 12].map((hour) => JSON.stringify(flowLog(4, hour)));
  const expected = await resultOf(documents);
  const joined = new TrafficReplay({ scenario, after });
  for (const document of documents) {
    const replay = new TrafficReplay({ scenario, after });
    await replay.add(document, { name: "PT1H.json" });
    joined.absorb(replay.counted());
    replay.free();
  }
  assert.deepEqual(joined.result(), expected);
  assert.throws(() => joined.absorb(new Uint8Array([1, 2])), WhatIfError);
});

test("what cannot be read is told with its place", async () => {
  const pointers = (call) => {
    try {
      new TrafficReplay(call).result();
    } catch (error) {
      assert.ok(error instanceof WhatIfError, error);
      return error.diagnostics.map(({ pointer, line }) => [pointer, line]);
    }
    return [];
  };
  assert.deepEqual(pointers({}), [["/scenario", undefined]]);
  assert.deepEqual(pointers({ scenario, after: "x" }), [["/after", undefined]]);
  assert.deepEqual(pointers({ scenario: { network: { virtualNetwork: ["x"] } } }), [["/scenario/network/virtualNetwork/0", undefined]]);
  assert.deepEqual(pointers({ scenario, after: { subnetSecurityGroup: { a: 1n } } }), [["/after/subnetSecurityGroup", undefined]]);
  assert.deepEqual(pointers({ scenario: { subnetSecurityGroup: "{" } })[0]?.[0], "/scenario/subnetSecurityGroup");
  assert.deepEqual(pointers({ scenario, only: { from: "yesterday", localAddresses: ["x"] } }), [["/only/from", undefined], ["/only/localAddresses", undefined]]);

  const replay = new TrafficReplay({ scenario });
  await assert.rejects(replay.add(7), { name: "WhatIfError" });
  await assert.rejects(replay.add(new ReadableStream({ start: (to) => to.enqueue("text") })), { name: "WhatIfError" });
  await replay.add("hello", { name: "notes.txt" });
  await replay.add(text.slice(0, -4), { name: "now.json" });
  const said = replay.result().diagnostics.filter(({ document }) => !document.startsWith("document"));
  assert.deepEqual(said.map(({ code, document }) => [code, document]), [["no-record", "notes.txt"], ["cut-file", "now.json"]]);
  assert.equal(replay.result().flows, 5);
});

test("a replay that was freed says so, also while it reads", async () => {
  const replay = new TrafficReplay({ scenario });
  await assert.rejects(replay.add(streamOf(Buffer.from(text), 100), { onProgress: () => replay.free() }), /was freed/);
  assert.throws(() => replay.result(), /was freed/);
  replay.free();
});

test("importing the package, and a new replay, load nothing", () => {
  const program = `
    let modules = 0;
    const { Module, instantiate } = WebAssembly;
    WebAssembly.Module = class extends Module { constructor(bytes) { super(bytes); modules++; } };
    WebAssembly.instantiate = (...given) => { modules++; return instantiate(...given); };
    const { TrafficReplay } = await import(${JSON.stringify(import.meta.resolve("nsg-what-if"))});
    const replay = new TrafficReplay({ scenario: {} });
    const before = modules;
    await replay.add("{}");
    console.log(before, modules);`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  assert.equal(stdout, "0 1\n", stderr);
});

test("browsers say that the module has to be there before a result without documents", async () => {
  const entry = await import(new URL("index.js", import.meta.resolve("nsg-what-if")));
  const replay = new entry.TrafficReplay({ scenario });
  assert.throws(() => replay.result(), /await loadTraffic\(\)/);
  await entry.loadTraffic(readFileSync(new URL("nsg_what_if_traffic_bg.wasm", import.meta.resolve("nsg-what-if"))));
  assert.equal(replay.result().flows, 0);
  await loadTraffic();
});

test("the command line says the same with one thread and with three, plain and packed", () => {
  const hours = Object.fromEntries([8, 9, 10, 11, 12].map((hour) => [pathOf(hour), JSON.stringify(flowLog(hour % 2 ? 4 : 2, hour))]));
  const files = { "nsg.json": JSON.stringify(scenario.networkInterfaceSecurityGroup), "after.json": JSON.stringify(after.networkInterfaceSecurityGroup), "logs/readme.json": "{}" };
  const packed = Object.fromEntries(Object.entries(hours).map(([name, log]) => [`${name}.gz`, gzipSync(log)]));
  const said = (logs, threads) =>
    inFolder({ ...files, ...logs }, ({ run }) => {
      const { stdout, stderr, status } = run("traffic", "logs", "--nic", "nsg.json", "--after", "after.json", "--address-space", "10.0.0.0/16", "--threads", threads, "--format", "json");
      assert.equal(status, 0, stderr);
      const report = JSON.parse(stdout.replaceAll(".json.gz", ".json"));
      delete report.traffic.evidence.bytes;
      return report;
    });
  const one = said(hours, "1");
  assert.equal(one.traffic.flows, 25);
  assert.deepEqual(one.problems.filter(({ file }) => file === "logs/readme.json").map(({ code, severity }) => [code, severity]), [["no-record", "info"]]);
  assert.deepEqual(said(hours, "3"), one);
  assert.deepEqual(said(packed, "3"), one);
});

test("the same questions are queries for data that stays where it is", () => {
  for (const table of ["NTANetAnalytics", "AzureNetworkAnalytics_CL", "FlowTuples"]) {
    const change = trafficQuery({ before: scenario, after, table });
    assert.match(change, new RegExp(`\\b${table}\\b`));
    for (const word of ["Effect", "broken", "opened", "unchanged", "Flows", "UserRule_Allow-Web", GUID]) assert.ok(change.includes(word), `${table} ${word}`);
    const short = trafficQuery({ before: scenario, after, table, form: "short" });
    assert.ok(short.length < change.length && short.length <= 10_000, `${short.length}`);
    assert.match(trafficQuery({ before: scenario, after, table, form: "storedFunction" }), /^\.create/m);
    assert.match(parityQuery({ scenario, table }), /Parity/);
    assert.match(ruleUseQuery({ scenario, table, groups: ["another-name"] }), /another-name/);
  }
  for (const [call, pointer] of [
    [{ before: scenario, after, table: "x" }, "/table"],
    [{ before: scenario, after, table: "FlowTuples", form: "x" }, "/form"],
    [{ before: scenario, table: "FlowTuples" }, "/after"],
    [{ before: { subnetSecurityGroup: {} }, after, table: "FlowTuples" }, "/before/subnetSecurityGroup"],
  ]) {
    assert.throws(() => trafficQuery(call), ({ name, diagnostics }) => name === "WhatIfError" && diagnostics[0].pointer === pointer, pointer);
  }
});

const shapes = new URL("../../../shared/shapes/", import.meta.url);
const samples = existsSync(shapes) ? readdirSync(shapes).filter((name) => name.startsWith("flowlog-")) : [];

test("every tuple of public logs is accounted for", { skip: samples.length === 0 ? `${fileURLToPath(shapes)} is not here` : false }, async () => {
  for (const name of samples) {
    const log = readFileSync(new URL(name, shapes), "utf8");
    // A tuple begins with a number and an address, whatever is around it.
    const tuples = [...log.matchAll(/"\d{10,13},[\d.:a-f]+,[^"]*"/g)].length;
    const { flows, skipped } = await resultOf([log], { scenario: { network } });
    assert.equal(flows + skipped.reduce((all, { flows }) => all + flows, 0), tuples, name);
  }
});
