import { existsSync, readFileSync } from "node:fs";
import { test as azureTest } from "./fixtures/azure_test.ts";
import { atOnce } from "./fixtures/simulator.ts";
import { expect, test } from "./fixtures/test.ts";

// The README's pictures. `UPDATE_SCREENSHOT=1 cargo xtask test` takes them anew.
const picture = new URL("../../docs/page.png", import.meta.url);
const disagreement = new URL("../../docs/confirm.png", import.meta.url);

test("the README shows the page", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await expect(whatIf.word).toHaveText("Deny");
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: picture.pathname });
  expect(existsSync(picture)).toBe(true);
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain("docs/page.png");
});

azureTest("and a disagreement with Azure, explained", async ({ azure, simulate, page }) => {
  await page.setViewportSize({ width: 1280, height: 1000 });
  await azure.connect(await simulate(atOnce));
  await azure.pick("vm-web-new-rule");
  await azure.httpsFromInternet();
  await azure.ask.click();
  await azure.button(/^Compare rule by rule/).click();
  await expect(azure.rules.locator("tr.first-difference")).toContainText("Allow-HTTPS-From-Internet");
  await azure.confirm.evaluate((card) => window.scrollTo(0, card.getBoundingClientRect().top + window.scrollY - 16));
  await expect(azure.rules.locator("tr.first-difference")).toBeInViewport();
  await expect(azure.outcome).toBeInViewport();
  await page.mouse.move(0, 0);
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: disagreement.pathname });
  expect(existsSync(disagreement)).toBe(true);
});
