import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/azure_test.ts";
import { held } from "./fixtures/held.ts";

/** The part of the page that asks Azure: a file of its own. */
const part = /\/split_azure-[^/]+\.wasm$/;

/** The parts of the page that are asked for from now on; what several share comes with each of them. */
function parts(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/split_[^/]+\.wasm$/.test(request.url())) asked.push(request.url());
  });
  return asked;
}

test("who never asks Azure does not load what does; who does loads it once", async ({ azure, page }) => {
  const asked = parts(page);
  await page.reload();
  await expect(azure.whatIf.word).toHaveText("Deny");
  await expect(azure.confirm).toContainText("Connect to Azure above");
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await azure.button("Connect…").focus();
  await page.keyboard.press("Enter");
  await expect(azure.token).toBeVisible();
  // What was pressed is still in hand.
  await expect(azure.button("Close")).toBeFocused();
  await azure.many.open();
  await expect(azure.many.list).toBeVisible();
  expect(asked).toEqual([expect.stringMatching(part)]);
});

test("a list of flows loads it, too", async ({ azure, page }) => {
  const asked = parts(page);
  await azure.many.judge(["Inbound TCP 203.0.113.10:* -> 10.0.1.4:443"]);
  await expect(azure.many.rows).toHaveCount(1);
  expect(asked).toEqual([expect.stringMatching(part)]);
});

test("while it is on its way the page says so, where it was asked for", async ({ azure, page }) => {
  const arrive = await held(page, part);
  await azure.many.open();
  await expect(page.locator("details.many").getByRole("status").filter({ hasText: "Loading" })).toBeVisible();
  await expect(azure.card.getByText("Loading")).toBeHidden();
  arrive();
  await expect(azure.many.list).toBeVisible();
  await expect(page.getByText("Loading")).toBeHidden();
});

test("where it cannot be loaded the page says so, and another try does what was pressed", async ({ azure, page, noise, mayAsk }) => {
  mayAsk.add((await page.locator("meta[name=local-simulator]").getAttribute("content"))!);
  await page.route(part, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "not here" }));
  await azure.button("Local simulator").click();
  await expect(azure.card.getByRole("status").filter({ hasText: "could not be loaded" })).toBeVisible();
  expect(noise.splice(0).join()).toContain("404");
  await page.unroute(part);
  await azure.button("Try again").click();
  await expect(azure.status).toContainText("Local simulator");
  await expect(page.getByText("could not be loaded")).toBeHidden();
});

test("a server that does not know WebAssembly serves it, too", async ({ azure, page }) => {
  await page.route(part, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { "content-type": "application/octet-stream" } });
  });
  await azure.button("Connect…").click();
  await expect(azure.token).toBeVisible();
});
