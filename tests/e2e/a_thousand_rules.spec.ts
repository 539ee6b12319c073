import { expect, test } from "./fixtures/test.ts";
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
  await page.getByRole("button", { name: /that did not match: show all/ }).first().click();
  await expect(whatIf.row("Rule-350").first()).toBeAttached();
});
