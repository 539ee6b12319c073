// The element in the language of what is around it.

import { expect, test, toWhatIf } from "./portal.ts";

test.describe("in a browser that speaks Korean", () => {
  test.use({ locale: "ko-KR" });

  test("it speaks the portal's language, where the portal says one", async ({ portal }) => {
    await portal.open();
    await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  });

  test("it speaks the browser's, where the portal says none", async ({ portal, page }) => {
    await page.addInitScript(() => {
      const forget = () => document.documentElement?.removeAttribute("lang");
      new MutationObserver(forget).observe(document, { childList: true, subtree: true });
    });
    await portal.open();
    await expect(portal.shop.locator(".verdict .word")).toHaveText("거부");
  });
});

test("another language takes the edits and the flow along, and tells its sentences", async ({ portal }) => {
  await portal.open();
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await toWhatIf(portal.shop);
  await portal.shop.getByRole("tab", { name: "Edit rules" }).click();
  await portal.shop.locator(".edit-rows .face", { hasText: "Deny-SSH" }).click();
  await portal.shop.getByRole("button", { name: "Delete" }).click();
  await portal.expectLast("shop", "nsg-verdict", { verdict: { access: "Allow", ruleName: "securityRules/Allow-SSH" } });
  await portal.with(portal.shop, (it) => it.setAttribute("lang", "ko"));
  await expect(portal.shop.locator(".verdict .word")).toHaveText("허용");
  await expect(portal.shop.locator("[lang=ko]").first()).toBeVisible();
  // The access is no sentence.
  await portal.expectLast("shop", "nsg-verdict", { verdict: { access: "Allow", ruleName: "securityRules/Allow-SSH" }, flow: { localPort: "22" } });
  const { summary } = (await portal.told()).filter(({ from, type }) => from === "shop" && type === "nsg-verdict").at(-1)!.detail.verdict;
  expect(summary).toMatch(/[가-힣]/);
  // The other one stays as it is.
  await expect(portal.bare.locator(".verdict .word")).not.toHaveText(/[가-힣]/);
  await portal.with(portal.shop, (it) => it.setAttribute("lang", "en"));
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Allow");
});

test("an edit of a moment ago is taken along, though it was not told yet", async ({ portal }) => {
  await portal.open();
  await toWhatIf(portal.shop);
  await portal.shop.getByRole("tab", { name: "Edit rules" }).click();
  await portal.shop.locator(".edit-rows .face", { hasText: "Deny-SSH" }).click();
  await portal.shop.getByRole("button", { name: "Delete" }).evaluate(async (button: HTMLElement) => {
    const shop = (button.getRootNode() as ShadowRoot).host;
    button.click();
    // The click is done; the element waits a tenth of a second for the next one.
    await new Promise((done) => setTimeout(done));
    shop.setAttribute("lang", "ko");
  });
  await expect(portal.shop.locator(".verdict .word")).toHaveText("허용");
  const last = (await portal.told()).filter(({ from, type }) => from === "shop" && type === "nsg-scenariochange").at(-1)!;
  expect(JSON.stringify(last.detail)).not.toContain("Deny-SSH");
});

test("the nearest language around an element counts", async ({ portal }) => {
  await portal.open();
  await portal.page.evaluate(() => {
    const section = document.createElement("section");
    section.lang = "ko-KR";
    section.innerHTML = `<nsg-what-if id="korean"></nsg-what-if>`;
    document.querySelector("main")?.append(section);
  });
  await expect(portal.page.locator("#korean .verdict .word")).toHaveText("아직 규칙 없음");
});

test("a sealed one has the languages in its scripts", async ({ page }) => {
  await page.goto("/sealed.html");
  const element = page.locator("nsg-what-if");
  await expect(element.locator(".verdict .word")).toHaveText("Deny");
  await element.evaluate((it) => it.setAttribute("lang", "ko"));
  await expect(element.locator(".verdict .word")).toHaveText("거부");
  await toWhatIf(element);
  await element.getByRole("tab").nth(1).click();
  await expect(element.locator(".finding").first()).toContainText(/[가-힣]/);
});
