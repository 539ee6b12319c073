import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { passes, pushed } from "../settled.ts";
import { flows } from "./fixtures/azure_card.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine, refuses } from "./fixtures/simulator.ts";

/** A storm: after a hundred questions Azure asks forty times to slow down. */
const storm = refuses({ status: 429, retryAfter: 1 }, { after: 100, times: 40 });

/** Pushes the page's clock second by second until something is so. */
async function hurry(page: Page, done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await page.clock.fastForward(1_000);
}

test("500 flows and a storm of 429: all are answered, counted, and taken along", async ({ azure, simulate, page }) => {
  const simulator = await simulate(storm);
  await azure.ready(simulator);
  await azure.many.judge(flows(500));
  await expect(azure.many.tally).toHaveText("500 not asked yet");
  await expect(page.getByText(/^The first \d+ of 500; the download has all\.$/)).toBeVisible();
  // A question starts 120 ms after the one before, which makes a minute: the clock is pushed.
  await page.clock.install();
  await azure.many.start.click();
  await hurry(page, async () => {
    // Whoever is refused six times in a row is told so, and goes on by hand.
    if (await azure.many.start.isVisible()) await azure.many.start.click();
    return (await azure.many.tally.innerText()) === "500 agree";
  });
  expect((await simulator.asked("ipFlowVerify")).filter(({ status }) => status === 429)).toHaveLength(40);
  await expect(azure.many.start).toBeHidden();
  const download = async (name: string) => {
    const waiting = page.waitForEvent("download");
    await azure.button(name).click();
    const file = await waiting;
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
  };
  const csv = await download("Download CSV");
  expect(csv.name).toBe("flows.csv");
  const [header, first, ...rest] = csv.text.trimEnd().split("\r\n");
  expect(header).toContain("localIPAddress,localPort");
  expect(first).toMatch(/^Inbound,TCP,10\.20\.1\.4,1,203\.0\.113\.10,\*,Deny,.*,Deny,.*,agree,/);
  expect(rest).toHaveLength(499);
  const rows: { localPort: string; azureAccess: string }[] = JSON.parse((await download("Download JSON")).text);
  expect(rows).toHaveLength(500);
  expect(rows.filter(({ azureAccess }) => azureAccess === "Allow").map(({ localPort }) => localPort)).toEqual(["80", "443"]);
});

test("while a run goes on the page answers, and the run can be paused, resumed and cancelled", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(atOnce));
  await azure.many.judge(flows(500));
  await azure.many.start.click();
  await expect(azure.many.tally).toContainText(/agree/i);
  // What a key takes meanwhile is measured in `cargo xtask bench`; here the form has its verdict, and the run goes on.
  await page.locator("#local-port").fill("81");
  await expect(page.locator("article.verdict .word")).toHaveText("Deny");
  await expect(azure.many.tally).toContainText("not asked yet");
  // From here on the page's time can be pushed. It begins anew with that, so the next question would be far away; when the
  // table has grown twice, nothing waits by the clock of before.
  await page.clock.install();
  for (let turn = 0; turn < 2; turn++) {
    const before = await azure.many.tally.innerText();
    await pushed(page, expect(azure.many.tally).not.toHaveText(before));
  }
  await azure.button("Pause").click();
  await pushed(page, expect(azure.many.start).toHaveText(/^Continue with \d+ flows$/));
  const paused = await azure.many.tally.innerText();
  // Time for several questions more.
  await passes(page, 1_000);
  expect(await azure.many.tally.innerText()).toBe(paused);
  await azure.many.start.click();
  await expect(azure.many.tally).not.toHaveText(paused);
  await page.locator("details.many").getByRole("button", { name: "Cancel" }).click();
  await expect(azure.many.start).toBeVisible();
  await expect(azure.many.tally).toHaveText(/^\d+ agree · \d+ not asked yet$/);
});

for (const status of [401, 403]) {
  test(`a ${status} in the middle: what was answered stays, and the rest goes on`, async ({ azure, simulate, page }) => {
    const simulator = await simulate(refuses({ status }, { after: 10, times: 1 }));
    await azure.ready(simulator);
    await page.clock.install();
    await azure.many.judge(flows(20));
    await azure.many.start.click();
    await pushed(page, expect(azure.problem).toContainText(status === 403 ? "Microsoft.Network/networkWatchers/ipFlowVerify/action" : /Azure does not accept the token/i));
    await expect(azure.many.tally).toHaveText(/^1\d agree · \d+ not asked yet$/);
    await expect(azure.many.start).toHaveText(/^Continue with \d+ flows$/);
    await azure.many.start.click();
    await pushed(page, expect(azure.many.tally).toHaveText("20 agree"));
    await expect(azure.problem).toHaveCount(0);
    expect(await simulator.asked("ipFlowVerify")).toHaveLength(21);
  });
}

test("a list says what it waits for", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(refuses({ status: 429, retryAfter: 3 }, { after: 3, times: 1 })));
  await page.clock.install();
  await azure.many.judge(flows(6));
  await azure.many.start.click();
  const said = page.locator("details.many .progress").getByRole("status").filter({ visible: true });
  await expect(said).toHaveText(/^Azure is limiting requests; trying again in \d s$/);
  await pushed(page, expect(azure.many.tally).toHaveText("6 agree"));
});

test("a list made of the rules' edges finds the rule that is not in force", async ({ azure, simulate }) => {
  await azure.connect(await simulate(atOnce));
  await azure.fetchById(machine("vm-web-new-rule"));
  await azure.many.open();
  await azure.button("Make a list from the rules").click();
  await expect(azure.many.list).toHaveValue(/Inbound TCP \S+ -> 10\.20\.1\.10:443$/m);
  await azure.page.clock.install();
  await azure.many.start.click();
  await hurry(azure.page, async () => !(await azure.many.tally.innerText()).includes("not asked yet"));
  await expect(azure.many.tally).toContainText(/\d+ differ/);
  await azure.page.getByLabel("Show").selectOption("Same result, another rule");
  await expect(azure.page.getByText("None of these.").or(azure.many.rows.filter({ hasText: "Same result, another rule" }).first())).toBeVisible();
  await azure.page.getByLabel("Show").selectOption("Differ");
  await expect(azure.many.rows.filter({ hasNotText: "Azure gives a different answer" })).toHaveCount(0);
  await expect(azure.many.rows.first()).toContainText("Azure gives a different answer");
  await expect(azure.many.rows.filter({ hasText: "Allow by Allow-HTTPS-From-Internet" }).first()).toContainText("Azure gives a different answer");
});

test("lines that cannot be read are shown with what is wrong, and the others are judged", async ({ azure, simulate }) => {
  await azure.ready(await simulate(atOnce));
  await azure.many.judge(["Inbound TCP 203.0.113.10:* -> 10.20.1.4:443", "Inbound TCP 203.0.113.10:* -> 10.20.1.400:443", "Inbound ICMP 203.0.113.10 -> 10.20.1.4"]);
  await expect(azure.many.rows).toHaveCount(2);
  await expect(azure.page.locator("details.many .diagnostics li")).toContainText("Line 2");
  await azure.many.start.click();
  await expect(azure.many.tally).toHaveText("1 agree · 1 not comparable");
});

test("each outcome has rows of its own, and is seen without a way sideways on a phone", async ({ azure, simulate, page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const replay = [
    { on: { operation: "ipFlowVerify", body: { localPort: "443" } }, body: { access: "Allow", ruleName: "securityRules/Another", ruleId: "" } },
    { on: { operation: "ipFlowVerify", body: { localPort: "80" } }, body: { access: "Unknown" } },
    { on: { operation: "ipFlowVerify", body: { localPort: "22" } }, body: { access: "Allow", ruleName: "securityRules/Another", ruleId: "" } },
  ];
  await azure.ready(await simulate({ ...atOnce, replay }));
  await azure.many.judge([443, 80, 22, 25].map((port) => `Inbound TCP 203.0.113.10:* -> 10.20.1.4:${port}`));
  await azure.many.start.click();
  await expect(azure.many.tally).toHaveText("1 agree · 1 same result, another rule · 1 differ · 1 not comparable");
  for (const [filter, port] of [["Differ", 22], ["Same result, another rule", 443], ["Not comparable", 80], ["Agree", 25]] as const) {
    await page.getByLabel("Show").selectOption(filter);
    await expect(azure.many.rows).toHaveCount(1);
    await expect(azure.many.rows).toContainText(`-> 10.20.1.4:${port}`);
  }
  await page.getByLabel("Show").selectOption("All");
  const box = await azure.many.rows.first().locator(".outcome").boundingBox();
  expect(box!.x + box!.width).toBeLessThanOrEqual(390);
});
