import { existsSync, readFileSync, readdirSync } from "node:fs";
import { expect, test } from "./fixtures/test.ts";

// One document of each kind that people paste; the reader's own tests look at each in detail.
const folder = new URL("../../crates/nsg-documents/tests/fixtures/", import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(json|txt|md)$/.test(name)) : [];

test("there are documents to paste", () => {
  expect(files.length).toBeGreaterThan(8);
});

// In one page, one after the other: a load takes longer than a document.
test("each document ends in a verdict or in words that say why not", async ({ whatIf }) => {
  for (const name of files) {
    await test.step(name, async () => {
      await whatIf.clear();
      await expect(whatIf.word).toHaveText("No rules yet");
      await whatIf.openFile("Subnet NSG", name, readFileSync(new URL(name, folder), "utf8"));
      await whatIf.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
      // There is no verdict yet, either, while what reads the document is on its way.
      const verdict = whatIf.word.filter({ hasText: /^(Allow|Deny|Depends)$/ });
      await expect(verdict.or(whatIf.diagnostics("Subnet NSG")).first()).toBeVisible();
    });
  }
});
