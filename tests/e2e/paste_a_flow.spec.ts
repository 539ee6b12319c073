import type { Page } from "@playwright/test";
import { ManyFlows } from "./fixtures/azure_card.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

const ssh = "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22";

test.beforeEach(async ({ whatIf, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await whatIf.clear();
  await whatIf.paste("NIC NSG", group("nsg-a", [rule({ name: "Allow-SSH", port: "22", source: "203.0.113.0/24" })]));
  await whatIf.setNetwork("10.0.0.0/16");
});

/** Pastes into a field as a person does. */
async function paste(page: Page, field: string, text: string): Promise<void> {
  await page.evaluate((text) => navigator.clipboard.writeText(text), text);
  await page.locator(field).press("Control+V");
}

/** What the form holds. */
async function form(page: Page): Promise<string[]> {
  const direction = await page.locator('input[name="direction"]:checked').inputValue();
  const fields = ["#protocol", "#local-address", "#local-port", "#remote-address", "#remote-port"];
  return [direction, ...(await Promise.all(fields.map((field) => page.locator(field).inputValue())))];
}

for (const field of ["#local-address", "#local-port", "#remote-address", "#remote-port"]) {
  test(`a flow that is pasted into ${field} fills the whole form`, async ({ whatIf, page }) => {
    await whatIf.setFlow({ direction: "Outbound", protocol: "UDP", localAddress: "10.9.9.9", localPort: "1" });
    await paste(page, field, `  ${ssh}\n`);
    expect(await form(page)).toEqual(["Inbound", "TCP", "10.0.1.4", "22", "203.0.113.10", "50000"]);
    await expect(whatIf.word).toHaveText("Allow");
    await paste(page, field, "outbound icmp 10.0.1.4 → 203.0.113.10");
    expect((await form(page)).slice(0, 2)).toEqual(["Outbound", "ICMP"]);
    await expect(whatIf.word).toHaveText("Allow");
  });
}

test("a flow that is typed fills the form when the field is left", async ({ whatIf, page }) => {
  await page.locator("#remote-address").pressSequentially(ssh);
  await expect(page.locator("#remote-address-error")).toBeHidden();
  await page.locator("#remote-address").press("Tab");
  expect(await form(page)).toEqual(["Inbound", "TCP", "10.0.1.4", "22", "203.0.113.10", "50000"]);
  await expect(whatIf.word).toHaveText("Allow");
});

test("a flow with its arrow to the left is not guessed about", async ({ whatIf, page }) => {
  await paste(page, "#local-address", "Inbound TCP 10.0.1.4:22 <- 203.0.113.10");
  await expect(page.locator("#local-address-error")).toHaveText(
    "`<-` does not point from source to destination: write `Inbound TCP 203.0.113.10:* -> 10.0.1.4:22`.",
  );
  await expect(whatIf.word).toHaveText("Waiting for the flow");
});

test("a list judges a flow as the form does", async ({ whatIf, page }) => {
  const many = new ManyFlows(page);
  await many.judge([ssh, "Inbound TCP 203.0.113.10:50000 10.0.1.4:22", "Inbound,TCP,10.0.1.4,22,203.0.113.10,50000"]);
  await expect(many.rows).toHaveCount(2);
  for (const row of [0, 1]) {
    await expect(many.rows.nth(row)).toContainText(ssh);
    await expect(many.rows.nth(row)).toContainText("Allow by Allow-SSH");
  }
  const card = page.locator("details.many");
  await expect(card.locator(".diagnostics li")).toContainText("no arrow separates the source from the destination");
  await expect(card.getByText("Rows without a header are read in the order of Azure's fields")).toBeVisible();
  await paste(page, "#remote-address", ssh);
  await expect(whatIf.word).toHaveText("Allow");
});
