// The element of the package on a portal's page, in a real Chromium: from `import` to the first verdict, and how long the
// page's thread is held up. CHROMIUM names the browser.
//
// The package is served as one would put it online: compressed, and kept by the browser. The portal has its rules at hand
// before it begins. The first verdict is the element's first event `verdict` with a verdict in it. Times are those of the
// page; tasks are Chromium's own, from its trace, since a page is told only of those over 50 ms.
//
// The goals of opening it are for a few rules; a thousand stand beside them, to be compared.
//
// The native half runs first and leaves the rules in target/bench/.

import { readFileSync } from "node:fs";
import { figure, median } from "./figure.mjs";
import { serve } from "./serve.mjs";
import { launch } from "./chromium.mjs";

const WARM = 9;
const COLD = 5;
const TRACED = 5;

/** What the page says in the trace to be found there. */
const HERE = "the page of the element";

/** 10 Mbit/s with the way to a server of one's own region. */
const LINE = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 };

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Portal</title><link rel="icon" href="data:,">
<div id="place"></div><script type="module" src="/portal.js"></script>`;

const PORTAL = `
const scenario = await (await fetch(location.hash === "#many" ? "/many.json" : "/few.json")).json();
const element = document.createElement("nsg-what-if");
const first = new Promise((resolve) => element.addEventListener("verdict", ({ detail }) => detail.verdict && resolve()));
element.scenario = scenario;
element.flow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.17.4", localPort: 44, remoteIPAddress: "198.51.100.1", remotePort: 50000 };
performance.mark("begun");
import("/element.js");
document.querySelector("#place").append(element);
await first;
performance.mark("told");
globalThis.took = performance.measure("first verdict", "begun", "told").duration;
`;

const many = JSON.parse(readFileSync("target/bench/group.json", "utf8"));
const few = structuredClone(many);
few.properties.securityRules.length = 5;
const scenario = (group) => JSON.stringify({ networkInterfaceSecurityGroup: group, network: { virtualNetwork: ["10.0.0.0/16"] } });
const site = await serve("dist/npm", { "/portal.html": PAGE, "/portal.js": PORTAL, "/few.json": scenario(few), "/many.json": scenario(many) });

const browser = await launch();
try {
  // Once, so that the server has compressed everything.
  await cold("few");
  const loads = [
    ["5 rules, warm cache", await warm("few"), 300],
    ["1,000 rules, warm cache", await warm("many")],
    ["5 rules, nothing cached, 10 Mbit/s", await times(COLD, () => cold("few", LINE)), 1000],
    ["1,000 rules, nothing cached, 10 Mbit/s", await times(COLD, () => cold("many", LINE))],
  ];
  for (const [name, all, goal] of loads) figure(`element, import to first verdict, ${name}, median`, median(all), "ms", goal);
  const held = [
    ["from import to the first verdict, 5 rules", await times(TRACED, () => opening("few")), 50],
    ["from import to the first verdict, 1,000 rules", await times(TRACED, () => opening("many"))],
    ...(await using()),
  ];
  for (const [name, all, goal] of held) figure(`element, longest task ${name}, median`, median(all), "ms", goal);
} finally {
  await browser.close();
  site.close();
}

async function times(count, work) {
  const all = [];
  for (let run = 0; run < count; run += 1) all.push(await work());
  return all;
}

/** Opens the portal, and waits for the first verdict. */
async function open(page, rules) {
  await page.goto("about:blank");
  await page.goto(`${site.origin}/portal.html#${rules}`);
  await page.waitForFunction(() => globalThis.took !== undefined);
  return page.evaluate(() => globalThis.took);
}

/** A browser that was here before: twice, since only the second visit compiles from what it kept. */
async function warm(rules) {
  return inPage(async (page) => {
    await times(2, () => open(page, rules));
    return times(WARM, () => open(page, rules));
  });
}

/** A browser that was never here, on that line. */
async function cold(rules, line) {
  return inPage(async (page) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    if (line) await session.send("Network.emulateNetworkConditions", line);
    return open(page, rules);
  });
}

async function inPage(work) {
  const context = await browser.newContext();
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/** The longest task of a visit with everything cached, until the first verdict. */
async function opening(rules) {
  return inPage(async (page) => {
    await times(2, () => open(page, rules));
    return longest(() => open(page, rules), { between: ["begun", "told"] });
  });
}

/** The longest tasks of what someone does with a thousand rules. */
async function using() {
  const keys = [];
  const findings = [];
  const edits = [];
  for (let run = 0; run < TRACED; run += 1) {
    await inPage(async (page) => {
      await open(page, "many");
      const port = page.locator("#local-port");
      await port.press("End");
      keys.push(await longest(() => settled(page, port.press("3"))));
      const tab = (name) => page.getByRole("tab", { name });
      findings.push(await longest(() => settled(page, tab("Findings").click())));
      await tab("Edit rules").click();
      await page.locator("li.edit-row .face").first().click();
      const ports = page.locator(".rule-form").getByLabel("Destination ports", { exact: true });
      await ports.fill("22");
      await settled(page);
      edits.push(await longest(() => settled(page, ports.press("2"))));
    });
  }
  return [
    ["of a key in the flow, 1,000 rules", keys, 50],
    ["of opening Findings, 1,000 rules", findings, 50],
    ["of a key in a rule, 1,000 rules", edits, 50],
  ];
}

/** What was done, and what came of it in the worker and on the screen. */
async function settled(page, doing) {
  await page.evaluate((here) => performance.mark(here), HERE);
  await doing;
  await page.waitForTimeout(1500);
}

/** Does something; the milliseconds of the longest task of the page's thread meanwhile, or between two marks. */
async function longest(work, { between } = {}) {
  const session = await browser.newBrowserCDPSession();
  const trace = [];
  session.on("Tracing.dataCollected", ({ value }) => trace.push(...value));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  const includedCategories = ["toplevel", "blink.user_timing", "disabled-by-default-devtools.timeline"];
  await session.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories, excludedCategories: ["*"] } });
  await work();
  await session.send("Tracing.end");
  await complete;
  await session.detach();
  const marks = (between ?? []).map((mark) => trace.find(({ name, cat }) => name === mark && cat.includes("user_timing")));
  if (marks.includes(undefined)) throw new Error("the trace has no marks");
  // Chromium's own screens are pages, too, each with a thread of that name: the page's is the one with its marks.
  const mains = marks.length > 0 ? marks : trace.filter(({ name }) => name === HERE);
  const own = ({ pid, tid }) => mains.some((main) => main.pid === pid && main.tid === tid);
  const during = ({ ts, dur }) => marks.length === 0 || (ts + dur > marks[0].ts && ts < marks[1].ts);
  const tasks = trace.filter((event) => /RunTask$/.test(event.name) && event.dur !== undefined && own(event) && during(event));
  if (tasks.length === 0) throw new Error("the trace has no tasks");
  return Math.max(...tasks.map(({ dur }) => dur)) / 1000;
}
