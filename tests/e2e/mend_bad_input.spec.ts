import { expect, test } from "./fixtures/test.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

test.beforeEach(async ({ whatIf }) => {
  await whatIf.clear();
  await whatIf.setFlow({ localAddress: "10.0.1.4", localPort: "22", remoteAddress: "203.0.113.10" });
});

test("a diagnostic leads to its line", async ({ whatIf }) => {
  await whatIf.paste("Subnet NSG", group("nsg-a", [rule({ name: "Bad", port: "80-20" })]));
  const diagnostic = whatIf.diagnostics("Subnet NSG").first();
  await expect(diagnostic).toContainText("80-20");
  await diagnostic.getByRole("button", { name: /^line \d+$/ }).click();
  const selected = await whatIf.text("Subnet NSG").evaluate((box: HTMLTextAreaElement) =>
    box.value.slice(box.selectionStart, box.selectionEnd),
  );
  expect(selected).toContain("80-20");
  await expect(whatIf.text("Subnet NSG")).toBeFocused();
});

test("a rule that cannot be understood makes the verdict depend, not wrong", async ({ whatIf }) => {
  await whatIf.paste("Subnet NSG", group("nsg-a", [rule({ name: "Odd", source: "10.0.0.0/33" })]));
  await expect(whatIf.word).toHaveText("Depends");
  await expect(whatIf.questions.first()).toContainText("10.0.0.0/33");
});

test("text that holds no group gives no verdict and says why", async ({ whatIf }) => {
  await whatIf.paste("NIC NSG", "hello");
  await expect(whatIf.word).toHaveText("No verdict");
  await expect(whatIf.sentence).toContainText("NIC NSG could not be read");
  await expect(whatIf.diagnostics("NIC NSG").first()).toBeVisible();
  await whatIf.card("NIC NSG").getByRole("button", { name: "Remove" }).click();
  await expect(whatIf.word).toHaveText("No rules yet");
});

test("a half-typed address is not an error yet, a wrong one is", async ({ whatIf, page }) => {
  await whatIf.paste("NIC NSG", group("nsg-a", [rule({ name: "A", port: "22" })]));
  const error = page.locator("#remote-address-error");
  await whatIf.setFlow({ remoteAddress: "203.0.113." });
  await expect(whatIf.word).toHaveText("Waiting for the flow");
  await expect(error).toBeHidden();
  await whatIf.setFlow({ remoteAddress: "203.0.113.0/24" });
  await expect(error).toHaveText("One address, not a range.");
  await whatIf.setFlow({ remoteAddress: "203.0.113.300" });
  await expect(error).toBeVisible();
  await whatIf.setFlow({ remoteAddress: "2001:db8::1" });
  await expect(whatIf.sentence).toContainText("a flow has one family");
});

test("a large file does not freeze the box", async ({ whatIf }) => {
  const filler = { description: "x".repeat(1500) };
  const rules = Array.from({ length: 1000 }, (_, number) => {
    const one = rule({ name: `R${number}`, priority: 100 + number, port: `${number + 1}` }) as { properties: object };
    return { ...one, properties: { ...one.properties, ...filler } };
  });
  await whatIf.openFile("Subnet NSG", "large.json", group("large", rules));
  await expect(whatIf.card("Subnet NSG")).toContainText("From large.json; too large to edit here.");
  await expect(whatIf.word).toHaveText("Allow");
  await expect(whatIf.rule).toContainText("securityRules/R21");
});
