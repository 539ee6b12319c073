import { existsSync, readFileSync } from "node:fs";
import { test as azureTest } from "./fixtures/azure_test.ts";
import { atOnce } from "./fixtures/simulator.ts";
import { file, listed, nic, plan } from "./fixtures/group_files.ts";
import { GroupsPage } from "./fixtures/groups_page.ts";
import { LearnPage } from "./fixtures/learn_page.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

// The README's pictures. `UPDATE_SCREENSHOT=1 cargo xtask test` takes them anew.
const picture = new URL("../../docs/page.png", import.meta.url);
const edited = new URL("../../docs/what-if.png", import.meta.url);
const list = new URL("../../docs/groups.png", import.meta.url);
const lesson = new URL("../../docs/learn.png", import.meta.url);
const disagreement = new URL("../../docs/confirm.png", import.meta.url);

test("the README shows the page", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await expect(whatIf.word).toHaveText("Deny");
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: picture.pathname });
  expect(existsSync(picture)).toBe(true);
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain("docs/page.png");
});

test("and a list of many groups", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  const groups = new GroupsPage(page);
  await groups.go();
  await groups.add(
    file("nsgs.json", [
      listed("nsg-web", [{ name: "Allow-HTTPS", port: "443" }, { name: "Allow-SSH", port: "22", priority: 200 }], { subnets: ["web"] }),
      listed("nsg-data", [{ name: "Allow-SQL", port: "1433", source: "10.0.1.0/24" }], { subnets: ["data"] }),
      listed("nsg-jump", [{ name: "Deny-HTTPS", port: "443", access: "Deny" }], { interfaces: ["vm-jump-nic"] }),
    ]),
    file("nics.json", [nic("vm-web-1-nic", "web"), nic("vm-jump-nic", "web", "nsg-jump")]),
    file("plan.json", plan({ "nsg-shop": { before: ["443"], after: ["443", "3389"] }, "nsg-cache": { before: ["6379"], after: [] } })),
  );
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "443", remoteAddress: "203.0.113.10" });
  await groups.examined();
  await expect(groups.tally).toContainText("5 NSGs · 2 VMs");
  await page.locator("#remote-address").blur();
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: list.pathname });
  expect(existsSync(list)).toBe(true);
});

test("and a rule that was dragged, with what it opens", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  const what = new WhatIfCard(page);
  await page.getByLabel("Sample").selectOption("Which of two SSH rules decides");
  await expect(whatIf.word).toBeVisible();
  await what.show("Edit rules");
  const rows = what.card.locator("li.edit-row");
  await rows.first().waitFor();
  const second = await rows.nth(1).locator(".name").innerText();
  await what.handle(second).dragTo(rows.first());
  await expect(what.sentence).toContainText("nothing else changes");
  await expect(what.regions.first()).toBeVisible();
  await what.open(second);
  await what.card.evaluate((card) => window.scrollTo(0, card.getBoundingClientRect().top + window.scrollY - 16));
  await page.mouse.move(0, 0);
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: edited.pathname });
  expect(existsSync(edited)).toBe(true);
});

test("and a packet on its way in a lesson", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  const learn = new LearnPage(page);
  await learn.open("both-groups-must-allow");
  const packet = learn.packet(1);
  await packet.predict("Deny", " DenyAllInBound", "NIC NSG");
  await packet.steps.focus();
  for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowRight");
  await packet.card.evaluate((card) => window.scrollTo(0, card.getBoundingClientRect().top + window.scrollY - 16));
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: lesson.pathname });
  expect(existsSync(lesson)).toBe(true);
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
