import { readFileSync } from "node:fs";
import { expect, test } from "./portal.ts";

test("the component passes properties in and events out", async ({ page }) => {
  await page.goto("/react.html");
  await expect(page.getByRole("status").first()).toContainText("Denied by Deny-SSH");
  await page.getByRole("button", { name: "From the network" }).click();
  await expect(page.getByRole("status").first()).toContainText("Allowed by Allow-SSH");
  await page.getByRole("button", { name: "Toggle" }).click();
  await expect(page.locator("nsg-what-if")).toHaveCount(0);
  await page.getByRole("button", { name: "Toggle" }).click();
  await expect(page.locator("nsg-what-if .verdict .word")).toHaveText("Allow");
});

test("the README's example is one that is type-checked here", () => {
  const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
  expect(read("../../../crates/plugin/npm/README.md")).toContain(read("../src/Tool.tsx").trim());
});
