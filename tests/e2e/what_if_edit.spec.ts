import { forgotten, kept } from "./fixtures/session.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

/** SSH from an office is let in, everything else of SSH denied. */
const nsg = group("nsg-web", [
  rule({ name: "Deny-SSH", priority: 100, access: "Deny", port: "22" }),
  rule({ name: "Allow-SSH-Office", priority: 101, source: "203.0.113.0/24", port: "22" }),
  rule({ name: "Allow-Web", priority: 300, source: "Internet", port: "443" }),
]);
const withTwin = group("nsg-web", [
  rule({ name: "Deny-SSH", priority: 100, access: "Deny", port: "22" }),
  rule({ name: "Allow-SSH-Office", priority: 101, source: "203.0.113.0/24", port: "22" }),
  rule({ name: "Allow-Web", priority: 300, source: "Internet", port: "443" }),
  rule({ name: "Allow-Web-Twin", priority: 310, source: "Internet", port: "443" }),
]);

test.beforeEach(async ({ whatIf, page }) => {
  await whatIf.clear();
  await whatIf.paste("NIC NSG", nsg);
  await whatIf.setNetwork("10.0.0.0/16");
  await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.9" });
  await expect(whatIf.word).toHaveText("Deny");
  await new WhatIfCard(page).show("Edit rules");
});

test("a rule is dragged to the top: others make room, and one sentence says what opened", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.handle("Deny-SSH").waitFor();
  expect(await what.order()).toEqual(["100 Deny-SSH", "101 Allow-SSH-Office", "300 Allow-Web"]);
  await what.handle("Allow-SSH-Office").dragTo(what.row("Deny-SSH"));
  await expect(what.sentence).toContainText("TCP 22 from 203.0.113.0/24");
  await expect(what.sentence).toContainText("nothing else changes");
  const [first, second] = await what.order();
  expect(first).toMatch(/Allow-SSH-Office$/);
  expect(second).toMatch(/Deny-SSH$/);
  await expect(what.notice).toContainText("moved to make room: Deny-SSH to");
  await expect(what.impact).toContainText(/Deny.*→.*Allow/s);
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.row("Allow-SSH-Office")).toContainText("Original: 101 Allow");
});

test("a region of the impact goes into the form, and so does its verdict", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.open("Allow-Web");
  await what.field("Destination ports").fill("443, 8443");
  await expect(what.regions.first()).toContainText("TCP 8443");
  await what.regions.first().getByRole("button").click();
  await expect(page.locator(".flow-text")).toContainText(/:8443$/);
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.impact).toContainText(/Deny.*→.*Allow/s);
});

test("what cannot be taken over says why, and the rule keeps what it had", async ({ page }) => {
  const what = new WhatIfCard(page);
  await what.open("Allow-Web");
  for (const [field, typed, problem] of [
    ["Source", "10.0.0.0/33", "10.0.0.0/33"],
    ["Destination ports", "https", "https"],
    ["Name", "Deny-SSH", "another rule of the NSG"],
    ["Priority", "99", "100 to 4096"],
    ["Priority", "101", "Allow-SSH-Office already has priority 101"],
  ] as const) {
    const before = await what.field(field).inputValue();
    await what.field(field).fill(typed);
    await expect(what.card.locator(".rule-form .field-error:visible"), `${field} ${typed}`).toContainText(new RegExp(problem.replaceAll("/", "\\/"), "i"));
    await expect(what.field(field)).toHaveAttribute("aria-invalid", "true");
    await what.field(field).fill(before);
  }
  await expect(what.sentence).toContainText("No edits yet");
  await what.field("Priority").fill("101");
  await what.press("Put it before Allow-SSH-Office");
  expect((await what.order()).map((row) => row.split(" ")[1])).toEqual(["Deny-SSH", "Allow-Web", "Allow-SSH-Office"]);
});

test("rules are added, duplicated, switched off, deleted and brought back, and every step can be undone", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.press("Add rule");
  await expect(what.field("Name")).toHaveValue("New-Rule");
  await expect(what.row("New-Rule")).toContainText("new");
  await what.press("Duplicate");
  await expect(what.row("New-Rule-copy")).toBeVisible();
  await what.open("Deny-SSH");
  await what.press("Disable");
  await expect(what.row("Deny-SSH")).toContainText("disabled");
  await expect(whatIf.word).toHaveText("Allow");
  await what.open("Allow-Web");
  await what.press("Delete");
  await expect(what.row("Allow-Web")).toContainText("deleted");
  await what.row("Allow-Web").getByRole("button", { name: /^Back to original/ }).click();
  await expect(what.row("Allow-Web")).not.toContainText("deleted");
  for (const expected of [/deleted/, /443/]) {
    await what.undo();
    await expect(what.row("Allow-Web")).toContainText(expected);
  }
  await what.undo();
  await expect(whatIf.word).toHaveText("Deny");
  await what.undo();
  await what.undo();
  await expect(what.sentence).toContainText("No edits yet");
  await what.press(/^Redo/);
  await expect(what.row("New-Rule")).toBeVisible();
  await what.press("Back to original");
  await expect(what.row("New-Rule")).toHaveCount(0);
  await what.undo();
  await expect(what.row("New-Rule")).toBeVisible();
});

test("a new text sets the edits aside, and undo brings both back", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.field("Access").selectOption("Allow");
  await expect(whatIf.word).toHaveText("Allow");
  await whatIf.paste("NIC NSG", group("nsg-other", [rule({ name: "Other" })]));
  await expect(what.row("Other")).toBeVisible();
  await what.undo();
  await expect(what.row("Deny-SSH")).toContainText("edited");
  await expect(whatIf.text("NIC NSG")).toHaveValue(nsg);
});

test("another version that is pasted over the rules is compared with them", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await whatIf.paste("NIC NSG", group("nsg-web", [
    rule({ name: "Deny-SSH", priority: 100, access: "Deny", port: "22" }),
    rule({ name: "Allow-Web", priority: 300, source: "Internet", port: "80" }),
  ]));
  await page.getByRole("button", { name: "Compare with the previous rules" }).click();
  await expect(what.sentence).toContainText("TCP 80");
  await expect(what.sentence).toContainText("TCP 443");
  await expect(what.row("Allow-SSH-Office")).toContainText("deleted");
  await expect(what.row("Allow-Web")).toContainText("Original: 300 Allow · TCP 443");
  await what.undo();
  await expect(what.row("Allow-SSH-Office")).toHaveCount(0);
});

test("edits outlive a reload", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.press("Disable");
  await what.open("Allow-Web");
  await what.field("Source").fill("198.51.100.0/24");
  await expect(what.sentence).toContainText("198.51.100.0/24");
  await kept(page, "198.51.100.0/24");
  await page.reload();
  await whatIf.title.waitFor();
  await expect(what.row("Deny-SSH")).toContainText("disabled");
  await expect(what.row("Allow-Web")).toContainText("Original: 300 Allow · TCP 443 · Internet → anywhere");
});

test("a finding is shown, fixed, and the fix undone", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.show("Findings");
  const unreachable = what.findings.filter({ hasText: "Rule without effect" });
  await expect(unreachable).toContainText("Allow-SSH-Office");
  await unreachable.getByRole("button", { name: /^Show/ }).click();
  await whatIf.go("check");
  await expect(whatIf.ladder.locator("li.marked")).toHaveCount(2);
  await whatIf.paste("NIC NSG", withTwin);
  await what.go();
  const duplicate = what.findings.filter({ hasText: "Duplicate" });
  await expect(duplicate).toContainText("Allow-Web-Twin");
  await duplicate.getByRole("button", { name: "Fix" }).click();
  await expect(duplicate).toHaveCount(0);
  await expect(what.sentence).toContainText(/No traffic changes|Nothing changes/);
  await what.undo();
  await expect(duplicate).toHaveCount(1);
});

test("on a Deny one press gives ranked fixes with everything else they change", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await whatIf.verdict.getByRole("button", { name: /What would allow/ }).click();
  await expect(what.fixes.first()).toContainText(/Changes: .*(nothing else changes|203\.0\.113)/s);
  await what.fixes.first().getByRole("button", { name: /^Apply/ }).click();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.impact).toContainText(/Deny.*→.*Allow/s);
  await what.undo();
  await expect(whatIf.word).toHaveText("Deny");
});

test("the map names every cell for the mouse and the keyboard, before, after and where they differ", async ({ page }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.press("Disable");
  await what.show("Map");
  await expect(what.map).toBeVisible();
  const cell = what.card.locator(".map-cell");
  await what.map.focus();
  await page.keyboard.press("End");
  await expect(cell).toContainText(/ports 444-65535: Deny by DenyAllInBound/);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowRight");
  const seen: string[] = [];
  for (let step = 0; step < 99 && !/203\.0\.113\.0/.test(await cell.innerText()); step++) {
    seen.push(await cell.innerText());
    await page.keyboard.press("PageDown");
  }
  expect(seen.join("\n")).toContain("10.0.0.0/16 (VirtualNetwork), port 22 (SSH): Allow by AllowVnetInBound");
  // Edges of Azure's tags at which nothing changes are passed over.
  const answers = seen.map((text) => text.split(": ").at(-1));
  expect(answers.filter((answer, step) => answer === answers[step - 1])).toEqual([]);
  await expect(cell).toContainText("203.0.113.0/24, port 22 (SSH): Allow by Allow-SSH-Office");
  await what.press("Before");
  await expect(cell).toContainText("203.0.113.0/24, port 22 (SSH): Deny by Deny-SSH");
  await what.press("Difference");
  await expect(cell).toContainText("Allow by Allow-SSH-Office, was Deny by Deny-SSH");
  await expect(what.map).toHaveAttribute("aria-label", /was Deny by Deny-SSH/);
  await what.map.hover({ position: { x: 140, y: 5 } });
  await expect(cell).not.toContainText("203.0.113.0/24, port 22 (SSH)");
  const drawn = await what.map.evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set<number>();
    for (let at = 0; at < data.length; at += 4) colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return colours.size;
  });
  expect(drawn).toBeGreaterThan(2);
  await what.card.getByText("The map in words").click();
  await expect(what.card.locator(".in-words li").first()).toContainText(/TCP.* from .*: (Allow|Deny) by/);
});

test("labels of the map are names and prefixes, and what Azure alone tells apart is said once", async ({ page }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.press("Disable");
  await page.evaluate(() => {
    const { prototype } = CanvasRenderingContext2D;
    const fill = prototype.fillText;
    prototype.fillText = function (text, ...place) {
      this.canvas.dataset.labels = `${this.canvas.dataset.labels ?? ""}|${text}|`;
      fill.call(this, text, ...place);
    };
  });
  await what.show("Map");
  await expect(what.map).toHaveAttribute("data-labels", /\|203\.0\.113\.0\/24\|/);
  for (const label of ["Internet", "VirtualNetwork", "10.0.0.0/16", "22", "SSH", "443", "HTTPS"]) {
    expect(await what.map.getAttribute("data-labels")).toContain(`|${label}|`);
  }
  // A hole of Internet has no label.
  expect(await what.map.getAttribute("data-labels")).not.toMatch(/\|25\.|may be in/);
  await expect(what.card.getByText("Faint lines come from Azure's own tags and default rules")).toHaveCount(1);
});

test("where no flow can be, the map says so, and the page goes on", async ({ page, whatIf }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.show("Map");
  await expect(what.map).toBeVisible();
  await whatIf.setFlow({ protocol: "ICMP", localAddress: "fd00::4" });
  await what.go();
  await expect(what.card).toContainText("There is no map: no ICMP flow goes to or from this address.");
  await expect(what.map).toBeHidden();
  await whatIf.setFlow({ localAddress: "10.0.1.4" });
  await what.go();
  await expect(what.map).toBeVisible();
});

test("the change is taken away as commands, templates and files", async ({ page }) => {
  const what = new WhatIfCard(page);
  await what.open("Allow-SSH-Office");
  await what.field("Priority").fill("90");
  await what.field("Priority").fill("200");
  await what.open("Allow-Web");
  await what.press("Delete");
  await what.show("Export");
  const text = what.card.getByRole("region", { name: "the edited rules" });
  await expect(text).toContainText("az network nsg rule delete");
  await expect(text).toContainText("--priority=200");
  for (const [form, expected] of [
    ["powershell", "Remove-AzNetworkSecurityRuleConfig"],
    ["arm", "Microsoft.Network/networkSecurityGroups"],
    ["bicep", "resource "],
    ["markdown", "# Impact of the rule changes"],
    ["json", '"relation"'],
    ["diff", "--- a/"],
    ["file", '"securityRules"'],
    ["csv", "Direction,Priority,Name,Port,Protocol,Source"],
    ["tsv", "Direction\tPriority\tName"],
    ["markdown-table", "| Direction | Priority | Name |"],
    ["terraform", "azurerm_network_security_group"],
  ] as const) {
    await page.locator("#take-as").selectOption(form);
    await expect(text).toContainText(expected);
  }
  const download = page.waitForEvent("download");
  await what.press("Download");
  expect((await download).suggestedFilename()).toMatch(/\.tf$/);
});

test("where a page has no clipboard, the button says to copy by hand", async ({ whatIf, page }) => {
  // As over plain HTTP.
  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.press("Disable");
  await expect(whatIf.word).toHaveText("Allow");
  await what.show("Export");
  const copy = what.card.locator(".copyable button").first();
  await copy.click();
  await expect(copy).toHaveText("Select it and copy it by hand");
});

test("a link opens the rules with their edits, and says what it holds before anything is overwritten", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.press("Disable");
  await what.show("Export");
  await what.press("Make a link");
  const made = what.card.getByRole("region", { name: "the link" });
  await expect(made).toContainText("#v2=");
  const link = await made.innerText();
  await whatIf.clear();
  await forgotten(page, "nsg-web");
  await page.goto("about:blank");
  await page.goto(link.trim());
  const offer = page.getByRole("region", { name: "Opened with a link" });
  await expect(offer).toContainText(/NIC NSG( \(.*\))?: \d+ KB, with edits/);
  await expect(offer).toContainText(/Flow: Inbound TCP 203\.0\.113\.9:\S+ -> 10\.0\.1\.4:22/);
  await expect(whatIf.word).toHaveText("No rules yet");
  await offer.getByRole("button", { name: "Open it" }).click();
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.row("Deny-SSH")).toContainText("disabled");
  expect(new URL(page.url()).hash).toBe("#/what-if");
});

test("a link without names and addresses has the same verdict", async ({ whatIf, page }) => {
  const what = new WhatIfCard(page);
  await what.open("Deny-SSH");
  await what.press("Disable");
  await what.open("Allow-Web");
  await what.field("Source").fill("198.51.100.0/24");
  await what.show("Export");
  await what.press("Make a link without names and addresses");
  const made = what.card.getByRole("region", { name: "the link" });
  await expect(made).toContainText("#v2=");
  const link = await made.innerText();
  await page.goto("about:blank");
  await page.goto(link.trim());
  await page.getByRole("button", { name: "Open it" }).click();
  await expect(whatIf.text("NIC NSG")).toHaveValue(/"name": "nsg-1"/);
  await expect(whatIf.word).toHaveText("Allow");
  await expect(what.impact).toContainText(/Deny.*→.*Allow/s);
  const all = (await page.locator("body").innerText()) + (await whatIf.text("NIC NSG").inputValue());
  for (const hidden of ["nsg-web", "Allow-SSH-Office", "203.0.113", "198.51.100"]) expect(all).not.toContain(hidden);
  await whatIf.go("check");
  await expect(page.locator("#local-address")).not.toHaveValue("10.0.1.4");
});

test("a link that was cut off says so and changes nothing", async ({ whatIf, page }) => {
  await page.goto("about:blank");
  await page.goto("/#v1=q1YqSS0u");
  await expect(page.getByText(/This link is damaged or cut off/)).toBeVisible();
  await expect(whatIf.word).toHaveText("Deny");
});
