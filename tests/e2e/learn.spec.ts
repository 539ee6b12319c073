import { readFileSync } from "node:fs";
import { LearnPage } from "./fixtures/learn_page.ts";
import { expect, test } from "./fixtures/test.ts";

/** A lesson as the build compiled it. */
function compiled(slug: string): { title: string; parts: any[] } {
  return JSON.parse(readFileSync(new URL(`../../web/pkg/lessons/${slug}.json`, import.meta.url), "utf8"));
}

const index: { slug: string; title: string }[] = compiled("index") as never;

test("a newcomer finds the lessons, and goes back to the rules that were there", async ({ whatIf, page }) => {
  await whatIf.setFlow({ localPort: "3389" });
  await page.getByRole("link", { name: "Learn" }).click();
  const learn = new LearnPage(page);
  await expect(learn.title).toHaveText(index[0]!.title);
  await expect(learn.list).toHaveCount(index.length);
  await expect(page).toHaveURL(/#\/learn\//);
  await page.getByRole("link", { name: "Check" }).click();
  await expect(page.getByLabel("Port").first()).toHaveValue("3389");
  await expect(page).toHaveURL(/#\/check$/);
  await page.goBack();
  await expect(learn.title).toHaveText(index[0]!.title);
  await page.goForward();
  await expect(whatIf.word).toBeVisible();
});

test("a newcomer finishes the first five lessons", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open();
  for (const { slug, title } of index.slice(0, 5)) {
    await expect(learn.title).toHaveText(title);
    const { parts } = compiled(slug);
    let packet = 0;
    for (const part of parts) {
      if (part.kind === "flow") {
        packet++;
        const { access, ruleName, appliedTo } = part.expected;
        const stage = appliedTo === "Subnet" ? "Subnet NSG" : appliedTo === "NetworkInterface" ? "NIC NSG" : "";
        const rule = access === "Depends" ? undefined : ruleName === undefined ? "No rule" : ` ${ruleName.split("/")[1]}`;
        await learn.packet(packet).predict(access, rule, stage);
        await expect(learn.packet(packet).feedback).toHaveText(/^Right\./);
      }
      if (part.kind === "task") await solve(learn, part);
    }
    await page.getByRole("button", { name: /^Next:/ }).click();
  }
  await expect(learn.done).toContainText(`5 of ${index.length} done`);
  // It is kept, and can be wiped.
  await page.reload();
  await expect(learn.done).toContainText(`5 of ${index.length} done`);
  await page.getByRole("button", { name: "Reset progress" }).click();
  await expect(learn.done).toContainText(`0 of ${index.length} done`);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

/** Makes the task's groups what a solution of the lesson has, rule by rule, as a person would. */
async function solve(learn: LearnPage, task: { scenario: any; solutions: { scenario: any }[] }): Promise<void> {
  await learn.task.getByRole("button", { name: /^Change/ }).click();
  // An NSG without rules has no rows to be seen.
  await expect(learn.task.locator(".editor")).toBeVisible();
  const [solution] = task.solutions;
  for (const [place, key] of [["Subnet NSG", "subnetSecurityGroup"], ["NIC NSG", "networkInterfaceSecurityGroup"]] as const) {
    const rules = (text: string | null): any[] => (text === null ? [] : (JSON.parse(text).securityRules ?? []));
    const [before, after] = [rules(task.scenario[key]), rules(solution!.scenario[key])];
    if (JSON.stringify(before) === JSON.stringify(after)) continue;
    await learn.task.getByRole("button", { name: place, exact: true }).click();
    for (const rule of before) {
      await learn.task.getByRole("button", { name: rule.direction, exact: true }).click();
      await learn.openRule(rule.name);
      await learn.task.getByRole("button", { name: "Delete", exact: true }).click();
    }
    for (const rule of after) {
      await learn.task.getByRole("button", { name: rule.direction, exact: true }).click();
      await learn.task.getByRole("button", { name: "Add rule" }).click();
      const fields: [string, string][] = [
        ["Name", `${rule.name}-2`],
        ["Priority", `${rule.priority}`],
        ["Source", rule.sourceAddressPrefix ?? rule.sourceAddressPrefixes.join(", ")],
        ["Source ports", rule.sourcePortRange],
        ["Destination", rule.destinationAddressPrefix ?? rule.destinationAddressPrefixes.join(", ")],
        ["Destination ports", rule.destinationPortRange ?? rule.destinationPortRanges.join(", ")],
      ];
      await learn.field("Access").selectOption(rule.access);
      await learn.field("Protocol").selectOption(rule.protocol.toUpperCase());
      for (const [label, text] of fields) await learn.field(label).fill(text);
      await learn.task.getByRole("button", { name: "Close", exact: true }).click();
    }
  }
  await expect(learn.task.locator(".solved")).toHaveText(/^Solved/);
}

test("a wrong guess is told, and the walk shows where it turns", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("first-match-wins");
  const packet = learn.packet(1);
  await packet.predict("Allow", " Allow-SSH");
  await expect(packet.feedback).toContainText("Not quite. Denied by Deny-SSH");
  await expect(packet.sentence).toContainText("comes to the NIC NSG nsg-vm first");
  await packet.card.getByRole("button", { name: "Next rule" }).click();
  await expect(packet.sentence).toContainText("Deny-SSH: every field matches. Denied by Deny-SSH");
  await expect(packet.rules.first()).toHaveClass(/matched/);
  await expect(packet.card.getByRole("button", { name: "Next rule" })).toBeDisabled();
});

test("the right answer by another rule is half right", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("first-match-wins");
  await learn.packet(1).predict("Deny", " DenyAllInBound");
  await expect(learn.packet(1).feedback).toContainText("Deny is right, but another rule decides.");
});

test("a packet is walked with the keyboard, forwards and back, each step with its reason", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("both-groups-must-allow");
  const packet = learn.packet(1);
  await packet.giveUp();
  await packet.steps.focus();
  const sentences: string[] = [];
  for (let step = 0; step < 3; step++) {
    sentences.push((await packet.sentence.textContent()) ?? "");
    await page.keyboard.press("ArrowRight");
  }
  expect(new Set(sentences).size).toBe(3);
  await page.keyboard.press("ArrowLeft");
  await expect(packet.sentence).toHaveText(sentences[2]!);
  await page.keyboard.press("End");
  await expect(packet.card.locator(".chip").last()).toHaveText("denies");
  await page.keyboard.press("Home");
  await expect(packet.sentence).toHaveText(sentences[0]!);
});

test("a wrong change is answered with a packet that shows it", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("first-match-wins");
  await learn.task.getByRole("button", { name: "Change the rules" }).click();
  await expect(learn.task.locator(".contract").last()).toContainText("broken");
  // The whole internet is shut out, and the office with it.
  await learn.openRule("Allow-SSH");
  await learn.task.getByRole("button", { name: "Delete", exact: true }).click();
  const broken = learn.task.locator(".contract", { hasText: "broken" });
  await expect(broken).toContainText("the office may use SSH");
  await expect(learn.task.locator(".ladder .rule.matched .name").last()).toContainText("Deny-SSH");
  await learn.task.getByRole("button", { name: /^Undo/ }).click();
  await expect(broken).toContainText("nobody else on the internet may");
  // Any right way counts: here none of those that the lesson knows.
  await learn.openRule("Allow-SSH");
  await learn.field("Source").fill("198.51.100.0/25, 198.51.100.128/25");
  await expect(learn.task.locator(".solved")).toHaveText(/^Solved/);
});

test("a link leads to a step, and a projector shows it alone", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("nothing-overrides-a-deny/1/2");
  await expect(learn.packet(1).card.locator(".step-number")).toHaveText(/^Rule 2/);
  await learn.packet(1).card.getByRole("button", { name: "Presentation view" }).click();
  await expect(page).toHaveURL(/#\/learn\/nothing-overrides-a-deny\/1\/2\/teach$/);
  await expect(page.getByRole("heading", { name: "NSG What-If" })).toBeHidden();
  await expect(learn.list).toHaveCount(0);
  const answer = page.locator(".answer-of-class");
  await expect(answer).toBeHidden();
  await page.getByRole("button", { name: "Next rule" }).click();
  await expect(page).toHaveURL(/\/1\/3\/teach$/);
  await page.reload();
  await page.getByRole("button", { name: "Show the answer" }).click();
  await expect(answer).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(learn.list.first()).toBeVisible();
});

test("a link to a packet brings it into sight, also within the lesson that is open", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("both-groups-must-allow/2");
  await expect(learn.packet(2).card).toBeFocused();
  await expect(learn.packet(2).card).toBeInViewport();
  await page.evaluate(() => (location.hash = "/learn/both-groups-must-allow/1/2"));
  await expect(learn.packet(1).card.locator(".step-number")).toHaveText(/^Rule 2/);
  await expect(learn.packet(1).card).toBeInViewport();
});

test("a presenter in the hand walks a projected packet, wherever the keyboard is", async ({ page }) => {
  const learn = new LearnPage(page);
  await page.goto("/#/learn/both-groups-must-allow/1/0/teach");
  const number = page.locator(".step-number");
  await expect(number).toHaveText(/^Before the first/);
  await page.keyboard.press("PageDown");
  await expect(number).toHaveText(/^Rule 1/);
  // With the keyboard on the steps it is one step, too.
  await page.getByRole("group", { name: "Step through the rules" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(number).toHaveText(/^Rule 2/);
  await page.keyboard.press("Escape");
  await expect(learn.packet(1).card).toBeFocused();
});

for (const [language, folder] of [["en", ""], ["ko", "ko/"]]) {
  test(`every lesson opens, and none moves sideways on a phone, in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 700 });
    const learn = new LearnPage(page);
    await page.goto(`/?lang=${language}#/learn`);
    for (const { slug, title } of compiled(`${folder}index`) as unknown as typeof index) {
      await page.evaluate((slug) => (location.hash = `/learn/${slug}`), slug);
      await expect(learn.title).toHaveText(title);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), slug).toBeLessThanOrEqual(0);
    }
  });
}

test("a link to a lesson that is not there says what to do", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("no-such-lesson");
  await expect(page.getByText("There is no lesson “no-such-lesson”. Choose one from the list.")).toBeVisible();
});
