// Nothing English is left in the page in another language: what is wrong with rules, what if, lessons, the quiz.

import { expect } from "@playwright/test";
import { settled } from "../settled.ts";
import { file, listed, nic, plan } from "./fixtures/group_files.ts";
import { GroupsPage } from "./fixtures/groups_page.ts";
import { test, translations } from "./fixtures/spoken.ts";
import { goTo, group, rule } from "./fixtures/what_if_page.ts";

// Each of these walks through a part of the tool, in each language.
for (const language of translations) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("of samples, verdicts and the flow", async ({ spoken, page }) => {
      await spoken.open();
      await spoken.look("first visit");
      for (const at of [1, 2, 3, 4]) {
        await spoken.sample.selectOption({ index: at });
        await settled(page);
        for (const more of await page.locator(".ladder button.link, .ladder .more button").all()) await more.click();
        await spoken.look(`sample ${at}`);
      }
      await spoken.sample.selectOption({ index: 3 });
      await spoken.verdict.locator(".questions button").first().click();
      await expect(spoken.verdict.locator(".answered li")).toBeVisible();
      await spoken.look("an answer");
      for (const flow of [
        { remoteAddress: "203.0.113.0/24", localPort: "70000" },
        { remoteAddress: "nonsense", localPort: "22" },
        { remoteAddress: "2001:db8::1" },
        { remoteAddress: "2001:db8::1", localAddress: "2001:db8::2", protocol: "ICMP" },
        { remoteAddress: "168.63.129.16", localAddress: "10.0.1.4", protocol: "UDP", direction: "Outbound", remotePort: "53" },
        { remoteAddress: "", localAddress: "" },
      ] as const) {
        await spoken.setFlow(flow);
        await spoken.look(`flow ${JSON.stringify(flow)}`);
      }
      await spoken.press("header-clear");
      await spoken.look("no rules");
      await spoken.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10", protocol: "TCP" });
      await spoken.look("no rules, with a flow");
    });

    test("of many groups", async ({ spoken, say, page }) => {
      await spoken.open();
      const groups = new GroupsPage(page);
      await groups.go();
      await spoken.look("no files");
      await groups.add(
        file("nsgs.json", [listed("web", [{ name: "ssh", port: "22" }], { subnets: ["a", "b", "c", "d"] }), listed("jump", [], { interfaces: ["jump-nic"] })]),
        file("nics.json", [nic("web-nic", "a", "elsewhere"), nic("sql-nic", "unknown")]),
        file("plan.json", plan({ shop: { before: ["443"], after: ["443", "22"] }, same: { before: [], after: [] }, fresh: { after: [] }, gone: { before: [] } })),
        file("odd.json", { some: "thing" }),
      );
      await groups.examined();
      await spoken.look("a list");
      await groups.open("shop");
      await spoken.look("an open row");
      await groups.search.fill("nothing like it");
      await spoken.look("nothing found");
      await groups.documents.getByText(say("groups-paste"), { exact: true }).click();
      await spoken.look("a box to paste into");
    });

    test("of what is wrong with rules", async ({ spoken, say, page }) => {
      await spoken.open();
      await spoken.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
      const odd = [
        rule({ name: "Odd_rule!", source: "10.0.0.0/33", port: "80-20" }),
        rule({ name: "Odd-Words", direction: "In", access: "Permit", protocol: "SCTP", priority: 99 }),
        rule({ name: "Same", priority: 200, source: "Internt", destination: "10.0.0.5/24" }),
        rule({ name: "same", priority: 200, destination: "10.0.0.1-10.0.0.9", port: "ssh" }),
        { name: "Mixed", properties: { priority: 300, direction: "Inbound", access: "Allow", protocol: "*", sourceAddressPrefixes: ["10.0.0.0/8", "2001:db8::/32", "*"], sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRanges: ["22", "*", 80] } },
        { name: "Members", properties: { priority: 310, direction: "Inbound", access: "Allow", protocol: "*", sourceAddressPrefix: "10.0.0.1", sourceApplicationSecurityGroups: [{ id: "asg-web" }, {}], sourcePortRange: "*", destinationAddressPrefix: "INTERNET", destinationPortRange: "99999" } },
        { name: "Unresolved", properties: { priority: "[parameters('priority')]", direction: "Inbound", access: "Allow", protocol: "Any", sourceAddressPrefix: "10.0.0.1,10.0.0.2", destinationAddressPrefix: "[variables('x')]" } },
        "nothing",
        {},
      ];
      for (const [what, text] of Object.entries({
        "odd rules": group("nsg-odd", odd as object[]),
        "broken JSON": `// comment\n{ name: 'nsg', "properties": { "securityRules": [ { "name": "A" "priority": 100, }, ] , ,: ] `,
        "cut off": group("nsg", [rule({ name: "A" })]).slice(0, 120),
        "two values": `text around {"name": "a"} {"name": "b", "name": "c"}`,
        words: "hello",
        "a web page": "<!doctype html><title>Portal</title>",
        XML: "<NetworkSecurityGroup><Name>a</Name></NetworkSecurityGroup>",
        Bicep: "resource nsg 'Microsoft.Network/networkSecurityGroups@2023-04-01' = {\n  name: 'nsg'\n}",
        Terraform: 'resource "azurerm_network_security_group" "nsg" {\n  name = "nsg"\n}',
        YAML: "name: nsg\nsecurityRules:\n- name: a\n",
        "an empty list": "[]",
        "an error": '{"error": {"code": "AuthorizationFailed", "message": "No."}}',
        parameters: '{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "contentVersion": "1.0.0.0", "parameters": {}}',
        "another resource": '{"type": "Microsoft.Compute/virtualMachines", "name": "vm"}',
        "foreign rules": '{"SecurityGroups": [{"GroupId": "sg-1", "IpPermissions": []}]}',
        "rules without a group": JSON.stringify([rule({ name: "A" })]),
        "a template": JSON.stringify({ $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", resources: [{ type: "Microsoft.Network/networkSecurityGroups", name: "nsg", condition: "[parameters('x')]", copy: { name: "loop", count: 3 }, properties: { securityRules: "[variables('rules')]" } }] }),
      })) {
        await spoken.paste("Subnet NSG", text);
        await settled(page);
        const more = page.locator("article.place button.link", { hasText: say("diagnostics-more", { more: "" }).trim() });
        if (await more.first().isVisible()) await more.first().click();
        await spoken.look(what);
      }
      await page.locator("details.field summary").click();
      await spoken.look("an empty field for security admin rules");
      await page.locator("#admin-rules").fill("nonsense");
      await spoken.look("security admin rules that are none");
      await spoken.sample.selectOption({ index: 4 });
      for (const field of await page.locator("article.card .field input[type=text], article.card .field textarea").all()) {
        if (await field.isEditable() && await field.isVisible()) await field.fill("nonsense, 10.0.0.0/33");
      }
      await spoken.look("what the rules refer to, wrong");
      await page.locator("#tag-file").setInputFiles({ name: "tags.json", mimeType: "application/json", buffer: Buffer.from("{}") });
      await expect(page.locator(".field", { has: page.locator("#tag-file") })).toContainText("tags.json");
      await spoken.look("a tag file that is none");
    });

    test("of edits, findings, fixes, the map and what is taken away", async ({ spoken, say, page }) => {
      await spoken.open();
      await spoken.press("header-clear");
      await spoken.look("hints without rules");
      await spoken.paste("NIC NSG", group("nsg-web", [
        rule({ name: "Deny-SSH", priority: 100, access: "Deny", port: "22" }),
        rule({ name: "Allow-SSH-Office", priority: 101, source: "203.0.113.0/24", port: "22" }),
        rule({ name: "Allow-All", priority: 300, source: "Internet", port: "*" }),
        rule({ name: "Allow-All-Twin", priority: 305, source: "Internet", port: "*" }),
        rule({ name: "Allow-Web-Twin", priority: 310, source: "Internet", port: "443" }),
        rule({ name: "Allow-Web-Two", priority: 311, source: "Internet", port: "444" }),
        rule({ name: "Deny-Storage", priority: 320, direction: "Outbound", access: "Deny", destination: "Storage" }),
        rule({ name: "Deny-Probes", priority: 330, access: "Deny" }),
      ]));
      await page.getByLabel("VirtualNetwork", { exact: true }).fill("10.0.0.0/16, 0.0.0.0/0");
      await spoken.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.9" });
      const { what } = spoken;
      const inPanel = (name: string, values = {}) => what.getByRole("button", { name: say(name, values), exact: true }).first();
      await spoken.show("rules");
      await spoken.look("rules in edit");
      await spoken.openRule("Allow-SSH-Office");
      for (const [field, typed] of [["name", "Deny-SSH"], ["name", "nameless!"], ["priority", "99"], ["priority", "100"], ["source", "10.0.0.0/33"], ["source", "Internet, *"], ["destination-ports", "https"], ["source", "Storage"]] as const) {
        const before = await spoken.field(field).inputValue();
        await spoken.field(field).fill(typed);
        await spoken.look(`${field} ${typed}`);
        await spoken.field(field).fill(before);
      }
      await spoken.field("source").fill("Storage");
      await inPanel("row-duplicate").click();
      await inPanel("editor-add").click();
      await spoken.look("a rule more");
      await spoken.openRule("Deny-SSH");
      await inPanel("row-switch-off").click();
      await spoken.openRule("Allow-Web-Twin");
      await inPanel("row-delete").click();
      const first = await what.locator("li.edit-row .name").first().innerText();
      await what.getByRole("button", { name: say("row-move", { rule: first }), exact: true }).press("ArrowDown");
      await expect(what.locator(".regions tbody tr").first()).toBeVisible();
      await spoken.look("what edits change");
      await what.locator(".regions tbody tr").first().getByRole("button").first().click();
      await spoken.look("an example in the form");
      await what.getByRole("button", { name: new RegExp(`^${say("undo")}`) }).first().click();
      await spoken.look("a step back");
      await inPanel("back-to-original").click();
      await spoken.show("findings");
      await expect(what.locator("li.finding").first()).toBeVisible();
      await spoken.look("findings");
      for (const at of [0, 1, 2]) await what.locator("li.finding").nth(at).getByRole("button").first().click();
      await spoken.look("a finding that is shown");
      await what.getByRole("button", { name: say("finding-fix"), exact: true }).first().click();
      await spoken.look("a finding that is mended");
      await spoken.setFlow({ direction: "Inbound", localPort: "22", remoteAddress: "203.0.113.9" });
      for (const port of ["22", "8080"]) {
        await spoken.setFlow({ localPort: port });
        await spoken.show("why-not");
        await what.getByRole("tabpanel").getByRole("button", { name: new RegExp([say("mends-ask-allow"), say("mends-ask-deny")].map((name) => name.replace("?", "\\?")).join("|")) }).first().click();
        await expect(what.locator("li.mend").first()).toBeVisible();
        await spoken.look(`another answer for port ${port}`);
      }
      await spoken.show("map");
      await expect(what.locator("canvas")).toBeVisible();
      await what.getByText(say("map-in-words")).click();
      await spoken.look("map");
      await what.getByText(say("map-difference"), { exact: true }).click();
      await spoken.look("map of differences");
      await spoken.show("take");
      for (const form of await page.locator("#take-as option").evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value))) {
        await page.locator("#take-as").selectOption(form);
        await spoken.look(`taken away as ${form}`);
      }
      await page.locator("#take-as").selectOption("markdown");
      await expect(page.getByRole("region", { name: say("take-edited-rules") })).toContainText(`# ${say("report-heading")}`);
      await spoken.press("link-make-redacted");
      await expect(page.getByRole("region", { name: say("link-itself"), exact: true })).toContainText("#v2=");
      await spoken.look("a link");
      const made = page.getByRole("region", { name: say("link-itself"), exact: true });
      const redacted = await made.innerText();
      await spoken.press("link-make");
      await expect(made).not.toHaveText(redacted);
      await expect(made).toContainText("#v2=");
      const link = await made.innerText();
      await page.goto("about:blank");
      await spoken.open(link.trim().replace(/^[^#]*/, "/"));
      await expect(page.getByRole("region", { name: say("link-opened-name") })).toBeVisible();
      await spoken.look("opened with a link");
      await page.goto("about:blank");
      await spoken.open("/#v1=q1YqSS0u");
      await spoken.look("a link that is cut off");
    });

    test("of contracts", async ({ spoken, say, page }) => {
      await spoken.open();
      await spoken.show("contracts");
      await spoken.look("no contracts");
      await spoken.press("contracts-insert-example");
      await expect(spoken.what.locator("li.contract").first()).toBeVisible();
      const example = await page.locator("#contracts-text").inputValue();
      // What the example calls its contracts is what one writes oneself.
      const names = [...example.matchAll(/"name": "([^"]+)"/g)].map(([, name]) => name!);
      await spoken.look("an example", names);
      const nsg = group("nsg-web", [rule({ name: "Allow-All", port: "*" }), rule({ name: "Deny-Storage", priority: 110, access: "Deny", source: "Storage" })]);
      await spoken.paste("NIC NSG", nsg);
      await spoken.paste("Subnet NSG", nsg);
      await expect(spoken.what.locator("li.contract")).toContainText([say("contract-broken")]);
      await spoken.look("a broken contract", names);
      await spoken.what.locator("li.contract").getByRole("button").first().click();
      await spoken.look("a flow that breaks it", names);
      for (const text of [
        '{\n  "contracts": [\n    { "name": "x" "must": "deny" }\n  ]\n}',
        "contracts:\n  - name: x\n must: deny",
        "just words",
        '{ "contracts": [] }',
        '[{ "name": "x", "must": "only", "flows": {} }]',
        '[{ "must": "deny", "flows": { "direction": "Inbound", "localPorts": "443" } }]',
        '[{ "must": "deny", "flows": { "direction": "In" } }]',
        '[{ "must": "deny", "flows": { "direction": "Inbound", "protocols": ["SCTP"] } }]',
        '[{ "must": "deny", "flows": { "direction": "Inbound", "localPorts": ["https"] } }]',
        '[{ "must": "deny", "flows": { "direction": "Inbound", "remoteAddresses": ["Partner"] } }]',
        "- name: x\n  must: deny",
      ]) {
        await page.locator("#contracts-text").fill(text);
        await expect(spoken.what.locator(".problem.lines")).not.toBeEmpty();
        // What reads JSON and YAML speaks English everywhere.
        await spoken.look(`contracts ${text}`, [...names, ...["contracts-no-json", "contracts-no-yaml"].map((name) => new RegExp(say(name, { cause: "CAUSE" }).replace(".", "\\.").replace("CAUSE", ".*"), "gs"))]);
      }
    });

    test("of learning", async ({ spoken, say, page }) => {
      await spoken.open("/#learn");
      await expect(page.locator(".lesson-list li").first()).toBeVisible();
      await spoken.look("lessons");
      await spoken.open("/#/learn/first-match-wins");
      await page.reload();
      const packet = page.locator("section.walk").first();
      await packet.getByRole("button", { name: say("access-allow"), exact: true }).click();
      await packet.getByRole("combobox").selectOption({ index: 2 });
      await spoken.look("a guess");
      await packet.getByRole("button", { name: say("learn-check") }).click();
      await spoken.look("a guess that was wrong");
      for (let step = 0; step < 3; step++) {
        await packet.getByRole("group", { name: say("learn-walk") }).press("ArrowRight");
        await spoken.look(`step ${step}`);
      }
      const task = page.locator(".task");
      await task.getByRole("button", { name: say("learn-change") }).click();
      await expect(task.locator(".contract").last()).toContainText(say("contract-broken"));
      // What a task is about is a part of the lesson.
      const contracts = await task.locator(".contract strong").allInnerTexts();
      await spoken.look("a task", contracts);
      await task.locator(".edit-rows .face", { hasText: "Allow-SSH" }).click();
      await task.getByRole("button", { name: say("row-delete"), exact: true }).click();
      await spoken.look("a wrong change", contracts);
      await page.goto("/#/learn/first-match-wins/1/0/teach");
      await page.reload();
      await expect(page.locator(".step-number")).toBeVisible();
      await spoken.look("a projector");
      await spoken.press("learn-show-answer");
      await spoken.look("a projector with the answer");
      for (const lesson of ["both-groups-must-allow", "depends-is-an-answer", "admin-rules-come-first", "platform-traffic-is-exempt", "no-group-is-no-filter"]) {
        await spoken.open(`/#/learn/${lesson}`);
        await page.reload();
        await expect(page.locator("section.walk").first()).toBeVisible();
        for (const one of await page.locator("section.walk").all()) {
          await one.getByRole("button", { name: say("learn-just-show") }).click();
          await one.getByRole("group", { name: say("learn-walk") }).press("End");
        }
        await spoken.look(`lesson ${lesson}`);
      }
      await spoken.open("/#/learn/no-such-lesson");
      await page.reload();
      await spoken.look("a lesson that is not there");
    });

    test("of the quiz", async ({ spoken, say, page }) => {
      await spoken.open();
      for (const sample of [1, 2, 4]) {
        await spoken.sample.selectOption({ index: sample });
        await goTo(page, "learn");
        await spoken.press("learn-quiz");
        const quiz = page.locator("article.quiz");
        await expect(quiz.locator(".flow-line")).toBeVisible();
        for (let question = 0; question < 9 && (await quiz.locator(".flow-line").isVisible()); question++) {
          await quiz.getByRole("button", { name: say("learn-just-show") }).click();
          await expect(quiz.locator(".notice").first()).not.toBeEmpty();
          await spoken.look(`question ${question} of sample ${sample}`);
          await quiz.getByRole("button", { name: new RegExp(`^(${say("quiz-next")}|${say("quiz-finish")})$`) }).click();
        }
        await spoken.look("the end of the quiz");
        await goTo(page, "check");
      }
      await spoken.press("header-clear");
      await goTo(page, "learn");
      await spoken.press("learn-quiz");
      await spoken.look("a quiz without groups");
    });
  });
}
