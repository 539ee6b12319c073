// Whoever closes the form or goes elsewhere on the page leaves no token in its field.

import { expect, test } from "./fixtures/azure_test.ts";

const FORM = "#token";

test("closing the form takes out what was pasted", async ({ azure, simulate, page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const simulator = await simulate();
  const token = await simulator.token();
  await azure.chooseCustom(simulator.origin);
  await azure.paste(token);
  await expect(azure.token).toHaveValue(token);
  await azure.button("Close").click();
  await expect(page.locator(FORM)).toHaveValue("");
  await azure.button("Connect…").click();
  await azure.card.locator("form button[type=submit]").click();
  await expect(azure.problem).toContainText("There is no token");
});

test("going to the lessons takes out what was pasted", async ({ azure, simulate, page }) => {
  const simulator = await simulate();
  await azure.chooseCustom(simulator.origin);
  await azure.token.fill(await simulator.token());
  await page.getByRole("link", { name: "Learn" }).click();
  await page.getByRole("link", { name: "Check" }).click();
  await expect(page.locator(FORM)).toHaveValue("");
});

test("the field is none that a browser keeps passwords of, and its letters are not to be read", async ({ azure }) => {
  await azure.button("Connect…").click();
  await expect(azure.token).toHaveAttribute("type", "text");
  await expect(azure.token).toHaveAttribute("autocomplete", "off");
  const security = () => azure.token.evaluate((field) => getComputedStyle(field).getPropertyValue("-webkit-text-security"));
  expect(await security()).toBe("none");
  await azure.token.fill("eyJ");
  expect(await security()).toBe("disc");
});
