import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";

test("the same question for a terminal, also after the token is forgotten", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.unfold("As a command");
  for (const _ of ["connected", "without the token"]) {
    await expect(azure.copyable("curl")).toContainText(`${simulator.origin}/subscriptions/`);
    await expect(azure.copyable("REST")).toContainText('"localIPAddress":');
    // The tools of Azure know its own clouds alone.
    await expect(azure.copyable("Azure CLI")).toHaveCount(0);
    if (await azure.button("Forget the token").isVisible()) await azure.button("Forget the token").click();
  }
});

for (const [cloud, origin, sets] of [
  ["Azure", "https://management.azure.com", /^az network watcher test-ip-flow/],
  ["Azure China", "https://management.chinacloudapi.cn", /^az cloud set --name AzureChinaCloud\naz network watcher test-ip-flow/],
] as const) {
  test(`a machine of ${cloud}: commands for that cloud, without the token, and they can be copied`, async ({ azure, simulate, stand, page, context, tokens }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const simulator = await simulate({ ...atOnce, pageSize: 100 });
    await stand(simulator, origin);
    await azure.button("Connect…").click();
    await page.getByLabel("Cloud").selectOption(cloud);
    await azure.submit(await simulator.token({ audience: origin }));
    await azure.button("Forget the token").waitFor();
    await azure.fetchById(machine("vm-web-1"));
    await azure.httpsFromInternet();
    await azure.button("Forget the token").click();
    await azure.unfold("As a command");
    await expect(azure.copyable("Azure CLI")).toHaveText(sets);
    await expect(azure.copyable("Azure CLI")).toContainText(machine("vm-web-1"));
    await expect(azure.copyable("Azure PowerShell")).toContainText("Test-AzNetworkWatcherIPFlow");
    await expect(azure.copyable("ARMClient")).toContainText(/armclient/i);
    await expect(azure.copyable("curl")).toContainText(`${origin}/subscriptions/`);
    await expect(azure.copyable("REST")).toContainText("POST ");
    for (const tool of ["Azure CLI", "Azure PowerShell", "ARMClient", "curl", "REST"]) {
      await azure.copyButton(tool).click();
      await expect(azure.copyButton(tool)).toContainText("Copied");
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied.trim()).toBe((await azure.copyable(tool).textContent())?.trim());
      for (const token of tokens) expect(copied).not.toContain(token.split(".")[2]);
    }
  });
}
