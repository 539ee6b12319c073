import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { settled, watch } from "../../settled.ts";
import { expect, test, toWhatIf } from "./portal.ts";

async function expectNoViolations(page: Page): Promise<void> {
  // As tests/e2e/fixtures/axe.ts does, and says why.
  const { violations } = await new AxeBuilder({ page }).include("nsg-what-if").setLegacyMode(true).options({ resultTypes: ["violations"] }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("an element has no violation, whatever it shows", async ({ portal, page }) => {
      await watch(page);
      await portal.open();
      await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
      await expectNoViolations(page);
      await toWhatIf(portal.shop);
      await portal.shop.getByRole("tab", { name: "Findings" }).click();
      await expect(portal.shop.locator(".finding").first()).toBeVisible();
      await portal.with(portal.bare, (it) => void (it.view = "lessons"));
      await expect(portal.bare.locator(".walk").first()).toBeVisible();
      await settled(page);
      await expectNoViolations(page);
    });
  });
}

test("the keyboard goes through an element and out of it again", async ({ portal, page }) => {
  await portal.open();
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  const inside = () => page.evaluate(() => document.activeElement?.id);
  const seen = new Set<string | undefined>();
  for (let tries = 0; tries < 120 && !seen.has("bare"); tries++) {
    await page.keyboard.press("Tab");
    seen.add(await inside());
  }
  expect([...seen].filter((id) => id === "shop" || id === "bare")).toEqual(["shop", "bare"]);
});
