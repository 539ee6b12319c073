import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine, networkInterface } from "./fixtures/simulator.ts";

/** Machines more, before all others in the alphabet. */
const more = (count: number) => Array.from({ length: count }, (_, at) => ({ id: machine(`a-vm-${10 + at}`), location: "westeurope", properties: {} }));

test("machines are listed page after page, and found by a part of the name", async ({ azure, simulate, page }) => {
  const simulator = await simulate({ ...atOnce, resources: more(6) });
  await azure.connect(simulator);
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await expect(azure.card).toContainText("16 of 20 shown: type a part of the name.");
  await azure.search("DB-");
  await expect(azure.machines).toHaveText([/vm-db-1.*rg-spoke · westeurope/, /vm-db-2/]);
  await azure.search("vm-stopped");
  await expect(azure.machines).toContainText(/deallocated/i);
  await azure.search("nothing like that");
  await expect(azure.card).toContainText("No VM has that in its name.");
  expect((await simulator.asked("virtualMachines")).length).toBe(4);
  await page.getByLabel("Subscription").selectOption({ index: 2 });
  await expect(azure.card).toContainText("This subscription has no VMs that you can see.");
});

test("whether a machine runs is told of those that are shown, also after a search and a pick", async ({ azure, simulate, page }) => {
  const simulator = await simulate({ ...atOnce, resources: more(60) });
  await azure.connect(simulator);
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await expect(azure.machines.nth(15)).toContainText("running");
  expect(await simulator.asked("instanceView")).toHaveLength(16);
  // The last of the list, which nobody has asked about yet.
  await azure.search("vm-web-new-rule");
  await expect(azure.machines).toContainText("running");
  await azure.search("a-vm-2");
  await azure.machines.first().waitFor();
  await azure.fetchById(machine("vm-web-1"));
  await azure.search("a-vm-4");
  await expect(azure.machines.nth(9)).toContainText("running");
});

test("a machine with two interfaces: the other one has other rules, and is what Azure is asked about", async ({ azure, simulate, page }) => {
  await azure.connect(await simulate(atOnce));
  await azure.fetchById(machine("vm-two-nics"));
  await expect(azure.fetched).toContainText("NIC NSG nsg-nic-web");
  await page.locator("#interface").selectOption("nic-two-nics-back");
  await expect(azure.fetched).toContainText(/subnet NSG nsg-snet-db, no NIC NSG/i);
  await expect(page.locator("#local-address")).toHaveValue("10.20.2.20");
  await azure.httpsFromInternet();
  const sent = page.waitForRequest((request) => request.url().includes("ipFlowVerify"));
  await azure.ask.click();
  expect((await sent).postDataJSON()).toMatchObject({ targetNicResourceId: networkInterface("nic-two-nics-back"), localIPAddress: "10.20.2.20" });
  await expect(azure.outcome).toContainText("Azure agrees");
});

test("the id of an interface leads to its machine", async ({ azure, simulate, page }) => {
  await azure.connect(await simulate(atOnce));
  await azure.fetchById(`  ${networkInterface("nic-db-1").toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")} `);
  await expect(azure.fetched).toContainText("vm-db-1 running");
  await expect(page.locator("#local-address")).toHaveValue("10.20.2.4");
  await expect(azure.whatIf.text("NIC NSG")).toHaveValue(/Allow-SSH-From-Hub/);
});

test("the id of something else is refused in words", async ({ azure, simulate }) => {
  await azure.connect(await simulate(atOnce));
  await azure.search(machine("vm-web-1").replace("Microsoft.Compute/virtualMachines", "Microsoft.Network/loadBalancers"));
  await azure.button("Fetch this").click();
  await expect(azure.problem).toContainText(/neither a VM nor a network interface/i);
});
