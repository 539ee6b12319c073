// The portal as its tests see it.

import { type Locator, type Page, expect, test as base } from "@playwright/test";
import type { NsgWhatIfElement } from "../../../crates/plugin/npm/element.d.ts";

export { expect } from "@playwright/test";

/** A group in a template: the package reads it by a part of its own. */
export const template = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  resources: [
    { type: "Microsoft.Network/networkSecurityGroups", apiVersion: "2024-05-01", name: "nsg-template", properties: { securityRules: [] } },
  ],
});

/** Goes to the room of the rules in edit, where an element has several rooms. */
export async function toWhatIf(element: Locator): Promise<void> {
  await element.locator(".rooms").waitFor();
  const link = element.locator(".room-link").nth(1);
  if ((await link.isVisible()) && (await link.getAttribute("aria-current")) !== "page") await link.click();
}

/** Goes back to the room with the flow and its verdict. */
export async function toCheck(element: Locator): Promise<void> {
  await element.locator(".room-link").first().click();
}

/** The box with the NIC's rules, which is folded away once they were read. */
export async function nicText(element: Locator): Promise<Locator> {
  const folded = element.locator("details.place-text:not([open])", { has: element.page().locator("#nic") }).locator("summary");
  if (await folded.isVisible()) await folded.click();
  return element.locator("#nic");
}

/** What an element told. */
export interface Told {
  from: string;
  type: string;
  // Each test knows what it waits for.
  detail: any;
}

export class Portal {
  constructor(readonly page: Page) {}

  async open(path = "/"): Promise<void> {
    await this.page.goto(path);
  }

  /** The element with the portal's own rules. */
  get shop(): Locator {
    return this.page.locator("#shop");
  }

  /** The element without rules. */
  get bare(): Locator {
    return this.page.locator("#bare");
  }

  /** What was told so far. */
  told(): Promise<Told[]> {
    return this.page.evaluate(() => (globalThis as unknown as { told: Told[] }).told);
  }

  /** Waits for the last word of an element. */
  async expectLast(from: string, type: string, detail: Record<string, unknown>): Promise<void> {
    const last = async () => (await this.told()).filter((one) => one.from === from && one.type === type).at(-1)?.detail;
    await expect.poll(last).toMatchObject(detail);
  }

  /** Does something with an element. */
  with<T>(element: Locator, work: (element: NsgWhatIfElement) => T | Promise<T>): Promise<T> {
    return element.evaluate(work as never);
  }
}

export const test = base.extend<{ portal: Portal; noise: string[] }>({
  noise: [
    async ({ page }, use) => {
      const noise: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") noise.push(message.text());
      });
      page.on("pageerror", (error) => noise.push(error.message));
      await use(noise);
      expect(noise, "the console is quiet").toEqual([]);
    },
    { auto: true },
  ],
  portal: async ({ page }, use) => use(new Portal(page)),
});
