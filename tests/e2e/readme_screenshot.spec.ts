import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "./fixtures/test.ts";

// The README's picture. `UPDATE_SCREENSHOT=1 cargo xtask test` takes it anew.
const picture = new URL("../../docs/page.png", import.meta.url);

test("the README shows the page", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 1280, height: 860 });
  await expect(whatIf.word).toHaveText("Deny");
  if (process.env.UPDATE_SCREENSHOT) await page.screenshot({ path: picture.pathname });
  expect(existsSync(picture)).toBe(true);
  expect(readFileSync(new URL("../../README.md", import.meta.url), "utf8")).toContain("docs/page.png");
});
