// Everything that goes wrong between a portal and Azure.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AzureError, createAzureClient, WhatIfError } from "nsg-what-if";
import { httpsTo, machine, quick, requests, signIn, start, watcher } from "./simulator.mjs";

const on = { operation: "ipFlowVerify" };
const scenarios = {
  fine: {},
  forbidden: { faults: [{ on, answer: { status: 403 } }] },
  unreadable: { faults: [{ on: { operation: "networkSecurityGroup" }, answer: { status: 403 } }] },
  busy: { faults: [{ on, times: 1, answer: { status: 429, retryAfter: 1 } }] },
  elsewhere: {
    operations: { ...quick, ipFlowVerify: { way: "location" } },
    faults: [{ on, answer: { location: "https://elsewhere.example{link}" } }],
  },
  lost: {
    operations: { ...quick, ipFlowVerify: { way: "location" } },
    faults: [{ on: { operation: "operationResults", of: "ipFlowVerify" }, times: 1, answer: { status: 404 } }],
  },
  proxy: { faults: [{ on, answer: { status: 200, text: "<html>Sign in</html>" } }] },
};
let world;

before(async () => {
  world = await start(
    Object.fromEntries(Object.entries(scenarios).map(([name, faults]) => [name, { operations: quick, ...faults }])),
  );
});
after(() => world.stop());

const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };

/** What a call fails with, after a look that no token is in it or in what was said on the way. */
async function failed(call, tokens = []) {
  const heard = [];
  const error = await call({ onProgress: ({ step }) => heard.push(step) }).then(
    () => assert.fail("it succeeded"),
    (error) => error,
  );
  const told = [...heard, ...everything(error)].join("\n");
  for (const token of tokens) {
    // The signature is what nobody else may know.
    assert.ok(!told.includes(token.split(".").at(-1)), "a token was told");
  }
  return error;
}

const everything = (error) =>
  error instanceof Error
    ? [String(error), error.stack, JSON.stringify({ ...error }), ...everything(error.cause)]
    : [String(error)];

/** A client with tokens that are noted. */
function portal(name, session = name) {
  const endpoint = world.origins[name];
  const tokens = [];
  const getToken = async () => {
    tokens.push(await signIn(endpoint, { session }));
    return tokens.at(-1);
  };
  return { client: createAzureClient({ endpoint, getToken }), tokens, endpoint, session };
}

test("a refusal names the action, and has the role that would mend it", async () => {
  const { client, tokens } = portal("forbidden");
  for (const call of [
    (options) => client.verifyIpFlow(flow, options),
    (options) => client.confirm({}, flow, options),
  ]) {
    const error = await failed(call, tokens);
    assert.ok(error instanceof AzureError && error instanceof Error);
    assert.equal(error.name, "AzureError");
    assert.equal(error.code, "forbidden");
    assert.equal(error.status, 403);
    assert.equal(error.azureCode, "AuthorizationFailed");
    assert.match(error.requestId, /\w/);
    assert.match(error.message, /networkWatchers\/ipFlowVerify\/action/);
    assert.match(error.help, /role/);
    assert.ok(JSON.parse(error.command).Actions.includes("Microsoft.Network/networkWatchers/ipFlowVerify/action"));
  }
});

test("a group that may not be read comes from the rules in force, and a diagnostic says so", async () => {
  const { client } = portal("unreadable");
  const { scenario, diagnostics } = await client.loadScenario(machine("vm-web-1"));
  assert.ok(diagnostics.some(({ code }) => code === "group-not-read"));
  assert.equal((await client.confirm(scenario, flow)).outcome, "agree");
});

test("a machine that is not there", async () => {
  const { client, tokens } = portal("fine", "not-there");
  const error = await failed((options) => client.loadScenario(machine("vm-none"), options), tokens);
  assert.deepEqual([error.code, error.status, error.azureCode], ["not-found", 404, "ResourceNotFound"]);
});

test("a result that is no longer kept does not lose the watcher", async () => {
  const { client, tokens, endpoint, session } = portal("lost");
  const { networkWatcherId: _, ...without } = flow;
  const error = await failed((options) => client.verifyIpFlow(without, options), tokens);
  assert.deepEqual([error.code, error.status], ["not-found", 404]);
  assert.match(error.help, /no longer stored: try again/);
  assert.equal((await client.verifyIpFlow(without)).access, "Allow");
  const seen = (await requests(endpoint, session)).map(({ operation }) => operation);
  assert.equal(seen.filter((operation) => operation === "networkWatchers").length, 1);
});

test("a busy Azure is asked again when it says", async () => {
  const { client } = portal("busy");
  const heard = [];
  const answer = await client.verifyIpFlow(flow, { onProgress: ({ step }) => heard.push(step) });
  assert.equal(answer.access, "Allow");
  assert.ok(heard.some((step) => /limiting requests; trying again in 1 s/.test(step)), heard.join());
  const seen = await requests(world.origins.busy, "busy");
  assert.deepEqual(seen.map(({ status }) => status), [429, 200]);
});

test("an expired token is renewed", async () => {
  const endpoint = world.origins.fine;
  const tokens = [];
  const getToken = async () => {
    const lifetime = tokens.length === 0 ? -60 : 3600;
    tokens.push(await signIn(endpoint, { session: "expired", lifetime }));
    return tokens.at(-1);
  };
  const heard = [];
  const client = createAzureClient({ endpoint, getToken });
  const answer = await client.verifyIpFlow(flow, { onProgress: ({ step }) => heard.push(step) });
  assert.equal(answer.access, "Allow");
  assert.equal(tokens.length, 2);
  assert.ok(heard.some((step) => /token has expired/.test(step)));
});

test("a token that stays expired is an error, after a few tries", async () => {
  const endpoint = world.origins.fine;
  const token = await signIn(endpoint, { session: "stays-expired", lifetime: -60 });
  let asked = 0;
  const client = createAzureClient({
    endpoint,
    getToken: async () => {
      asked++;
      return token;
    },
  });
  const error = await failed((options) => client.verifyIpFlow(flow, options), [token]);
  assert.deepEqual([error.code, error.status], ["token-expired", 401]);
  assert.ok(asked >= 2 && asked <= 4, String(asked));
});

test("a getToken that fails: its own words, and what it threw as the cause", async () => {
  const endpoint = world.origins.fine;
  const thrown = new Error("the person closed the window");
  const failing = [
    async () => Promise.reject(thrown),
    () => {
      throw thrown;
    },
  ];
  for (const getToken of failing) {
    const error = await failed((options) => createAzureClient({ endpoint, getToken }).verifyIpFlow(flow, options));
    assert.equal(error.code, "token-source-failed");
    assert.match(error.message, /the person closed the window/);
    assert.equal(error.cause, thrown);
  }
  const object = await failed(() => createAzureClient({ endpoint, getToken: async () => ({ token: "x" }) }).verifyIpFlow(flow));
  assert.match(object.message, /of type object; it has to be the text/);
  for (const [text, code] of [["", "token-missing"], ["two words", "not-a-token"], ["a\r\nHost: b", "not-a-token"]]) {
    const error = await failed(() => createAzureClient({ endpoint, getToken: async () => text }).verifyIpFlow(flow));
    assert.equal(error.code, code);
  }
});

test("a getToken that tells a token: its words without it, and no cause that has it", async () => {
  const endpoint = world.origins.fine;
  const token = await signIn(endpoint, { session: "told" });
  const getToken = async () => {
    throw new Error(`refresh failed for ${token}`);
  };
  const client = createAzureClient({ endpoint, getToken });
  const error = await failed((options) => client.verifyIpFlow(flow, options), [token]);
  assert.equal(error.code, "token-source-failed");
  assert.match(error.message, /refresh failed for \*\*\*/);
  assert.equal(error.cause, undefined);
});

/** A token for this audience, which nobody signed. */
function tokenFor(aud) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none" })}.${part({ aud, appid: "a" })}.c2lnbmF0dXJl`;
}

test("Azure's own token does not go to a host that is none of Azure's, unless one says so", async () => {
  const { fetch } = globalThis;
  const asked = [];
  globalThis.fetch = async (request, ...rest) => {
    if (!(request instanceof Request)) return fetch(request, ...rest);
    asked.push(new URL(request.url).host);
    return Response.json({ access: "Allow" });
  };
  try {
    const lookalike = "https://management.azure.com.evil.example";
    const azures = tokenFor("https://management.azure.com/");
    const ask = (options, token) => createAzureClient({ getToken: async () => token, ...options }).verifyIpFlow(flow);
    const error = await failed(() => ask({ endpoint: lookalike }, azures), [azures]);
    assert.deepEqual([error.name, error.code], ["AzureError", "token-given-away"]);
    assert.match(error.message, /management\.azure\.com\.evil\.example/);
    assert.match(error.help, /sendAzureTokens/);
    assert.deepEqual(asked, []);
    await ask({ endpoint: lookalike, sendAzureTokens: true }, azures);
    await ask({ endpoint: lookalike }, tokenFor("api://gateway"));
    await ask({}, azures);
    assert.deepEqual(asked, [new URL(lookalike).host, new URL(lookalike).host, "management.azure.com"]);
  } finally {
    globalThis.fetch = fetch;
  }
  assert.throws(() => createAzureClient({ getToken: async () => "", sendAzureTokens: "yes" }), TypeError);
});

test("while getToken waits for a person it is not called again", async () => {
  const endpoint = world.origins.fine;
  let open = 0;
  let most = 0;
  const getToken = async () => {
    most = Math.max(most, ++open);
    const token = await signIn(endpoint, { session: "window" });
    await new Promise((resolve) => setTimeout(resolve, 20));
    open--;
    return token;
  };
  const client = createAzureClient({ endpoint, getToken });
  await Promise.all([client.loadScenario(machine("vm-web-1")), client.verifyIpFlow(flow)]);
  assert.equal(most, 1);
});

test("a token that Azure does not know", async () => {
  const client = createAzureClient({ endpoint: world.origins.fine, getToken: async () => "opaque-and-secret" });
  const error = await failed((options) => client.verifyIpFlow(flow, options), ["opaque-and-secret"]);
  assert.deepEqual([error.code, error.status], ["token-refused", 401]);
});

test("an address that is none is told when the client is used", async () => {
  for (const endpoint of ["", "management.azure.com", "http://example.com", "https://user@example.com", "https://example.com/x"]) {
    const client = createAzureClient({ endpoint, getToken: async () => "t" });
    const error = await failed(() => client.verifyIpFlow(flow));
    assert.equal(error.code, "invalid-endpoint", endpoint);
    assert.match(error.help, /\w/);
  }
});

test("nobody there", async () => {
  const client = createAzureClient({ endpoint: "http://127.0.0.1:1", getToken: async () => "t" });
  const signal = AbortSignal.timeout(3_000);
  const heard = [];
  await assert.rejects(client.verifyIpFlow(flow, { signal, onProgress: ({ step }) => heard.push(step) }), {
    name: "TimeoutError",
  });
  assert.ok(heard.some((step) => /no connection to Azure; trying again/.test(step)), heard.join());
});

test("an answer that sends the token elsewhere is refused", async () => {
  const { client, tokens } = portal("elsewhere");
  const error = await failed((options) => client.verifyIpFlow(flow, options), tokens);
  assert.equal(error.code, "foreign-address");
});

test("a proxy's page is called one", async () => {
  const { client, tokens } = portal("proxy");
  const error = await failed((options) => client.verifyIpFlow(flow, options), tokens);
  assert.equal(error.code, "not-json");
  assert.match(error.message, /a web page/);
});

test("ids, flows and scenarios that cannot be read are a WhatIfError, without a request", async () => {
  const { client, endpoint, session } = portal("fine", "unread");
  const pointers = async (promise) => {
    const error = await promise.then(() => assert.fail("it succeeded"), (error) => error);
    assert.ok(error instanceof WhatIfError, String(error));
    return error.diagnostics.map(({ pointer }) => pointer);
  };
  const { targetResourceId: _, ...without } = flow;
  assert.deepEqual(await pointers(client.verifyIpFlow(without)), ["/flow/targetResourceId"]);
  const odd = { ...flow, targetResourceId: 7, targetNicResourceId: machine("vm-web-1"), networkWatcherId: "../x" };
  assert.deepEqual(await pointers(client.confirm({}, odd)), [
    "/flow/targetResourceId",
    "/flow/targetNicResourceId",
    "/flow/networkWatcherId",
  ]);
  assert.deepEqual(await pointers(client.verifyIpFlow({ ...flow, localPort: 70000 })), ["/flow/localPort"]);
  assert.deepEqual(await pointers(client.verifyIpFlow(null)), ["/flow"]);
  assert.deepEqual(await pointers(client.confirm(null, flow)), ["/scenario"]);
  assert.deepEqual(await pointers(client.confirm({ network: { virtualNetwork: ["x"] } }, flow)), [
    "/scenario/network/virtualNetwork/0",
  ]);
  for (const id of ["", undefined, "vm-web-1", watcher]) {
    assert.deepEqual(await pointers(client.loadScenario(id)), ["/resourceId"]);
  }
  assert.deepEqual(await requests(endpoint, session), []);
});

test("options of a wrong type are a TypeError at once", async () => {
  for (const options of [undefined, {}, { getToken: "t" }, { getToken: async () => "t", endpoint: 7 }]) {
    assert.throws(() => createAzureClient(options), TypeError);
  }
  const { client } = portal("fine", "options");
  await assert.rejects(client.verifyIpFlow(flow, { onProgress: 7 }), TypeError);
});
