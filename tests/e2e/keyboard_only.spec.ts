import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

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
