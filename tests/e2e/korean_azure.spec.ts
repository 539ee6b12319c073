// Nothing English is left of what asks Azure in the page in Korean, but for Azure's own words.

import { expect } from "@playwright/test";
import { flows } from "./fixtures/azure_card.ts";
import { korean as say, test } from "./fixtures/korean.ts";
import { atOnce, type Scenario } from "./fixtures/simulator.ts";

/** Whose words are Azure's own: the simulator's, which no catalogue has. */
const azuresWords = "Said by Azure in its own words";

// Each of these walks through a part of the tool.

test("of a connection to Azure and both answers", async ({ korean, simulate, page }) => {
  await korean.open();
  const simulator = await simulate(atOnce);
  await korean.look("not connected");
  await korean.openForm(simulator.origin);
  await korean.azure.getByText(say("live-guide-title")).click();
  await korean.look("the form");
  for (const token of ["", "no token", "4f2b8d10-93ce-4a67-b1d5-6c0e7f82a934", "System.Security.SecureString", "0.AXkAxyz", await simulator.token({ audience: "https://graph.microsoft.com" }), await simulator.token({ lifetime: 1 })]) {
    await korean.submit(token);
    await korean.look(`the token ${token.slice(0, 20)}`, [/The access token has been obtained .*/g]);
  }
  for (const origin of ["", "http://example.com", "management.azure.com", "https://a@b.example", "https://a.example/path", "https://:x"]) {
    await page.locator("#resource-manager").fill(origin);
    await korean.submit("no token");
    await korean.look(`the endpoint ${origin}`);
  }
  await page.locator("#resource-manager").fill(simulator.origin);
  await korean.submit(await simulator.token());
  await korean.button("live-forget").waitFor();
  await korean.look("connected");
  await page.locator("#subscription").selectOption({ index: 1 });
  await expect(korean.azure.locator(".machines button").first()).toContainText(/실행 중|할당 취소됨/);
  await korean.look("machines");
  await page.locator("#machine").fill("nothing like it");
  await korean.look("no machines");
  await korean.fetch("vm-web-1");
  await korean.httpsFromInternet();
  await korean.look("fetched");
  for (const details of await korean.confirm.locator("details summary").all()) if (await details.isVisible()) await details.click();
  await korean.look("what will be sent");
  await korean.ask();
  await expect(korean.confirm.locator(".outcome")).toContainText(say("live-agrees"));
  await korean.look("Azure agrees");
  await korean.setFlow({ localPort: "80" });
  await korean.look("an answer about what was before");
  await korean.setFlow({ protocol: "ICMP" });
  await korean.look("not askable");
  for (const [name, outcome] of [["vm-web-new-rule", "live-differs"], ["vm-managed", ""], ["vm-no-nsg", ""]] as const) {
    await korean.fetch(name);
    await korean.httpsFromInternet();
    await korean.look(`fetched ${name}`);
    await korean.ask();
    await expect(korean.confirm.locator(".outcome")).toContainText(outcome === "" ? /./ : say(outcome));
    await korean.look(`the answer about ${name}`, [/No NSG applied on nic .*/g]);
    const compare = korean.confirm.getByRole("button", { name: say("live-rule-by-rule") });
    if (!(await compare.isVisible())) continue;
    await compare.click();
    await korean.look(`rule by rule ${name}`, [/No NSG applied on nic .*/g]);
  }
});

test("of a list of flows", async ({ korean, simulate, page }) => {
  await korean.open();
  await korean.connect(await simulate(atOnce));
  await korean.many.locator("summary").first().click();
  await expect(page.locator("#flows")).toBeVisible();
  await korean.look("an empty list");
  await korean.fetch("vm-web-new-rule");
  const list = ["nothing", "Sideways TCP 203.0.113.10:* -> 10.20.1.4:1", "Inbound SCTP 203.0.113.10:* -> 10.20.1.4:1", "Inbound TCP 203.0.113.10:* -> nowhere:1", "Inbound TCP 203.0.113.10:* -> 10.20.1.4:99999", "Inbound TCP 2001:db8::1:* -> 10.20.1.4:1", "Inbound ICMP 203.0.113.10 -> 10.20.1.10", "a,b,c", "Inbound TCP 10.20.1.4:1 <- 203.0.113.10:*", ...flows(3, "10.20.1.10"), "Inbound TCP 203.0.113.10:* -> 10.20.1.10:443"];
  await page.locator("#flows").fill(list.join("\n"));
  await korean.press("live-flows-judge");
  await expect(korean.many.locator("tbody tr").first()).toBeVisible();
  await korean.look("judged");
  await korean.press("live-flows-ask", { flows: 4 });
  await expect(korean.many.locator(".tally")).toContainText(say("live-tally-differ", { flows: 1 }));
  await korean.look("both answers");
  await korean.press("live-flows-generate");
  await korean.look("a list from the rules");
});

const faults: [string, Scenario][] = [
  ["403", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { status: 403, message: azuresWords } }] }],
  ["404", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { status: 404, message: azuresWords } }] }],
  ["500", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { status: 500, message: azuresWords } }] }],
  ["418", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { status: 418, code: "NeverSeenBefore", message: azuresWords } }] }],
  ["a web page", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { text: "<!doctype html><title>Sign in</title>" } }] }],
  ["half an answer", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { text: '{"access": "Allow', contentType: "application/json" } }] }],
  ["too many requests", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, answer: { status: 429, retryAfter: 0, message: azuresWords } }] }],
  ["an answer that Azure does not know", { ...atOnce, replay: [{ on: { operation: "ipFlowVerify" }, body: { access: "Unknown", ruleName: "", ruleId: "" } }] }],
  ["an expired token", { ...atOnce, faults: [{ on: { operation: "ipFlowVerify" }, times: 1, answer: { status: 401, code: "ExpiredAuthenticationToken", message: azuresWords } }] }],
  ["no rights to list and to read", { ...atOnce, faults: ["virtualMachines", "effectiveNetworkSecurityGroups", "serviceTags", "virtualNetwork", "routeTable", "networkInterfaces"].map((operation) => ({ on: { operation }, answer: { status: 403, message: azuresWords } })) }],
];
test("of errors", async ({ korean, simulate, page }) => {
  for (const [what, scenario] of faults) {
    await korean.open();
    await korean.connect(await simulate(scenario));
    await page.locator("#subscription").selectOption({ index: 1 });
    await korean.fetch("vm-web-1");
    await korean.httpsFromInternet();
    await korean.look(`${what}: fetched`, [azuresWords]);
    await korean.ask();
    await expect(korean.problem.or(korean.confirm.locator(".outcome")).or(korean.azure.locator(".notice")).filter({ visible: true }).first()).toBeVisible();
    await korean.look(what, [azuresWords]);
  }
});
