import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";

test("what IP flow verify does not take is told before anything is sent", async ({ azure, simulate, page }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator, "vm-web-ipv6");
  await expect(azure.ask).toBeVisible();
  await azure.whatIf.setFlow({ protocol: "ICMP" });
  await expect(azure.confirm).toContainText("IP flow verify answers for TCP and UDP only, not for ICMP");
  await expect(azure.ask).toBeHidden();
  await azure.whatIf.setFlow({ protocol: "TCP", localPort: "" });
  await expect(azure.confirm).toContainText("IP flow verify needs a number as destination port");
  await expect(azure.ask).toBeHidden();
  await page.locator("#private-address").selectOption("fd00:20:0:1::6");
  await azure.whatIf.setFlow({ localPort: "443", remoteAddress: "2001:db8::1" });
  await expect(azure.confirm).toContainText("IP flow verify answers for IPv4 only");
  await expect(azure.ask).toBeHidden();
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(0);
});

test("a local address that is not the machine's is told before anything is sent, also of a list", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.whatIf.setFlow({ localAddress: "10.20.1.99" });
  await expect(azure.confirm).toContainText("IP flow verify cannot be used: `10.20.1.99` is not an address of the network interface. Give a private IP address of the network interface");
  await expect(azure.ask).toBeHidden();
  await azure.many.judge(["Inbound TCP 203.0.113.10:* -> 10.20.1.4:443", "Inbound TCP 203.0.113.10:* -> 10.20.1.99:443"]);
  await expect(azure.many.tally).toHaveText("1 not comparable · 1 not asked yet");
  await expect(azure.many.rows.last()).toContainText("`10.20.1.99` is not an address of the network interface.");
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(0);
  await azure.many.start.click();
  await expect(azure.many.tally).toHaveText("1 agree · 1 not comparable");
  await azure.whatIf.setFlow({ localAddress: "10.20.1.4" });
  await expect(azure.ask).toBeVisible();
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(1);
});

test("ICMP is not comparable by IP flow verify, and can be compared rule by rule", async ({ azure, simulate }) => {
  const simulator = await simulate(atOnce);
  await azure.ready(simulator);
  await azure.ask.click();
  await expect(azure.outcome).toContainText("Azure agrees");
  await azure.button("Compare rule by rule").click();
  await expect(azure.rules.first()).toBeVisible();
  await azure.whatIf.setFlow({ protocol: "ICMP" });
  const outcome = azure.outcome.filter({ visible: true });
  await expect(outcome).toHaveText("Not comparable");
  // That of the flow before is not its own.
  const rules = azure.rules.filter({ visible: true });
  await expect(rules).toHaveCount(0);
  await azure.button("Compare rule by rule").filter({ visible: true }).click();
  await expect(rules.first()).toBeVisible();
  expect(await simulator.asked("networkConfigurationDiagnostic")).toHaveLength(2);
  // ESP is in none of its descriptions.
  await azure.whatIf.setFlow({ protocol: "ESP" });
  await expect(outcome).toHaveText("Not comparable");
  await expect(azure.button("Compare rule by rule").filter({ visible: true })).toHaveCount(0);
  await expect(rules).toHaveCount(0);
});

test("a region without a network watcher: the command that makes one", async ({ azure, simulate }) => {
  await azure.connect(await simulate(atOnce));
  await azure.fetchById(machine("vm-no-watcher"));
  await azure.httpsFromInternet();
  await expect(azure.problem).toContainText(/there is no network watcher in the region `swedencentral`/i);
  await expect(azure.copyable("Command")).toHaveText("az network watcher configure --resource-group NetworkWatcherRG --locations swedencentral --enabled true");
  await expect(azure.ask).toBeHidden();
});

test("a stopped machine: told when it is fetched, and when Azure says so", async ({ azure, simulate }) => {
  await azure.connect(await simulate(atOnce));
  await azure.fetchById(machine("vm-stopped"));
  await expect(azure.fetched).toContainText("vm-stopped deallocated");
  await expect(azure.card).toContainText(/the VM is not running/i);
  await azure.httpsFromInternet();
  await expect(azure.whatIf.word).toHaveText("Allow");
  await azure.ask.click();
  await expect(azure.problem).toContainText("Azure answers for running VMs only");
});
