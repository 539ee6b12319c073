// A portal whose libraries replace fetch: whatever theirs does is an AzureError, and a panic is seen as one.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { AzureError, createAzureClient } from "nsg-what-if";

const { fetch, setTimeout: wait } = globalThis;
const getToken = async () => "opaque-token-of-the-portal-1";
const flow = {
  targetResourceId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/m",
  networkWatcherId: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/networkWatchers/w",
  direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.0.4", localPort: 443, remoteIPAddress: "203.0.113.7", remotePort: "*",
};
const answer = { access: "Allow", ruleName: "securityRules/web" };

/** Asks with another fetch. The live module is loaded by the real one. */
async function asking(replacement) {
  const client = createAzureClient({ getToken });
  globalThis.fetch = (request, ...rest) => (request instanceof Request ? replacement(request) : fetch(request, ...rest));
  return client.verifyIpFlow(flow).then(
    () => assert.fail("it succeeded"),
    (error) => error,
  );
}

beforeEach(() => {
  // What is tried again is tried at once; what is too slow is not.
  globalThis.setTimeout = (then, time, ...rest) => wait(then, time > 20_000 ? time : 0, ...rest);
});
afterEach(() => Object.assign(globalThis, { fetch, setTimeout: wait }));

const thrown = {
  "a text": ["offline", /offline/],
  "null": [null, /the request failed/],
  "nothing": [undefined, /the request failed/],
  "a number": [7, /the request failed/],
  "an object": [{}, /the request failed/],
  "an object whose text is none": [{ message: {} }, /the request failed/],
  "an object whose text throws": [{ get message() { throw new Error("inside"); } }, /the request failed/],
  "an error": [new TypeError("no network"), /no network/],
  "an error without a text": [new Error(), /the request failed/],
  "an error that tells the token": [new Error("failed: Authorization: Bearer opaque-token-of-the-portal-1"), /Bearer \*\*\*/],
};
for (const [what, [reason, words]] of Object.entries(thrown)) {
  test(`fetch rejects with ${what}`, async () => {
    for (const replacement of [async () => { throw reason; }, () => { throw reason; }]) {
      const error = await asking(replacement);
      assert.ok(error instanceof AzureError, String(error));
      assert.equal(error.code, "unreachable");
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /of-the-portal/);
    }
  });
}

const given = {
  "nothing": () => undefined,
  "a text": () => "{}",
  "an object that is no answer": () => ({ ok: true, status: 200, headers: {}, json: async () => ({}) }),
  "an answer that somebody has read": async () => {
    const read = new Response("{}");
    await read.text();
    return read;
  },
  "an answer that somebody is reading": () => {
    const read = new Response("{}");
    read.body.getReader();
    return read;
  },
  "a body of texts": () => new Response(new ReadableStream({ pull: (it) => { it.enqueue("{}"); it.close(); } })),
  "a body that breaks off": () => new Response(new ReadableStream({ pull: (it) => it.error("gone") })),
};
for (const [what, give] of Object.entries(given)) {
  test(`fetch gives ${what}`, async () => {
    const error = await asking(async () => give());
    assert.ok(error instanceof AzureError, String(error));
    assert.equal(error.code, "unreachable");
  });
}

test("a redirect that Node shows as it came is refused as one", async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const error = await asking(async () => new Response(null, { status, headers: { location: "https://evil.example/" } }));
    assert.equal(error.code, "redirect-refused");
  }
});

test("what is thrown through the module is a panic, whatever it is, and the next question is answered", async () => {
  const { random } = Math;
  for (const reason of [new Error("not today"), "not today", null, new RangeError("too deep")]) {
    // What is tried again waits for a while that chance makes longer.
    Math.random = () => {
      throw reason;
    };
    const error = await asking(async () => Promise.reject(new TypeError("no network")));
    Math.random = random;
    assert.equal(error.message, "internal error in nsg-what-if; try again");
    assert.equal(error.cause, reason);
    globalThis.fetch = async (request, ...rest) => (request instanceof Request ? Response.json(answer) : fetch(request, ...rest));
    const client = createAzureClient({ getToken });
    assert.equal((await client.verifyIpFlow(flow)).access, "Allow");
  }
});
