import { passes, pushed } from "../settled.ts";
import { flows } from "./fixtures/azure_card.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";
import { group } from "./fixtures/what_if_page.ts";

const https = "Inbound TCP 203.0.113.10:* -> 10.20.1.4:443";

test("a list that was judged by other rules says so, and asks nobody until it is judged again", async ({ azure, simulate }) => {
  await azure.ready(await simulate(atOnce));
  await azure.many.judge([https]);
  await expect(azure.many.start).toBeVisible();
  await azure.whatIf.paste("NIC NSG", group("nsg-nic-web", []));
  const changed = azure.page.getByText("the table is about them as they were");
  await expect(changed).toBeVisible();
  await expect(azure.many.start).toBeHidden();
  await azure.button("Evaluate offline").click();
  await expect(changed).toBeHidden();
  await azure.many.start.click();
  await expect(azure.many.rows.first()).toContainText("Not comparable");
});

test("rules that are changed during a run do not mix into its table", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate({ operations: { ...atOnce.operations, ipFlowVerify: { way: "location", polls: 1, retryAfter: 2 } } }));
  await page.clock.install();
  await azure.many.judge([https]);
  await azure.many.start.click();
  await azure.whatIf.paste("NIC NSG", group("nsg-nic-web", []));
  await pushed(page, expect(azure.many.tally).toHaveText("1 agree"));
  await expect(azure.many.rows.first()).toContainText(/Allow by .*Allow by /);
});

test("another machine ends the run about the one before", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.page.clock.install();
  await azure.many.judge(flows(100));
  await azure.many.start.click();
  await expect(azure.many.tally).toContainText(/agree/);
  await azure.fetchById(machine("vm-db-1"));
  await expect(azure.whatIf.card("NIC NSG")).toContainText("nsg-nic-db");
  const asked = (await simulator.asked("ipFlowVerify")).length;
  // Time for several questions more.
  await passes(azure.page, 1_000);
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(asked);
  await expect(azure.many.tally).toHaveText(/^\d+ agree · \d+ not asked yet$/);
});

test("a run that is cancelled keeps every answer that came", async ({ azure, simulate, page }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.many.judge(flows(40));
  const answered = page.waitForResponse((response) => response.url().includes("ipFlowVerify") && response.request().method() === "POST");
  // The table is drawn four times a second: the clock stands still, so the answer is not in it yet.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await azure.many.start.click();
  await (await answered).finished();
  await page.evaluate(() => new Promise((done) => queueMicrotask(() => done(undefined))));
  await expect(azure.many.tally).toHaveText("40 not asked yet");
  await page.locator("details.many").getByRole("button", { name: "Cancel" }).click();
  await expect(azure.many.tally).toHaveText("1 agree · 39 not asked yet");
});
