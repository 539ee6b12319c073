import type { Page } from "@playwright/test";
import { expectNoViolations } from "./fixtures/axe.ts";
import { LearnPage, Packet } from "./fixtures/learn_page.ts";
import { expect, test } from "./fixtures/test.ts";
import type { WhatIfPage } from "./fixtures/what_if_page.ts";

/** The questions about one's own groups, one at a time. */
class QuizPage {
  readonly learn: LearnPage;
  readonly number;
  readonly flow;
  readonly why;
  readonly score;
  readonly packet: Packet;

  constructor(readonly page: Page) {
    const quiz = page.locator("article.quiz");
    this.learn = new LearnPage(page);
    this.number = quiz.getByText(/^Question \d of \d$/);
    this.flow = quiz.locator(".flow-line");
    this.why = quiz.locator(".notice");
    this.score = quiz.getByText(/^\d of \d right\.$/);
    this.packet = this.learn.packet(1);
  }

  async start(): Promise<void> {
    await this.page.getByRole("link", { name: "Learn" }).click();
    await this.page.getByRole("button", { name: "Quiz me on my rules" }).click();
    await expect(this.learn.title).toHaveText("Quiz me on my rules");
  }

  /** On to the next question, once this one is answered. */
  async next(): Promise<void> {
    await this.page.getByRole("button", { name: /^(Next question|Finish)$/ }).click();
  }

  /** Gives up on questions until one is about this flow. */
  async goTo(flow: RegExp): Promise<void> {
    await expect(this.flow).toBeVisible();
    while (!flow.test((await this.flow.textContent()) ?? "")) {
      const text = await this.number.textContent();
      await this.packet.giveUp();
      await this.next();
      await expect(this.number).not.toHaveText(text!);
    }
  }

  /** Every flow that is asked about. */
  async flows(): Promise<string[]> {
    await expect(this.number).toHaveText(/^Question 1 of/);
    const count = Number(((await this.number.textContent()) ?? "").split(" ").at(-1));
    const flows: string[] = [];
    for (let number = 1; number <= count; number++) {
      await expect(this.number).toHaveText(`Question ${number} of ${count}`);
      flows.push((await this.flow.textContent()) ?? "");
      await this.packet.giveUp();
      await this.next();
    }
    await expect(this.page.getByText("That was the last question.")).toBeVisible();
    return flows;
  }
}

async function sample(whatIf: WhatIfPage, name: string): Promise<void> {
  await whatIf.page.getByLabel("Sample").selectOption(name);
}

const https = /203\.0\.113\.10:50000 -> .*:443$/;

test("who knows that both groups have to allow is right, and is told why", async ({ whatIf, page }) => {
  await sample(whatIf, "Subnet allows, NIC denies");
  const quiz = new QuizPage(page);
  await quiz.start();
  await quiz.goTo(https);
  await expect(quiz.why).toHaveText("");
  await quiz.packet.predict("Deny", " DenyAllInBound", "NIC");
  await expect(quiz.packet.feedback).toHaveText(/^Right\./);
  await expect(quiz.why).toContainText("Allow-HTTPS (priority 100) of the subnet NSG allows it, but both NSGs have to");
  await expect(quiz.score).toHaveText(/^1 of \d right\.$/);
});

test("a wrong answer is told, with what was overlooked, and can be walked", async ({ whatIf, page }) => {
  await sample(whatIf, "Subnet allows, NIC denies");
  const quiz = new QuizPage(page);
  await quiz.start();
  await quiz.goTo(https);
  await quiz.packet.predict("Allow", " Allow-HTTPS");
  await expect(quiz.packet.feedback).toHaveText(/^Not quite\./);
  await expect(quiz.why).toContainText("DenyAllInBound (priority 65500) of the NIC NSG denies it.");
  await expect(quiz.score).toHaveText(/^0 of \d right\.$/);
  await quiz.packet.card.getByRole("button", { name: "To the end" }).click();
  await expect(quiz.packet.card.locator(".chip").last()).toHaveText("denies");
});

test("a link asks the same questions again, and others are asked for", async ({ whatIf, page }) => {
  await sample(whatIf, "Subnet allows, NIC denies");
  const quiz = new QuizPage(page);
  await quiz.start();
  const first = await quiz.flows();
  expect(new Set(first).size).toBe(first.length);
  await page.getByRole("button", { name: "Other questions" }).click();
  await expect(page).toHaveURL(/#\/learn\/quiz\/2$/);
  const second = await quiz.flows();
  await page.reload();
  expect(await quiz.flows()).toEqual(second);
  await page.evaluate(() => (location.hash = "/learn/quiz/1"));
  await page.reload();
  expect(await quiz.flows()).toEqual(first);
});

test("without groups it says what to do, and leads there", async ({ whatIf, page }) => {
  await whatIf.clear();
  const quiz = new QuizPage(page);
  await quiz.start();
  await expect(page.getByText(/^There are no NSGs to ask about\./)).toBeVisible();
  await page.getByRole("button", { name: "Go to my rules" }).click();
  await expect(whatIf.text("Subnet NSG")).toBeVisible();
  await expect(page).toHaveURL(/#\/check$/);
});

test("plain groups are said to be plain", async ({ whatIf, page }) => {
  await whatIf.clear();
  await whatIf.paste("NIC NSG", JSON.stringify({ name: "nsg-plain", properties: { securityRules: [] } }));
  const quiz = new QuizPage(page);
  await quiz.start();
  await expect(page.getByText(/^These rules hold no surprises/)).toBeVisible();
  await expect(quiz.flow).toHaveCount(0);
});

test("on a phone nothing moves sideways, and nothing is in the way of a screen reader", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await sample(whatIf, "Subnet allows, NIC denies");
  const quiz = new QuizPage(page);
  await quiz.start();
  await expect(quiz.flow).toBeVisible();
  await quiz.packet.giveUp();
  await expect(quiz.why).not.toHaveText("");
  await expectNoViolations(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});
