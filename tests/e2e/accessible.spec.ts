import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

async function expectNoViolations(page: Page): Promise<void> {
  // axe evaluates in the page's own world; it adds no script element, so the policy holds.
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("a denial, an allowance, a question and an empty page have no violation", async ({ whatIf, page }) => {
      for (const sample of await page.getByLabel("Sample").locator("option:not([value=''])").allTextContents()) {
        await page.getByLabel("Sample").selectOption(sample);
        await page.waitForTimeout(200);
        await expectNoViolations(page);
      }
      await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", remoteAddress: "10.0.2.5", localAddress: "10.0.1.4", localPort: "9" });
      await page.waitForTimeout(200);
      await expectNoViolations(page);
      await whatIf.clear();
      await page.waitForTimeout(200);
      await expectNoViolations(page);
    });

    test("diagnostics and errors have no violation, on a phone", async ({ whatIf, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await whatIf.paste("Subnet NSG", group("nsg", [rule({ name: "Odd rule", source: "10.0.0.0/33", port: "80-20" })]));
      await whatIf.setFlow({ remoteAddress: "nonsense", localPort: "70000" });
      await page.waitForTimeout(200);
      await expectNoViolations(page);
    });
  });
}

test("nothing is cut off at 320 pixels", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await expect(whatIf.word).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
