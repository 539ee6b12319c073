// The files of hosting/ send what `web/headers.ts` sends, and the built page works behind each of them.

import { readdirSync, readFileSync } from "node:fs";
import { ALWAYS, policyOf } from "../../web/headers.ts";
import { HOSTS, type Running, hostingFile } from "./fixtures/hosts.ts";
import { expect, test as base } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

const root = new URL("../..", import.meta.url).pathname;
const assets = readdirSync(`${root}dist/site/assets`);

/** Beside every file: a policy does no harm to a style, and an error page is a page, too. */
const EVERYWHERE: Record<string, string> = {
  ...ALWAYS,
  "Content-Security-Policy": policyOf(readFileSync(`${root}index.html`, "utf8")),
};

const KEPT = "public, max-age=31536000, immutable";

base("every file of hosting/ has the headers of web/headers.ts, and no others", () => {
  const nginx = [...hostingFile("nginx.conf").matchAll(/^\s*add_header (\S+) (?:"(.*)"|(\S+)) always;$/gm)];
  const { globalHeaders } = JSON.parse(hostingFile("staticwebapp.config.json")) as { globalHeaders: Record<string, string> };
  const [, caddy = ""] = /\n\theader \{\n(.*?)\n\t\}/s.exec(hostingFile("Caddyfile")) ?? [];
  expect(globalHeaders).toEqual({ ...EVERYWHERE, "Cache-Control": "no-store" });
  expect(Object.fromEntries(nginx.map(([, name, value, variable]) => [name, value ?? variable]))).toEqual({
    ...EVERYWHERE,
    "Cache-Control": "$nsg_what_if_cache",
  });
  expect(Object.fromEntries([...caddy.matchAll(/^\t\t([A-Z]\S+) "(.*)"$/gm)].map(([, name, value]) => [name, value]))).toEqual(EVERYWHERE);
});

for (const host of HOSTS) {
  const test = base.extend<object, { running: Running }>({
    running: [
      async ({}, use) => {
        const running = await host.start();
        await use(running);
        await running.stop();
      },
      { scope: "worker" },
    ],
    baseURL: ({ running }, use) => use(running.origin),
  });

  // The reason stands in the name: the list of tests that are skipped has no other place for it.
  test.describe([`on ${host.name}`, host.missing].filter(Boolean).join(": "), () => {
    // One after the other, so that a host is started once.
    test.describe.configure({ mode: "default" });
    test.skip(Boolean(host.missing), host.missing);

    test("every answer has the headers, and only what never changes is kept", async ({ request }) => {
      const hashed = ["js", "wasm", "css"].map((ending) => `/assets/${assets.find((name) => name.endsWith(`.${ending}`))}`);
      for (const path of ["/", "/index.html", "/docs/", "/docs/security.html", ...hashed, "/docs/style.css", "/no-such-page", "/assets/gone.js"]) {
        const response = await request.get(path);
        expect(response.status(), path).toBe(/no-such|gone/.test(path) ? 404 : 200);
        const headers = response.headers();
        for (const [name, value] of Object.entries(EVERYWHERE)) expect(headers[name.toLowerCase()], `${path}: ${name}`).toBe(value);
        expect(headers["cache-control"], path).toBe(hashed.includes(path) ? KEPT : "no-store");
      }
    });

    test("every file has its own type", async ({ request }) => {
      const types: Record<string, RegExp> = {
        js: /^text\/javascript\b/,
        css: /^text\/css\b/,
        svg: /^image\/svg\+xml\b/,
        wasm: /^application\/wasm$/,
        json: /^application\/json\b/,
      };
      for (const name of assets) {
        const response = await request.get(`/assets/${name}`);
        expect(response.headers()["content-type"], name).toMatch(types[name.split(".").at(-1)!]!);
      }
      expect((await request.get("/")).headers()["content-type"]).toMatch(/^text\/html\b/);
      expect((await request.get("/docs/page.png")).headers()["content-type"]).toBe("image/png");
    });

    test("the page judges, analyses in its worker and teaches, from modules that are compiled while they come", async ({ page, whatIf }) => {
      await page.addInitScript(() => {
        const streamed: string[] = [];
        const original = WebAssembly.instantiateStreaming;
        WebAssembly.instantiateStreaming = async (source, imports) => {
          const module = await original.call(WebAssembly, source, imports);
          streamed.push((await source).url);
          return module;
        };
        Object.assign(window, { streamed });
      });
      await whatIf.open();
      await expect(whatIf.word).toHaveText("Deny");
      expect(await page.evaluate(() => (window as unknown as { streamed: string[] }).streamed.join())).toContain("/assets/page_bg-");

      const [web, twin] = [100, 200].map((priority) => rule({ name: `Allow-${priority}`, priority, source: "Internet", port: "443" }));
      await whatIf.clear();
      await whatIf.paste("NIC NSG", group("nsg-web", [web!, twin!]));
      const card = new WhatIfCard(page);
      await card.show("Findings");
      await expect(card.findings.first()).toContainText("Allow-200");

      await page.goto("/#/learn/first-match-wins");
      await page.reload();
      await expect(page.getByRole("heading", { name: "A list that is read from the top" })).toBeVisible();
    });

    test("the documentation has its style", async ({ page }) => {
      await page.goto("/docs/security.html");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Security");
      expect(await page.evaluate(() => document.styleSheets.length)).toBe(1);
    });

    test("nobody can put a page into a frame", async ({ page, noise }) => {
      const frames = `<iframe src="/"></iframe><iframe src="/docs/index.html"></iframe>`;
      await page.route("**/frame.html", (route) => route.fulfill({ contentType: "text/html", body: frames }));
      await page.goto("/frame.html");
      await expect.poll(() => noise.filter((line) => line.includes("frame-ancestors")).length).toBe(2);
      noise.length = 0;
      for (const frame of await page.locator("iframe").all()) {
        await expect(frame.contentFrame().getByRole("heading")).toHaveCount(0);
      }
    });
  });
}
