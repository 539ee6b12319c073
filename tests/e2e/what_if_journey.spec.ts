import { settled } from "../settled.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce } from "./fixtures/simulator.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";

test("a rule is dragged, what it opens is read, confirmed and mended, and the commands are taken along", async ({ azure, simulate, page }) => {
  await azure.ready(await simulate(atOnce));
  const what = new WhatIfCard(page);
  await what.show("Edit rules");
  await what.card.locator("li.edit-row").first().waitFor();
  const names = await what.card.locator("li.edit-row .name").allInnerTexts();
  // Whichever rule changes something when it goes first.
  for (const name of names.slice(1).reverse()) {
    await what.handle(name).dragTo(what.card.locator("li.edit-row").first());
    await expect(what.impact).not.toContainText("No edits yet");
    await settled(page);
    if (!/No traffic changes/.test(await what.sentence.innerText())) break;
    await what.undo();
  }
  await expect(what.sentence).toContainText(/(Allows|Blocks) .* (from|to) /);
  const region = what.regions.first();
  const [before, after] = await Promise.all(["Before", "After"].map((side) => region.locator(`[data-label=${side}] .chip`).innerText()));
  await region.getByRole("button", { name: /^Put an example/ }).click();
  await expect(azure.whatIf.word).toHaveText(after!);
  await expect(what.impact).toContainText(new RegExp(`${before}.*→.*${after}`, "s"));
  // Azure knows the deployed rules: it still says what was before.
  await azure.whatIf.go("check");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  await expect(azure.azureSays).toContainText(before!);
  await azure.whatIf.verdict.getByRole("button", { name: `What would ${before!.toLowerCase()} it?` }).click();
  await expect(what.fixes.first()).toContainText("Changes:");
  await what.fixes.first().getByRole("button", { name: /^Apply/ }).click();
  await expect(azure.whatIf.word).toHaveText(before!);
  await what.show("Export");
  await expect(what.card.getByRole("region", { name: "the edited rules" })).toContainText(/az network nsg rule (create|update|delete)/);
});
