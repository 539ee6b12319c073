import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";

test("Azure's answer settles a question of ours", async ({ azure, simulate }) => {
  // Without the rules in force, what VirtualNetwork holds comes from the field on the page.
  const faults = [{ on: { operation: "effectiveNetworkSecurityGroups" }, answer: { status: 500 } }];
  await azure.connect(await simulate({ ...atOnce, faults }));
  await azure.fetchById(machine("vm-web-1"));
  await expect(azure.card).toContainText(/the effective rules could not be read/i);
  await azure.whatIf.setFlow({ direction: "Inbound", protocol: "TCP", localPort: "3389", remoteAddress: "10.20.2.4", remotePort: "" });
  await expect(azure.whatIf.word).toHaveText("Allow");
  await azure.whatIf.setNetwork("");
  await expect(azure.whatIf.word).toHaveText("Depends");
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Not comparable");
  await expect(azure.causes.first()).toContainText("Is 10.20.2.4 in VirtualNetwork?");
  await expect(azure.confirm.locator(".notice").filter({ hasText: "Azure's answer implies" })).toContainText(": yes.");
  await azure.button("Use this answer").click();
  await expect(azure.whatIf.word).toHaveText("Allow");
  await expect(azure.whatIf.answered).toContainText(/yes/i);
});
