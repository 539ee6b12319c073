import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pushed } from "../settled.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine, refuses, type Scenario } from "./fixtures/simulator.ts";

/** An operation that is accepted, and a fault at the question how it goes. */
const polls = (answer: object): Scenario => ({
  operations: { ...atOnce.operations, ipFlowVerify: { way: "location", retryAfter: 1 } },
  faults: [{ on: { operation: "operationResults", of: "ipFlowVerify" }, answer }],
});

/** An answer of Azure's in place of the simulator's own. */
const answers = (body: object): Scenario => ({ ...atOnce, replay: [{ on: { operation: "ipFlowVerify" }, body }] });

// Waits of a client that tries again are cut short where they do not matter: `retryAfter: 0`.
const told: [string, Scenario, RegExp][] = [
  ["404: gone", refuses({ status: 404 }), /Azure cannot find it/i],
  ["412, again and again", refuses({ status: 412, retryAfter: 0 }), /too many requests/i],
  ["500: Azure's own problem", refuses({ status: 500 }), /Azure reports an error of its own/i],
  ["502, again and again", refuses({ status: 502, retryAfter: 0 }), /Azure reports an error of its own/i],
  ["504, again and again", refuses({ status: 504, retryAfter: 0 }), /Azure reports an error of its own/i],
  ["an error without the usual envelope", refuses({ status: 400, envelope: "flat", code: "FlatCode", message: "Said in the flat form." }), /Said in the flat form \(FlatCode/i],
  ["an error that nobody knows, with its request id", refuses({ status: 418, code: "NeverSeenBefore", message: "Something new." }), /Something new \(NeverSeenBefore, request [0-9a-f-]{36}\)/i],
  ["a result that is gone", polls({ status: 404 }), /Azure cannot find it.*the result is no longer stored: try again/is],
  ["a result that one may not read", polls({ status: 403 }), /you are not allowed to do `Microsoft\.Network\/locations\/operationResults\/read`/i],
  ["an operation that is accepted and fails", { operations: { ...atOnce.operations, ipFlowVerify: { way: "location", retryAfter: 1, fails: { code: "InternalServerError", message: "An error occurred." } } } }, /Azure started the operation, and it failed/i],
  ["malformed JSON", refuses({ text: '{"access": "Allow', contentType: "application/json" }), /the response with status 200 is not valid JSON at line 1/i],
  ["a web page of a proxy", refuses({ text: "<!doctype html><title>Sign in to the guest network</title>" }), /the response with status 200 is a web page/i],
];
for (const [what, scenario, words] of told) {
  test(`${what}: told in words, with what to do`, async ({ azure, simulate, page }) => {
    await azure.ready(await simulate(scenario));
    await page.clock.install();
    await azure.ask.click();
    await pushed(page, expect(azure.problem).toContainText(words));
    await expect(azure.problem.locator(".summary")).not.toBeEmpty();
    await expect(azure.ask).toBeVisible();
  });
}

// Answers that are no errors, and no verdicts either.
const odd: [string, Scenario, string, RegExp][] = [
  ["access Unknown", answers({ access: "Unknown", ruleName: "", ruleId: "" }), "Not comparable", /Azure answered that it does not know/i],
  ["a Deny by a rule that allows", answers({ access: "Deny", ruleName: "securityRules/Allow-Web-To-Web-Servers", ruleId: "" }), "Azure gives a different answer", /Azure answers Deny and names .*, which does the opposite/i],
];
for (const [what, scenario, outcome, words] of odd) {
  test(`${what}: told apart, and not taken for a verdict`, async ({ azure, simulate }) => {
    await azure.ready(await simulate(scenario));
    await azure.ask.click();
    await expect(azure.outcome).toContainText(outcome);
    await expect(azure.causes.first()).toContainText(words);
    await expect(azure.problem).toHaveCount(0);
  });
}

test("a comparison that is empty is no answer, and no proof that there is no group", async ({ azure, simulate }) => {
  const empty = { on: { operation: "networkConfigurationDiagnostic" }, body: { results: [] } };
  await azure.ready(await simulate({ ...atOnce, replay: [empty] }));
  await azure.ask.click();
  await azure.button("Compare rule by rule").click();
  await expect(azure.confirm).toContainText("Azure checked no NSG");
  await expect(azure.rules).toHaveCount(0);
});

test("Azure-AsyncOperation in place of Location leads to the answer, too", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate({ operations: { ...atOnce.operations, ipFlowVerify: { way: "azureAsyncOperation", polls: 1, retryAfter: 1 } } }));
  await page.clock.install();
  await azure.ask.click();
  await pushed(page, expect(azure.outcome).toContainText("Azure agrees"));
});

test("a redirect is not followed", async ({ azure, simulate, mayAsk }) => {
  let asked = 0;
  const elsewhere = createServer((_, response) => void (asked++, response.end()));
  await once(elsewhere.listen(0, "127.0.0.1"), "listening");
  const origin = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
  // Chromium announces the request that it would make; whether it made it the server knows.
  mayAsk.add(origin);
  await azure.ready(await simulate(refuses({ status: 307, headers: { Location: `${origin}/` } })));
  await azure.ask.click();
  await expect(azure.problem).toContainText(/the response redirects to another address, and the token is not sent there/i);
  expect(asked).toBe(0);
  elsewhere.close();
});

test("403: the missing action, where, and a role that allows it", async ({ azure, simulate }) => {
  await azure.ready(await simulate(refuses({ status: 403 })));
  await azure.ask.click();
  await expect(azure.problem).toContainText("Microsoft.Network/networkWatchers/ipFlowVerify/action");
  await expect(azure.problem).toContainText(/networkWatchers\/NetworkWatcher_westeurope/i);
  const role = JSON.parse((await azure.copyable("Command").textContent())!);
  expect(role.Actions).toContain("Microsoft.Network/networkWatchers/ipFlowVerify/action");
  expect(role.AssignableScopes).toEqual(["/subscriptions/0f3b7c52-6d1e-4a58-9c07-5b2e8d41a601"]);
});

const passing: [string, object, RegExp][] = [
  ["429", { status: 429, retryAfter: 1 }, /Azure is limiting requests/i],
  ["503", { status: 503, retryAfter: 1 }, /Azure is busy/i],
  ["a connection that is cut", { cut: "beforeHeaders" }, /no connection to Azure/i],
  ["an answer that is cut off", { cut: "inBody" }, /no connection to Azure/i],
];
for (const [what, answer, words] of passing) {
  test(`${what} that passes: said while one waits, then answered`, async ({ azure, simulate, page }) => {
    const simulator = await simulate(refuses(answer, { times: 2 }));
    await azure.ready(simulator);
    await page.clock.install();
    await azure.ask.click();
    await expect(azure.progress).toContainText(words);
    await pushed(page, expect(azure.outcome).toContainText("Azure agrees"));
    expect(await simulator.asked("ipFlowVerify")).toHaveLength(3);
  });
}

test("a slow answer can be cancelled, which takes the request back", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(refuses({ delaySeconds: 60 }, { times: 1 })));
  await page.clock.install();
  const takenBack = page.waitForEvent("requestfailed", (request) => request.url().includes("ipFlowVerify"));
  await azure.ask.click();
  await expect(azure.progress).toBeVisible();
  await page.clock.runFor(3_000);
  await expect(azure.progress).toContainText(/[1-9] s/);
  await azure.progress.getByRole("button", { name: "Cancel" }).click();
  expect((await takenBack).failure()?.errorText).toBe("net::ERR_ABORTED");
  await expect(azure.progress).toBeHidden();
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
});

test("a gateway that reports no group: not filtered, and no error", async ({ azure, simulate }) => {
  await azure.ready(await simulate(refuses({ status: 400, code: "NsgsNotAppliedOnNic", message: "No NSGs are applied on the NIC." })));
  await azure.ask.click();
  await expect(azure.azureSays).toContainText("Not filtered");
  await expect(azure.problem).toHaveCount(0);
});

test("a Location that the browser may not read is told plainly", async ({ azure, simulate }) => {
  const simulator = await simulate({ cors: { exposed: [] }, operations: { ...atOnce.operations, ipFlowVerify: { way: "location" } } });
  await azure.ready(simulator);
  await azure.ask.click();
  await expect(azure.problem).toContainText(/the browser does not show where its result will be/i);
  await expect(azure.problem).toContainText("`Location`");
  expect(await simulator.asked("operationResults")).toHaveLength(0);
});

for (const [what, scenario] of [["lets no browser in", { cors: { refused: true } }], ["does not answer", undefined]] as const) {
  test(`a Resource Manager that ${what}: what may be the reason`, async ({ azure, simulate, page }) => {
    const simulator = await simulate(scenario ?? {});
    const token = await simulator.token();
    if (!scenario) await simulator.stop();
    await azure.chooseCustom(simulator.origin);
    // It is tried for half a minute, which this test does not wait.
    await page.clock.install();
    await azure.submit(token);
    await expect(azure.card).toContainText(/trying again in/);
    await pushed(page, expect(azure.problem).toContainText(/no answer from `127\.0\.0\.1`/i), 5_000);
    await expect(azure.problem).toContainText("CORS");
    await expect(azure.button("Forget the token")).toBeHidden();
  });
}

test("a machine that cannot be read does not take away what is there", async ({ azure, simulate }) => {
  const simulator = await simulate({ ...atOnce, faults: [{ on: { operation: "virtualMachine", resource: "vm-db-1" }, answer: { status: 403 } }] });
  await azure.ready(simulator);
  await azure.search(machine("vm-db-1"));
  await azure.button("Fetch this").click();
  await expect(azure.problem).toContainText("Microsoft.Compute/virtualMachines/read");
  await expect(azure.fetched).toContainText("vm-web-1");
  await expect(azure.whatIf.word).toHaveText("Allow");
});
