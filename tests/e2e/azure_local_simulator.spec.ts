import { expect, test } from "./fixtures/azure_test.ts";

// The simulator that playwright.config.ts starts beside the page, as `cargo xtask serve` does.
test("one press connects to the local simulator, and the way to a difference is short", async ({ azure, page, mayAsk }) => {
  const origin = await page.locator("meta[name=local-simulator]").getAttribute("content");
  mayAsk.add(origin!);
  await azure.button("Local simulator").click();
  await expect(azure.status).toContainText("Local simulator");
  await expect(azure.token).toBeHidden();
  await azure.pick("vm-web-new-rule");
  await azure.httpsFromInternet();
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure differs", { timeout: 15_000 });
  await expect(azure.causes.first()).toContainText("Azure was still applying a change");
});
