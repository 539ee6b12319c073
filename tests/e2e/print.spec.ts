// What is printed can be handed on: the question, the answer and the rules, without what only a screen can do.

import { file, plan } from "./fixtures/group_files.ts";
import { GroupsPage } from "./fixtures/groups_page.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

test.beforeEach(async ({ page }) => page.emulateMedia({ media: "print", colorScheme: "dark" }));

test("a verdict is printed with its flow and the rules on the way to it", async ({ whatIf, page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(whatIf.verdict).toBeVisible();
  await expect(whatIf.sentence).toBeVisible();
  await expect(page.locator("#local-address")).toBeVisible();
  await expect(whatIf.ladder.locator("li.rule").first()).toBeVisible();
  for (const screenOnly of [".rail", ".room-links", ".presets", ".top-actions", ".to-verdict", "#keys"]) {
    await expect(page.locator(screenOnly)).toBeHidden();
  }
  // Dark paper nobody wants.
  const [text] = await page.locator("body").evaluate((body) => getComputedStyle(body).color.match(/\d+/g)!.map(Number));
  expect(text).toBeLessThan(80);
  // Nothing is cut off at the side.
  await page.setViewportSize({ width: 700, height: 1000 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test("an impact is printed with its sentence, the edited rules and what changes", async ({ whatIf, page }) => {
  await page.emulateMedia({ media: "screen" });
  await whatIf.clear();
  await whatIf.paste("Subnet NSG", plan({ web: { before: ["443"], after: ["443", "22"] } }));
  await whatIf.setNetwork("10.0.0.0/16");
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await expect(what.sentence).toContainText("Allows TCP 22");
  await page.emulateMedia({ media: "print" });
  await expect(what.sentence).toBeVisible();
  await expect(what.card.locator("li.edit-row .name").first()).toBeVisible();
  await expect(what.regions.first()).toBeVisible();
  await expect(what.card.getByRole("tablist")).toBeHidden();
});

test("a list of groups is printed as it is shown", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  await page.emulateMedia({ media: "screen" });
  await whatIf.go("groups");
  await groups.add(file("plan.json", plan({ web: { before: ["443"], after: ["443", "22"] }, same: { before: [], after: [] } })));
  await expect(groups.cell("web", "Change")).toContainText("Allows TCP 22");
  await page.emulateMedia({ media: "print" });
  await expect(groups.row("web").getByText("web", { exact: true }).first()).toBeVisible();
  await expect(groups.cell("web", "Verdict")).toBeVisible();
  await expect(groups.search).toBeHidden();
});
