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

test("what Clear took away comes back, until something else is given", async ({ whatIf, page }) => {
  const undo = page.getByRole("button", { name: "Undo: bring back what was there" });
  await whatIf.clear();
  // Of a sample as it came there is nothing to lose.
  await expect(undo).toBeHidden();
  await whatIf.paste("Subnet NSG", "[]");
  await page.locator("#local-address").fill("10.1.2.3");
  await whatIf.clear();
  // Whoever presses twice means once.
  await whatIf.clear();
  await undo.click();
  await expect(whatIf.text("Subnet NSG")).toHaveValue("[]");
  await expect(page.locator("#local-address")).toHaveValue("10.1.2.3");
  await expect(undo).toBeHidden();
  await expect(page.getByRole("button", { name: "Clear", exact: true })).toBeFocused();

  await page.getByLabel("Sample").selectOption("Which of two SSH rules decides");
  await expect(undo).toBeVisible();
  await page.locator("#local-address").fill("10.9.9.9");
  await expect(undo).toBeHidden();
  // A sample with another flow is somebody's own.
  await whatIf.clear();
  await undo.click();
  await expect(page.locator("#local-address")).toHaveValue("10.9.9.9");
});
