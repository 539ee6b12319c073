// Somebody who has many groups, or a plan, looks for the one that matters.

import { readFile } from "node:fs/promises";
import { settled } from "../settled.ts";
import { expectNoViolations } from "./fixtures/axe.ts";
import { file, listed, nic, plan, subnetId } from "./fixtures/group_files.ts";
import { GroupsPage } from "./fixtures/groups_page.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

const nsgs = file("nsgs.json", [
  listed("web", [{ name: "https", port: "443" }, { name: "ssh", port: "22", priority: 200 }], { subnets: ["front"] }),
  listed("data", [{ name: "sql", port: "1433", source: "10.0.1.0/24" }], { subnets: ["back"] }),
  listed("jump", [{ name: "no-https", port: "443", access: "Deny" }], { interfaces: ["jump-nic"] }),
]);
const nics = file("nics.json", [nic("web-nic", "front"), nic("jump-nic", "front", "jump"), nic("sql-nic", "back", "elsewhere")]);

test("every group and VM of several files has its verdict, and follows the flow", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  await expect(groups.documents).toContainText("az network nsg list");
  await groups.add(nsgs, nics);
  await expect(groups.documents.locator("li")).toHaveText([/nsgs\.json.*3 NSGs/s, /nics\.json.*3 network interfaces/s]);
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "443", remoteAddress: "203.0.113.10" });
  await expect(groups.tally).toContainText("3 NSGs · 3 VMs");
  expect(await groups.names()).toEqual(["web", "data", "jump", "web-nic", "jump-nic", "sql-nic"]);
  for (const [name, access] of [["web", "Allow"], ["data", "Deny"], ["jump", "Deny"], ["web-nic", "Allow"], ["jump-nic", "Deny"]] as const) {
    await expect(groups.cell(name, "Verdict")).toHaveText(access);
  }
  await expect(groups.cell("jump-nic", "Associated with")).toHaveText("Subnet front: web · NIC: jump");
  await expect(groups.cell("sql-nic", "Associated with")).toContainText("NIC: elsewhere, not in these files");
  // The group of its own is in no file: what the subnet's allows depends on it.
  await whatIf.setFlow({ localPort: "1433", remoteAddress: "10.0.1.9" });
  await expect(groups.cell("data", "Verdict")).toHaveText("Allow");
  await expect(groups.cell("sql-nic", "Verdict")).toHaveText("Depends");
  await expectNoViolations(page);
});

test("a VM that is pressed stands in the rail with both of its groups", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  await groups.add(nsgs, nics);
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "443", remoteAddress: "203.0.113.10" });
  await groups.open("jump-nic");
  await expect(whatIf.card("Subnet NSG")).toContainText("web: 2 rules");
  await expect(whatIf.card("NIC NSG")).toContainText("jump: 1 rule");
  await groups.row("jump-nic").getByRole("button", { name: "Check" }).click();
  await expect(whatIf.word).toHaveText("Deny");
  await expect(whatIf.sentence).toContainText("jump");
});

test("another file moves the rows, and no verdict stays with another row or another flow", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  await groups.add(nsgs, nics);
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "443", remoteAddress: "203.0.113.10" });
  await expect(groups.cell("web-nic", "Verdict")).toHaveText("Allow");
  await groups.open("web");
  await groups.documents.getByRole("button", { name: "Remove nsgs.json" }).click();
  await groups.add(file("closed.json", [listed("closed", [{ name: "no", port: "443", access: "Deny" }], { subnets: ["front"] })]));
  await expect.poll(() => groups.names()).toEqual(["closed", "web-nic", "jump-nic", "sql-nic"]);
  await expect(groups.list.locator("tr.opened")).toHaveCount(0);
  for (const name of ["closed", "web-nic", "jump-nic"]) await expect(groups.cell(name, "Verdict")).toHaveText("Deny");
  // A flow that is not complete has none.
  await whatIf.setFlow({ remoteAddress: "" });
  for (const name of ["closed", "web-nic", "jump-nic"]) await expect(groups.cell(name, "Verdict")).toHaveText("–");
});

test("the row that matters is found by search, filter and order, and taken away", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  await groups.add(nsgs, nics);
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "443", remoteAddress: "203.0.113.10" });
  await groups.examined();
  await groups.choose("Show", "NSGs");
  expect(await groups.names()).toEqual(["web", "data", "jump"]);
  await groups.choose("Verdict", "Deny");
  expect(await groups.names()).toEqual(["data", "jump"]);
  await groups.list.getByRole("button", { name: "Show all" }).click();
  await groups.choose("Finding", "high");
  expect(await groups.names()).toEqual(["web", "web-nic"]);
  await groups.list.getByRole("button", { name: "Show all" }).click();
  await groups.search.fill("FRONT");
  expect(await groups.names()).toEqual(["web", "web-nic", "jump-nic"]);
  await groups.search.fill("nothing like it");
  await expect(groups.list).toContainText("No NSG matches");
  await groups.search.fill("");
  const name = groups.list.getByRole("button", { name: "Name", exact: true });
  await name.click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  expect(await groups.names()).toEqual(["data", "jump", "jump-nic", "sql-nic", "web", "web-nic"]);
  await name.click();
  expect((await groups.names())[0]).toBe("web-nic");
  const saved = async (label: string) => {
    const download = page.waitForEvent("download");
    await groups.list.getByRole("button", { name: label }).click();
    return readFile(await (await download).path(), "utf8");
  };
  const json = JSON.parse(await saved("Download JSON"));
  expect(json).toMatchObject({ version: 1, flow: expect.stringContaining("10.0.1.4:443") });
  expect(json.rows.find(({ name }: { name: string }) => name === "web")).toMatchObject({
    kind: "networkSecurityGroup", file: "nsgs.json", access: "Allow", severity: "high", subnets: [subnetId("front")], rules: 2,
  });
  const csv = await saved("Download CSV");
  expect(csv.split("\r\n")[0]).toBe(
    "kind,name,file,subnets,networkInterfaces,subnetSecurityGroup,networkInterfaceSecurityGroup,rules,access,findings,severity,finding,findingMessage,change,relation,impact",
  );
  expect(csv).toContain("machine,web-nic,nics.json,");
});

test("a plan says of each group what it changes, and stands in What if with both of its ends", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  await groups.add(file("plan.json", plan({
    web: { before: ["443"], after: ["443", "22"] },
    same: { before: ["443"], after: ["443"] },
    fresh: { after: ["443"] },
    gone: { before: ["443"] },
  })));
  await expect(groups.cell("web", "Change")).toContainText(/Allows TCP 22 from Internet/);
  await expect(groups.cell("same", "Change")).toHaveText("No change");
  await expect(groups.cell("fresh", "Change")).toContainText("Created");
  await expect(groups.cell("gone", "Change")).toHaveText("Deleted");
  // What the plan deletes is one of them, in both counts.
  await expect(groups.documents.locator("li")).toHaveText(/plan\.json.*4 NSGs/s);
  await expect(groups.tally).toContainText("4 NSGs · 3 changed");
  await groups.open("web");
  await groups.row("web").getByRole("button", { name: "What if" }).click();
  const what = new WhatIfCard(page);
  await expect(what.sentence).toContainText("Allows TCP 22 from Internet");
  await expect(what.card.locator("li.edit-row")).toHaveCount(2);
  await expect(whatIf.card("Subnet NSG").locator(".notice").first()).toContainText("This text is a change");
  await groups.go();
  await groups.open("gone");
  await expect(whatIf.card("Subnet NSG")).toContainText("gone (1 rule): the change in this text deletes it.");
});

test("a plan that deletes everything is read as the NSG before it and none after it", async ({ whatIf, page }) => {
  await whatIf.clear();
  const destroyed = { ...JSON.parse(plan({ gone: { before: ["443"] } })), planned_values: { root_module: {} } };
  await whatIf.openFile("NIC NSG", "plan.json", JSON.stringify(destroyed));
  const card = whatIf.card("NIC NSG");
  await expect(card).toContainText("gone (1 rule): the change in this text deletes it.");
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
  await expect(whatIf.word).toHaveText("Allow");
  const what = new WhatIfCard(page);
  await what.go();
  await whatIf.setNetwork("10.0.0.0/16");
  await expect(what.sentence).toContainText(/^Allows /);
  await expect(what.impact).toContainText(/This flow:\s*Deny\s*→\s*Allow/);
  await expect(what.card).toContainText("there are no rules to edit");
  await expectNoViolations(page);
});

test("Clear, and a sample, empty the list, and Undo brings it back", async ({ whatIf, page }) => {
  const groups = new GroupsPage(page);
  for (const leave of [() => whatIf.clear(), () => page.getByLabel("Sample").selectOption("Which of two SSH rules decides")]) {
    await groups.go();
    await groups.add(nsgs);
    await expect(groups.tally).toContainText("3 NSGs");
    await leave();
    await expect(groups.documents).toContainText("Drop files or a folder here");
  }
  await page.getByRole("button", { name: "Undo: bring back what was there" }).click();
  await expect(groups.tally).toContainText("3 NSGs");
});

test("a text with many groups leads from the rail to the list of all", async ({ whatIf, page }) => {
  await whatIf.clear();
  await whatIf.paste("Subnet NSG", nsgs.buffer.toString());
  await whatIf.card("Subnet NSG").getByRole("button", { name: "See all 3 NSGs" }).click();
  const groups = new GroupsPage(page);
  await expect(page).toHaveURL(/#\/groups$/);
  await expect.poll(() => groups.names()).toEqual(["web", "data", "jump"]);
});

test("what is no document, what holds a token and what is pasted", async ({ whatIf: _, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  const token = `${btoa('{"alg":"none"}').replace(/=+$/, "")}.${btoa('{"aud":"https://management.azure.com"}').replace(/=+$/, "")}.c2ln`;
  await groups.add(file("odd.json", { some: "thing" }), file("secret.json", { note: `Bearer ${token}` }));
  await expect(groups.documents.getByRole("status").filter({ hasText: "token" })).toHaveText("One file contains what looks like a token, and was not read.");
  await expect(groups.documents.locator("li")).toHaveText([/odd\.json.*no network security group/is]);
  await groups.documents.getByText("Paste a text").click();
  const box = groups.documents.getByRole("textbox", { name: "Paste a text" });
  await box.fill(JSON.stringify(listed("pasted", [])));
  await groups.documents.getByRole("button", { name: "Add to the list" }).click();
  await expect(box).toHaveValue("");
  await expect.poll(() => groups.names()).toEqual(["pasted"]);
  await groups.documents.getByRole("button", { name: "Remove odd.json" }).click();
  await expect(groups.documents.locator("li")).toHaveCount(1);
  await groups.documents.getByRole("button", { name: "Remove all" }).click();
  await expect(groups.documents).toContainText("Drop files or a folder here");
});

test("files that are dropped on a place are many groups", async ({ whatIf, page }) => {
  const data = await page.evaluateHandle((texts) => {
    const data = new DataTransfer();
    for (const [name, text] of texts) data.items.add(new File([text], name, { type: "application/json" }));
    return data;
  }, [nsgs, nics].map(({ name, buffer }) => [name, buffer.toString()] as [string, string]));
  await whatIf.card("Subnet NSG").dispatchEvent("drop", { dataTransfer: data });
  const groups = new GroupsPage(page);
  await expect(groups.tally).toContainText("3 NSGs · 3 VMs");
});

test("a thousand groups are listed, and checking them is stopped and goes on", async ({ whatIf: _, page }) => {
  const groups = new GroupsPage(page);
  await groups.go();
  const rules = Array.from({ length: 50 }, (_, at) => ({ name: `rule-${at}`, port: `${1000 + at}`, priority: 100 + at }));
  await groups.add(file("all.json", Array.from({ length: 1000 }, (_, at) => listed(`nsg-${at}`, rules))));
  await expect(groups.tally).toContainText("1000 NSGs");
  await expect(groups.list).toContainText("975 not shown");
  await groups.list.getByRole("button", { name: "Show more" }).click();
  await expect(groups.rows).toHaveCount(50);
  await groups.list.getByRole("button", { name: "Stop" }).click();
  const said = groups.list.locator(".examined .summary");
  await settled(page);
  const stopped = await said.innerText();
  await groups.list.getByRole("button", { name: "Continue" }).click();
  await expect(said).not.toHaveText(stopped);
  // From a document of 15 MB one group is taken, not all of them.
  await groups.search.fill("nsg-777");
  await groups.open("nsg-777");
  await expect(page.locator("article.place").first()).toContainText("nsg-777: 50 rules");
  expect((await page.locator("#subnet").inputValue()).length).toBeLessThan(20_000);
});
