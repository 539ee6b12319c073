import type { Locator, Page } from "@playwright/test";
import { test as azureTest } from "./fixtures/azure_test.ts";
import { atOnce } from "./fixtures/simulator.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

/** Presses Tab until the keyboard is on the target. */
async function leadsTo(page: Page, target: Locator): Promise<void> {
  for (let tries = 0; tries < 90; tries++) {
    await page.keyboard.press("Tab");
    if (await target.evaluateAll(([element]) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not lead to ${target}`);
}

test("the whole way from rules to verdict without a mouse", async ({ whatIf, page }) => {
  const press = (key: string) => page.keyboard.press(key);
  const focusOn = async (reached: () => Promise<boolean>) => {
    for (let tries = 0; tries < 60; tries++) {
      await press("Tab");
      if (await reached()) return;
    }
    throw new Error("Tab does not lead there");
  };
  const active = (id: string) => () => page.evaluate((wanted) => document.activeElement?.id === wanted, id);
  const named = (name: string) => () =>
    page.evaluate((wanted) => (document.activeElement as HTMLElement | null)?.innerText === wanted, name);

  await focusOn(named("Clear"));
  await press("Enter");
  await expect(whatIf.word).toHaveText("No rules yet");
  await focusOn(active("nic"));
  await page.keyboard.insertText(group("nsg-a", [rule({ name: "Allow-RDP", port: "3389" })]));
  await focusOn(active("local-address"));
  await page.keyboard.type("10.0.1.4");
  await focusOn(active("remote-address"));
  await page.keyboard.type("203.0.113.10");
  await focusOn(named("RDP"));
  await press("Space");
  await expect(page.locator("#local-port")).toHaveValue("3389");
  await expect(whatIf.word).toHaveText("Allow");
  await page.getByRole("radio", { name: "Inbound" }).focus();
  await press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Outbound" })).toBeChecked();
  await expect(page.locator("#remote-port")).toHaveValue("3389");
  await expect(whatIf.sentence).toContainText(/Outbound|OutBound|VirtualNetwork/);
});

test("the verdict is announced", async ({ whatIf }) => {
  await expect(whatIf.sentence).toHaveAttribute("role", "status");
  await expect(whatIf.sentence).toContainText("Denied by DenyAllInBound");
});

test("a rule is moved, changed, taken back and a fix applied without a mouse", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  const press = (key: string) => page.keyboard.press(key);
  const tabTo = (target: Locator) => leadsTo(page, target);
  await whatIf.clear();
  await whatIf.paste("NIC NSG", group("nsg", [
    rule({ name: "Deny-SSH", priority: 100, access: "Deny", port: "22" }),
    rule({ name: "Allow-SSH", priority: 200, port: "22" }),
  ]));
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.9" });
  await tabTo(page.getByRole("link", { name: "What if" }));
  await press("Enter");
  await tabTo(what.card.getByRole("tab", { name: "Edit rules" }));
  await press("Enter");
  await what.handle("Allow-SSH").waitFor();
  await tabTo(what.handle("Allow-SSH"));
  await press("ArrowUp");
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.handle("Allow-SSH")).toBeFocused();
  await expect(what.notice).toHaveAttribute("role", "status");
  await expect(what.notice).toContainText("Allow-SSH now has priority");
  await press("Tab");
  await press("Enter");
  await expect(what.row("Allow-SSH").locator(".face")).toHaveAttribute("aria-expanded", "true");
  await tabTo(what.field("Destination ports"));
  await page.keyboard.type("0");
  await expect(whatIf.word).toHaveText("Deny");
  await tabTo(what.card.getByRole("button", { name: "Close" }));
  await press("Enter");
  await expect(what.row("Allow-SSH").locator(".face")).toBeFocused();
  await what.card.getByRole("tab", { name: "Edit rules" }).focus();
  await press("ArrowRight");
  await expect(what.card.getByRole("tab", { name: "Findings" })).toBeFocused();
  await press("ArrowRight");
  await tabTo(what.card.getByRole("button", { name: /What would allow/ }));
  await press("Enter");
  await expect(what.fixes.first()).toBeVisible();
  await tabTo(what.fixes.first().getByRole("button"));
  await press("Enter");
  await expect(whatIf.word).toHaveText("Allow");
  await what.card.getByRole("tab", { name: "Change the result" }).focus();
  await tabTo(what.card.getByRole("button", { name: /^Undo/ }));
  await press("Enter");
  await expect(whatIf.word).toHaveText("Deny");
});

test("keys lead from room to room, until they are turned off for good", async ({ whatIf, page }) => {
  const press = (key: string) => page.keyboard.press(key);
  const list = page.getByRole("region", { name: "Keys" });
  const open = page.getByRole("button", { name: "Keys", exact: true });
  await expect(whatIf.word).toHaveText("Deny");
  await press("2");
  await expect(page).toHaveURL(/#\/what-if$/);
  await press("?");
  await expect(list.getByRole("heading")).toBeFocused();
  await press("Escape");
  await expect(list).toBeHidden();
  await expect(open).toBeFocused();
  await press("Enter");
  await list.getByRole("checkbox").uncheck();
  await press("1");
  await list.getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(/#\/what-if$/);
  await page.reload();
  await expect(open).toBeVisible();
  await press("?");
  await press("1");
  await expect(page).toHaveURL(/#\/what-if$/);
  await expect(list).toBeHidden();
  await open.click();
  await list.getByRole("checkbox").check();
  await press("1");
  await expect(page).toHaveURL(/#\/check$/);
});

azureTest("from a token to Azure's answer without a mouse", async ({ azure, simulate, page }) => {
  const simulator = await simulate(atOnce);
  const press = (key: string) => page.keyboard.press(key);
  const tabTo = (target: Locator) => leadsTo(page, target);
  await tabTo(azure.button("Connect…"));
  await press("Enter");
  await tabTo(page.getByLabel("Cloud"));
  await page.keyboard.type("Another");
  await tabTo(page.getByLabel("Resource Manager", { exact: true }));
  await page.keyboard.insertText(simulator.origin);
  await tabTo(azure.token);
  await page.keyboard.insertText(await simulator.token());
  await press("Enter");
  await azure.button("Forget the token").waitFor();
  await tabTo(page.getByLabel("Subscription"));
  await page.keyboard.type("Contoso P");
  await tabTo(page.getByLabel("VM", { exact: true }));
  await page.keyboard.type("new-rule");
  await expect(azure.machines).toHaveText(/vm-web-new-rule/);
  await tabTo(azure.machines);
  await press("Enter");
  await azure.fetched.waitFor();
  await tabTo(page.locator("#local-port"));
  await page.keyboard.type("443");
  await tabTo(page.locator("#remote-address"));
  await press("ControlOrMeta+a");
  await page.keyboard.type("203.0.113.10");
  await expect(azure.whatIf.word).toHaveText("Allow");
  await tabTo(azure.ask);
  await press("Enter");
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.outcome).toHaveAttribute("role", "status");
  await tabTo(azure.button(/^Compare rule by rule/));
  await press("Space");
  await expect(azure.rules.locator("tr.first-difference")).toContainText("Allow-HTTPS-From-Internet");
});
