// Documents of other forms than Azure's API and its tools print.

import { expect, test } from "./fixtures/test.ts";
import { rule } from "./fixtures/what_if_page.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

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

test("a template is read at once, in both places", async ({ whatIf }) => {
  await whatIf.paste("Subnet NSG", template);
  await expect(whatIf.card("Subnet NSG")).toContainText("nsg-template: 2 rules");
  await whatIf.paste("NIC NSG", template.replace("nsg-template", "nsg-other"));
  await expect(whatIf.card("NIC NSG")).toContainText("nsg-other: 2 rules");
  await expect(whatIf.rule).toContainText("Deny-SSH");
});

test("a file with the rules in force of an interface fills both places", async ({ whatIf }) => {
  await whatIf.openFile("Subnet NSG", "in-force.json", inForce);
  await expect(whatIf.card("Subnet NSG")).toContainText("on-subnet");
  await expect(whatIf.card("NIC NSG")).toContainText("on-nic");
  // Nobody said what the virtual network is.
  await expect(whatIf.word).toHaveText("Depends");
});

test("the edits of a template outlive a reload", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", template);
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.open("Deny-SSH");
  await what.press("Disable");
  await expect(whatIf.word).toHaveText("Allow");
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("Deny-SSH");
  await page.reload();
  await whatIf.title.waitFor();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.row("Deny-SSH")).toContainText("disabled");
});
