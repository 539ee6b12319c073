// A token in the wrong box: said, not kept, not linked, and two ways out.

import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures/azure_test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { type PlaceName, WhatIfPage } from "./fixtures/what_if_page.ts";

/** Everything that the session keeps. */
const session = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }));

const noted = (page: Page): Locator => page.getByRole("alert").filter({ hasText: "this contains an access token" });

async function unfolded(page: Page, place: PlaceName): Promise<Locator> {
  const whatIf = new WhatIfPage(page);
  await whatIf.unfold(place);
  return whatIf.text(place);
}

const boxes: [string, (page: Page) => Promise<Locator>][] = [
  ["Subnet NSG", (page) => unfolded(page, "Subnet NSG")],
  ["NIC NSG", (page) => unfolded(page, "NIC NSG")],
  ["Remote", async (page) => page.locator("#remote-address")],
  ["Local", async (page) => page.locator("#local-port")],
  ["VirtualNetwork", async (page) => page.locator("#tag-virtualnetwork")],
  ["Contracts", async (page) => {
    await new WhatIfCard(page).show("Contracts");
    return page.getByLabel("Contracts as JSON or YAML");
  }],
  ["Many flows at once", async (page) => {
    await page.getByRole("heading", { name: "Many flows at once" }).click();
    return page.locator("#flows");
  }],
];
for (const [name, find] of boxes) {
  test(`a token that was pasted into ${name} is said, not kept, and moved to its field`, async ({ azure, simulate, page }) => {
    const simulator = await simulate();
    const { json, token } = await simulator.signIn();
    const box = await find(page);
    await box.fill(name.startsWith("Subnet") ? json : token);
    await expect(noted(page)).toContainText(name);
    // Written after a pause: a change that is kept says that it is over.
    await azure.whatIf.go("check");
    await page.locator("#remote-port").fill("4711");
    await expect.poll(() => session(page)).toContain("4711");
    expect(await session(page)).not.toContain(token.split(".")[1]);
    await page.getByRole("button", { name: "Move it to the token field" }).click();
    await expect(noted(page)).toHaveCount(0);
    await expect(azure.token).toHaveValue(/eyJ/);
    await page.getByLabel("Cloud").selectOption("Another endpoint");
    await page.getByLabel("Resource Manager", { exact: true }).fill(simulator.origin);
    await azure.card.locator("form button[type=submit]").click();
    await expect(azure.status).toContainText(/token valid for/i);
  });
}

test("no link is made while a token is in a field, and emptying it lets one", async ({ azure, simulate, page }) => {
  const { token } = await (await simulate()).signIn();
  await azure.whatIf.setFlow({ localPort: "443" });
  await page.locator("#remote-address").fill(token);
  const what = new WhatIfCard(page);
  await what.show("Export");
  await page.getByRole("button", { name: "Make a link", exact: true }).click();
  await expect(page.getByText("remove it to make a link")).toBeVisible();
  await page.getByRole("button", { name: "Clear the field" }).click();
  await azure.whatIf.go("check");
  await expect(page.locator("#remote-address")).toHaveValue("");
  await what.press("Make a link");
  await expect(azure.copyable("the link")).toContainText("#v");
});

test("what only looks a little like a token is kept", async ({ azure, page }) => {
  await azure.whatIf.open();
  await azure.whatIf.unfold("Subnet NSG");
  await page.locator("#subnet").fill(JSON.stringify({ name: "g", tags: { data: "eyJhIjogMX0=" }, properties: { securityRules: [] } }));
  await expect.poll(() => session(page)).toContain("eyJhIjogMX0");
  await expect(noted(page)).toHaveCount(0);
});
