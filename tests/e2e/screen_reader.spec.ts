// What a screen reader is told, on the whole way: from pasted rules to Azure's answer, and through a lesson.

import { flows } from "./fixtures/azure_card.ts";
import { test as azureTest } from "./fixtures/azure_test.ts";
import { LearnPage } from "./fixtures/learn_page.ts";
import { atOnce } from "./fixtures/simulator.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

test("who listens finds the rooms, the rules and the flow by name", async ({ whatIf, page }) => {
  await expect(whatIf.word).toHaveText("Deny");
  await expect(page.getByRole("banner")).toMatchAriaSnapshot(`
    - banner:
      - heading "NSG What-If" [level=1]
      - navigation "What to do":
        - link "Check"
        - link "What if"
        - link "Learn"
      - link "Docs"
      - combobox "Language":
        - option "English" [selected]
        - option "한국어"
      - combobox "Sample"
      - button "Clear"
      - region "Azure":
        - article:
          - button "Connect…"
  `);
  await expect(page.getByRole("region", { name: "Rules" })).toMatchAriaSnapshot(`
    - region "Rules":
      - heading "Rules" [level=2]
      - article:
        - heading "Subnet NSG" [level=3]
        - button "Open a file as Subnet NSG"
        - button "Remove the Subnet NSG"
        - paragraph: /3 rules and 6 default rules/
        - group: Rules as text
      - article:
        - heading "NIC NSG" [level=3]
        - group: Rules as text
      - article:
        - heading "Network details" [level=3]
        - textbox "VirtualNetwork"
        - group: Security admin rules
  `);
  await expect(page.getByRole("region", { name: "Flow", exact: true })).toMatchAriaSnapshot(`
    - region "Flow":
      - heading "Flow" [level=2]
      - group "Direction":
        - radio "Inbound" [checked]
        - radio "Outbound"
      - combobox "Protocol"
      - 'group "Local: the VM"':
        - textbox "Address"
        - textbox "Port"
      - 'group "Remote: the other end"':
        - textbox "Address"
        - textbox "Port"
      - group "Presets":
        - button "SSH"
  `);
});

test("who listens hears the verdict, its rule and every reason", async ({ whatIf, page }) => {
  await expect(whatIf.word).toHaveText("Deny");
  await expect(page.getByRole("region", { name: "Verdict" })).toMatchAriaSnapshot(`
    - region "Verdict":
      - heading "Verdict" [level=2]
      - article:
        - paragraph: Deny
        - paragraph: /defaultSecurityRules/
        - status: /Denied by DenyAllInBound/
        - button "What would allow it?"
      - article:
        - heading "Confirm with Azure" [level=3]
      - heading /Subnet NSG/ [level=3]
      - text: passes
      - list:
        - listitem: /100 Allow-HTTPS .* Allow Every field matches/
      - heading /NIC NSG/ [level=3]
      - text: denies
      - list:
        - listitem: /100 Allow-SSH-From-Office .* is not in 203.0.113.0.24/
        - listitem
        - listitem
        - listitem: /65500 DenyAllInBound .* Deny Every field matches/
  `);
});

test("who listens can edit a rule and hears what it changes", async ({ whatIf, page }) => {
  await expect(whatIf.word).toHaveText("Deny");
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.press("NIC NSG");
  await what.open("Allow-SSH-From-Office");
  await what.field("Source").fill("Internet");
  await what.field("Destination ports").fill("443");
  await expect(what.card).toMatchAriaSnapshot(`
    - article:
      - heading "What if" [level=2]
      - tablist "What if":
        - tab "Edit rules" [selected]
        - tab "Findings"
      - button "Undo the edit of Allow-SSH-From-Office"
      - status: /Allows TCP 443 from/
      - tabpanel "Edit rules":
        - button "Subnet NSG"
        - button "NIC NSG" [pressed]
        - button "Inbound" [pressed]
        - textbox "Find rules"
        - button "Add rule"
        - list "Rules by priority":
          - listitem:
            - 'button "Move Allow-SSH-From-Office: arrow up or down"'
            - button /Allow-SSH-From-Office .* edited/ [expanded]
            - 'button "Back to original: Allow-SSH-From-Office"'
            - textbox "Name"
            - textbox "Priority"
            - combobox "Direction"
            - combobox "Access"
            - combobox "Protocol"
            - textbox "Source"
            - textbox "Destination ports"
            - button "Delete"
  `);
});

test("who listens hears every finding with its weight, every fix with what it changes, and the map in words", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.show("Findings");
  await expect(what.card.getByRole("tabpanel")).toMatchAriaSnapshot(`
    - tabpanel "Findings":
      - paragraph: 1 medium, 1 low
      - list:
        - listitem:
          - text: medium
          - strong: Probes denied
          - 'button "Show probes denied: Deny-Database-Ports"'
  `);
  await whatIf.verdict.getByRole("button", { name: /^What would/ }).click();
  await expect(what.card.getByRole("tabpanel")).toMatchAriaSnapshot(`
    - tabpanel "Change the result":
      - paragraph: /Deny for Inbound TCP .* -> .*:443/
      - list:
        - listitem:
          - strong: /Add Allow-TCP-443/
          - strong: /nothing else changes/
          - button /^Apply. Add Allow-TCP-443/
  `);
  await what.show("Map");
  await what.card.getByText("The map in words").click();
  await expect(what.card.getByRole("tabpanel")).toMatchAriaSnapshot(`
    - tabpanel "Map":
      - paragraph: /addresses of the other end/
      - application /^Map.*The arrow keys move from cell to cell/
      - paragraph: /^Faint lines come from Azure.s own tags and default rules/
      - status: /Deny by/
      - button "Put this flow into the form"
      - group:
        - text: The map in words
        - list:
          - listitem: /Deny by DenyAllInBound/
  `);
});

test("who listens can predict a packet and walk it", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("first-match-wins");
  await expect(learn.packet(1).card).toMatchAriaSnapshot(`
    - region "Packet 1":
      - paragraph: /Inbound TCP/
      - group "What happens to this packet?":
        - button "Allow"
        - button "Deny"
        - button "Depends"
      - combobox "Which rule decides?"
      - button "Check" [disabled]
      - button "Just show me"
  `);
  await learn.packet(1).predict("Deny", " Deny-SSH");
  await expect(learn.packet(1).card).toMatchAriaSnapshot(`
    - region "Packet 1":
      - paragraph: /Inbound TCP/
      - status: /Right/
      - group "Step through the rules":
        - button "One rule back" [disabled]
        - button "Next rule"
        - button "To the end"
      - status: /comes to the NIC NSG/
  `);
});

test("who listens can do a task, and hears which contract is broken and by what", async ({ page }) => {
  const learn = new LearnPage(page);
  await learn.open("first-match-wins");
  await learn.task.getByRole("button", { name: "Change the rules" }).click();
  await expect(learn.task).toMatchAriaSnapshot(`
    - region "Now change it":
      - heading "Now change it" [level=3]
      - paragraph: /Allow SSH from the office/
      - list "Rules by priority":
        - listitem:
          - 'button "Move Allow-SSH: arrow up or down"'
          - button /Allow-SSH/
      - list:
        - listitem:
          - text: holds
          - strong: the office may use SSH
        - listitem:
          - text: broken
          - strong: nobody else on the internet may
          - text: /Allow by Allow-SSH/
          - 'button "Show a flow for: nobody else on the internet may"'
      - heading /NIC NSG/ [level=3]
  `);
});

azureTest("who listens can connect, pick a machine, and hears where Azure differs", async ({ azure, simulate, page }) => {
  azureTest.setTimeout(60_000);
  const simulator = await simulate(atOnce);
  await azure.chooseCustom(simulator.origin);
  await expect(azure.card).toMatchAriaSnapshot(`
    - article:
      - heading "Azure" [level=2]
      - combobox "Cloud"
      - textbox "Resource Manager"
      - textbox "Access token"
      - button "Connect"
      - group: /Where do I get a token/
  `);
  await azure.submit(await simulator.token());
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await expect(azure.card).toMatchAriaSnapshot(`
    - article:
      - paragraph: /token valid for/
      - button "Forget the token"
      - combobox "Subscription"
      - textbox "VM"
      - list "VMs":
        - listitem:
          - button /vm-appliance rg-hub · westeurope running/
      - paragraph: 14 VMs
  `);
  await azure.pick("vm-web-new-rule");
  await azure.httpsFromInternet();
  await azure.ask.click();
  await azure.button(/^Compare rule by rule/).click();
  await expect(azure.rules.first()).toBeVisible();
  await expect(azure.confirm).toMatchAriaSnapshot(`
    - article:
      - heading "Confirm with Azure" [level=3]
      - button "Ask Azure"
      - status: Azure gives a different answer
      - text: Offline
      - strong: Allow
      - text: /Azure$/
      - strong: Deny
      - list:
        - listitem:
          - paragraph: /still applying a change/
      - region "NIC NSG nsg-nic-web-new-rule":
        - table "NIC NSG nsg-nic-web-new-rule":
          - rowgroup:
            - row "Rule Offline Azure"
          - rowgroup:
            - row /First difference/:
              - rowheader /UserRule_Allow-HTTPS-From-Internet/
              - cell "matches"
              - cell "–"
  `);
  await azure.many.judge([...flows(2, "10.20.1.10"), "not a flow"]);
  await azure.many.start.click();
  await expect(azure.many.tally).toContainText("2 agree");
  await expect(page.getByRole("region", { name: "Many flows at once" })).toMatchAriaSnapshot(`
    - region "Many flows at once":
      - group:
        - heading "Many flows at once" [level=2]
        - textbox "Flows, one per line, or as CSV"
        - button "Evaluate offline"
        - list:
          - listitem: /Line 3 not a flow/
        - status: 2 agree
        - combobox "Show"
        - region "Flows with both answers":
          - table:
            - rowgroup:
              - row "Flow Offline Azure Outcome"
            - rowgroup:
              - row /Inbound TCP .* Azure agrees/
  `);
});
