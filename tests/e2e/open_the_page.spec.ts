import { expect, test } from "./fixtures/test.ts";

test("the page opens, under its strict policy, without asking anyone else", async ({ whatIf, page }) => {
  await expect(whatIf.title).toHaveText("NSG What-If");
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  await expect(policy).toHaveAttribute("content", /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self';/);
  await expect(policy).not.toHaveAttribute("content", /unsafe-inline/);
});

test("the policy is in force", async ({ whatIf, page, noise }) => {
  await expect(whatIf.title).toBeVisible();
  const refused = await page.evaluate(() => {
    const script = document.createElement("script");
    try {
      script.textContent = "document.title = 'inline script ran'";
    } catch (error) {
      return (error as Error).name;
    } finally {
      document.body.append(script);
    }
    return "";
  });
  expect(refused).toBe("TypeError");
  await expect(page).toHaveTitle("NSG What-If");
  expect(noise.splice(0).join()).toContain("TrustedScript");
});
