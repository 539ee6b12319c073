import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

const rules = Array.from({ length: 1000 }, (_, number) =>
  rule({ name: `Rule-${number}`, priority: 100 + number, source: `10.${number >> 8}.${number & 255}.0/24`, port: `${1000 + number}` }),
);

test("a thousand rules in each group: the match is in sight, the rest is folded", async ({ whatIf, page }) => {
  await whatIf.clear();
  await whatIf.openFile("Subnet NSG", "a.json", group("large-a", rules));
  await whatIf.openFile("NIC NSG", "b.json", group("large-b", rules));
  await whatIf.setNetwork("10.0.0.0/8");
  await whatIf.setFlow({ localAddress: "10.200.0.4", localPort: "1700", remoteAddress: "10.2.188.7" });
  await expect(whatIf.word).toHaveText("Allow");
  await expect(whatIf.rule).toContainText("securityRules/Rule-700");
  await expect(whatIf.row("Rule-700").first()).toBeVisible();
  expect(await page.locator("li.rule").count()).toBeLessThan(120);
  await page.getByRole("button", { name: /that did not match/ }).first().click();
  await expect(whatIf.row("Rule-350").first()).toBeAttached();
});

test("a thousand rules in edit: found, moved and typed at while the page answers every key", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await whatIf.clear();
  await whatIf.openFile("NIC NSG", "a.json", group("large", rules));
  await whatIf.setNetwork("10.0.0.0/8");
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.200.0.4", localPort: "1700", remoteAddress: "10.2.188.7" });
  await expect(whatIf.word).toHaveText("Allow");
  await what.show("Edit rules");
  await expect(what.card.locator("li.edit-row").first()).toBeVisible();
  expect(await what.card.locator("li.edit-row").count()).toBeLessThan(80);
  await what.card.getByLabel("Find rules").fill("Rule-700");
  expect(await what.order()).toEqual(["800 Rule-700"]);
  await what.open("Rule-700");
  await what.field("Access").selectOption("Deny");
  await expect(whatIf.word).toHaveText("Deny");
  await expect(what.sentence).toContainText("TCP 1700 from 10.2.188.0/24");
  await what.field("Destination ports").fill("");
  await what.field("Destination ports").pressSequentially("1700, 1750-1760", { delay: 20 });
  await expect(what.sentence).toContainText("TCP 1750-1760 from 10.2.188.0/24");
  await what.card.getByLabel("Find rules").fill("");
  await what.handle("Rule-5").press("ArrowUp");
  await expect(what.notice).toContainText("Rule-5 now has priority");
  await what.show("Map");
  await expect(what.card.locator(".map-cell")).toContainText("Deny");
  await what.show("Findings");
  await expect(what.card.locator(".panels")).toContainText("No findings");
});
