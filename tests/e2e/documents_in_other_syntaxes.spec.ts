// Documents that are not JSON: what reads them is loaded when the first of them is there.

import { held } from "./fixtures/held.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

const reader = /\/split_documents-[^/]+\.wasm$/;

/** The portal's table, as it is copied. */
const table = [
  "Inbound security rules",
  "Priority\tName\tPort\tProtocol\tSource\tDestination\tAction\t",
  "100\tDeny-SSH\t22\tTCP\tAny\tAny\tDeny\t…",
  "200\tAllow-All\tAny\tAny\tAny\tAny\tAllow\t…",
  "",
].join("\n");

const playbook = `- hosts: localhost
  tasks:
    - azure.azcollection.azure_rm_securitygroup:
        name: nsg-shop
        purge_rules: true
        rules:
          - {name: Deny-SSH, protocol: Tcp, destination_port_range: 22, priority: 100, access: Deny}
          - {name: Allow-All, priority: 200}
`;

const ssh = { direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.9" } as const;

test.beforeEach(async ({ whatIf }) => {
  await whatIf.clear();
  await whatIf.setFlow(ssh);
});

test("JSON is read without it, a table and a playbook load it once", async ({ whatIf, page }) => {
  const asked: string[] = [];
  page.on("request", (request) => reader.test(request.url()) && asked.push(request.url()));
  await whatIf.paste("NIC NSG", group("nsg-rest", [rule({ name: "Deny-SSH", access: "Deny", port: "22" })]));
  await expect(whatIf.word).toHaveText("Deny");
  expect(asked).toEqual([]);
  await whatIf.paste("Subnet NSG", table);
  await expect(whatIf.card("Subnet NSG")).toContainText("2 rules");
  await whatIf.paste("NIC NSG", playbook);
  await expect(whatIf.card("NIC NSG")).toContainText("nsg-shop: 2 rules");
  await expect(whatIf.rule).toContainText("Deny-SSH");
  expect(asked).toHaveLength(1);
});

test("while it is on its way there is no verdict, and the text stays", async ({ whatIf, page }) => {
  const arrive = await held(page, reader);
  await whatIf.openFile("Subnet NSG", "rules.tsv", table);
  await expect(whatIf.card("Subnet NSG").getByText("Loading")).toBeVisible();
  await expect(whatIf.card("NIC NSG").getByText("Loading")).toBeHidden();
  await expect(whatIf.word).toHaveText("No verdict");
  await expect(whatIf.sentence).toHaveText("The rules are not read yet.");
  await expect(whatIf.text("Subnet NSG")).toHaveValue(table);
  arrive();
  await expect(whatIf.card("Subnet NSG")).toContainText("2 rules");
  await expect(whatIf.word).toHaveText("Deny");
  await expect(page.getByText("Loading")).toBeHidden();
});

test("what is pasted into both places meanwhile is kept, each in its own", async ({ whatIf, page }) => {
  const arrive = await held(page, reader);
  await whatIf.paste("Subnet NSG", playbook);
  await whatIf.paste("NIC NSG", playbook.replace("nsg-shop", "nsg-other"));
  await expect(whatIf.card("Subnet NSG").getByText("Loading")).toBeVisible();
  await expect(whatIf.card("NIC NSG").getByText("Loading")).toBeVisible();
  arrive();
  await expect(whatIf.card("Subnet NSG")).toContainText("nsg-shop");
  await expect(whatIf.card("NIC NSG")).toContainText("nsg-other");
});

test("where it cannot be loaded that is said, nothing is lost, and another try reads it", async ({ whatIf, page, noise }) => {
  await page.route(reader, (route) => route.fulfill({ status: 404, contentType: "text/html", body: "not here" }));
  await whatIf.paste("NIC NSG", table);
  await expect(whatIf.card("NIC NSG").getByRole("status").filter({ hasText: "could not be loaded" })).toBeVisible();
  await expect(whatIf.word).toHaveText("No verdict");
  await expect(whatIf.text("NIC NSG")).toHaveValue(table);
  expect(noise.splice(0).join()).toContain("404");
  await page.unroute(reader);
  await whatIf.card("NIC NSG").getByRole("button", { name: "Try again" }).click();
  await expect(whatIf.word).toHaveText("Deny");
  await expect(page.getByText("could not be loaded")).toBeHidden();
});

test("the edits of a table outlive a reload, however late it is read", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", table);
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.open("Deny-SSH");
  await what.press("Disable");
  await expect(whatIf.word).toHaveText("Allow");
  await expect.poll(() => page.evaluate(() => JSON.stringify({ ...sessionStorage }))).toContain("Deny-SSH");
  const arrive = await held(page, reader);
  await page.reload();
  await whatIf.title.waitFor();
  await expect(whatIf.word).toHaveText("No verdict");
  arrive();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.row("Deny-SSH")).toContainText("disabled");
});

test("an edit of a table is taken away as a patch of that table, and as the table", async ({ whatIf, page }) => {
  const csv = "Name,Priority,Direction,Access,Protocol,Source,Port,Owner\nDeny-SSH,100,Inbound,Deny,Tcp,*,22,me\nAllow-All,200,Inbound,Allow,*,*,*,me\n";
  await whatIf.openFile("NIC NSG", "shop.csv", csv);
  await expect(whatIf.card("NIC NSG")).toContainText("Read as a table.");
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.open("Deny-SSH");
  await what.field("Destination ports").fill("22, 3389");
  await what.show("Export");
  const text = what.card.getByRole("region", { name: "the edited rules" });
  await page.locator("#take-as").selectOption("diff");
  await expect(text).toContainText('+Deny-SSH,100,Inbound,Deny,Tcp,*,"22, 3389",me');
  await expect(text).toContainText("-Deny-SSH,100,Inbound,Deny,Tcp,*,22,me");
  await page.locator("#take-as").selectOption("file");
  await expect(text).toContainText("Allow-All,200,Inbound,Allow,*,*,*,me");
  const download = page.waitForEvent("download");
  await what.press("Download");
  expect((await download).suggestedFilename()).toBe("shop.csv");
});

const plan = `Terraform will perform the following actions:

  # azurerm_network_security_group.web will be updated in-place
  ~ resource "azurerm_network_security_group" "web" {
        name          = "web"
      ~ security_rule = [
          - {
              - access                     = "Allow"
              - destination_address_prefix = "*"
              - destination_port_range     = "443"
              - direction                  = "Inbound"
              - name                       = "tls"
              - priority                   = 100
              - protocol                   = "Tcp"
              - source_address_prefix      = "Internet"
              - source_port_range          = "*"
            },
          + {
              + access                     = "Allow"
              + destination_address_prefix = "*"
              + destination_port_ranges    = [
                  + "22",
                  + "443",
                ]
              + direction                  = "Inbound"
              + name                       = "tls"
              + priority                   = 100
              + protocol                   = "Tcp"
              + source_address_prefix      = "Internet"
              + source_port_range          = "*"
            },
        ]
    }

Plan: 0 to add, 1 to change, 0 to destroy.
`;

test("the text of a plan is the rules before it, with what it changes as edits", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", plan);
  await expect(whatIf.card("NIC NSG")).toContainText("This text is a change: these are the rules after it");
  await expect(whatIf.word).toHaveText("Allow");
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await expect(what.sentence).toContainText("22");
});

const source = `# the shop
resource "azurerm_network_security_group" "web" {
  name = "web"
  security_rule {
    name                       = "admin"
    priority                   = 100
    direction                  = "Inbound"
    access                     = "Allow"
    protocol                   = "Tcp"
    source_address_prefix      = var.office
    source_port_range          = "*"
    destination_address_prefix = "*"
    destination_port_range     = "22"
  }
}
`;

test("a variable of Terraform is a missing fact until its value is given", async ({ whatIf, page }) => {
  await whatIf.openFile("NIC NSG", "nsg.tf", source);
  const card = whatIf.card("NIC NSG");
  await expect(card).toContainText("Read as Terraform.");
  await expect(whatIf.word).toHaveText("Depends");
  await card.getByLabel("var.office").fill("203.0.113.0/24");
  await card.getByRole("button", { name: "Use these values" }).click();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(card.getByText("These variables have no value")).toBeHidden();
  await expect(whatIf.text("NIC NSG")).toHaveValue(`${source.trimEnd()}\noffice = "203.0.113.0/24"\n`);
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.open("admin");
  await what.field("Destination ports").fill("2222");
  await what.show("Export");
  await page.locator("#take-as").selectOption("diff");
  const text = what.card.getByRole("region", { name: "the edited rules" });
  await expect(text).toContainText('+    destination_port_range     = "2222"');
  await expect(text).toContainText("b/nsg.tf");
});

test("a column that the table calls otherwise is chosen by hand", async ({ whatIf }) => {
  const card = whatIf.card("NIC NSG");
  await whatIf.openFile("NIC NSG", "shop.csv", "Name,Priority,Direction,Verdict,Protocol,Source,Destination,Port\ntls,100,Inbound,Allow,Tcp,*,*,22\n");
  await expect(card).toContainText("no column for: Access");
  await card.getByText("Columns of the table").click();
  await card.getByLabel("Verdict").selectOption("Access");
  await expect(whatIf.word).toHaveText("Allow");
  await expect(whatIf.text("NIC NSG")).toHaveValue(/^Name,Priority,Direction,Access,/);
});
