import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

test.beforeEach(async ({ whatIf }) => {
  await whatIf.clear();
  await whatIf.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "10.1.0.4" });
});

test("the question names both outcomes, and an answer settles it", async ({ whatIf }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", []));
  await expect(whatIf.word).toHaveText("Depends");
  const question = whatIf.questions.first();
  await expect(question).toContainText("Is 10.1.0.4 in VirtualNetwork?");
  await question.getByRole("button", { name: "Yes → Allow" }).click();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(whatIf.answered).toContainText("yes");
  await whatIf.answered.getByRole("button", { name: /^Undo answer/ }).click();
  await expect(whatIf.word).toHaveText("Depends");
});

test("the address space settles it too", async ({ whatIf }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", []));
  await whatIf.setNetwork("10.0.0.0/16, 10.1.0.0/16");
  await expect(whatIf.word).toHaveText("Allow");
  await whatIf.setNetwork("10.0.0.0/16");
  await expect(whatIf.word).toHaveText("Deny");
});

test("a port that was left open is asked for", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", [rule({ name: "Allow-Web", port: "443" }), rule({ name: "Deny", priority: 200, access: "Deny" })]));
  await whatIf.setFlow({ localPort: "" });
  await expect(whatIf.questions.first()).toContainText("Is the local port 443?");
  await whatIf.questions.first().getByRole("button", { name: "Port 443 → Allow" }).click();
  await expect(page.locator("#local-port")).toHaveValue("443");
  await expect(whatIf.word).toHaveText("Allow");
});

test("a service tag is typed in, or read from Microsoft's file", async ({ whatIf, page }) => {
  await whatIf.paste("Subnet NSG", group("nsg-a", [
    rule({ name: "Deny-Storage", direction: "Outbound", access: "Deny", destination: "Storage" }),
    rule({ name: "Rest", priority: 200, direction: "Outbound" }),
  ]));
  await whatIf.setFlow({ direction: "Outbound", remoteAddress: "20.60.1.1", remotePort: "443" });
  await expect(whatIf.word).toHaveText("Depends");
  const file = { changeNumber: 1, cloud: "Public", values: [{ name: "Storage", id: "Storage", properties: { addressPrefixes: ["20.60.0.0/16"] } }] };
  await page.getByLabel("Open a service tag file").setInputFiles({ name: "ServiceTags.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(whatIf.word).toHaveText("Deny");
  await expect(page.getByText("1 range from ServiceTags.json.")).toBeVisible();
  await page.getByLabel("Storage", { exact: true }).fill("192.0.2.0/24");
  await expect(whatIf.word).toHaveText("Allow");
});

test("members of a group are asked for by the group's name", async ({ whatIf, page }) => {
  const asg = { id: "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/applicationSecurityGroups/asg-web" };
  const text = group("nsg-a", [{ name: "To-Web", properties: { priority: 100, direction: "Inbound", access: "Deny", protocol: "*", sourceAddressPrefix: "*", sourcePortRange: "*", destinationApplicationSecurityGroups: [asg], destinationPortRange: "*" } }]);
  await whatIf.paste("NIC NSG", text);
  await whatIf.setNetwork("10.0.0.0/8");
  await expect(whatIf.questions.first()).toContainText("Is 10.0.1.4 a member of asg-web?");
  await page.getByLabel("asg-web", { exact: true }).fill("10.0.1.4");
  await expect(whatIf.word).toHaveText("Deny");
});

test("where reports of Azure differ, the question leads to both of them", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", [rule({ name: "Deny-Internet", direction: "Outbound", access: "Deny", destination: "Internet" })]));
  await whatIf.setNetwork("10.0.0.0/16, 198.51.100.0/24");
  await whatIf.setFlow({ direction: "Outbound", remoteAddress: "198.51.100.10", remotePort: "443" });
  const question = whatIf.questions.first();
  await expect(question).toContainText("is 198.51.100.10 in Internet, too?");
  await question.getByRole("link", { name: "Evidence" }).click();
  await expect(page).toHaveURL(/\/docs\/agreement\.html#internet-and-virtual-network$/);
  await expect(page.getByRole("heading", { name: "Internet and public addresses of VirtualNetwork" })).toBeInViewport();
});

test("what a verdict takes for granted is said, with its evidence", async ({ whatIf }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", [rule({ name: "K8s-Web", port: "443", destination: "203.0.113.50" })]));
  await whatIf.setNetwork("10.0.0.0/16");
  await whatIf.setFlow({ localPort: "443", remoteAddress: "198.51.100.7", remotePort: "50000" });
  await expect(whatIf.word).toHaveText("Deny");
  await expect(whatIf.sentence).toContainText("K8s-Web would allow it if floating IP is enabled");
  const assumed = whatIf.verdict.locator(".assumed li");
  await expect(assumed).toContainText("Assumed: floating IP is disabled");
  await expect(assumed.getByRole("link", { name: "Evidence" })).toHaveAttribute("href", "docs/agreement.html#floating-ip");
});
