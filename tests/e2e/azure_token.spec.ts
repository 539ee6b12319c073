import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";

const forms: [string, (given: { json: string; token: string }) => string][] = [
  ["bare", ({ token }) => token],
  ["after Bearer", ({ token }) => `Bearer ${token}`],
  ["in all that az account get-access-token prints", ({ json }) => json],
];
for (const [form, paste] of forms) {
  test(`a token is taken ${form}`, async ({ azure, simulate }) => {
    const simulator = await simulate();
    await azure.connect(simulator, paste(await simulator.signIn()));
    await expect(azure.status).toContainText(/token good for/i);
    await expect(azure.token).toBeHidden();
    await expect(azure.token).toHaveValue("");
    expect(await simulator.asked("subscriptions")).toHaveLength(1);
  });
}

const wrong: [string, (simulator: { token(options: object): Promise<string> }) => Promise<string>, RegExp][] = [
  ["an expired token", (simulator) => simulator.token({ lifetime: -7200, audience: "https://management.azure.com" }), /the token expired 2 hours ago/i],
  ["a token for another audience", (simulator) => simulator.token({ audience: "https://graph.microsoft.com" }), /the token is for Microsoft Graph/i],
  ["an id", async () => "0f3b7c52-6d1e-4a58-9c07-5b2e8d41a601", /this is an id, not an access token/i],
  ["a text", async () => "hunter2", /this is not an access token/i],
  ["nothing", async () => "", /there is no token/i],
];
for (const [what, make, told] of wrong) {
  test(`${what} is told in words, and nobody is asked`, async ({ azure, simulate, tokens, page }) => {
    const simulator = await simulate();
    const pasted = await make(simulator);
    if (pasted) tokens.add(pasted);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await azure.button("Connect…").click();
    await azure.page.getByLabel("Cloud").selectOption("Azure");
    await azure.submit(pasted);
    await expect(azure.problem).toContainText(told);
    await expect(azure.problem).toContainText("az account get-access-token");
    await expect(azure.token).toHaveValue("");
    expect(requests).toEqual([]);
  });
}

test("what Azure does not take is told, with how to get another", async ({ azure, simulate }) => {
  const simulator = await simulate();
  await azure.chooseCustom(simulator.origin);
  await azure.submit(await simulator.token({ audience: "https://graph.microsoft.com" }));
  await expect(azure.problem).toContainText("Azure does not take the token");
  await expect(azure.button("Forget the token")).toBeHidden();
});

test("an address that would send the token unencrypted is refused", async ({ azure, simulate }) => {
  const simulator = await simulate();
  await azure.chooseCustom("http://management.example.com");
  await azure.submit(await simulator.token());
  await expect(azure.problem).toContainText(/would send the token unencrypted/i);
});

test("forgotten is forgotten: what was fetched stays, the token is gone, also after a reload", async ({ azure, simulate, page }) => {
  const simulator = await simulate(atOnce);
  await azure.connect(simulator);
  await azure.fetchById(machine("vm-web-1"));
  await azure.button("Forget the token").click();
  await expect(azure.button("Forget the token")).toBeHidden();
  await expect(azure.ask).toBeHidden();
  await expect(azure.whatIf.card("NIC NSG")).toContainText("nsg-nic-web");
  const before = await simulator.asked();
  await page.waitForTimeout(500);
  await page.reload();
  await expect(azure.whatIf.card("NIC NSG")).toContainText("nsg-nic-web");
  await expect(azure.button("Forget the token")).toBeHidden();
  expect(await simulator.asked()).toEqual(before);
});

test("a reload alone forgets it, too", async ({ azure, simulate, page }) => {
  const simulator = await simulate(atOnce);
  await azure.connect(simulator);
  await page.reload();
  await expect(azure.button("Connect…")).toBeVisible();
  await expect(azure.status).toContainText(/stays in this page's memory/i);
});

test("a token that expires while Azure works is asked for anew, and the same operation goes on", async ({ azure, simulate }) => {
  const simulator = await simulate({
    operations: { ...atOnce.operations, ipFlowVerify: { way: "locationRotating", polls: 2, retryAfter: 1 } },
    faults: [{ on: { operation: "operationResults", of: "ipFlowVerify" }, after: 1, times: 1, answer: { status: 401, code: "ExpiredAuthenticationToken", message: "The access token expiry UTC time is earlier than current UTC time." } }],
  });
  await azure.ready(simulator);
  await azure.ask.click();
  await expect(azure.card).toContainText("The token has expired. Paste a new one: what is under way goes on.");
  await expect(azure.confirm).toContainText(/a new one is needed/i);
  await azure.token.fill(await simulator.token());
  await azure.button("Go on").click();
  await expect(azure.outcome).toContainText("Azure agrees");
  await expect(azure.token).toBeHidden();
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(1);
});
