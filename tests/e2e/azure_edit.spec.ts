import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

// A machine that runs: Azure tells what its tags hold.
const storage = { direction: "Outbound", protocol: "TCP", remotePort: "443", localPort: "" } as const;

test("what Azure expands lands in the fields, and a field that is edited counts", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(atOnce));
  const space = page.getByLabel("VirtualNetwork", { exact: true });
  const tag = page.getByLabel("Storage", { exact: true });
  const marks = page.locator(".field .edited:visible");
  await expect(space).toHaveValue(/10\.20\.0\.0\/16/);
  await expect(tag).toHaveValue(/\d+\.\d+\.\d+\.\d+\/\d+, /);
  await expect(page.getByText("From the effective rules, as Azure expands it.")).toHaveCount(2);
  await expect(marks).toHaveCount(0);
  const [first] = (await tag.inputValue()).split("/");
  await azure.whatIf.setFlow({ ...storage, remoteAddress: first! });
  await expect(azure.whatIf.word).toHaveText("Allow");
  await tag.fill("192.0.2.0/24");
  await expect(azure.whatIf.word).toHaveText("Deny");
  await expect(marks).toHaveCount(1);
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.causes.filter({ hasText: "The addresses of the service tag may have changed" })).toHaveCount(1);
  // Empty is unknown, whatever was fetched.
  await tag.fill("");
  await expect(azure.whatIf.word).toHaveText("Depends");
});

test("VirtualNetwork that is edited counts, and is named where the answers differ", async ({ azure, simulate }) => {
  await azure.ready(await simulate(atOnce));
  await azure.whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localPort: "3389", remoteAddress: "10.20.2.4", remotePort: "" });
  await expect(azure.whatIf.word).toHaveText("Allow");
  await azure.whatIf.setNetwork("10.20.1.0/24");
  await expect(azure.whatIf.word).toHaveText("Deny");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.causes.first()).toContainText("`VirtualNetwork` also contains peered networks");
});

test("members that are edited, and a file for a tag that is not known, are named where the answers differ", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(atOnce));
  await expect(azure.whatIf.word).toHaveText("Allow");
  await page.getByLabel("asg-web", { exact: true }).fill("10.20.1.99");
  await expect(azure.whatIf.word).toHaveText("Deny");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.causes.filter({ hasText: "members of the application security group may be incomplete" })).toHaveCount(1);
  await azure.fetchById(machine("vm-web-2"));
  const tag = page.getByLabel("Storage", { exact: true });
  await expect(page.locator("#local-address")).toHaveValue("10.20.1.5");
  const [first] = (await tag.inputValue()).split("/");
  await azure.whatIf.setFlow({ ...storage, remoteAddress: first! });
  await tag.fill("");
  const file = { changeNumber: 7, cloud: "Public", values: [{ name: "Storage", properties: { addressPrefixes: ["192.0.2.0/24"] } }] };
  await page.locator("#tag-file").setInputFiles({ name: "ServiceTags_Public_20200106.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)) });
  await expect(azure.whatIf.word).toHaveText("Deny");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure gives a different answer");
  await expect(azure.causes.filter({ hasText: "come from `ServiceTags_Public_20200106.json, change number 7`" })).toHaveCount(1);
});

test("a rule that is edited in the table is marked, and a region of the impact can be confirmed", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(atOnce));
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  const first = what.card.locator("li.edit-row").first();
  await first.locator(".face").click();
  await what.field("Access").selectOption("Deny");
  await expect(page.locator("article.place .edited:visible")).toHaveCount(1);
  await what.regions.first().getByRole("button").click();
  await expect(azure.whatIf.word).toHaveText("Deny");
  await azure.whatIf.go("check");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  await expect(azure.confirm).toContainText(/edited/i);
  await expect(azure.azureSays).toContainText("Allow");
  await what.undo();
  await expect(page.locator("article.place .edited:visible")).toHaveCount(0);
  await azure.whatIf.go("check");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
});
