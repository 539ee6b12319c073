import type { Page } from "@playwright/test";
import { pushed } from "../settled.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine, refuses } from "./fixtures/simulator.ts";

const script = `<img src=x onerror="window.executed=1"><script>window.executed=1`;

/** Nothing that came from outside became a part of the page. */
async function expectOnlyText(page: Page): Promise<void> {
  expect(await page.evaluate(() => [(window as { executed?: number }).executed, document.querySelectorAll("main img, main script, main iframe").length])).toEqual([undefined, 0]);
}

test("script in the names of machines, rules and errors is shown as text", async ({ azure, simulate, page }) => {
  const group = { properties: { securityRules: [{ name: script, properties: { priority: 100, direction: "Inbound", access: "Allow", protocol: "*", sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" } }] } };
  const list = { value: [{ id: machine("vm-web-1"), name: script, location: script, properties: {} }], nextLink: null };
  const simulator = await simulate({
    ...atOnce,
    changes: [{ resource: "nsg-nic-web", merge: group }],
    faults: [
      { on: { operation: "virtualMachines" }, answer: { merge: list } },
      { on: { operation: "ipFlowVerify" }, times: 1, answer: { status: 500, code: script, message: script } },
    ],
    replay: [{ on: { operation: "ipFlowVerify" }, body: { access: "Deny", ruleName: `securityRules/${script}`, ruleId: script } }],
  });
  await azure.connect(simulator);
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await expect(azure.machines).toContainText(script);
  await expectOnlyText(page);
  await azure.machines.click();
  await expect(azure.whatIf.card("NIC NSG")).toBeVisible();
  await azure.fetched.waitFor();
  await azure.httpsFromInternet();
  await expect(azure.whatIf.rule).toContainText(script);
  await azure.ask.click();
  await expect(azure.problem).toContainText(script);
  await expectOnlyText(page);
  await azure.ask.click();
  await expect(azure.azureSays).toContainText(script);
  await expectOnlyText(page);
});

test("an answer of a hundred megabytes is not read to its end", async ({ azure, simulate }) => {
  await azure.ready(await simulate(refuses({ megabytes: 100 })));
  await azure.ask.click();
  await expect(azure.problem).toContainText(/the response is too long to be one of Azure's/i);
});

for (const [link, pages] of [["endless", 200], ["same", 2]] as const) {
  test(`a list whose next page is ${link === "same" ? "itself" : "always another"} ends`, async ({ azure, simulate, page }) => {
    test.slow();
    const simulator = await simulate({ ...atOnce, faults: [{ on: { operation: "virtualMachines" }, answer: { nextLink: link } }] });
    await azure.connect(simulator);
    await page.getByLabel("Subscription").selectOption({ index: 1 });
    await expect(azure.problem).toContainText(new RegExp(`the list did not end after ${pages} pages`, "i"), { timeout: 40_000 });
    expect(await simulator.asked("virtualMachines")).toHaveLength(pages);
    await azure.fetchById(machine("vm-web-1"));
  });
}

test("an operation that never ends can be cancelled, and ends by itself", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate({ operations: { ...atOnce.operations, ipFlowVerify: { way: "locationRotating", endless: true } } }));
  await azure.ask.click();
  await expect(azure.progress).toContainText(/Azure is working on it/i);
  await azure.progress.getByRole("button", { name: "Cancel" }).click();
  await expect(azure.progress).toBeHidden();
  await page.clock.install();
  await azure.ask.click();
  await pushed(page, expect(azure.problem).toContainText(/Azure was still working on it after \d+ s/i), 10_000);
});

for (const [what, location, told] of [
  ["another host", "http://elsewhere.example{link}", "elsewhere.example"],
  ["another scheme", "https://{host}{link}", "another scheme"],
  ["another port", "http://127.0.0.1:9{link}", "another port"],
  ["a host behind a user name", "http://user:secret@{host}{link}", "user name"],
] as const) {
  test(`a Location on ${what} does not get the token`, async ({ azure, simulate }) => {
    const simulator = await simulate({ operations: { ...atOnce.operations, ipFlowVerify: { way: "location" } }, faults: [{ on: { operation: "ipFlowVerify" }, answer: { location } }] });
    await azure.ready(simulator);
    await azure.ask.click();
    await expect(azure.problem).toContainText(/the token was not sent on/i);
    await expect(azure.problem).toContainText(told);
    expect(await simulator.asked("operationResults")).toHaveLength(0);
  });
}

test("a next page on another host does not get the token", async ({ azure, simulate, page }) => {
  await azure.connect(await simulate({ faults: [{ on: { operation: "virtualMachines" }, answer: { nextLink: "http://elsewhere.example{link}" } }] }));
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await expect(azure.problem).toContainText(/the token was not sent on: `nextLink` contains .*elsewhere\.example/i);
  await expect(azure.machines).not.toHaveCount(0);
});
