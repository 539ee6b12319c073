import { existsSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { httpsTo, quick, requests, start, watcher } from "../npm/simulator.mjs";

// The package as a portal serves it: plain files of its own origin, no bundler. Its policy lets it ask one
// Resource Manager, which the simulator is.
const types: Record<string, string> = { html: "text/html", js: "text/javascript", wasm: "application/wasm" };

const portal = `
  import { createAzureClient } from "./index.js";
  export async function ask({ endpoint, session, flow, loads, abortAfter }) {
    const getToken = async () => (await (await fetch(endpoint + "/simulator/token?session=" + session)).json()).accessToken;
    const client = createAzureClient({ endpoint, getToken });
    const signal = abortAfter === undefined ? undefined : AbortSignal.timeout(abortAfter);
    try {
      if (!loads) return await client.verifyIpFlow(flow, { signal });
      const { scenario } = await client.loadScenario(flow.targetResourceId);
      return await client.confirm(scenario, flow);
    } catch (error) {
      return { name: error.name, code: error.code, message: error.message };
    }
  }`;

const worker = `
  import { ask } from "./portal.js";
  onmessage = async ({ data }) => postMessage(await ask(data));`;

// The portal's document is not from a socket, so Chromium takes it for one of the internet, which has to ask before
// it talks to this machine.
test.use({ permissions: ["local-network-access"] });

let world: Awaited<ReturnType<typeof start>>;

test.beforeAll(async () => {
  world = await start({
    quick: { operations: quick },
    hidden: { operations: { ...quick, ipFlowVerify: { way: "location" } }, cors: { exposed: [] } },
    endless: { operations: { ...quick, ipFlowVerify: { endless: true } } },
  });
});
test.afterAll(() => world.stop());

/** Opens the portal; the names of the files that it loads, as it loads them. */
async function open(page: Page, baseURL: string | undefined, endpoint: string): Promise<string[]> {
  const extra: Record<string, string> = { "index.html": "<!doctype html><title>Portal</title>", "portal.js": portal, "worker.js": worker };
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' ${endpoint}`;
  const loaded: string[] = [];
  await page.route("**/portal/*", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    const file = new URL(`../../dist/npm/${name}`, import.meta.url);
    const body = extra[name] ?? (existsSync(file) ? readFileSync(file) : undefined);
    const contentType = types[name.split(".").at(-1) ?? ""];
    loaded.push(name);
    if (body === undefined || contentType === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ body, contentType, headers: { "Content-Security-Policy": policy } });
  });
  await page.goto(`${baseURL}/portal/index.html`);
  return loaded;
}

/** What the portal's `ask` answers, in the page. */
const ask = (page: Page, question: object): Promise<unknown> =>
  page.evaluate(async (question) => {
    const address = "/portal/portal.js";
    const portal = (await import(address)) as { ask(question: object): Promise<unknown> };
    return portal.ask(question);
  }, question);

const endpointOf = (name: string): string => world.origins[name] ?? "";

test("a portal loads a machine and has its rules confirmed", async ({ page, baseURL }) => {
  const endpoint = endpointOf("quick");
  const loaded = await open(page, baseURL, endpoint);
  await page.evaluate(async () => {
    const address = "/portal/index.js";
    const { createAzureClient } = await import(address);
    createAzureClient({ getToken: async () => "t" });
  });
  expect(loaded.filter((name) => /live|wasm/.test(name))).toEqual([]);
  const flow = httpsTo("vm-web-1", "10.20.1.4");
  expect(await ask(page, { endpoint, session: "page", flow, loads: true })).toMatchObject({
    outcome: "agree",
    offline: { access: "Allow" },
    live: { access: "Allow", ruleName: "securityRules/Allow-Web-To-Web-Servers" },
    causes: [],
  });
  // The offline module is not needed for it.
  expect(loaded.filter((name) => name.endsWith(".wasm"))).toEqual(["nsg_what_if_live_bg.wasm"]);
});

test("in a worker, with a watcher: one request to Resource Manager", async ({ page, baseURL }) => {
  const endpoint = endpointOf("quick");
  await open(page, baseURL, endpoint);
  const question = { endpoint, session: "worker", flow: { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher } };
  const answer = await page.evaluate(
    (question) =>
      new Promise((resolve, reject) => {
        const asked = new Worker("/portal/worker.js", { type: "module" });
        asked.onmessage = ({ data }) => resolve(data);
        asked.onerror = ({ message }) => reject(new Error(message));
        asked.postMessage(question);
      }),
    question,
  );
  expect(answer).toMatchObject({ access: "Allow" });
  const seen = (await requests(endpoint, "worker")).filter(({ method }) => method !== "OPTIONS");
  expect(seen.map(({ operation }) => operation)).toEqual(["ipFlowVerify"]);
});

test("a service that hides where its result will be", async ({ page, baseURL }) => {
  const endpoint = endpointOf("hidden");
  await open(page, baseURL, endpoint);
  const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };
  const answer = await ask(page, { endpoint, session: "hidden", flow });
  expect(answer).toMatchObject({ name: "AzureError", code: "location-unreadable" });
});

test("a question is taken back while it polls", async ({ page, baseURL }) => {
  const endpoint = endpointOf("endless");
  await open(page, baseURL, endpoint);
  const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };
  const answer = await ask(page, { endpoint, session: "endless", flow, abortAfter: 2_500 });
  expect(answer).toMatchObject({ name: "TimeoutError" });
});

test("a policy that does not name the endpoint: nothing is sent", async ({ page, baseURL }) => {
  const endpoint = endpointOf("quick");
  await open(page, baseURL, "https://management.azure.com");
  const answer = await page.evaluate(async (question) => {
    const address = "/portal/index.js";
    const { createAzureClient } = await import(address);
    const client = createAzureClient({ endpoint: question.endpoint, getToken: async () => "t" });
    const heard: string[] = [];
    const options = { signal: AbortSignal.timeout(1_500), onProgress: ({ step }: { step: string }) => heard.push(step) };
    await client.verifyIpFlow(question.flow, options).catch(() => undefined);
    return heard.join("\n");
  }, { endpoint, flow: { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher } });
  expect(answer).toContain("no connection to Azure; trying again");
});
