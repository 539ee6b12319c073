// What the page before kept and sent, and what a page after this one will: `web/src/state/version_1/link.json` was written by
// the code of before.

import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";

import type { Page } from "@playwright/test";
import { passes } from "../settled.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { goTo } from "./fixtures/what_if_page.ts";

const before: Record<string, string> = JSON.parse(readFileSync("web/src/state/version_1/link.json", "utf8"));

/** As the page packs it: `web/pack.ts`. */
const packed = (text: string) => deflateRawSync(text).toString("base64url");

/** Opens the page with what a session kept. */
async function reopen(page: Page, entries: Record<string, string>): Promise<void> {
  // A page of the same origin that keeps nothing itself.
  await page.goto("/docs/index.html");
  await page.evaluate((kept) => {
    sessionStorage.clear();
    for (const [key, text] of Object.entries(kept)) sessionStorage.setItem(`nsg-what-if/${key}`, text);
  }, entries);
  await page.goto("/");
}

/** The edits and the fields of the form. */
async function expectAll(page: Page): Promise<void> {
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.card.getByRole("button", { name: "Inbound", exact: true }).click();
  await expect(what.row("Allow-Web-From-Internet")).toContainText("disabled");
  await expect(what.row("New")).toContainText("777");
  await what.show("Contracts");
  await expect(what.contracts).toHaveValue(/no ssh/);
  await goTo(page, "check");
  await expect(page.locator("#local-address")).toHaveValue("10.0.3.4");
  await expect(page.locator("#remote-address")).toHaveValue("not yet");
}

test("a link of the page before opens with its edits", async ({ page }) => {
  await page.goto("about:blank");
  await page.goto(`/#v1=${packed(JSON.stringify(before))}`);
  const offer = page.getByRole("region", { name: "Opened with a link" });
  await expect(offer).toContainText(/Subnet NSG \(groups\.json\): \d+ KB, with edits/);
  await offer.getByRole("button", { name: "Open it" }).click();
  await expectAll(page);
});

test("a session of the page before goes on", async ({ page }) => {
  await reopen(page, before);
  await expectAll(page);
  await page.locator("#remote-address").fill("10.0.2.4");
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage))).toEqual(["nsg-what-if/scenario"]);
});

test("a link of a newer page is refused in a sentence", async ({ whatIf, page }) => {
  for (const fragment of ["#v3=abc", `#v2=${packed('{"version":3,"content":{}}')}`]) {
    await page.goto("about:blank");
    await page.goto(`/${fragment}`);
    await expect(page.getByText(/A newer version of this page made this link/)).toBeVisible();
    await expect(whatIf.word).toHaveText("Deny");
  }
});

test("a session of a newer page is left alone until something is changed", async ({ whatIf, page }) => {
  await page.clock.install();
  const kept = '{"version":3,"content":{}}';
  const scenario = () => page.evaluate(() => sessionStorage.getItem("nsg-what-if/scenario"));
  await reopen(page, { scenario: kept });
  const said = page.getByText(/A newer version of this page stored what this tab had/);
  await expect(said).toBeVisible();
  // Longer than typing has to rest before the page writes.
  await passes(page, 1_000);
  expect(await scenario()).toBe(kept);
  await whatIf.clear();
  await expect(said).toBeHidden();
  expect(JSON.parse((await scenario()) ?? "").version).toBe(2);
});
