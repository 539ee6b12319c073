import { existsSync, readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";

// The package as a portal serves it: plain files of its own origin, no bundler, under the strict policy.
const types: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };

async function serve(page: Page, extra: Record<string, string> = {}): Promise<void> {
  await page.route("**/portal/*", (route) => {
    const name = new URL(route.request().url()).pathname.split("/").at(-1) ?? "";
    const file = new URL(`../../dist/npm/${name}`, import.meta.url);
    const body = extra[name] ?? (existsSync(file) ? readFileSync(file) : undefined);
    const contentType = types[name.split(".").at(-1) ?? ""];
    if (body === undefined || contentType === undefined) return route.fulfill({ status: 404 });
    return route.fulfill({ body, contentType });
  });
}

const ask = `
  import init, { verifyIpFlow } from "./index.js";
  export async function ask() {
    await init();
    const rule = { name: "Allow-SSH", properties: { priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp",
      sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" } };
    const flow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 22,
      remoteIPAddress: "203.0.113.10", remotePort: "*" };
    const { access, ruleName } = verifyIpFlow({ subnetSecurityGroup: { properties: { securityRules: [rule] } } }, flow);
    return access + " " + ruleName;
  }`;

test("in a page", async ({ page, baseURL }) => {
  await serve(page, { "ask.js": ask });
  await page.goto(baseURL ?? "/");
  const answer = await page.evaluate(async () => {
    const address = "/portal/ask.js";
    const portal = (await import(address)) as { ask(): Promise<string> };
    return portal.ask();
  });
  expect(answer).toBe("Allow securityRules/Allow-SSH");
});

test("in a worker", async ({ page, baseURL }) => {
  const worker = 'import { ask } from "./ask.js"; ask().then((answer) => postMessage(answer), (error) => postMessage(String(error)));';
  await serve(page, { "ask.js": ask, "worker.js": worker });
  // A page of its own: that of the tool lets no worker through but its own.
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  const body = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  await page.route("**/portal/page.html", (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(`${baseURL ?? ""}/portal/page.html`);
  const answer = await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const asked = new Worker("/portal/worker.js", { type: "module" });
        asked.onmessage = ({ data }) => resolve(data);
        asked.onerror = ({ message }) => reject(new Error(message));
      }),
  );
  expect(answer).toBe("Allow securityRules/Allow-SSH");
});
