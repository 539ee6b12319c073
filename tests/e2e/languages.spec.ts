// The page's language: who gets which, how it is chosen, and how the page looks in Korean.

import { type Page, expect } from "@playwright/test";
import { settled } from "../settled.ts";
import { expectNoViolations } from "./fixtures/axe.ts";
import { test as azureTest } from "./fixtures/azure_test.ts";
import { test, translations } from "./fixtures/spoken.ts";
import { goTo, group, rule } from "./fixtures/what_if_page.ts";

async function expectEnglish(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.locator("article.verdict .word")).toHaveText("Deny");
}

async function expectKorean(page: Page): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(page.locator("article.verdict .word")).toHaveText("거부");
}

// A Korean one stands for every other: its words are written here, since the catalogue is what is tested.
test.describe("which language", () => {
  test.use({ language: "ko" });

  test("a Korean browser gets Korean from the one module and a file of messages", async ({ spoken, page }) => {
    const finished: string[] = [];
    page.on("requestfinished", (request) => finished.push(new URL(request.url()).pathname));
    await spoken.open();
    await expectKorean(page);
    await spoken.sample.selectOption({ index: 2 });
    await expect(spoken.word).toHaveText("거부");
    await spoken.setFlow({ localPort: "443", remoteAddress: "203.0.113.10" });
    await page.waitForLoadState("networkidle");
    expect(finished.filter((path) => /page_bg.*\.wasm$/.test(path))).toHaveLength(1);
    expect(finished.filter((path) => /\/ko-[^/]*\.js$/.test(path))).toHaveLength(1);
  });

  test("an allowance and a question are said in Korean, too", async ({ spoken, say, page }) => {
    await spoken.open();
    await spoken.paste("NIC NSG", group("nsg-a", [rule({ name: "Allow-SSH", port: "22" })]));
    await spoken.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
    await page.locator("article.place").first().getByRole("button", { name: say("place-remove-name", { place: say("place-subnet") }) }).click();
    await expect(spoken.word).toHaveText("허용");
    await spoken.sample.selectOption({ index: 3 });
    await expect(spoken.word).toHaveText("미정");
  });

  azureTest.describe("of a browser in French", () => {
    azureTest.use({ locale: "fr-FR" });

    azureTest("is English", async ({ page }) => {
      await page.goto("/");
      await expectEnglish(page);
    });

    azureTest("is Korean, if that is its second wish", async ({ page }) => {
      await page.addInitScript(() => Object.defineProperty(navigator, "languages", { get: () => ["fr-FR", "fr", "ko"] }));
      await page.goto("/");
      await expectKorean(page);
    });
  });

  test("the choice holds where a browser keeps nothing, too", async ({ spoken, page }) => {
    await page.addInitScript(() => {
      const real = Object.getOwnPropertyDescriptor(globalThis, "localStorage") ?? {};
      Object.defineProperty(globalThis, "localStorage", {
        configurable: true,
        get: () => { throw new DOMException("no", "SecurityError"); },
      });
      Object.assign(globalThis, { allowStorage: () => Object.defineProperty(globalThis, "localStorage", real) });
    });
    await spoken.open();
    await spoken.language.selectOption("English");
    await expectEnglish(page);
    expect(new URL(page.url()).searchParams.get("lang")).toBe("en");
    await page.getByLabel("Language", { exact: true }).selectOption("한국어");
    await expectKorean(page);
    // Every test ends with a look into what the page has kept, which is to see the real one.
    await page.evaluate(() => (globalThis as unknown as { allowStorage: () => void }).allowStorage());
  });

  test("another language is spoken at once, and nothing is lost: rules, edits, flow, tab, answers", async ({ spoken, page }) => {
    await spoken.open();
    await spoken.press("header-clear");
    await spoken.paste("NIC NSG", group("nsg-kept", [rule({ name: "Deny-SSH", access: "Deny", port: "22" }), rule({ name: "Allow-Web", priority: 200, port: "443" })]));
    await spoken.setFlow({ direction: "Inbound", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
    await spoken.show("rules");
    await spoken.openRule("Deny-SSH");
    await spoken.field("access").selectOption("Allow");
    await expect(spoken.word).toHaveText("허용");
    await expect(spoken.what.locator(".what-if-impact, .impact").first()).toContainText(/[가-힣]/);
    const kept = async () => {
      await goTo(page, "check");
      await expect(page.locator("article.place textarea").last()).toHaveValue(/nsg-kept/);
      await expect(page.locator("#remote-address")).toHaveValue("203.0.113.10");
      await expect(page.locator("#local-port")).toHaveValue("22");
      await goTo(page, "what-if");
    };
    // What a reload would take away.
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await expect(spoken.language.locator("option")).toHaveText(["English", "한국어"]);
    await spoken.language.selectOption("English");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.locator("article.verdict .word")).toHaveText("Allow");
    // The tab is still open, the sentences are English, and the keyboard is where it was.
    await expect(page.getByLabel("Language", { exact: true })).toBeFocused();
    await expect(page.locator("li.edit-row").first()).toContainText("Original: 100 Deny");
    await expect(page.getByRole("tab", { name: "Edit rules" })).toHaveAttribute("aria-selected", "true");
    await expect(page.locator("article.what-if")).not.toContainText(/[가-힣]/);
    await kept();
    expect(await page.evaluate(() => "isSamePage" in globalThis)).toBe(true);
    // The choice holds for the next visit, and so do rules, edits and flow.
    await page.reload();
    await expect(page.getByLabel("Language", { exact: true })).toHaveValue("en");
    await expect(page.locator("article.verdict .word")).toHaveText("Allow");
    await kept();
    await page.getByLabel("Language", { exact: true }).selectOption("한국어");
    await expect(page.locator("html")).toHaveAttribute("lang", "ko");
    await expect(spoken.word).toHaveText("허용");
    await kept();
    await spoken.show("rules");
    await expect(page.locator("li.edit-row").first()).toContainText("원래: 100 거부");
  });

  test("a page whose language does not come is there in English", async ({ page, noise }) => {
    await page.route(/\/ko-[^/]*\.js$/, (route) => route.abort());
    await page.goto("/");
    await expectEnglish(page);
    expect(noise.splice(0).join()).toMatch(/ko-/);
  });

  test("a language that cannot be loaded is said, and the page stays as it is", async ({ spoken, page, noise }) => {
    await spoken.open();
    await page.evaluate(() => localStorage.setItem("nsg-what-if/language", "en"));
    await page.reload();
    await expectEnglish(page);
    const messages = /\/ko-[^/]*\.js$/;
    await page.route(messages, (route) => route.abort());
    await page.getByLabel("Language", { exact: true }).selectOption("한국어");
    await expect(page.getByRole("alert").filter({ hasText: /import|load|fetch/i })).toBeVisible();
    await expectEnglish(page);
    await expect(page.getByLabel("Language", { exact: true })).toHaveValue("en");
    // The file that did not come, and nothing else.
    expect(noise.splice(0)).toEqual([expect.stringMatching(/ko-/)]);
    await page.unroute(messages);
  });
});

for (const language of translations) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    for (const [look, width] of [["light", 1280], ["dark", 390]] as const) {
      test.describe(`in ${look} at ${width} pixels`, () => {
        test.use({ colorScheme: look, viewport: { width, height: 844 } });

        test("rules, findings and a lesson have no violation, and nothing moves sideways", async ({ spoken, say, page }) => {
          const clean = async (where: string) => {
            await settled(page);
            await expectNoViolations(page, where);
            expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBeLessThanOrEqual(0);
          };
          await spoken.open();
          await expect(spoken.word).toHaveText(say("access-deny"));
          await clean("first visit");
          for (const tab of ["rules", "findings", "why-not", "map", "contracts", "take"]) {
            await spoken.show(tab);
            if (tab === "findings") await expect(spoken.what.getByRole("tabpanel").locator("li.finding, .summary").filter({ visible: true }).first()).toBeVisible();
            await clean(tab);
          }
          await spoken.paste("NIC NSG", group("nsg-web", [rule({ name: "Allow-Web", port: "443" }), rule({ name: "Deny-Web", priority: 110, access: "Deny", port: "443" })]));
          await page.locator("article.place").first().getByRole("button", { name: say("place-remove-name", { place: say("place-subnet") }) }).click();
          await spoken.show("findings");
          await expect(spoken.what.locator("li.finding").first()).toBeVisible();
          await clean("a finding");
          await spoken.show("rules");
          await spoken.openRule("Allow-Web");
          await spoken.field("source").fill("Internet, 10.0.0.0/33");
          await clean("a wrong edit");
          await spoken.field("source").fill("10.0.0.0/24");
          await expect(spoken.what.locator(".regions tbody tr").first()).toBeVisible();
          await clean("an edit");
          await spoken.open("/#/learn/first-match-wins");
          await page.reload();
          await page.locator("section.walk").first().getByRole("button", { name: say("learn-just-show") }).click();
          await clean("a lesson");
        });
      });
    }

    test("a lesson is in the language of the page, and marked as such", async ({ spoken, say, page }) => {
      await spoken.open("/#/learn/first-match-wins");
      await expect(page.locator(".prose").first()).toBeVisible();
      await expect(page.getByText(say("learn-language"))).toBeHidden();
      for (const text of await page.locator(".prose, #lesson-title, .belief > span, .teaches p").all()) await expect(text).toHaveAttribute("lang", language);
    });
  });
}
