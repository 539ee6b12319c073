import { pushed } from "../settled.ts";
import { expect, test } from "./fixtures/azure_test.ts";
import { machine } from "./fixtures/simulator.ts";

test("connect, pick, confirm: Azure agrees, through an operation that takes a while", async ({ azure, simulate, page }) => {
  await page.clock.install();
  const simulator = await simulate();
  await azure.connect(simulator);
  await expect(azure.status).toContainText("127.0.0.1");
  await expect(azure.status).toContainText(/token valid for \d+ min/);
  await pushed(page, azure.pick("vm-web-1"));
  await expect(azure.fetched).toContainText("vm-web-1 running");
  await expect(azure.fetched).toContainText(/subnet NSG nsg-snet-web, NIC NSG nsg-nic-web/i);
  await expect(azure.page.locator("#local-address")).toHaveValue("10.20.1.4");
  await azure.httpsFromInternet();
  await expect(azure.whatIf.word).toHaveText("Allow");
  await azure.ask.click();
  await pushed(page, expect(azure.outcome).toContainText("Azure agrees"));
  await expect(azure.azureSays).toContainText("Allow");
  await expect(azure.causes).toHaveCount(0);
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(1);
  expect((await simulator.asked("operationResults")).length).toBeGreaterThan(1);
});

test("what will be sent is shown before, and is what arrives", async ({ azure, simulate, page }) => {
  await page.clock.install();
  const simulator = await simulate();
  await pushed(page, azure.ready(simulator));
  await azure.unfold("What will be sent");
  const preview = await azure.copyable("Request").innerText();
  const sent = page.waitForRequest((request) => request.method() === "POST" && request.url().includes("ipFlowVerify"));
  expect(await simulator.asked("ipFlowVerify")).toHaveLength(0);
  await azure.ask.click();
  const request = await sent;
  const [line, body] = preview.split("\n\n");
  expect(line).toBe(`POST ${request.url()}`);
  expect(JSON.parse(body!)).toEqual(request.postDataJSON());
  expect(JSON.parse(body!)).toMatchObject({ targetResourceId: machine("vm-web-1"), direction: "Inbound", protocol: "TCP", localPort: "443", remotePort: "*", localIPAddress: "10.20.1.4", remoteIPAddress: "203.0.113.10" });
  await pushed(page, expect(azure.outcome).toContainText("Azure agrees"));
  const [asked] = await simulator.asked("ipFlowVerify");
  expect(`${simulator.origin}${asked!.path}`).toBe(request.url());
});
