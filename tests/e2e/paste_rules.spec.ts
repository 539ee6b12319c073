import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

test.beforeEach(async ({ whatIf }) => {
  await whatIf.clear();
  await whatIf.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
});

test("a pasted group is judged at once", async ({ whatIf }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", [rule({ name: "Allow-SSH", port: "22", source: "203.0.113.0/24" })]));
  await whatIf.setNetwork("10.0.0.0/16");
  await expect(whatIf.word).toHaveText("Allow");
  await expect(whatIf.rule).toHaveText("securityRules/Allow-SSH · NIC NSG nsg-a");
  await whatIf.setFlow({ remoteAddress: "198.51.100.1" });
  await expect(whatIf.word).toHaveText("Deny");
  await expect(whatIf.row("Allow-SSH")).toContainText("source 198.51.100.1 is not in 203.0.113.0/24");
});

test("a name cannot turn the sentence round", async ({ whatIf }) => {
  await whatIf.paste("NIC NSG", group("nsg-\u202ea", [rule({ name: "a\u202eb\u2066", port: "22" })]));
  await expect(whatIf.sentence).toContainText("Allowed by a\ufffdb\ufffd (priority 100) of the NIC NSG nsg-\ufffda.");
  await expect(whatIf.rule).toHaveText("securityRules/a\ufffdb\ufffd · NIC NSG nsg-\ufffda");
});

test("a document that names its subnet is put where it belongs", async ({ whatIf }) => {
  const text = group("nsg-s", [rule({ name: "Allow-SSH", port: "22" })], {
    subnets: [{ id: "/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/web" }],
  });
  await whatIf.openFile("NIC NSG", "nsg.json", text);
  await expect(whatIf.card("Subnet NSG")).toContainText("nsg-s: 1 rule and 6 default rules");
  await expect(whatIf.card("Subnet NSG")).toContainText("Put here");
  await expect(whatIf.card("NIC NSG")).toContainText("traffic is not filtered at this level");
});

test("a document with several groups lets one choose", async ({ whatIf, page }) => {
  const one = JSON.parse(group("one", [rule({ name: "Allow-SSH", port: "22" })])) as object;
  const two = JSON.parse(group("two", [rule({ name: "Deny-SSH", port: "22", access: "Deny" })])) as object;
  await whatIf.paste("Subnet NSG", JSON.stringify({ value: [one, two] }));
  await expect(whatIf.word).toHaveText("Allow");
  await page.getByLabel("Choose the Subnet NSG").selectOption({ label: "two (1 rule)" });
  await expect(whatIf.word).toHaveText("Deny");
});

test("a file can be dropped", async ({ whatIf, page }) => {
  const text = group("dropped", [rule({ name: "Allow-SSH", port: "22" })]);
  const files = await page.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], "dropped.json", { type: "application/json" }));
    return transfer;
  }, text);
  await whatIf.card("Subnet NSG").dispatchEvent("drop", { dataTransfer: files });
  await expect(whatIf.card("Subnet NSG")).toContainText("dropped: 1 rule");
});

test("effective rules fill both places and tell the tags", async ({ whatIf, page }) => {
  const id = (kind: string) => `/subscriptions/1/resourceGroups/g/providers/Microsoft.Network/${kind}`;
  const effective = (name: string, priority: number, source: string, access: string, expanded: string[] | null) => ({
    name, protocol: "All", sourcePortRange: "0-65535", destinationPortRange: "0-65535",
    sourceAddressPrefix: source, destinationAddressPrefix: source === "VirtualNetwork" ? source : "0.0.0.0/0",
    expandedSourceAddressPrefix: expanded, expandedDestinationAddressPrefix: expanded,
    access, priority, direction: "Inbound",
  });
  const rules = [
    effective("defaultSecurityRules/AllowVnetInBound", 65000, "VirtualNetwork", "Allow", ["10.0.0.0/16", "10.9.0.0/16", "168.63.129.16/32"]),
    effective("defaultSecurityRules/DenyAllInBound", 65500, "0.0.0.0/0", "Deny", null),
  ];
  const text = JSON.stringify({
    value: [
      { networkSecurityGroup: { id: id("networkSecurityGroups/on-subnet") }, association: { subnet: { id: id("virtualNetworks/v/subnets/s") } }, effectiveSecurityRules: rules },
      { networkSecurityGroup: { id: id("networkSecurityGroups/on-nic") }, association: { networkInterface: { id: id("networkInterfaces/n") } }, effectiveSecurityRules: rules },
    ],
  });
  await whatIf.openFile("Subnet NSG", "effective.json", text);
  await expect(whatIf.card("Subnet NSG")).toContainText("on-subnet");
  await expect(whatIf.card("NIC NSG")).toContainText("on-nic");
  await expect(page.getByText("Known from the effective rules that you pasted.")).toBeVisible();
  await whatIf.setFlow({ remoteAddress: "10.9.0.4" });
  await expect(whatIf.word).toHaveText("Allow");
  await expect(whatIf.rule).toContainText("defaultSecurityRules/AllowVnetInBound");
});

test("text in a rule stays text", async ({ whatIf, page }) => {
  const name = `<img src=x onerror="document.title='hacked'">`;
  await whatIf.paste("NIC NSG", group(name, [rule({ name, port: "22" })]));
  await expect(whatIf.row(name)).toBeVisible();
  await expect(page.locator(".ladder img")).toHaveCount(0);
  await expect(page).toHaveTitle("NSG What-If");
});

test("rules that a text deploys and that were not read are told beside the verdict", async ({ whatIf, page }) => {
  const rules = { securityRules: [] };
  const template = (...more: object[]) =>
    JSON.stringify({ resources: [{ type: "Microsoft.Network/networkSecurityGroups", apiVersion: "2023-11-01", name: "nsg-web", properties: rules }, ...more] });
  const linked = { type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "more", properties: { templateLink: { uri: "https://example.com/more.json" } } };
  const missing = page.locator("article.verdict").getByText("Rules may be missing from this answer: a linked template is not in the text; its NSGs are unknown.");
  await whatIf.paste("NIC NSG", template(linked));
  await expect(missing).toBeVisible();
  await whatIf.paste("NIC NSG", template());
  await expect(missing).toBeHidden();
});
