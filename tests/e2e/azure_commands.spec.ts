import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";

test("the same question for a terminal, without the token", async ({ azure, simulate, page, context, tokens }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.unfold("As a command");
  await expect(azure.copyable("curl")).toContainText(`${simulator.origin}/subscriptions/`);
  await expect(azure.copyable("REST")).toContainText('"localIPAddress":');
  // The tools of Azure know its own clouds alone; without a connection the question is one for them.
  await azure.button("Forget the token").click();
  await azure.unfold("As a command");
  await expect(azure.copyable("Azure CLI")).toContainText("az network watcher test-ip-flow");
  await expect(azure.copyable("Azure CLI")).toContainText(machine("vm-web-1"));
  await expect(azure.copyable("Azure PowerShell")).toContainText("Test-AzNetworkWatcherIPFlow");
  await expect(azure.copyable("ARMClient")).toContainText(/armclient/i);
  await expect(azure.copyable("curl")).toContainText(/https:\/\/management\.azure\.com\/subscriptions\//i);
  await expect(azure.copyable("REST")).toContainText("POST ");
  for (const tool of ["Azure CLI", "Azure PowerShell", "ARMClient", "curl", "REST"]) {
    await azure.copyButton(tool).click();
    await expect(azure.copyButton(tool)).toContainText("Copied");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.trim()).toBe((await azure.copyable(tool).textContent())?.trim());
    for (const token of tokens) expect(copied).not.toContain(token.split(".")[2]);
  }
});
