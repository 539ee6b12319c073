// Whoever stops waiting leaves nothing behind.

import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { after, before, test } from "node:test";
import { createAzureClient } from "nsg-what-if";
import { httpsTo, machine, quick, requests, signIn, start, watcher } from "./simulator.mjs";

const inside = (file) => import(new URL(file, import.meta.resolve("nsg-what-if")));
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let world;

before(async () => {
  world = await start({
    quick: { operations: quick },
    endless: { operations: { ...quick, ipFlowVerify: { endless: true } } },
    slow: { operations: quick, faults: [{ on: { operation: "ipFlowVerify" }, answer: { delaySeconds: 20 } }] },
  });
});
after(() => world.stop());

const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };

function portal(name, session) {
  const endpoint = world.origins[name];
  return {
    client: createAzureClient({ endpoint, getToken: () => signIn(endpoint, { session }) }),
    asked: async () => (await requests(endpoint, session)).length,
  };
}

/** Asks, has it taken back, and sees that it was. */
async function takenBack(promise, control, reason) {
  await assert.rejects(promise, (error) => error === reason);
  assert.equal(getEventListeners(control.signal, "abort").length, 0);
}

test("before it starts: no request, no token", async () => {
  const getToken = () => assert.fail("a token was asked for");
  const client = createAzureClient({ endpoint: world.origins.quick, getToken });
  const reason = new Error("not now");
  for (const call of [
    (options) => client.verifyIpFlow(flow, options),
    (options) => client.loadScenario(machine("vm-web-1"), options),
    (options) => client.confirm({}, flow, options),
  ]) {
    await assert.rejects(call({ signal: AbortSignal.abort(reason) }), (error) => error === reason);
  }
});

test("at once, and in the middle of loading", async () => {
  const { client } = portal("quick", "at-once");
  for (const steps of [0, 1, 4, 8]) {
    const control = new AbortController();
    const reason = { steps };
    let heard = 0;
    const onProgress = () => {
      if (++heard === steps) control.abort(reason);
    };
    const loading = client.loadScenario(machine("vm-web-1"), { signal: control.signal, onProgress });
    if (steps === 0) control.abort(reason);
    await takenBack(loading, control, reason);
    assert.equal(heard, steps, "nothing is told afterwards");
  }
  assert.equal((await client.verifyIpFlow(flow)).access, "Allow");
});

test("while it polls: no poll follows", async () => {
  const { client, asked } = portal("endless", "polls");
  const control = new AbortController();
  const reason = new Error("enough");
  const asking = client.verifyIpFlow(flow, {
    signal: control.signal,
    onProgress: ({ step }) => {
      if (/asking again/.test(step)) setTimeout(() => control.abort(reason), 100);
    },
  });
  await takenBack(asking, control, reason);
  const polled = await asked();
  await pause(2_500);
  assert.equal(await asked(), polled);
});

test("while a request is under way: it is cut", async () => {
  const { client } = portal("slow", "cut");
  const start = performance.now();
  await assert.rejects(client.verifyIpFlow(flow, { signal: AbortSignal.timeout(300) }), { name: "TimeoutError" });
  assert.ok(performance.now() - start < 5_000);
});

test("while a person signs in: the next question asks for a token anew", async () => {
  const endpoint = world.origins.quick;
  let calls = 0;
  const getToken = () => (++calls === 1 ? new Promise(() => {}) : signIn(endpoint, { session: "never" }));
  const client = createAzureClient({ endpoint, getToken });
  await assert.rejects(client.verifyIpFlow(flow, { signal: AbortSignal.timeout(200) }), { name: "TimeoutError" });
  assert.equal((await client.verifyIpFlow(flow)).access, "Allow");
});

test("after its end a signal does nothing, and nobody listens to it", async () => {
  const { client } = portal("quick", "end");
  const control = new AbortController();
  const answer = await client.verifyIpFlow(flow, { signal: control.signal });
  assert.equal(getEventListeners(control.signal, "abort").length, 0);
  control.abort();
  assert.equal(answer.access, "Allow");
});

test("what onProgress throws ends the call", async () => {
  const { client } = portal("quick", "thrower");
  const thrown = new TypeError("mine");
  const onProgress = () => {
    throw thrown;
  };
  await assert.rejects(client.verifyIpFlow(flow, { onProgress }), (error) => error === thrown);
  assert.equal((await client.verifyIpFlow(flow)).access, "Allow");
});

test("a panic ends every question, and the same client goes on", async () => {
  // It cannot be had from outside.
  const { drive } = await inside("./azure-task.js");
  const { load } = await inside("./azure-load.js");
  const live = await load();
  for (let round = 0; round < 3; round++) {
    const { client } = portal("slow", `panic-${round}`);
    const waiting = client.verifyIpFlow(flow);
    const lost = assert.rejects(waiting, /internal error/);
    await pause(200);
    const broken = drive(async () => live, () => ({ poll: () => live.panic_on_purpose(), free() {} }), {});
    await assert.rejects(broken, (error) => /internal error/.test(error.message) && error.cause instanceof WebAssembly.RuntimeError);
    await lost;
    const other = portal("quick", `after-panic-${round}`).client;
    assert.equal((await other.verifyIpFlow(flow)).access, "Allow");
    const again = client.verifyIpFlow(flow, { signal: AbortSignal.timeout(300) });
    await assert.rejects(again, { name: "TimeoutError" });
  }
});
