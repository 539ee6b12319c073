// The programs of `examples/`, as they were built from the packed package: what they say is what the rules say.
// `cargo xtask test` builds them and names the folder in EXAMPLES.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";

const examples = process.env.EXAMPLES;
const SUMMARY = /^Denied by Deny-SSH \(priority 200\)/;
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** A page that says so on a status line. */
const PAGES = ["esbuild", "webpack", "vue", "svelte", "angular"];

let browser;
before(async () => {
  browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
});
after(() => browser.close());

/** Serves a folder to this computer alone. */
async function served(folder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname).replace(/\/$/, "/index.html");
    try {
      const body = readFileSync(join(folder, path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** What a page's status says once there is a verdict; a page error fails. */
async function statusOf(address) {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  try {
    await page.goto(address);
    const isThere = () => /^(Denied|Allowed)/.test(document.querySelector("[role=status]")?.textContent ?? "");
    await page.waitForFunction(isThere, { timeout: 60_000 }).catch((error) => assert.fail(`${error.message} ${errors.join()}`));
    assert.deepEqual(errors, []);
    return await page.$eval("[role=status]", (status) => status.textContent);
  } finally {
    await page.close();
  }
}

for (const name of PAGES) {
  test(`${name}: the page says the verdict`, async () => {
    const { address, close } = await served(join(examples, name, "dist"));
    try {
      assert.match(await statusOf(address), SUMMARY);
    } finally {
      close();
    }
  });
}

test("node-function: one file, alone in a folder, answers", () => {
  const alone = mkdtempSync(join(tmpdir(), "nsg-what-if-function-"));
  try {
    cpSync(join(examples, "node-function/out/handler.cjs"), join(alone, "handler.cjs"));
    const program = `require("./handler.cjs").handler({ flow: "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22" }).then(console.log)`;
    assert.match(execFileSync(process.execPath, ["-e", program], { cwd: alone, encoding: "utf8" }), SUMMARY);
  } finally {
    rmSync(alone, { recursive: true });
  }
});

test("next: the server says the verdict, and so does the component in the browser", async () => {
  const folder = join(examples, "next");
  const next = createRequire(join(folder, "package.json")).resolve("next/dist/bin/next");
  const { address, close } = await served(folder);
  close();
  const port = new URL(address).port;
  const server = spawn(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", port], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
  const isReady = new Promise((resolve, reject) => {
    server.stdout.on("data", (text) => `${text}`.includes("Ready") && resolve());
    server.once("exit", (code) => reject(new Error(`next ended with ${code}`)));
  });
  try {
    await isReady;
    const html = await (await fetch(address)).text();
    assert.match(/<p id="server">([^<]*)/.exec(html)[1], SUMMARY);
    assert.match(await statusOf(address), SUMMARY);
  } finally {
    server.kill();
  }
});
