// Somebody who has flow logs asks what a change would break.

import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { settled } from "../settled.ts";
import { expectNoViolations } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";
import { TrafficPage } from "./fixtures/traffic_page.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

const GUID = "11111111-2222-3333-4444-555555555555";
const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 2, 2, 8);

/** The rules of a web server, with the GUID by which the log calls their NSG. */
const rules = JSON.stringify({
  name: "nsg-web",
  properties: {
    resourceGuid: GUID,
    securityRules: [
      { name: "Allow-Web", properties: { priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRanges: ["443", "8443"] } },
      { name: "Allow-Ftp", properties: { priority: 110, direction: "Inbound", access: "Allow", protocol: "Tcp", sourceAddressPrefix: "*", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "21" } },
    ],
  },
});

/** A flow log of an hour: each tuple is `minute source port letter`. */
function log(mac: string, tuples: [minute: number, source: string, port: number, state: "B" | "D"][], hour = 0) {
  const groups = tuples.map(([minute, source, port, state]) => ({
    rule: state === "D" ? "DefaultRule_DenyAllInBound" : "UserRule_Allow-Web",
    flowTuples: [`${BEGIN + (hour * 60 + minute) * MINUTE},${source},10.0.1.4,50000,${port},6,I,${state},NX,0,0,0,0`],
  }));
  const record = { time: new Date(BEGIN + hour * 60 * MINUTE).toISOString(), flowLogGUID: "f", macAddress: mac, flowRecords: { flows: [{ aclID: GUID, flowGroups: groups }] } };
  return JSON.stringify({ records: [record] });
}

const file = (name: string, content: string | Buffer) => ({ name, mimeType: "application/json", buffer: Buffer.from(content) });

test("the sample week: it agrees but for Wednesday, an edit breaks what was recorded, a rule is tightened", async ({ whatIf, page }) => {
  await expect(whatIf.title).toBeVisible();
  const traffic = new TrafficPage(page);
  await traffic.go();
  await page.getByRole("button", { name: "Try a recorded week" }).click();
  await expect(traffic.card("Does Azure's record agree?")).toContainText(/agree for 98\.\d% of 6,528 flows/);
  const difference = traffic.card("Does Azure's record agree?").locator("tbody tr");
  await expect(difference).toHaveCount(1);
  await expect(difference).toContainText("Deny-Internet-Out");
  await expect(difference).toContainText(/probably changed between 2026-03-04 09:\d\d and 2026-03-04 1\d/);
  await expect(traffic.card("What would each rule decide?")).toContainText("2,544");
  await expectNoViolations(page);

  // The web servers no longer let browsers in. Whoever wants to edit does not want what the panel showed last.
  const what = new WhatIfCard(page);
  await what.show("Export");
  await traffic.go();
  await page.getByRole("button", { name: "Edit the rules" }).click();
  await what.open("Allow-Web-In");
  await what.press("Disable");
  await traffic.go();
  const change = traffic.card("What would the edits have done?");
  await expect(change).toContainText("The change blocks 2,544 of 6,528 recorded flows.");
  const row = change.locator("tbody tr").first();
  await expect(row).toContainText("10.20.1.4");
  // What is proposed is for the rules with the edit.
  const uses = traffic.card("What would each rule decide?");
  await expect(uses).toContainText("This is about the rules with your edits.");
  await expect(uses.getByRole("button", { name: "Tighten Allow-SSH-From-Hub" })).toBeVisible();
  await expect(uses.getByRole("button", { name: "Tighten Allow-Web-In" })).toHaveCount(0);
  await row.getByRole("button", { name: "Who with whom" }).click();
  await expect(change.locator(".conversations tbody tr").first()).toContainText("TCP 443");
  await row.getByRole("button", { name: /^Check Inbound TCP/ }).click();
  await expect(page.locator(".verdict .word").first()).toHaveText("Deny");

  await what.undo();
  await traffic.go();
  await traffic.card("What would each rule decide?").getByRole("button", { name: "Tighten Allow-Web-In" }).click();
  const narrow = page.locator(".proposal");
  await expect(narrow).toContainText("203.0.113.0/24");
  await expect(narrow).toContainText("All 2,544 recorded flows that this rule decides keep their result.");

  // It is true of the rules as they are then.
  await narrow.getByRole("button", { name: "Apply" }).click();
  await expect(change).toContainText("The change has no effect on the 6,528 recorded flows.");
  await whatIf.clear();
  await expect(traffic.files).toContainText("Drop flow logs");
  await expect(traffic.card("Does Azure's record agree?")).toHaveCount(0);
});

test("files of any form and a gzip are read; what is wrong with one is said, and more can come", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  await whatIf.paste("NIC NSG", rules);
  const traffic = new TrafficPage(page);
  await traffic.go();
  await traffic.add(file("PT1H.json.gz", gzipSync(log("AA", [[0, "203.0.113.9", 443, "B"], [1, "198.51.100.7", 22, "D"]]))));
  const parity = traffic.card("Does Azure's record agree?");
  await expect(parity).toContainText("agree for all 2 flows");
  await traffic.add(file("next.json", log("AA", [[0, "203.0.113.9", 8443, "B"]], 1).slice(0, -4)), file("notes.txt", "hello"));
  await expect(parity).toContainText("agree for all 3 flows");
  await expect(traffic.files).toContainText("next.json ends in the middle of a record");
  await expect(traffic.files).toContainText("notes.txt has no recorded flows");
  await expect(traffic.card("What would each rule decide?").locator("tr.unused").first()).toContainText("Allow-Ftp");
  // The rules themselves say it, too.
  await page.getByRole("link", { name: "Check" }).click();
  await expect(page.locator(".rule", { hasText: "Allow-Ftp" })).toContainText("decides no recorded flow");
});

test("what the change does is downloaded as Markdown, CSV and JSON", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  await whatIf.paste("NIC NSG", rules);
  const traffic = new TrafficPage(page);
  await traffic.go();
  await traffic.add(file("PT1H.json", log("AA", [[0, "203.0.113.9", 443, "B"]])));
  await expect(traffic.card("Does Azure's record agree?")).toContainText("the one recorded flow");
  for (const [button, name, content] of [
    ["Markdown", "traffic.md", /## Recorded traffic/],
    ["Download CSV", "traffic.csv", /^effect,flows,bytes/],
    ["Download JSON", "traffic.json", /"flows": 1/],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent("download"), traffic.card("What would the edits have done?").getByRole("button", { name: button }).click()]);
    expect(download.suggestedFilename()).toBe(name);
    expect(await readFile(await download.path(), "utf8")).toMatch(content);
  }
});

test("blocked flows that are chosen get a rule", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  await whatIf.paste("NIC NSG", rules);
  const traffic = new TrafficPage(page);
  await traffic.go();
  await traffic.add(file("PT1H.json", log("AA", [[0, "198.51.100.7", 22, "D"], [1, "198.51.100.8", 22, "D"], [2, "203.0.113.9", 443, "B"]])));
  const denied = traffic.card("Allow blocked flows");
  await denied.getByText("Allow blocked flows").click();
  await denied.getByRole("checkbox", { name: /TCP 22, 10\.0\.1\.4/ }).check();
  await denied.getByRole("button", { name: "Find rules for the chosen flows" }).click();
  await expect(denied.locator(".proposal")).toContainText("Add one rule that allows the chosen flows.");
  await denied.getByRole("button", { name: "Apply" }).click();
  await expect(traffic.card("What would the edits have done?")).toContainText("The change allows 2 of 3 recorded flows that were blocked.");
  await settled(page);
  await expectNoViolations(page);
});

test("the same question is a query to copy", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  await whatIf.paste("NIC NSG", rules);
  const traffic = new TrafficPage(page);
  await traffic.go();
  await traffic.add(file("PT1H.json", log("AA", [[0, "203.0.113.9", 443, "B"]])));
  const query = traffic.card("The same as a Kusto query");
  await query.getByText("The same as a Kusto query").click();
  await expect(query.locator(".query")).toContainText("NTANetAnalytics");
  await query.getByLabel("Table").selectOption("FlowTuples");
  await expect(query.locator(".query")).toContainText("FlowTuples");
  await query.getByLabel("Question").selectOption("What would each rule decide?");
  await expect(query.locator(".query")).toContainText("Allow-Ftp");
});

test("findings and the impact report say what the record says", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  const exposed = rules.replace("Allow-Ftp", "Allow-Rdp").replace(`destinationPortRange":"21"`, `destinationPortRange":"3389"`);
  await whatIf.paste("NIC NSG", exposed);
  const traffic = new TrafficPage(page);
  await traffic.go();
  await traffic.add(file("PT1H.json", log("AA", [[0, "203.0.113.9", 443, "B"]])));
  await expect(traffic.card("Does Azure's record agree?")).toContainText("the one recorded flow");
  const what = new WhatIfCard(page);
  await what.open("Allow-Web");
  await what.press("Disable");
  await traffic.go();
  await expect(traffic.card("What would the edits have done?")).toContainText("The change blocks 1 of 1 recorded flows.");
  await what.show("Findings");
  await expect(what.findings.filter({ hasText: "Allow-Rdp" }).first()).toContainText("Allow-Rdp: decides no recorded flow");
  await what.show("Export");
  await page.locator("#take-as").selectOption("markdown");
  const report = what.card.getByRole("region", { name: "the edited rules" });
  await expect(report).toContainText("## Recorded traffic");
  await expect(report).toContainText("The change blocks 1 of 1 recorded flows.");
});

test("the map shows recorded flows as dots, and says what they are", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  await whatIf.paste("NIC NSG", rules);
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4" });
  const what = new WhatIfCard(page);
  await what.show("Map");
  const map = page.locator(".map");
  await expect(map.locator("canvas")).toBeVisible();
  await expect(map).not.toContainText("recorded");
  const traffic = new TrafficPage(page);
  await traffic.go();
  await traffic.add(file("PT1H.json", log("AA", [[0, "203.0.113.9", 443, "B"], [1, "203.0.113.9", 443, "B"], [2, "198.51.100.7", 22, "D"]])));
  await expect(traffic.card("Does Azure's record agree?")).toContainText("agree for all 3 flows");
  await what.show("Map");
  await expect(map).toContainText("Dots are the 3 recorded flows of this map");
  // By keyboard: the column of port 443, in whatever row; there is but one row of all addresses.
  const cell = map.getByRole("status");
  await map.locator("canvas").focus();
  await page.keyboard.press("Home");
  for (let step = 0; step < 12 && !(await cell.innerText()).includes("port 443"); step += 1) await page.keyboard.press("ArrowRight");
  for (let step = 0; step < 200 && !(await cell.innerText()).includes("Recorded"); step += 1) await page.keyboard.press("ArrowDown");
  await expect(cell).toContainText("Recorded: 2 allowed, 0 blocked");
  await whatIf.setFlow({ localAddress: "10.0.1.5" });
  await what.show("Map");
  await expect(map).toContainText("None of the recorded flows is in this map.");
});

test("a part of the record is replayed: a time, a machine, a network interface", async ({ whatIf, page }) => {
  await whatIf.card("Subnet NSG").getByRole("button", { name: "Remove" }).click();
  await whatIf.paste("NIC NSG", rules);
  const traffic = new TrafficPage(page);
  await traffic.go();
  const other = log("00-0D-3A-00-00-02", [[0, "203.0.113.9", 443, "B"]], 1);
  await traffic.add(file("one.json", log("00-0D-3A-00-00-01", [[0, "203.0.113.9", 443, "B"], [30, "203.0.113.9", 443, "B"]])), file("other.json", other));
  const parity = traffic.card("Does Azure's record agree?");
  await expect(parity).toContainText("agree for all 3 flows");
  const part = traffic.files.getByRole("group").filter({ hasText: "Only a part of the record" });
  await part.getByText("Only a part of the record").click();
  await part.getByLabel("To (UTC)").fill("2026-03-02T08:40");
  await part.getByRole("button", { name: "Replay this part" }).click();
  await expect(parity).toContainText("agree for all 2 flows");
  await expect(traffic.files).toContainText("1 recorded flow is outside of this part.");
  await part.getByLabel("MAC addresses of NICs").fill("00-0D-3A");
  await part.getByRole("button", { name: "Replay this part" }).click();
  await expect(part).toContainText("00-0D-3A is not a MAC address");
  await part.getByLabel("MAC addresses of NICs").fill("000d3a000002");
  await part.getByLabel("To (UTC)").fill("");
  await part.getByRole("button", { name: "Replay this part" }).click();
  await expect(parity).toContainText("the one recorded flow");
  await expectNoViolations(page);
  await part.getByRole("button", { name: "Replay everything" }).click();
  await expect(parity).toContainText("agree for all 3 flows");
});
