// The built page in a real Chromium: keystroke to painted verdict, with 1,000 rules in each group.
// CHROMIUM names the browser.
//
// Real keys are pressed, through the browser's own input pipeline, at the pace of a quick typist and
// out of step with the screen's frames; each changes the flow, so each has a verdict of its own. Times
// are Chromium's own, from its trace: `EventTiming` as the page's Event Timing API has it, but in
// microseconds instead of steps of 8 ms.
//
// * Painted: from the key event's time stamp until the frame with the verdict is painted and handed to
//   the compositor. The handler, its effects, style, layout, paint, and the wait for the frame to be due
//   (up to 16.7 ms at 60 Hz) are all in it; nothing is subtracted.
// * Work: the part of it in which the page keeps the main thread busy, without the wait.
// * Presented: until the compositor has put the frame on the screen. Here that is a software renderer on
//   the same cores, so a page that does nothing but show the key is measured beside it.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { chromium } from "@playwright/test";
import { figure } from "./figure.mjs";

const SITE = "dist/site";
const KEYS = 30;
/** Milliseconds between keys; not a multiple of a frame. */
const PACE = 107;

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const NOTHING = `<!doctype html><title>Nothing</title><input id="key"><output id="out"></output>
<script>key.addEventListener("input", () => { out.textContent = key.value; });</script>`;

const site = createServer((request, response) => {
  const path = normalize(new URL(request.url, "http://localhost").pathname);
  if (path === "/nothing") {
    response.writeHead(200, { "content-type": TYPES[".html"] }).end(NOTHING);
    return;
  }
  const file = join(SITE, path === "/" ? "index.html" : path);
  try {
    const content = readFileSync(file);
    response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "text/plain" }).end(content);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((listening) => site.listen(0, "127.0.0.1", listening));
const origin = `http://127.0.0.1:${site.address().port}`;

// As in tests/e2e/playwright.config.ts, which says why.
const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
  ],
});
try {
  const nothing = await browser.newPage();
  await nothing.goto(`${origin}/nothing`);
  const least = await type(nothing, [["#key", "7"]]);
  await nothing.close();

  const page = await browser.newPage();
  await page.goto(origin);
  await load(page);
  const times = await type(page, [
    ["#local-port", "3"],
    ["#remote-address", "9"],
  ]);

  report("keystroke to painted verdict", times.painted, 16, 50);
  report("of that, the page's own work", times.work);
  report("keystroke to verdict on the screen", times.presented);
  report("the same, a page that shows the key and nothing else", least.presented);
} finally {
  await browser.close();
  site.close();
}

/** Two groups of 1,000 rules, what they refer to, and a flow whose fields are all there. */
async function load(page) {
  await page.getByRole("button", { name: "Clear" }).click();
  const buffer = readFileSync("target/bench/group.json");
  const files = page.locator("article.place input[type=file]");
  for (const place of [0, 1]) {
    await files.nth(place).setInputFiles({ name: "group.json", mimeType: "application/json", buffer });
  }
  await page.getByLabel("VirtualNetwork", { exact: true }).fill("10.0.0.0/16");
  for (const [field, text] of [
    ["local-address", "10.0.17.4"],
    ["local-port", "44"],
    ["remote-address", "198.51.100.1"],
    ["remote-port", "50000"],
  ]) {
    await page.locator(`#${field}`).fill(text);
  }
  await page.locator("article.verdict .word", { hasText: /^(Allow|Deny|Depends)$/ }).waitFor();
}

/** Types the character and deletes it, by turns, in each field; the times of every key in milliseconds. */
async function type(page, fields) {
  const session = await page.context().browser().newBrowserCDPSession();
  const trace = [];
  session.on("Tracing.dataCollected", ({ value }) => trace.push(...value));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  for (const [field] of fields) await page.locator(field).press("End");
  await page.waitForTimeout(PACE);
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline"], excludedCategories: ["*"] },
  });
  for (const [field, character] of fields) {
    await page.locator(field).focus();
    for (let key = 0; key < KEYS; key += 1) {
      await page.keyboard.press(key % 2 === 0 ? character : "Backspace");
      await page.waitForTimeout(PACE);
    }
  }
  await session.send("Tracing.end");
  await complete;
  return timesOf(trace, fields.length * KEYS);
}

function timesOf(trace, count) {
  const keys = trace
    .filter(({ name, ph, args }) => name === "EventTiming" && ph === "b" && args.data?.type === "keydown")
    .map(({ args, pid, tid, ts }) => ({ ...args.data, pid, tid, ts }));
  if (keys.length !== count) throw new Error(`${count} keys were pressed, ${keys.length} were traced`);
  const tasks = trace.filter(({ name, ph }) => name === "RunTask" && ph === "X");
  const busy = ({ pid, tid, ts, timeStamp, commitFinishTime }) => {
    const end = ts + (commitFinishTime - timeStamp) * 1000;
    return tasks
      .filter((task) => task.pid === pid && task.tid === tid)
      .reduce((sum, task) => sum + Math.max(0, Math.min(end, task.ts + task.dur) - Math.max(ts, task.ts)), 0) / 1000;
  };
  return {
    painted: keys.map(({ timeStamp, commitFinishTime }) => commitFinishTime - timeStamp),
    work: keys.map(busy),
    presented: keys.map(({ duration }) => duration),
  };
}

function report(name, times, median, worst) {
  const sorted = times.toSorted((a, b) => a - b);
  figure(`${name}, median`, sorted[Math.floor(sorted.length / 2)], "ms", median);
  figure(`${name}, at worst`, sorted[sorted.length - 1], "ms", worst);
}
