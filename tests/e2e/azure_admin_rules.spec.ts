import { expect, test } from "./fixtures/azure_test.ts";
import { kept } from "./fixtures/session.ts";
import { atOnce } from "./fixtures/simulator.ts";

const ssh = { direction: "Inbound", protocol: "TCP", localPort: "22", remoteAddress: "203.0.113.10", remotePort: "" } as const;

test("security admin rules that were fetched land in a field, and what is edited counts", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(atOnce), "vm-managed");
  const field = page.getByLabel("Security admin rules as JSON");
  const mark = page.locator("details.field .edited");
  const problems = page.locator("details.field .diagnostics li");
  await expect(field).toHaveValue(/"name": "Deny-SSH-From-Internet"/);
  await expect(page.getByText("2 rules, checked before both NSGs.")).toBeVisible();
  await expect(mark).toBeHidden();
  await expect(problems).toHaveCount(0);
  await azure.whatIf.setFlow(ssh);
  await expect(azure.whatIf.word).toHaveText("Deny");
  await expect(azure.whatIf.sentence).toContainText("Deny-SSH-From-Internet");
  const fetched = await field.inputValue();
  await field.fill(fetched.replace('"access": "Deny"', '"access": "AlwaysAllow"'));
  await expect(azure.whatIf.word).toHaveText("Allow");
  await expect(mark).toBeVisible();
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  // A slip is named with its line, and the rule is unknown until it is mended.
  await field.fill(fetched.replace('"access": "Deny"', '"access": "Denied"'));
  await expect(azure.whatIf.word).toHaveText("Depends");
  await expect(problems).toHaveCount(1);
  await expect(problems).toContainText(/`Denied`.*line \d+/);
  await problems.getByRole("button").click();
  expect(await field.evaluate((area: HTMLTextAreaElement) => area.value.slice(area.selectionStart, area.selectionEnd))).toBe('"Denied"');
  await kept(page, "Denied");
  await page.reload();
  await expect(field).toHaveValue(/"Denied"/);
  await expect(azure.whatIf.word).toHaveText("Depends");
  await field.fill(fetched);
  await expect(azure.whatIf.word).toHaveText("Deny");
  // Emptied they are gone, and the field stays.
  await field.fill("");
  await expect(field).toBeVisible();
  await expect(azure.whatIf.word).not.toHaveText("Depends");
});

test("who has no machine can paste security admin rules, too", async ({ azure, page }) => {
  await azure.whatIf.setFlow({ ...ssh, localPort: "2222" });
  await page.locator("details.field summary").click();
  const field = page.getByLabel("Security admin rules as JSON");
  const properties = { access: "AlwaysAllow", direction: "Inbound", priority: 1, protocol: "Tcp", sourcePortRanges: ["0-65535"], destinationPortRanges: ["2222"], sources: [{ addressPrefix: "203.0.113.0/24", addressPrefixType: "IPPrefix" }], destinations: [{ addressPrefix: "*", addressPrefixType: "IPPrefix" }] };
  await expect(azure.whatIf.word).toHaveText("Deny");
  await field.fill(JSON.stringify([{ name: "Let-In", properties }]));
  await expect(azure.whatIf.word).toHaveText("Allow");
  await expect(page.locator("details.field .edited")).toBeHidden();
  await field.fill("nonsense");
  await expect(page.locator("details.field .diagnostics")).toContainText("there are no security admin rules in the text");
});
