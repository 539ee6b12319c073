import { settled } from "../settled.ts";
import { expectNoViolations } from "./fixtures/axe.ts";
import { flows } from "./fixtures/azure_card.ts";
import { test as azureTest } from "./fixtures/azure_test.ts";
import { atOnce, machine } from "./fixtures/simulator.ts";
import { file, listed, nic, plan } from "./fixtures/group_files.ts";
import { GroupsPage } from "./fixtures/groups_page.ts";
import { LearnPage } from "./fixtures/learn_page.ts";
import { expect, test } from "./fixtures/test.ts";
import { WhatIfCard } from "./fixtures/what_if_card.ts";
import { group, rule } from "./fixtures/what_if_page.ts";

/** The looks that a page has: the system's two, and colours that a person chose for everything. */
const LOOKS = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { contextOptions: { forcedColors: "active" } },
} as const;

for (const [look, options] of Object.entries(LOOKS)) {
  test.describe(`in ${look}`, () => {
    test.use(options);

    test("a denial, an allowance, a question and an empty page have no violation", async ({ whatIf, page }) => {
      for (const sample of await page.getByLabel("Sample").locator("option:not([value=''])").allTextContents()) {
        await page.getByLabel("Sample").selectOption(sample);
        await settled(page);
        await expectNoViolations(page);
      }
      await whatIf.setFlow({ direction: "Inbound", protocol: "TCP", remoteAddress: "10.0.2.5", localAddress: "10.0.1.4", localPort: "9" });
      await settled(page);
      await expectNoViolations(page);
      await whatIf.clear();
      await settled(page);
      await expectNoViolations(page);
    });

    for (const width of [1280, 390]) {
      test(`a list of groups has no violation at ${width} pixels`, async ({ whatIf, page }) => {
        await page.setViewportSize({ width, height: 844 });
        const groups = new GroupsPage(page);
        const clean = async () => {
          await settled(page);
          await expectNoViolations(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
        };
        await whatIf.go("groups");
        await groups.documents.waitFor();
        await clean();
        await groups.add(
          file("nsgs.json", [listed("web", [{ name: "ssh", port: "22" }], { subnets: ["front"] })]),
          file("nics.json", [nic("web-nic", "front", "elsewhere")]),
          file("plan.json", plan({ shop: { before: ["443"], after: ["443", "22"] }, gone: { before: ["443"] } })),
          file("odd.json", { some: "thing" }),
        );
        await groups.examined();
        await groups.open("web");
        await clean();
      });

      test(`rules in edit, findings, fixes, map, text and link have no violation at ${width} pixels`, async ({ whatIf, page }) => {
        await page.setViewportSize({ width, height: 844 });
        const what = new WhatIfCard(page);
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        const clean = async () => {
          await settled(page);
          await expectNoViolations(page);
          expect(await sideways()).toBeLessThanOrEqual(0);
        };
        await what.show("Edit rules");
        await what.open("Allow-SSH-From-Office");
        await what.field("Source").fill("Internet, 10.0.0.0/33");
        await clean();
        await what.field("Source").fill("Internet");
        await what.press("Duplicate");
        await what.open("Allow-HTTPS");
        await what.press("Disable");
        await what.press("NIC NSG");
        await what.open("Allow-SSH-From-Office");
        await what.field("Source").fill("Internet");
        await expect(what.regions.first()).toBeVisible();
        await clean();
        await what.show("Findings");
        await expect(what.findings.first()).toBeVisible();
        await what.findings.first().getByRole("button", { name: /^Show/ }).click();
        await clean();
        await whatIf.verdict.getByRole("button", { name: /^What would/ }).click();
        await expect(what.fixes.first()).toBeVisible();
        await clean();
        await what.show("Map");
        await expect(what.map).toBeVisible();
        await what.card.getByText("The map in words").click();
        await clean();
        await what.show("Export");
        await what.press("Make a link");
        await expect(what.card.getByRole("region", { name: "the link" })).toContainText("#v2=");
        await clean();
      });
    }

    test("a lesson, a guess, a walk, a task and a projector have no violation", async ({ page }) => {
      const learn = new LearnPage(page);
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      const clean = async () => {
        for (const width of [1280, 390]) {
          await page.setViewportSize({ width, height: 844 });
          await settled(page);
          await expectNoViolations(page);
          expect(await sideways()).toBeLessThanOrEqual(0);
        }
      };
      await learn.open("first-match-wins");
      await clean();
      await learn.packet(1).predict("Allow", " Allow-SSH");
      await learn.packet(1).steps.focus();
      await page.keyboard.press("End");
      await learn.task.getByRole("button", { name: "Change the rules" }).click();
      await expect(learn.task.locator(".contract").last()).toContainText("broken");
      await learn.openRule("Allow-SSH");
      await clean();
      await learn.packet(1).card.getByRole("button", { name: "Presentation view" }).click();
      await page.getByRole("button", { name: "Show the answer" }).click();
      await clean();
    });

    test("diagnostics and errors have no violation, on a phone", async ({ whatIf, page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await whatIf.paste("Subnet NSG", group("nsg", [rule({ name: "Odd rule", source: "10.0.0.0/33", port: "80-20" })]));
      await whatIf.setFlow({ remoteAddress: "nonsense", localPort: "70000" });
      await settled(page);
      await expectNoViolations(page);
    });
  });
}

for (const [look, options] of Object.entries(LOOKS)) {
  azureTest.describe(`asking Azure in ${look}`, () => {
    azureTest.use(options);

    azureTest("the form, a list of machines, both answers and the table have no violation", async ({ azure, simulate, page }) => {
      azureTest.setTimeout(60_000);
      const simulator = await simulate({ ...atOnce, faults: [{ on: { operation: "ipFlowVerify", resource: "vm-web-1" }, times: 1, answer: { status: 403 } }] });
      await azure.chooseCustom(simulator.origin);
      await azure.card.getByText("Where do I get a token").click();
      await azure.submit("no token");
      await expect(azure.problem).toBeVisible();
      await expectNoViolations(page);
      await azure.submit(await simulator.token());
      await page.getByLabel("Subscription").selectOption({ index: 1 });
      await expect(azure.machines.first()).toContainText(/running|deallocated/);
      await expectNoViolations(page);
      await azure.fetchById(machine("vm-web-1"));
      await azure.httpsFromInternet();
      await azure.ask.click();
      await expect(azure.problem).toBeVisible();
      await expectNoViolations(page);
      await azure.ask.click();
      await expect(azure.outcome).toContainText("Azure agrees");
      await azure.unfold("What will be sent");
      await azure.unfold("As a command");
      await expectNoViolations(page);
      await azure.fetchById(machine("vm-web-new-rule"));
      await azure.httpsFromInternet();
      await azure.ask.click();
      await expect(azure.outcome).toContainText("Azure gives a different answer");
      await azure.button(/^Compare rule by rule/).click();
      await expect(azure.rules.first()).toBeVisible();
      await azure.many.judge([...flows(10, "10.20.1.10"), "Inbound TCP 203.0.113.10:* -> 10.20.1.10:443", "not a flow"]);
      await azure.many.start.click();
      await expect(azure.many.tally).toContainText("1 differ");
      await expectNoViolations(page);
    });
  });
}

for (const width of [1280, 390]) {
  azureTest(`with everything open nothing moves the page sideways at ${width} pixels`, async ({ azure, simulate, page }) => {
    await page.setViewportSize({ width, height: 800 });
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const simulator = await simulate({ ...atOnce, faults: [{ on: { operation: "virtualMachines" }, answer: { status: 403 } }] });
    await azure.chooseCustom(simulator.origin);
    await azure.card.getByText("Where do I get a token").click();
    expect(await sideways()).toBeLessThanOrEqual(0);
    await azure.submit(await simulator.token());
    await page.getByLabel("Subscription").selectOption({ index: 1 });
    await expect(azure.copyable("Command")).toBeVisible();
    expect(await sideways()).toBeLessThanOrEqual(0);
    await azure.fetchById(machine("vm-web-new-rule"));
    await azure.httpsFromInternet();
    await azure.unfold("What will be sent");
    await azure.unfold("As a command");
    await azure.ask.click();
    await azure.button("Compare rule by rule").click();
    await expect(azure.rules.first()).toBeVisible();
    await azure.many.judge([...flows(3, "10.20.1.10"), "not a flow"]);
    await azure.button("Make a list from the rules").click();
    await expect(azure.many.rows.first()).toBeVisible();
    expect(await sideways()).toBeLessThanOrEqual(0);
  });
}

azureTest("with Azure's answer nothing is cut off at 320 pixels", async ({ azure, simulate, page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await azure.ready(await simulate(atOnce), "vm-web-new-rule");
  await azure.ask.click();
  await azure.button(/^Compare rule by rule/).click();
  await expect(azure.rules.first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

test("nothing is cut off at 320 pixels", async ({ whatIf, page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await expect(whatIf.word).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});

for (const [what, width] of [["at 320 pixels", 320], ["at 200 % of 1280 pixels", 640]] as const) {
  test(`everything about rules fits ${what}`, async ({ whatIf, page }) => {
    await page.setViewportSize({ width, height: 700 });
    const what = new WhatIfCard(page);
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    await expect(whatIf.word).toHaveText("Deny");
    expect(await sideways()).toBeLessThanOrEqual(0);
    for (const tab of ["Edit rules", "Findings", "Change the result", "Map", "Contracts", "Export"]) {
      await what.show(tab);
      await settled(page);
      expect(await sideways(), tab).toBeLessThanOrEqual(0);
    }
  });
}

test.describe("with less motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("nothing moves", async ({ whatIf, page }) => {
    await whatIf.setFlow({ direction: "Inbound", localPort: "3389" });
    await new WhatIfCard(page).show("Findings");
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });
});
