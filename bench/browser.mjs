// The built page in a real Chromium: keystroke to painted verdict, with 1,000 rules in each group.
// CHROMIUM names the browser.
//
// Real keys are pressed, through the browser's own input pipeline, at the pace of a quick typist and
// out of step with the screen's frames; each changes the flow, so each has a verdict of its own. Times
// are Chromium's own, from its trace: `EventTiming` as the page's Event Timing API has it, but in
// microseconds instead of steps of 8 ms. They run from the key event's time stamp until the frame with
// the verdict is on the screen: handler, effects, style, layout, paint, compositor, and the wait until a
// frame is due. Nothing is subtracted. That the frame holds the whole verdict is checked: every part of it
// must have changed by the time that the key's handlers and their effects are done.
//
// Beside it: until they are done, which is the page's own code; and a page that shows the key and
// nothing else, the least that this browser takes.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { figure } from "./figure.mjs";
import { launch } from "./chromium.mjs";

const SITE = "dist/site";
const KEYS = 30;
/** Milliseconds between keys; not a multiple of a frame. */
const PACE = 107;

/** What one key sets off, not always all before the same frame. */
const PRESSED = new Set(["keydown", "keypress", "beforeinput", "input"]);

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

const browser = await launch();
try {
  const least = await typed(`${origin}/nothing`, () => {}, "#out", [["#key", "7"]]);
  const times = await typed(origin, load, "section:has(> article.verdict)", [
    ["#local-port", "3"],
    ["#remote-address", "9"],
  ]);

  report("keystroke to painted verdict, 1,000 rules in each group", times.presented, 16, 50);
  report("of that, handlers and effects", times.handled);
  report("a page that shows the key and nothing else", least.presented);
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

/** The times of keys on a page, measured anew where the browser was disturbed: of some hundred keys it traces one badly. */
async function typed(address, prepare, answer, fields, tries = 3) {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    await prepare(page);
    return await type(page, answer, fields);
  } catch (error) {
    if (tries === 1) throw error;
    console.error(`measured anew: ${error.message}`);
    return typed(address, prepare, answer, fields, tries - 1);
  } finally {
    await page.close();
  }
}

/**
 * Types the character and deletes it, by turns, in each field; the times of every key in milliseconds.
 *
 * @param {string} answer what every key must change
 */
async function type(page, answer, fields) {
  const session = await page.context().browser().newBrowserCDPSession();
  const trace = [];
  session.on("Tracing.dataCollected", ({ value }) => trace.push(...value));
  const complete = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  for (const [field] of fields) await page.locator(field).press("End");
  await page.waitForTimeout(PACE);
  await page.locator(answer).evaluate((node) => {
    window.changes = [];
    const watch = new MutationObserver(() => window.changes.push(performance.now()));
    watch.observe(node, { subtree: true, childList: true, characterData: true, attributes: true });
  });
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
  const events = trace
    .filter(({ name, ph, args }) => name === "EventTiming" && ph === "b" && PRESSED.has(args.data?.type))
    .map(({ args }) => args.data)
    .sort((a, b) => a.timeStamp - b.timeStamp);
  const starts = events.filter(({ type }) => type === "keydown").map(({ timeStamp }) => timeStamp);
  if (starts.length !== fields.length * KEYS) throw new Error(`of the keys, ${starts.length} were traced`);
  const changes = await page.evaluate(() => window.changes);
  const keys = starts.map((start, key) => {
    const own = (time) => time >= start && time < (starts[key + 1] ?? Infinity);
    const pressed = events.filter(({ timeStamp }) => own(timeStamp));
    const handled = Math.max(...pressed.map(({ processingEnd }) => processingEnd));
    const presented = Math.max(...pressed.map(({ timeStamp, duration }) => timeStamp + duration));
    const changed = changes.filter(own);
    if (changed.length === 0) throw new Error(`key ${key} changed nothing`);
    if (Math.max(...changed) > handled) throw new Error(`key ${key}: part of the verdict came after its handlers`);
    return { handled: handled - start, presented: presented - start };
  });
  return { handled: keys.map(({ handled }) => handled), presented: keys.map(({ presented }) => presented) };
}

function report(name, times, median, worst) {
  const sorted = times.toSorted((a, b) => a - b);
  figure(`${name}, median`, sorted[Math.floor(sorted.length / 2)], "ms", median);
  figure(`${name}, at worst`, sorted[sorted.length - 1], "ms", worst);
}
