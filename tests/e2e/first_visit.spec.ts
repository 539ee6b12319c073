import { forgotten } from "./fixtures/session.ts";
import { expect, test } from "./fixtures/test.ts";

test("the page opens on a sample with a verdict already there", async ({ whatIf }) => {
  await expect(whatIf.word).toHaveText("Deny");
  await expect(whatIf.rule).toContainText("defaultSecurityRules/DenyAllInBound · NIC NSG");
  await expect(whatIf.row("Allow-HTTPS")).toContainText("Every field matches.");
});

test("every sample has a verdict", async ({ whatIf, page }) => {
  const samples = page.getByLabel("Sample");
  const names = await samples.locator("option:not([value=''])").allTextContents();
  expect(names.length).toBeGreaterThan(2);
  for (const name of names) {
    await samples.selectOption(name);
    await expect(whatIf.word).toHaveText(/^(Allow|Deny|Depends)$/);
  }
});

test("Clear wipes everything, also for the next reload", async ({ whatIf, page }) => {
  await whatIf.clear();
  await expect(whatIf.word).toHaveText("No rules yet");
  await expect(whatIf.text("Subnet NSG")).toHaveValue("");
  await expect(page.locator("#local-address")).toHaveValue("");
  await forgotten(page, "Allow-HTTPS");
  await page.reload();
  await expect(whatIf.word).toHaveText("No rules yet");
});
