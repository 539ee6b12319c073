import { readFileSync } from "node:fs";
import { settled } from "../settled.ts";
import { expectNoViolations } from "./fixtures/axe.ts";
import { kept } from "./fixtures/session.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

/** The very files that tests/npm gives to `npx nsg-what-if`. */
const file = (name: string) => readFileSync(new URL(`../npm/${name}`, import.meta.url), "utf8");
const json = file("contracts.json");
const nsg = group("nsg-web", [
  rule({ name: "Allow-Web", port: "443" }),
  rule({ name: "Allow-RDP-Office", priority: 110, source: "198.51.100.0/23", port: "3389" }),
  rule({ name: "Allow-Backup", priority: 120, source: "Storage", port: "8443" }),
]);

test.beforeEach(async ({ whatIf, page }) => {
  await whatIf.clear();
  await whatIf.paste("NIC NSG", nsg);
  await whatIf.setNetwork("10.0.0.0/16");
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "443", remoteAddress: "203.0.113.9" });
  await new WhatIfCard(page).show("Contracts");
});

test("a file is opened: each contract holds, is broken or open, with a flow that shows it", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.contractsFile("contracts.json", json);
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");
  await expect(what.tally).toHaveRole("status");
  await expect(what.contract("the web is open")).toContainText(/^holds/);
  await expect(what.contract("the web is open").getByRole("button")).toHaveCount(0);
  const office = what.contract("the office alone administers");
  await expect(office).toContainText(/^broken.*Allow by Allow-RDP-Office: Inbound TCP 198\.51\.101\.\S+ -> \S+:3389/);
  await expect(what.contract("no backup from outside")).toContainText(/^undecided.*Depends on a missing fact: Inbound TCP 203\.0\.113\.\S+ -> \S+:8443/);

  await office.getByRole("button", { name: "Show a flow for: the office alone administers" }).click();
  await expect(page.locator(".flow-text")).toContainText(/:3389$/);
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.notice).toContainText("the rule that decides is marked");
  await whatIf.go("check");
  await expect(whatIf.row("Allow-RDP-Office")).toHaveClass(/marked/);
  await what.go();
  await what.contract("no backup from outside").getByRole("button").click();
  await expect(whatIf.word).toHaveText("Depends");
});

test("an edit breaks a contract, which shows beside the edit, and undo mends it", async ({ page }) => {
  const what = new WhatIfCard(page);
  await what.contracts.fill(json);
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");
  await what.show("Edit rules");
  await what.open("Allow-Web");
  await what.field("Source").fill("203.0.113.0/25");
  await expect(what.tally).toHaveText("Contracts: 2 are broken, 1 is undecided. “the web is open” held before your edits.");
  await what.open("Allow-RDP-Office");
  await what.field("Source").fill("198.51.100.0/24");
  await expect(what.tally).toContainText("Contracts: 1 holds, 1 is broken, 1 is undecided. “the web is open” held");
  await what.show("Contracts");
  await expect(what.contract("the web is open")).toContainText(/^broken.*held before your edits.*Deny by DenyAllInBound/);
  await expect(what.contract("the office alone administers")).toContainText(/^holds.*did not hold before your edits/);
  await what.undo();
  await what.undo();
  await expect(what.contract("the web is open")).toContainText(/^holds/);
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");
});

test("YAML says the same, and only what is wanted is loaded", async ({ page }) => {
  const what = new WhatIfCard(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    const [, name] = /\/(contracts|yaml)-[^/]+\.js$/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  await what.press("Insert an example");
  await expect(what.tally).toContainText("Contracts: 1");
  await expect(what.contract("no SSH from the internet")).toBeVisible();
  expect(asked).toEqual(["contracts"]);
  await what.contracts.fill(file("contracts.yaml"));
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");
  expect(asked).toEqual(["contracts", "yaml"]);
});

test("what cannot be read is told with its place, and nothing is judged by half", async ({ page }) => {
  const what = new WhatIfCard(page);
  for (const [text, problem] of [
    ['{\n  "contracts": [\n    { "name": "x" "must": "deny" }\n  ]\n}', /This is not valid JSON: .*line 3 column/],
    ["contracts:\n  - name: x\n must: deny", /This is not valid YAML: .* at line \d+, column \d+\./],
    ["just words", /A list named contracts is missing/],
    ['{ "contracts": [] }', /The list of contracts is empty/],
    [json.replace('"203.0.113.0/24"', '"Partner"'), /Contract “the web is open”, flows, remoteAddresses: `Partner` cannot be read: addresses are/],
    [json.replace('["443"]', '"443"'), /Contract “the web is open”, flows, localPorts: a value of type string cannot be read: it takes a list/],
    [json.replace('"allowOnly"', '"only"'), /Contract “the office alone administers”, must: `only` is not one of/],
    ["- name: x\n  must: deny", /Contract “x”, flows: the query is not an object/],
  ] as const) {
    await what.contracts.fill(text);
    await expect(what.contractProblem).toHaveText(problem);
    await expect(what.card.locator("li.contract")).toHaveCount(0);
    await expect(what.tally).toBeHidden();
  }
  await what.contracts.fill(json);
  await expect(what.contractProblem).toBeHidden();
  await expect(what.tally).toBeVisible();
});

test("contracts survive a reload and go into a link, but not into one without names and addresses", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.contracts.fill(json);
  await expect(what.tally).toBeVisible();
  await kept(page, "the office alone administers");
  await page.reload();
  await what.show("Contracts");
  await expect(what.contracts).toHaveValue(json);
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");

  await what.show("Export");
  await what.press("Make a link without names and addresses");
  const made = what.card.getByRole("region", { name: "the link" });
  await expect(made).toContainText("#v2=");
  await expect(what.card.getByText("The contracts are not in it")).toBeVisible();
  await what.press("Make a link");
  await expect(what.card.getByText("The contracts are not in it")).toBeHidden();
  await expect(made).toContainText("#v2=");
  const link = await made.innerText();
  await page.goto("about:blank");
  await page.evaluate(() => sessionStorage.clear()).catch(() => {});
  await page.goto(link.trim());
  const offer = page.getByRole("region", { name: "Opened with a link" });
  await expect(offer).toContainText(/Contracts: \d+ KB/);
  await offer.getByRole("button", { name: "Open it" }).click();
  await what.show("Contracts");
  await expect(what.contracts).toHaveValue(json);
  await expect(what.tally).toBeVisible();
  await whatIf.clear();
  await whatIf.paste("NIC NSG", nsg);
  await expect(what.contracts).toHaveValue("");
});

test("a ready file comes into the box, says where it is from, and what it replaced can be put back", async ({ page }) => {
  const what = new WhatIfCard(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (/\/ready_contracts-[^/]+\.js$/.test(request.url())) asked.push(request.url());
  });
  await what.contracts.fill(json);
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");
  expect(asked).toEqual([]);
  await what.press("Ready-made contracts");
  const choice = what.card.getByRole("combobox", { name: "Ready-made contracts" });
  await choice.selectOption("Azure Bastion");
  expect(asked).toHaveLength(1);
  await expect(what.contract("Health probes reach Bastion on TCP 443")).toContainText(/^holds/);
  await expect(what.contract("GatewayManager reaches Bastion's control plane on TCP 443")).toBeVisible();
  await expect(what.card.getByText("Source, as of 2026-02-24:")).toBeVisible();
  await expect(what.card.getByRole("link", { name: /bastion-nsg$/ })).toHaveAttribute("href", "https://learn.microsoft.com/azure/bastion/bastion-nsg");
  await expect(what.card.getByText("The groups of the target VMs are not in this file")).toBeVisible();
  // One ready file after another replaces nothing of one's own.
  await choice.selectOption("Management ports");
  await expect(what.contract("Nobody on the internet reaches SSH (TCP 22)")).toContainText(/^holds/);
  await what.press("Restore the previous contracts");
  await expect(what.contracts).toHaveValue(json);
  await expect(what.tally).toHaveText("Contracts: 1 holds, 1 is broken, 1 is undecided.");
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test(`no violation and nothing sideways in ${colorScheme} at ${width} pixels`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 844 });
      const what = new WhatIfCard(page);
      const clean = async (state: string) => {
        await settled(page);
        await expectNoViolations(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
        if (process.env.SHOTS) await what.card.screenshot({ path: `${process.env.SHOTS}/${state}-${colorScheme}-${width}.png` });
      };
      await clean("empty");
      await what.contracts.fill(json.replaceAll("203.0.113.0/24", "Nobody"));
      await expect(what.contractProblem).toBeVisible();
      await clean("problem");
      await what.contracts.fill(json);
      await expect(what.tally).toBeVisible();
      await what.show("Edit rules");
      await what.open("Allow-Web");
      await what.press("Disable");
      await what.show("Contracts");
      await expect(what.contract("the web is open")).toContainText("held before your edits");
      await clean("broken");
      await what.press("Ready-made contracts");
      await what.card.getByRole("combobox", { name: "Ready-made contracts" }).selectOption("SQL Managed Instance");
      await expect(what.card.getByText(/^Source, as of/)).toBeVisible();
      await clean("ready");
    });
  }
}
