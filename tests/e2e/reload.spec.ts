import { kept } from "./fixtures/session.ts";
import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

test("rules and flow survive a reload", async ({ whatIf, page }) => {
  await whatIf.clear();
  await whatIf.paste("NIC NSG", group("nsg-kept", [rule({ name: "Allow-SSH", port: "22" })]));
  await whatIf.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
  await expect(whatIf.word).toHaveText("Allow");
  await kept(page, "nsg-kept", "203.0.113.10");
  await page.reload();
  await expect(whatIf.card("NIC NSG")).toContainText("nsg-kept");
  await expect(whatIf.word).toHaveText("Allow");
  await expect(page.locator("#remote-address")).toHaveValue("203.0.113.10");
});

test("another tab starts afresh", async ({ whatIf, context, baseURL }) => {
  await whatIf.clear();
  const other = await context.newPage();
  await other.goto(baseURL ?? "/");
  await expect(other.locator("article.verdict .word")).toHaveText("Deny");
});

test("what does not fit the session is said, and the page goes on", async ({ whatIf, page }) => {
  const description = "x".repeat(6 << 20);
  await whatIf.openFile("NIC NSG", "huge.json", JSON.stringify({ name: "huge", tags: { description }, properties: { securityRules: [] } }));
  await expect(page.getByText("Too large for the browser to store")).toBeVisible();
  await expect(whatIf.card("NIC NSG")).toContainText("huge");
});
