import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { NsgWhatIfElement } from "../../crates/plugin/npm/element.d.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

const PACKAGE = "crates/plugin/npm/README.md";
const root = new URL("../..", import.meta.url).pathname;
const types: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };

// The package's README as a customer copies it. What runs without a browser is in tests/npm/readme_examples.test.mjs.
test("the element of the README judges the group that it fetches", async ({ page, baseURL }) => {
  const [, example] = /```html\n(.*?)```/s.exec(readFileSync(join(root, PACKAGE), "utf8")) ?? [];
  // Without a bundler, a name is an address by an import map.
  const names = JSON.stringify({ imports: { "nsg-what-if/element": "/portal/element.js" } });
  const html = `<!doctype html><html lang="en"><title>Portal</title><script type="importmap">${names}</script>${example}`;
  const ssh = group("nsg-web", [rule({ name: "Allow-SSH", port: "22" })]);
  await page.route("**/portal.html", (route) => route.fulfill({ body: html, contentType: "text/html" }));
  await page.route("**/nsg.json", (route) => route.fulfill({ body: ssh, contentType: "application/json" }));
  await page.route("**/portal/**", (route) => {
    const name = new URL(route.request().url()).pathname.replace("/portal/", "");
    const contentType = types[name.split(".").at(-1) ?? ""] ?? "text/plain";
    return route.fulfill({ body: readFileSync(join(root, "dist/npm", name)), contentType });
  });
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(`${baseURL}/portal.html`);
  await expect(page.getByRole("heading", { name: "Verdict" })).toBeVisible();
  await page.locator("nsg-what-if").evaluate((element) => {
    const ssh = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 22, remoteIPAddress: "203.0.113.10" } as const;
    (element as NsgWhatIfElement).flow = ssh;
  });
  await expect.poll(() => said.join("\n")).toContain("Allowed by Allow-SSH");
});
