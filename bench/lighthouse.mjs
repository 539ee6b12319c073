// Lighthouse on the built page, as on a phone and as on a desk. CHROMIUM names the browser, LIGHTHOUSE the folder that
// it is installed in; `cargo xtask bench` sees to both. It is 176 MB, so that only who measures installs it;
// it asks for Node 22.19, and runs on 20.
//
// The page is served compressed, as one would put it online. `vite preview` does not compress: a phone would wait twice as
// long, and have 80 points for performance.

import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { figure, median } from "./figure.mjs";
import { serve } from "./serve.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
/** The performance of a page varies from run to run. */
const RUNS = 3;

const { resolve } = createRequire(join(process.env.LIGHTHOUSE, "package.json"));
const load = (name) => import(pathToFileURL(resolve(name)));
const [{ default: lighthouse, desktopConfig }, { launch }] = [await load("lighthouse"), await load("chrome-launcher")];

const site = await serve("dist/site");
const isRoot = process.getuid?.() === 0;
const chrome = await launch({
  chromePath: process.env.CHROMIUM,
  chromeFlags: ["--headless=new", "--disable-background-networking", "--no-first-run", ...(isRoot ? ["--no-sandbox"] : [])],
});
try {
  for (const [device, settings] of [["a phone", undefined], ["a desk", desktopConfig]]) {
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await audited(settings));
    for (const category of CATEGORIES) {
      const scores = runs.map(({ categories }) => 100 * categories[category].score);
      figure(`Lighthouse on ${device}: ${category}, median`, median(scores), "", 95, { atLeast: true });
    }
    missed(device, runs.at(-1));
  }
} finally {
  await chrome.kill();
  site.close();
}

async function audited(settings) {
  const options = { port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES };
  const { lhr } = await lighthouse(`${site.origin}/`, options, settings);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return lhr;
}

/** What costs points, in words, for who wants them back. */
function missed(device, { categories, audits }) {
  const costing = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  for (const { id } of costing) {
    const { score, displayValue = "" } = audits[id];
    if (score !== null && score < 0.95) console.log(`Lighthouse on ${device}: ${id} has ${Math.round(100 * score)} ${displayValue}`);
  }
}
