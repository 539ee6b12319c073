// Nothing English is left of what asks Azure in the page in another language, but for Azure's own words.

import { expect } from "@playwright/test";
import { pushed } from "../settled.ts";
import { flows } from "./fixtures/azure_card.ts";
import { test, translations } from "./fixtures/spoken.ts";
import { atOnce, type Scenario } from "./fixtures/simulator.ts";

/** Whose words are Azure's own: the simulator's, which no catalogue has. */
const azuresWords = "Said by Azure in its own words";

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

// Each of these walks through a part of the tool, in each language.
for (const language of translations) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("of a connection to Azure and both answers", async ({ spoken, say, simulate, page }) => {
      await spoken.open();
      const simulator = await simulate(atOnce);
      await spoken.look("not connected");
      await spoken.openForm(simulator.origin);
      await spoken.azure.getByText(say("live-guide-title")).click();
      await spoken.look("the form");
      for (const token of ["", "no token", "4f2b8d10-93ce-4a67-b1d5-6c0e7f82a934", "System.Security.SecureString", "0.AXkAxyz", await simulator.token({ audience: "https://graph.microsoft.com" }), await simulator.token({ lifetime: -60 })]) {
        await spoken.submit(token);
        await spoken.look(`the token ${token.slice(0, 20)}`, [/The access token has been obtained .*/g]);
      }
      for (const origin of ["", "http://example.com", "management.azure.com", "https://a@b.example", "https://a.example/path", "https://:x"]) {
        await page.locator("#resource-manager").fill(origin);
        await spoken.submit("no token");
        await spoken.look(`the endpoint ${origin}`);
      }
      await page.locator("#resource-manager").fill(simulator.origin);
      await spoken.submit(await simulator.token());
      await spoken.button("live-forget").waitFor();
      await spoken.look("connected");
      await page.locator("#subscription").selectOption({ index: 1 });
      await expect(spoken.azure.locator(".machines button").first()).toContainText(new RegExp(["running", "deallocated"].map((state) => say("live-power", { state })).join("|")));
      await spoken.look("machines");
      await page.locator("#machine").fill("nothing like it");
      await spoken.look("no machines");
      await spoken.fetch("vm-web-1");
      await spoken.httpsFromInternet();
      await spoken.look("fetched");
      for (const details of await spoken.confirm.locator("details summary").all()) if (await details.isVisible()) await details.click();
      await spoken.look("what will be sent");
      await spoken.ask();
      await expect(spoken.confirm.locator(".outcome")).toContainText(say("live-agrees"));
      await spoken.look("Azure agrees");
      await spoken.setFlow({ localPort: "80" });
      await spoken.look("an answer about what was before");
      await spoken.setFlow({ protocol: "ICMP" });
      await spoken.look("not askable");
      for (const [name, outcome] of [["vm-web-new-rule", "live-differs"], ["vm-managed", ""], ["vm-no-nsg", ""]] as const) {
        await spoken.fetch(name);
        await spoken.httpsFromInternet();
        await spoken.look(`fetched ${name}`);
        await spoken.ask();
        await expect(spoken.confirm.locator(".outcome")).toContainText(outcome === "" ? /./ : say(outcome));
        await spoken.look(`the answer about ${name}`, [/No NSG applied on nic .*/g]);
        const compare = spoken.confirm.getByRole("button", { name: say("live-rule-by-rule") });
        if (!(await compare.isVisible())) continue;
        await compare.click();
        await spoken.look(`rule by rule ${name}`, [/No NSG applied on nic .*/g]);
      }
    });

    test("of a list of flows", async ({ spoken, say, simulate, page }) => {
      await spoken.open();
      await spoken.connect(await simulate(atOnce));
      await spoken.many.locator("summary").first().click();
      await expect(page.locator("#flows")).toBeVisible();
      await spoken.look("an empty list");
      await spoken.fetch("vm-web-new-rule");
      const list = ["nothing", "Sideways TCP 203.0.113.10:* -> 10.20.1.4:1", "Inbound SCTP 203.0.113.10:* -> 10.20.1.4:1", "Inbound TCP 203.0.113.10:* -> nowhere:1", "Inbound TCP 203.0.113.10:* -> 10.20.1.4:99999", "Inbound TCP 2001:db8::1:* -> 10.20.1.4:1", "Inbound ICMP 203.0.113.10 -> 10.20.1.10", "a,b,c", "Inbound TCP 10.20.1.4:1 <- 203.0.113.10:*", ...flows(3, "10.20.1.10"), "Inbound TCP 203.0.113.10:* -> 10.20.1.10:443"];
      await page.locator("#flows").fill(list.join("\n"));
      await spoken.press("live-flows-judge");
      await expect(spoken.many.locator("tbody tr").first()).toBeVisible();
      await spoken.look("judged");
      await spoken.press("live-flows-ask", { flows: 4 });
      await expect(spoken.many.locator(".tally")).toContainText(say("live-tally-differ", { flows: 1 }));
      await spoken.look("both answers");
      await spoken.press("live-flows-generate");
      await spoken.look("a list from the rules");
    });

    test("of errors", async ({ spoken, simulate, page }) => {
      await page.clock.install();
      for (const [what, scenario] of faults) {
        await spoken.open();
        await spoken.connect(await simulate(scenario));
        await page.locator("#subscription").selectOption({ index: 1 });
        await spoken.fetch("vm-web-1");
        await spoken.httpsFromInternet();
        await spoken.look(`${what}: fetched`, [azuresWords]);
        await spoken.ask();
        await pushed(page, expect(spoken.problem.or(spoken.confirm.locator(".outcome")).or(spoken.azure.locator(".notice")).filter({ visible: true }).first()).toBeVisible());
        await spoken.look(what, [azuresWords]);
      }
    });
  });
}
