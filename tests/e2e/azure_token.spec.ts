import { pushed } from "../settled.ts";
import { flows } from "./fixtures/azure_card.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { kept } from "./fixtures/session.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";

/** Azure says once that the token has expired. */
const expires = (operation: string, after = 0) => ({
  ...atOnce,
  faults: [{ on: { operation }, after, times: 1, answer: { status: 401, code: "ExpiredAuthenticationToken", message: "The access token expiry UTC time is earlier than current UTC time." } }],
});

const forms: [string, (given: { json: string; token: string }) => string][] = [
  ["bare", ({ token }) => token],
  ["after Bearer", ({ token }) => `Bearer ${token}`],
  ["in all that az account get-access-token prints", ({ json }) => json],
];
for (const [form, paste] of forms) {
  test(`a token is taken ${form}`, async ({ azure, simulate }) => {
    const simulator = await simulate();
    await azure.connect(simulator, paste(await simulator.signIn()));
    await expect(azure.status).toContainText(/token valid for/i);
    await expect(azure.token).toBeHidden();
    await expect(azure.token).toHaveValue("");
    expect(await simulator.asked("subscriptions")).toHaveLength(1);
  });
}

// What PowerShell prints has line breaks, which the field for a password would drop: it is pasted.
test("a token is taken in all that Get-AzAccessToken prints", async ({ azure, simulate, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const simulator = await simulate();
  const token = await simulator.token();
  await azure.chooseCustom(simulator.origin);
  await azure.paste(`\r\nToken     : ${token}\r\nExpiresOn : 11/25/2026 1:00:00 AM +00:00\r\nType      : Bearer\r\nTenantId  : 4f2b8d10-93ce-4a67-b1d5-6c0e7f82a934\r\nUserId    : ada@contoso.example\r\n`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(azure.status).toContainText(/token valid for/i);
  await expect(azure.token).toHaveValue("");
});

test("line breaks that a terminal put into a pasted token do not matter", async ({ azure, simulate, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const simulator = await simulate();
  const token = await simulator.token();
  await azure.chooseCustom(simulator.origin);
  await azure.paste(`${token.slice(0, 80)}\n${token.slice(80)}\n`);
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(azure.status).toContainText(/token valid for/i);
});

test("what the token is good for and until when is told, and that it has expired", async ({ azure, simulate, page }) => {
  // With a clock that can be pushed from the page's first moment on.
  await page.clock.install();
  await azure.whatIf.open();
  await azure.connect(await simulate());
  await expect(azure.status).toContainText(/token valid for \d+ min, until \d\d:\d\d/);
  await expect(azure.card).toContainText(/Tenant [0-9a-f-]{36} · token allows user_impersonation/);
  await page.clock.fastForward(3_650_000);
  await expect(azure.status).toContainText(/token expired at \d\d:\d\d/);
});

test("the guide has commands for the chosen cloud, and the rights that are needed", async ({ azure, page }) => {
  await azure.button("Connect…").click();
  await azure.card.getByText("Where do I get a token").click();
  await page.getByLabel("Cloud").selectOption("Azure China");
  await expect(azure.copyable("Azure CLI command")).toHaveText("az account get-access-token --resource https://management.core.chinacloudapi.cn");
  // Older versions of Az know no -AsSecureString.
  await expect(azure.copyable("PowerShell command")).toHaveText("[Net.NetworkCredential]::new('', (Get-AzAccessToken -ResourceUrl https://management.core.chinacloudapi.cn).Token).Password");
  await expect(azure.card).toContainText("You need two roles, Network Contributor and Reader");
});

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
    await azure.button("Connect…").click();
    await azure.page.getByLabel("Cloud").selectOption("Azure");
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
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
  await expect(azure.problem).toContainText("Azure does not accept the token");
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
  await kept(page, "nsg-nic-web");
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

test("a token that expires while Azure works is asked for anew, and the same operation goes on", async ({ azure, simulate, page }) => {
  const simulator = await simulate({
    operations: { ...atOnce.operations, ipFlowVerify: { way: "locationRotating", polls: 2, retryAfter: 1 } },
    faults: [{ on: { operation: "operationResults", of: "ipFlowVerify" }, after: 1, times: 1, answer: { status: 401, code: "ExpiredAuthenticationToken", message: "The access token expiry UTC time is earlier than current UTC time." } }],
  });
  await azure.ready(simulator);
  await page.clock.install();
  await azure.ask.click();
  await pushed(page, expect(azure.card).toContainText("The token has expired. Paste a new one: what is running then continues."));
  await expect(azure.confirm).toContainText(/you need a new one/i);
  await azure.token.fill(await simulator.token());
  await azure.button("Continue").click();
  await pushed(page, expect(azure.outcome).toContainText("Azure agrees"));
  await expect(azure.token).toBeHidden();
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(1);
});

test("while a new token is awaited one can cancel, and no token is asked for any more", async ({ azure, simulate }) => {
  await azure.ready(await simulate(expires("ipFlowVerify")));
  await azure.ask.click();
  await expect(azure.token).toBeFocused();
  await azure.progress.getByRole("button", { name: "Cancel" }).click();
  await expect(azure.token).toBeHidden();
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
});

test("a token that expires while the page connects: another one, or another cloud", async ({ azure, simulate, page }) => {
  const simulator = await simulate(expires("subscriptions"));
  await azure.chooseCustom(simulator.origin);
  await azure.submit(await simulator.token());
  await expect(azure.card).toContainText("The token has expired. Paste a new one.");
  await expect(page.getByLabel("Cloud")).toBeVisible();
  await azure.submit(await simulator.token());
  await expect(azure.status).toContainText(/token valid for/i);
});

test("a token that expires during a list: the list says so, the form has the focus, and all goes on", async ({ azure, simulate, page }) => {
  const simulator = await simulate(expires("ipFlowVerify", 3));
  await azure.ready(simulator);
  await azure.many.judge(flows(6));
  await azure.many.start.click();
  await expect(page.locator("details.many")).toContainText("The token has expired. Paste a new one at the top of the page: the list then continues.");
  await expect(azure.token).toBeFocused();
  await azure.token.fill(await simulator.token());
  await azure.button("Continue").click();
  await expect(azure.many.tally).toHaveText("6 agree");
});
