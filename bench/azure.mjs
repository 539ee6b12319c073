// What asking Azure costs: requests for a confirmation, the time that the client adds to the service's
// own, and how the page answers keys while 500 flows are asked about. Against the simulator; CHROMIUM
// names the browser, AZURE_SIMULATOR the simulator.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import init, { createAzureClient } from "nsg-what-if";
import { httpsTo, machine, quick, requests, signIn, start, watcher } from "../tests/npm/simulator.mjs";
import { figure } from "./figure.mjs";
import { launch } from "./chromium.mjs";

const RUNS = 9;
const FLOWS = 500;
/** Milliseconds between keys; not a multiple of a frame. */
const PACE = 107;

const { origins, stop } = await start({
  once: { operations: { ...quick, ipFlowVerify: { way: "atOnce", seconds: 0.2 } } },
  polled: { operations: { ...quick, ipFlowVerify: { way: "locationRotating", seconds: 1.9 } } },
  many: { operations: { ...quick, ipFlowVerify: { way: "atOnce", seconds: 0.05 } } },
});
try {
  await init();
  await client("once", 200, "an answer at once");
  await client("polled", 2000, "an answer at the first poll");
  await page();
} finally {
  await stop();
}

/** The client of the package, in Node. `own` is when the answer can be had at the earliest, in ms. */
async function client(scenario, own, name) {
  const origin = origins[scenario];
  const session = `bench-${scenario}`;
  const token = await signIn(origin, { session });
  const azure = createAzureClient({ endpoint: origin, getToken: async () => token });
  const flow = { ...httpsTo("vm-web-1", "10.20.1.4"), networkWatcherId: watcher };
  // Loads the module and connects.
  await azure.verifyIpFlow(flow);
  const before = (await requests(origin, session)).length;
  const added = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    await azure.verifyIpFlow(flow);
    added.push(performance.now() - begun - own);
  }
  const asked = (await requests(origin, session)).length - before;
  figure(`requests for a confirmation, ${name}`, asked / RUNS, "", own > 1000 ? 2 : 1);
  figure(`time that the client adds, ${name}, median`, median(added), "ms", 50);
}

/** Keys in the flow form while a list is asked about. */
async function page() {
  const site = await serve();
  const browser = await launch();
  try {
    const context = await browser.newContext({ permissions: ["local-network-access"] }).catch(() => browser.newContext());
    const page = await context.newPage();
    await page.goto(site.origin);
    await page.getByRole("button", { name: "Connect…" }).click();
    await page.locator("#cloud").selectOption({ label: "Custom" }).catch(() => page.locator("#cloud").selectOption({ index: 3 }));
    await page.locator("#resource-manager").fill(origins.many);
    await page.locator("#token").fill(await signIn(origins.many, { session: "bench-many" }));
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.locator("#machine").fill(machine("vm-web-1"));
    await page.getByRole("button", { name: "Fetch this" }).click();
    await page.locator(".fetched").waitFor();
    await page.locator("#many-title").click();
    const lines = Array.from({ length: FLOWS }, (_, port) => `Inbound TCP 203.0.113.7:* -> 10.20.1.4:${1000 + port}`);
    await page.locator("#flows").fill(lines.join("\n"));
    await page.getByRole("button", { name: "Evaluate offline" }).click();
    await page.evaluate(() => {
      window.keys = [];
      const watch = new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.name === "keydown") window.keys.push(entry.duration);
      });
      watch.observe({ type: "event", durationThreshold: 16, buffered: true });
    });
    const begun = performance.now();
    await page.getByRole("button", { name: `Ask Azure about ${FLOWS} flows` }).click();
    await page.locator("#local-port").focus();
    let pressed = 0;
    while ((await page.getByRole("button", { name: "Pause" }).isVisible()) && pressed < 2000) {
      await page.keyboard.press(pressed % 2 === 0 ? "3" : "Backspace");
      pressed += 1;
      await page.waitForTimeout(PACE);
    }
    const seconds = (performance.now() - begun) / 1000;
    const slow = await page.evaluate(() => window.keys);
    // The browser tells of keys that took 16 ms or more; the others took less.
    const all = [...slow, ...Array.from({ length: Math.max(0, pressed - slow.length) }, () => 8)];
    figure(`a key while ${FLOWS} flows are asked about, median`, median(all), "ms", 50);
    figure(`a key while ${FLOWS} flows are asked about, at worst`, Math.max(...all), "ms", 50);
    figure(`${FLOWS} flows asked about, the service taking 50 ms for each`, seconds, "s");
  } finally {
    await browser.close();
    site.server.close();
  }
}

/** The built page, with a policy that lets it ask the simulator. */
async function serve() {
  const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const file = join("dist/site", path === "/" ? "index.html" : path);
    try {
      let content = readFileSync(file);
      if (file.endsWith(".html")) content = content.toString().replace("connect-src", `connect-src ${origins.many}`);
      response.writeHead(200, { "content-type": types[extname(file)] ?? "text/plain" }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
