import { pushed } from "../settled.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

test("a rule that is not in force yet: both answers, the cause, and the first rule that differs", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.connect(simulator);
  await azure.pick("vm-web-new-rule");
  await expect(azure.fetched).toContainText(/still updating/i);
  await azure.httpsFromInternet();
  await expect(azure.whatIf.word).toHaveText("Allow");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.confirm.locator(".side").first()).toContainText("Allow-HTTPS-From-Internet");
  await expect(azure.azureSays).toContainText("Deny");
  await expect(azure.causes.first()).toContainText("Azure was still applying a change to one of the NSGs");
  await azure.button(/^Compare rule by rule/).click();
  const first = azure.rules.locator("tr.first-difference");
  await expect(first).toHaveCount(1);
  await expect(first).toContainText("Allow-HTTPS-From-Internet");
  await expect(first).toContainText("First difference");
  expect(await simulator.asked("networkConfigurationDiagnostic")).toHaveLength(1);
});

test("rules that were edited are named as the cause", async ({ azure, simulate }) => {
  await azure.ready(await simulate(atOnce));
  const loaded = await azure.whatIf.text("NIC NSG").inputValue();
  const edited = JSON.parse(loaded);
  edited.properties.securityRules[0].properties.access = "Deny";
  await azure.whatIf.paste("NIC NSG", JSON.stringify(edited));
  await expect(azure.whatIf.word).toHaveText("Deny");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  await expect(azure.causes.first()).toContainText(/the rules on this page were edited/i);
  await expect(azure.whatIf.card("NIC NSG").locator(".edited")).toBeVisible();
});

test("an answer is marked once what it was about has changed", async ({ azure, simulate }) => {
  await azure.ready(await simulate(atOnce));
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
  const changed = azure.confirm.getByText("Something was changed since");
  await expect(changed).toBeHidden();
  await azure.whatIf.setFlow({ localPort: "80" });
  await expect(changed).toBeVisible();
  await azure.ask.click();
  await expect(changed).toBeHidden();
  await azure.whatIf.paste("NIC NSG", group("nsg-nic-web", []));
  await expect(changed).toBeVisible();
});

test("a machine without groups is not filtered, which is no error", async ({ azure, simulate }) => {
  await azure.connect(await simulate(atOnce));
  await azure.fetchById(machine("vm-no-nsg"));
  await expect(azure.fetched).toContainText(/no subnet NSG, no NIC NSG/i);
  await azure.httpsFromInternet();
  await expect(azure.whatIf.word).toHaveText("Allow");
  await azure.ask.click();
  await expect(azure.azureSays).toContainText("Not filtered");
  await expect(azure.causes.first()).toContainText(/no network security group applies/i);
  // A group that is planned is another matter.
  await azure.whatIf.paste("NIC NSG", group("nsg-planned", [rule({ name: "Allow-HTTPS", port: "443" })]));
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  await expect(azure.problem).toHaveCount(0);
});

test("an answer about edited rules is not taken over, and a rule by rule comparison is about what was asked", async ({ azure, simulate }) => {
  await azure.ready(await simulate(atOnce));
  // A rule with a tag that nobody knows makes the verdict depend.
  const edited = JSON.parse(await azure.whatIf.text("NIC NSG").inputValue());
  edited.properties.securityRules.unshift(rule({ name: "Deny-A-Tag", access: "Deny", source: "SomeTag", port: "443", priority: 4000 }), rule({ name: "Allow-A-Tag", source: "SomeTag", port: "443", priority: 90 }));
  edited.properties.securityRules[2].properties.access = "Deny";
  await azure.whatIf.paste("NIC NSG", JSON.stringify(edited));
  await expect(azure.whatIf.word).toHaveText("Depends");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  await expect(azure.causes.first()).toContainText(/the rules on this page were edited/i);
  await expect(azure.button("Use this answer")).toHaveCount(0);
});

test("after another machine is picked the old answer offers no comparison rule by rule", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.ask.click();
  await expect(azure.button("Compare rule by rule")).toBeVisible();
  await azure.fetchById(machine("vm-web-2"));
  await expect(azure.confirm.getByText("Something was changed since")).toBeVisible();
  await expect(azure.button("Compare rule by rule")).toBeHidden();
});

test("what is changed while Azure works changes nothing of what is compared", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate({ operations: { ...atOnce.operations, ipFlowVerify: { way: "location", polls: 1, retryAfter: 2 } } }));
  await page.clock.install();
  await azure.ask.click();
  await expect(azure.progress).toContainText(/asking again/i);
  await azure.whatIf.paste("NIC NSG", group("nsg-nic-web", []));
  await azure.whatIf.setNetwork("10.0.0.0/8");
  await pushed(page, expect(azure.outcome).toContainText("Azure agrees"));
  await expect(azure.confirm.getByText("Something was changed since")).toBeVisible();
});
