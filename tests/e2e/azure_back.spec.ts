// A browser keeps a page, whole, for whoever presses Back. Playwright turns that off; people have it on.

import { createServer, type Server } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { chromium, expect, test } from "@playwright/test";
import { launchOptions } from "../chromium.ts";
import { AzureCard } from "./fixtures/azure_card.ts";
import { Simulator } from "./fixtures/simulator.ts";

const TYPES: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm", ".json": "application/json" };

/** A host that sends none of the headers: nothing but the page itself keeps it from coming back as it was. */
async function bareHost(simulator: string): Promise<[Server, string]> {
  const site = new URL("../../dist/site/", import.meta.url);
  const server = createServer(async (request, response) => {
    const path = new URL(request.url!, "http://localhost").pathname;
    if (path === "/elsewhere") return void response.setHeader("Content-Type", "text/html").end("<title>elsewhere</title>");
    const file = path === "/" ? "index.html" : path.slice(1);
    const content = await readFile(new URL(file, site)).catch(() => undefined);
    if (!content) return void response.writeHead(404).end();
    response.setHeader("Content-Type", TYPES[extname(file)] ?? "text/plain");
    response.end(file === "index.html" ? content.toString().replace("connect-src 'self'", `connect-src 'self' ${simulator}`) : content);
  });
  await new Promise<void>((listens) => server.listen(0, "127.0.0.1", listens));
  return [server, `http://127.0.0.1:${(server.address() as { port: number }).port}`];
}

test("a page that comes back out of the browser's cache has forgotten the token", async () => {
  const simulator = await Simulator.start({}, () => {});
  const [server, origin] = await bareHost(simulator.origin);
  const browser = await chromium.launch({ ...launchOptions(), ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const page = await browser.newPage();
    await page.addInitScript(() => addEventListener("pageshow", ({ persisted }) => persisted && (document.title = "it was kept")));
    await page.goto(origin);
    const azure = new AzureCard(page);
    await azure.connect(simulator);
    await page.goto(`${origin.replace("127.0.0.1", "localhost")}/elsewhere`);
    await page.goBack({ waitUntil: "commit" });
    await expect(page).toHaveTitle("it was kept");
    await expect(azure.button("Forget the token")).toBeHidden();
    await expect(azure.button("Connect…")).toBeVisible();
    // The same with a token that was pasted and not sent.
    await azure.chooseCustom(simulator.origin);
    await azure.token.fill(await simulator.token());
    await page.evaluate(() => (document.title = "again"));
    await page.goto(`${origin.replace("127.0.0.1", "localhost")}/elsewhere`);
    await page.goBack({ waitUntil: "commit" });
    await expect(page).toHaveTitle("it was kept");
    await expect(page.locator("#token")).toHaveValue("");
  } finally {
    await browser.close();
    server.close();
    await simulator.stop();
  }
});
