import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { NsgWhatIfElement } from "../../crates/plugin/npm/element.d.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

const PACKAGE = "crates/plugin/npm/README.md";
const PROJECT = "README.md";
const root = new URL("../..", import.meta.url).pathname;
const types: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };
const ssh = group("nsg-web", [rule({ name: "Allow-SSH", port: "22" })]);
const flow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 22, remoteIPAddress: "203.0.113.10" } as const;

/** A portal's page with a README's example in it; without a bundler, a name is an address by an import map. */
async function open(page: Page, baseURL: string | undefined, readme: string): Promise<void> {
  const [, example] = /```html\n(.*?)```/s.exec(readFileSync(join(root, readme), "utf8")) ?? [];
  const names = JSON.stringify({ imports: { "nsg-what-if/element": "/portal/element.js" } });
  const html = `<!doctype html><html lang="en"><title>Portal</title><script type="importmap">${names}</script>${example}`;
  await page.route("**/portal.html", (route) => route.fulfill({ body: html, contentType: "text/html" }));
  await page.route("**/nsg.json", (route) => route.fulfill({ body: ssh, contentType: "application/json" }));
  await page.route("**/portal/**", (route) => {
    const name = new URL(route.request().url()).pathname.replace("/portal/", "");
    const contentType = types[name.split(".").at(-1) ?? ""] ?? "text/plain";
    return route.fulfill({ body: readFileSync(join(root, "dist/npm", name)), contentType });
  });
  await page.goto(`${baseURL}/portal.html`);
  await expect(page.getByRole("heading", { name: "Verdict" })).toBeVisible();
}

// The READMEs' elements as a customer copies them. What runs without a browser is in tests/npm/readme_examples.test.mjs.
test("the element of the package's README judges the group that it fetches", async ({ page, baseURL }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await open(page, baseURL, PACKAGE);
  await page.locator("nsg-what-if").evaluate((element, flow) => {
    (element as NsgWhatIfElement).flow = flow;
  }, flow);
  await expect.poll(() => said.join("\n")).toContain("Allowed by Allow-SSH");
});

test("the element of the project's README is the whole tool", async ({ page, baseURL }) => {
  await open(page, baseURL, PROJECT);
  await page.locator("nsg-what-if").evaluate(
    (element, [scenario, flow]) => Object.assign(element as NsgWhatIfElement, { scenario, flow }),
    [{ networkInterfaceSecurityGroup: ssh }, flow] as const,
  );
  await expect(page.locator("nsg-what-if .verdict .word")).toHaveText("Allow");
  await page.getByRole("button", { name: "What if" }).click();
  await expect(page.getByRole("tab", { name: "Edit rules" })).toBeVisible();
});
