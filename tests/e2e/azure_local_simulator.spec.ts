import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import type { AzureCard } from "./fixtures/azure_card.ts";
import { expect, test } from "./fixtures/azure_test.ts";

const site = new URL("../../dist/site/index.html", import.meta.url);

// The simulator that playwright.config.ts starts beside the page, as `cargo xtask serve` does.
async function connect(azure: AzureCard, page: Page, mayAsk: Set<string>): Promise<void> {
  const origin = await page.locator("meta[name=local-simulator]").getAttribute("content");
  mayAsk.add(origin!);
  await azure.button("Local simulator").click();
  await expect(azure.status).toContainText("Local simulator");
  await expect(azure.token).toBeHidden();
  await expect(azure.card).toContainText(/Azure agrees about vm-web-1\. For vm-web-new-rule the answers differ/);
  await page.getByLabel("Subscription").selectOption("Contoso Production");
}

test("one press connects to the local simulator, and the way to a difference is short", async ({ azure, page, mayAsk }) => {
  await connect(azure, page, mayAsk);
  // Nothing has to be searched for.
  await azure.machines.filter({ hasText: "vm-web-new-rule" }).click();
  await azure.fetched.waitFor();
  await azure.httpsFromInternet();
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.causes.first()).toContainText("Azure was still applying a change");
});

test("and the way to an agreement is as short", async ({ azure, page, mayAsk }) => {
  await connect(azure, page, mayAsk);
  await azure.machines.filter({ hasText: "vm-web-1" }).click();
  await azure.fetched.waitFor();
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
});

test("beside the form for a token there is one way on, and the simulator is none of the clouds", async ({ azure, page }) => {
  await azure.button("Connect…").click();
  await expect(azure.button("Local simulator")).toBeHidden();
  await expect(page.getByLabel("Cloud").locator("option")).toHaveText(["Azure", "Azure US Government", "Azure China", "Another endpoint"]);
  await azure.button("Close").click();
  await expect(azure.button("Local simulator")).toBeVisible();
});

test("a page that is deployed shows no trace of it", async ({ azure, page }) => {
  const deployed = readFileSync(site, "utf8");
  expect(deployed).not.toMatch(/simulator|127\.0\.0\.1|localhost/);
  await page.route("/", (route) => route.fulfill({ body: deployed, contentType: "text/html" }));
  await page.reload();
  await expect(azure.button("Connect…")).toBeVisible();
  await expect(page.getByText(/simulator/i).filter({ visible: true })).toHaveCount(0);
});
