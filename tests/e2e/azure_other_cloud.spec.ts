import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce } from "./fixtures/simulator.ts";

test("a machine of one Resource Manager is never asked about at another", async ({ azure, simulate }) => {
  const first = await simulate(atOnce);
  const second = await simulate(atOnce);
  await azure.ready(first);
  await azure.many.judge(["Inbound TCP 203.0.113.10:* -> 10.20.1.4:443"]);
  await expect(azure.many.start).toBeVisible();
  await azure.button("Forget the token").click();
  await azure.connect(second);
  await expect(azure.confirm).toContainText("Pick a VM above");
  await expect(azure.ask).toBeHidden();
  await expect(azure.many.start).toBeHidden();
  await expect(azure.button("Fetch again")).toBeHidden();
  // Back where it was fetched, it can be asked about as before.
  await azure.button("Forget the token").click();
  await azure.connect(first);
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
  expect(await second.asked("ipFlowVerify")).toHaveLength(0);
});

test("after the token is forgotten the request still says where it would go", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.button("Forget the token").click();
  await azure.unfold("What will be sent");
  await expect(azure.copyable("Request")).toContainText(`POST ${simulator.origin}/subscriptions/`);
});
