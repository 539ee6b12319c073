// Documents that Azure's API and its tools do not print: what reads them is loaded when the first of them is there.

import { held } from "./fixtures/held.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

const reader = /\/split_documents-[^/]+\.wasm$/;

/** A group in a template; where it is used, a template does not say. */
const template = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  resources: [
    {
      type: "Microsoft.Network/networkSecurityGroups",
      apiVersion: "2024-05-01",
      name: "nsg-template",
      properties: { securityRules: [rule({ name: "Deny-SSH", access: "Deny", port: "22" }), rule({ name: "Allow-All", priority: 200 })] },
    },
  ],
});

/** What applies to an interface: two groups, and where each of them is. */
const inForce = JSON.stringify({
  value: [["subnet", "on-subnet"], ["networkInterface", "on-nic"]].map(([place, name]) => ({
    networkSecurityGroup: { id: `/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/networkSecurityGroups/${name}` },
    association: { [place!]: { id: "/subscriptions/1/somewhere" } },
    effectiveSecurityRules: [
      { name: "defaultSecurityRules/DenyAllInBound", protocol: "All", sourcePortRange: "0-65535", destinationPortRange: "0-65535", sourceAddressPrefix: "0.0.0.0/0", destinationAddressPrefix: "0.0.0.0/0", access: "Deny", priority: 65500, direction: "Inbound" },
    ],
  })),
});

const ssh = { direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.9" } as const;

test.beforeEach(async ({ whatIf }) => {
  await whatIf.clear();
  await whatIf.setFlow(ssh);
});

test("what Azure prints is read without it, a template loads it once", async ({ whatIf, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => reader.test(request.url()) && asked.push(request.url()));
  await whatIf.paste("NIC NSG", group("nsg-rest", [rule({ name: "Deny-SSH", access: "Deny", port: "22" })]));
  await expect(whatIf.word).toHaveText("Deny");
  expect(asked).toEqual([]);
  await whatIf.paste("Subnet NSG", template);
  await expect(whatIf.card("Subnet NSG")).toContainText("nsg-template: 2 rules");
  await whatIf.paste("NIC NSG", template);
  await expect(whatIf.card("NIC NSG")).toContainText("nsg-template: 2 rules");
  await expect(whatIf.rule).toContainText("Deny-SSH");
  expect(asked).toHaveLength(1);
});

test("while it is on its way there is no verdict, and afterwards the groups are where they belong", async ({ whatIf, page }) => {
  const arrive = await held(page, reader);
  await whatIf.openFile("Subnet NSG", "in-force.json", inForce);
  await expect(whatIf.card("Subnet NSG").getByText("Loading")).toBeVisible();
  await expect(whatIf.card("NIC NSG").getByText("Loading")).toBeHidden();
  await expect(whatIf.word).toHaveText("No verdict");
  await expect(whatIf.sentence).toHaveText("The rules are not read yet.");
  await expect(whatIf.text("Subnet NSG")).toHaveValue(inForce);
  arrive();
  await expect(whatIf.card("Subnet NSG")).toContainText("on-subnet");
  await expect(whatIf.card("NIC NSG")).toContainText("on-nic");
  // Nobody said what the virtual network is.
  await expect(whatIf.word).toHaveText("Depends");
  await expect(page.getByText("Loading")).toBeHidden();
});

test("what is pasted into both places meanwhile is kept, each in its own", async ({ whatIf, page }) => {
  const arrive = await held(page, reader);
  await whatIf.paste("Subnet NSG", template);
  await whatIf.paste("NIC NSG", template.replace("nsg-template", "nsg-other"));
  await expect(whatIf.card("Subnet NSG").getByText("Loading")).toBeVisible();
  await expect(whatIf.card("NIC NSG").getByText("Loading")).toBeVisible();
  arrive();
  await expect(whatIf.card("Subnet NSG")).toContainText("nsg-template");
  await expect(whatIf.card("NIC NSG")).toContainText("nsg-other");
});

test("where it cannot be loaded that is said, nothing is lost, and another try reads it", async ({ whatIf, page, noise }) => {
  await page.route(reader, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "not here" }));
  await whatIf.paste("NIC NSG", template);
  await expect(whatIf.card("NIC NSG").getByRole("status").filter({ hasText: "could not be loaded" })).toBeVisible();
  await expect(whatIf.word).toHaveText("No verdict");
  await expect(whatIf.text("NIC NSG")).toHaveValue(template);
  expect(noise.splice(0).join()).toContain("404");
  await page.unroute(reader);
  await whatIf.card("NIC NSG").getByRole("button", { name: "Try again" }).click();
  await expect(whatIf.word).toHaveText("Deny");
  await expect(page.getByText("could not be loaded")).toBeHidden();
});

test("the edits of a template outlive a reload, however late it is read", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", template);
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.open("Deny-SSH");
  await what.press("Switch off");
  await expect(whatIf.word).toHaveText("Allow");
  await page.waitForTimeout(500);
  const arrive = await held(page, reader);
  await page.reload();
  await whatIf.title.waitFor();
  await expect(whatIf.word).toHaveText("No verdict");
  // Long enough for the editor to be there before the rules are.
  await page.waitForTimeout(500);
  arrive();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.row("Deny-SSH")).toContainText("off");
});
