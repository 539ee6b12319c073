// Under the policies that portals have, from their own origin and from another one.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, template, test, nicText, toCheck, toWhatIf } from "./portal.ts";

const installed = join(process.env.PORTAL ?? "", "node_modules/nsg-what-if");

test("a sealed one works where nothing may be connected to, the analysis included", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "fetch" || request.resourceType() === "xhr") asked.push(request.url());
  });
  await page.goto("/sealed.html");
  const element = page.locator("nsg-what-if");
  await expect(element.locator(".verdict .word")).toHaveText("Deny");
  await toWhatIf(element);
  await element.getByRole("tab", { name: "Findings" }).click();
  await expect(element.locator(".finding").first()).toBeVisible();
  await expect(element.getByRole("button", { name: /Connect/ })).toBeHidden();
  await expect(element.getByRole("heading", { name: "Confirm with Azure" })).toBeHidden();
  await (await nicText(element)).fill(template);
  await expect(element.getByText("nsg-template: 0 rules")).toBeVisible();
  expect(asked).toEqual([]);
});

test("once it was used, it goes on without a network", async ({ portal, page }) => {
  await portal.open();
  await toWhatIf(portal.shop);
  await portal.shop.getByRole("tab", { name: "Findings" }).click();
  await expect(portal.shop.locator(".finding").first()).toBeVisible();
  await page.context().setOffline(true);
  await toCheck(portal.shop);
  await portal.shop.getByRole("button", { name: "RDP" }).click();
  await portal.expectLast("shop", "nsg-verdict", { flow: { localPort: "3389" } });
  await toWhatIf(portal.shop);
  await portal.shop.getByRole("tab", { name: "Change the result" }).click();
  await portal.shop.getByRole("button", { name: "What would allow it?" }).last().click();
  await expect(portal.shop.locator(".mend").first()).toBeVisible();
});

test.describe("from another origin", () => {
  const types: Record<string, string> = { js: "text/javascript", wasm: "application/wasm" };
  let tamper = "";
  /** The package's files as they are, for pages of other origins. */
  const files = createServer((request, response) => {
    const name = (request.url ?? "").slice(1);
    const file = join(installed, name);
    const type = types[name.split(".").at(-1) ?? ""];
    if (type === undefined || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    const content = readFileSync(file);
    response.writeHead(200, { "Content-Type": type, "Access-Control-Allow-Origin": "*" });
    response.end(name === tamper ? Buffer.concat([content, Buffer.from([0, 1, 0])]) : content);
  });
  /** A page that trusts the other origin, and that by a digest alone; its address says in which language. */
  const pages = createServer((request, response) => {
    const language = request.url === "/ko" ? "ko" : "en";
    const origin = originOf(files);
    const digest = createHash("sha384").update(readFileSync(join(installed, "element.js"))).digest("base64");
    const policy = `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; connect-src ${origin}; worker-src blob:`;
    response.writeHead(200, { "Content-Type": "text/html", "Content-Security-Policy": policy });
    response.end(`<!doctype html><html lang="${language}"><title>Elsewhere</title>
      <script type="module" src="${origin}/element.js" integrity="sha384-${digest}" crossorigin></script>
      <nsg-what-if flow='{"direction":"Inbound","protocol":"TCP","localIPAddress":"10.0.1.4","localPort":22,"remoteIPAddress":"10.0.2.5"}'
        scenario='{"subnetSecurityGroup":{"name":"web","properties":{"securityRules":[]}},"network":{"virtualNetwork":["10.0.0.0/16"]}}'></nsg-what-if>`);
  });
  const originOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  test.beforeAll(async () => {
    for (const server of [files, pages]) {
      await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    }
  });
  test.afterAll(() => [files, pages].forEach((server) => server.close()));

  test("its digest is asked for, and its worker starts", async ({ page }) => {
    tamper = "";
    await page.goto(originOf(pages));
    const element = page.locator("nsg-what-if");
    await expect(element.locator(".verdict .word")).toHaveText("Allow");
    await toWhatIf(element);
    await element.getByRole("tab", { name: "Findings" }).click();
    const findings = element.getByRole("tabpanel", { name: "Findings" });
    await expect(findings).not.toBeEmpty();
    await expect(findings.locator(".problem")).toHaveCount(0);
    await expect(findings).not.toContainText("Checking every rule");
    await element.evaluate((it) => it.setAttribute("lang", "ko"));
    await expect(element.locator(".verdict .word")).toHaveText("허용");
  });

  test("another module than the one that was built is refused", async ({ page, noise }) => {
    tamper = "element/page_bg.wasm";
    await page.goto(originOf(pages));
    const element = page.locator("nsg-what-if");
    await expect(element.getByRole("alert")).toContainText("could not be loaded");
    expect(noise.splice(0).join()).toContain("integrity");
    tamper = "element/split_element.wasm";
    await element.getByRole("button", { name: "Try again" }).click();
    await expect(element.getByRole("alert")).toContainText("could not be loaded");
    expect(noise.splice(0).join()).toContain("integrity");
    tamper = "";
    await element.getByRole("button", { name: "Try again" }).click();
    await expect(element.locator(".verdict .word")).toHaveText("Allow");
    tamper = "element/page_bg.wasm";
    await page.goto(`${originOf(pages)}/ko`);
    await expect(element.getByRole("alert")).toContainText("불러오지 못했습니다");
    expect(noise.splice(0).join()).toContain("integrity");
  });
});
