import { drawn } from "../../settled.ts";
import { expect, test, toCheck, toWhatIf } from "./portal.ts";

test.beforeEach(({ portal }) => portal.open());

test("one that is moved stays as it is", async ({ portal }) => {
  await portal.shop.getByRole("button", { name: "RDP" }).click();
  await toWhatIf(portal.shop);
  await portal.shop.getByRole("tab", { name: "Findings" }).click();
  await expect(portal.shop.locator(".finding").first()).toBeVisible();
  await portal.page.evaluate(() => document.querySelector("#second")!.prepend(document.querySelector("#shop")!));
  await expect(portal.shop.locator(".finding").first()).toBeVisible();
  await toCheck(portal.shop);
  await expect(portal.shop.getByRole("textbox", { name: "Port" }).first()).toHaveValue("3389");
});

test("one that is taken away and comes back has its rules and its flow", async ({ portal }) => {
  await portal.shop.getByRole("button", { name: "RDP" }).click();
  const kept = await portal.page.evaluateHandle(() => document.querySelector("#shop")!);
  await portal.page.evaluate((it) => it.remove(), kept);
  await drawn(portal.page);
  await portal.page.evaluate((it) => document.querySelector("#second")!.append(it), kept);
  await portal.expectLast("shop", "nsg-verdict", { flow: { localPort: "3389" }, verdict: { access: "Deny" } });
});

test("one that leaves while it is loading does no harm", async ({ portal }) => {
  await portal.page.evaluate(async () => {
    const { add } = (globalThis as any).portal;
    for (let turn = 0; turn < 20; turn++) {
      const element = add(`quick-${turn}`);
      document.body.append(element);
      if (turn % 2 === 0) await Promise.resolve();
      element.remove();
      if (turn === 19) document.body.append(element);
    }
  });
  await expect(portal.page.locator("#quick-19 .verdict .word")).toHaveText("No rules yet");
});

test("200 that come and go leave nothing behind", async ({ portal, page }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  const devtools = await page.context().newCDPSession(page);
  const cycles = (count: number) =>
    page.evaluate(async (count) => {
      const shop = document.querySelector<any>("#shop");
      const frame = () => new Promise(requestAnimationFrame);
      for (let turn = 0; turn < count; turn++) {
        const element = document.createElement("nsg-what-if") as any;
        element.scenario = shop.scenario;
        element.flow = shop.flow;
        const verdict = new Promise((resolve) => element.addEventListener("nsg-verdict", resolve, { once: true }));
        document.body.append(element);
        await verdict;
        // Every other one with the editor, its worker and its answers.
        if (turn % 2 === 1) {
          element.shadowRoot.querySelectorAll(".room-link")[1].click();
          await frame();
          await frame();
          element.shadowRoot.querySelector("#tab-findings").click();
          await frame();
          await frame();
        }
        element.remove();
        await frame();
      }
    }, count);
  const left = async () => {
    const collected = async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      // What is collected says so to whoever holds its memory, after that.
      await drawn(page);
      const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      return { nodes, jsEventListeners, kilobytes: Math.round(usedSize / 1024) };
    };
    // Until nothing more goes, and five times at least: what holds another thing goes first.
    let now = await collected();
    for (let turn = 1, falls = true; turn < 50 && (turn < 5 || falls); turn++) {
      const next = await collected();
      falls = next.nodes < now.nodes || next.jsEventListeners < now.jsEventListeners || next.kilobytes < now.kilobytes;
      now = next;
    }
    return now;
  };
  // What is made once, is made by these.
  await cycles(20);
  const before = await left();
  const workers = page.workers().length;
  await cycles(200);
  const after = await left();
  // An element is some 500 nodes, 100 listeners and 300 KB.
  expect(after.nodes - before.nodes, "nodes").toBeLessThan(100);
  expect(after.jsEventListeners - before.jsEventListeners, "listeners").toBeLessThan(20);
  expect(after.kilobytes - before.kilobytes, "kilobytes").toBeLessThan(500);
  await expect.poll(() => page.workers().length, "workers").toBe(workers);
});
