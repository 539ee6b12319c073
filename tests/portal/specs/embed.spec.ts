import { passes } from "../../settled.ts";
import { expect, template, test, nicText, toCheck, toWhatIf } from "./portal.ts";

test.beforeEach(({ portal }) => portal.open());

const denied = { verdict: { access: "Deny", ruleName: "securityRules/Deny-SSH" } };

test("the portal's rules are judged, and the verdict is told", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await portal.expectLast("shop", "nsg-verdict", { ...denied, flow: { localIPAddress: "10.0.1.4", localPort: "22" } });
  const [first] = (await portal.told()).filter(({ from }) => from === "shop");
  const [stage] = first!.detail.verdict.evaluatedNetworkSecurityGroups;
  expect(stage.rulesEvaluationResult[0]).toMatchObject({ name: "UserRule_Deny-SSH", sourceMatched: true });
});

test("a flow that is set is judged, and one that is typed can be read", async ({ portal }) => {
  await portal.with(portal.shop, (it) => {
    it.flow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 443, remoteIPAddress: "10.0.2.5" };
  });
  await portal.expectLast("shop", "nsg-verdict", { verdict: { access: "Allow", ruleName: "defaultSecurityRules/AllowVnetInBound" } });
  await portal.shop.getByRole("button", { name: "RDP" }).click();
  await expect.poll(() => portal.with(portal.shop, (it) => it.flow?.localPort)).toBe("3389");
});

test("an edit is told as a scenario that judges the same elsewhere", async ({ portal }) => {
  await toWhatIf(portal.shop);
  await portal.shop.getByRole("tab", { name: "Edit rules" }).click();
  await portal.shop.locator(".edit-rows .face", { hasText: "Deny-SSH" }).click();
  await portal.shop.getByRole("button", { name: "Delete" }).click();
  await portal.expectLast("shop", "nsg-verdict", { verdict: { access: "Allow", ruleName: "securityRules/Allow-SSH" } });
  await portal.expectLast("shop", "nsg-scenariochange", {
    scenario: {
      networkInterfaceSecurityGroup: { name: "shop-nsg", properties: { securityRules: [{ name: "Allow-SSH" }] } },
      network: { virtualNetwork: ["10.0.0.0/16"] },
    },
  });
  await portal.page.evaluate(() => {
    const [shop, bare] = ["#shop", "#bare"].map((id) => document.querySelector<any>(id));
    bare.scenario = shop.scenario;
  });
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Allow", ruleName: "securityRules/Allow-SSH" } });
});

test("what the portal sets is not told back to it", async ({ portal }) => {
  // With a clock that can be pushed from the page's first moment on.
  await portal.page.clock.install();
  await portal.open();
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await portal.with(portal.shop, (it) => {
    it.scenario = { ...it.scenario, network: { virtualNetwork: ["10.0.0.0/8"] } };
  });
  await expect(portal.shop.getByLabel("VirtualNetwork")).toHaveValue("10.0.0.0/8");
  // Longer than typing has to rest before a scenario is told.
  await passes(portal.page, 1_000);
  expect((await portal.told()).filter(({ type }) => type === "nsg-scenariochange")).toEqual([]);
});

test("a set that is known to be empty is not an unknown one", async ({ portal }) => {
  await portal.with(portal.bare, (it) => {
    const rule = (sourceAddressPrefix: string, access: string, priority: number) => ({
      name: `${access}-${priority}`,
      properties: { priority, direction: "Inbound", access, protocol: "*", sourceAddressPrefix, sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" },
    });
    it.scenario = {
      networkInterfaceSecurityGroup: { properties: { securityRules: [rule("Sql.WestEurope", "Allow", 100), rule("*", "Deny", 200)] } },
      network: { serviceTags: { "Sql.WestEurope": [] } },
    };
  });
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Deny", ruleName: "securityRules/Deny-200" } });
});

test("tags of a whole file are told with the rules that an edit leaves", async ({ portal }) => {
  await portal.with(portal.bare, (it) => {
    it.view = "verdict what-if";
    it.scenario = {
      networkInterfaceSecurityGroup: {
        name: "data",
        properties: {
          securityRules: ["Storage", "Sql"].map((tag, index) => ({
            name: `Allow-${tag}`,
            properties: { priority: 100 + index, direction: "Inbound", access: "Allow", protocol: "*", sourceAddressPrefix: tag, sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" },
          })),
        },
      },
      network: {
        virtualNetwork: ["10.0.0.0/16"],
        serviceTags: {
          cloud: "Public",
          values: [
            { name: "Storage", properties: { addressPrefixes: ["203.0.113.0/24"] } },
            { name: "Sql", properties: { addressPrefixes: [] } },
            { name: "AzureMonitor", properties: { addressPrefixes: ["198.51.100.0/24"] } },
          ],
        },
      },
    };
  });
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Allow", ruleName: "securityRules/Allow-Storage" } });
  await toWhatIf(portal.bare);
  await portal.bare.getByRole("tab", { name: "Edit rules" }).click();
  await portal.bare.locator(".edit-rows .face", { hasText: "Allow-Storage" }).click();
  await portal.bare.getByRole("button", { name: "Disable" }).click();
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Deny" } });
  // For rules to come, too: as the portal gave it.
  await portal.expectLast("bare", "nsg-scenariochange", { scenario: { network: { serviceTags: { cloud: "Public", values: [{ name: "Storage" }, {}, {}] } } } });
  // Told once, and set again: the same verdict.
  await portal.page.evaluate(() => {
    const bare = document.querySelector<any>("#bare");
    bare.scenario = bare.scenario;
  });
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Deny" } });
});

test("answers of the portal's are no questions any more, and are told with an edit", async ({ portal }) => {
  const rule = { name: "Allow-Storage", properties: { priority: 100, direction: "Inbound", access: "Allow", protocol: "*", sourceAddressPrefix: "Storage", sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "*" } };
  const scenario = { networkInterfaceSecurityGroup: { name: "data", properties: { securityRules: [rule] } } };
  await portal.with(portal.bare, (it) => { it.view = "verdict what-if"; });
  await portal.bare.evaluate((it: any, scenario) => { it.scenario = scenario; }, scenario);
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Depends" } });
  const asked = (await portal.told()).filter(({ from, type }) => from === "bare" && type === "nsg-verdict").at(-1)?.detail as any;
  const answers = asked.verdict.dependsOn.map((fact: object) => ({ fact, answer: true }));
  await portal.bare.evaluate((it: any, scenario) => { it.scenario = scenario; }, { ...scenario, network: { answers } });
  await portal.expectLast("bare", "nsg-verdict", { verdict: { access: "Allow", ruleName: "securityRules/Allow-Storage" } });
  // An answer that can be taken back names the tag, too.
  await portal.bare.getByLabel("VirtualNetwork", { exact: true }).fill("10.0.0.0/16");
  await portal.expectLast("bare", "nsg-scenariochange", { scenario: { network: { virtualNetwork: ["10.0.0.0/16"], answers: answers.map(() => ({ answer: true })) } } });
});

test("a network that cannot be read is refused, and nothing changes", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await portal.with(portal.shop, (it) => {
    it.scenario = { ...it.scenario, network: { virtualNetwork: ["10.0.0.0/33"] } };
  });
  await portal.expectLast("shop", "nsg-error", { code: "wrong-scenario" });
  await expect(portal.shop.getByLabel("VirtualNetwork")).toHaveValue("10.0.0.0/16");
});

test("a template that is pasted is told as it is", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await (await nicText(portal.shop)).fill(template);
  await portal.expectLast("shop", "nsg-verdict", { verdict: { access: "Deny", ruleName: "defaultSecurityRules/DenyAllInBound" } });
  await portal.expectLast("shop", "nsg-scenariochange", { scenario: { networkInterfaceSecurityGroup: template } });
});

test("two elements do not disturb each other", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await expect(portal.bare.locator(".verdict .word")).toHaveText("No rules yet");
  await portal.bare.getByRole("radio", { name: "Outbound" }).check({ force: true });
  await expect(portal.shop.getByRole("radio", { name: "Inbound" })).toBeChecked();
});

test("attributes and properties say which part is shown", async ({ portal }) => {
  const { shop } = portal;
  await shop.evaluate((it) => it.setAttribute("view", "findings"));
  await expect(shop.locator(".finding").first()).toBeVisible();
  await expect(shop.getByRole("tab", { name: "Findings" })).toBeHidden();
  await expect(shop.getByRole("heading", { name: "Flow" })).toBeHidden();
  await portal.with(shop, (it) => void (it.view = "verdict"));
  await expect(shop).toHaveAttribute("view", "verdict");
  await expect(shop.getByRole("heading", { name: "Verdict" })).toBeVisible();
  await expect(shop.getByRole("heading", { name: "What if" })).toBeHidden();
});

test("rules that are only looked at cannot be changed", async ({ portal }) => {
  const { shop } = portal;
  await portal.with(shop, (it) => void (it.readonly = true));
  await expect(shop).toHaveAttribute("readonly", "");
  await expect(shop.locator("textarea").first()).toBeHidden();
  await expect(shop.getByRole("tab", { name: "Edit rules" })).toBeHidden();
  await expect(shop.getByRole("button", { name: /Connect/ })).toBeHidden();
  await shop.getByRole("button", { name: "What would allow it?" }).click();
  await expect(shop.locator(".mend").first()).toBeVisible();
  await expect(shop.getByRole("button", { name: /^Apply/ }).first()).toBeHidden();
});

test("little room takes less", async ({ portal }) => {
  const height = () => portal.shop.evaluate((it) => it.getBoundingClientRect().height);
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  const before = await height();
  await portal.with(portal.shop, (it) => void (it.compact = true));
  await expect.poll(height).toBeLessThan(before);
});

test("the portal's styles stay outside, and the tool's inside", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  const style = (element: Element, name: string) => getComputedStyle(element).getPropertyValue(name);
  const button = portal.shop.getByRole("button", { name: "RDP" });
  expect(await button.evaluate(style, "background-color")).not.toBe("rgb(255, 105, 180)");
  expect(await button.evaluate(style, "font-size")).toBe("13.5px");
  expect(await portal.shop.locator("h2").first().evaluate(style, "margin-top")).toBe("0px");
  const heading = portal.page.getByRole("heading", { name: "Network security", exact: true });
  expect(await heading.evaluate(style, "font-size")).toBe("32px");
});

test("it is themed by properties and parts", async ({ portal }) => {
  const style = (element: Element, name: string) => getComputedStyle(element).getPropertyValue(name);
  await expect(portal.bare.locator(".verdict .word")).toBeVisible();
  const chosen = portal.bare.locator(".segment input:checked + span");
  expect(await chosen.evaluate(style, "background-color")).toBe("rgb(128, 0, 128)");
  expect(await portal.bare.locator("[part=verdict]").evaluate(style, "border-top-color")).toBe("rgb(128, 0, 128)");
  expect(await portal.bare.locator(".card").first().evaluate(style, "border-radius")).toBe("0px");
});

test("it follows the portal's colour scheme, not the system's", async ({ portal }) => {
  const background = () => portal.shop.locator(".card").first().evaluate((it) => getComputedStyle(it).backgroundColor);
  await portal.page.emulateMedia({ colorScheme: "light" });
  await expect.poll(background).toBe("rgb(255, 255, 255)");
  await portal.page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
  await expect.poll(background).toBe("rgb(29, 32, 38)");
});

test("what is no flow is told, and the flow stays", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  const before = await portal.shop.evaluate((it) => (it as unknown as { flow: unknown }).flow);
  await portal.with(portal.shop, (it) => {
    it.flow = { ...(it.flow as object), direction: "Sideways" } as never;
  });
  await portal.expectLast("shop", "nsg-error", { code: "wrong-flow" });
  expect(await portal.shop.evaluate((it) => (it as unknown as { flow: unknown }).flow)).toEqual(before);
});

test("what is no scenario is told, and nothing changes", async ({ portal }) => {
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  // As error trackers listen.
  await portal.page.evaluate(() => {
    const page = globalThis as unknown as { tracked: unknown[] };
    page.tracked = [];
    window.onerror = (...given) => void page.tracked.push(given);
    window.addEventListener("error", (event) => page.tracked.push(event.type));
  });
  await portal.shop.evaluate((it) => it.setAttribute("scenario", "{"));
  await portal.expectLast("shop", "nsg-error", { code: "not-json" });
  expect(await portal.page.evaluate(() => (globalThis as unknown as { tracked: unknown[] }).tracked)).toEqual([]);
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
  await portal.with(portal.shop, (it) => {
    it.scenario = { subnetSecurityGroup: "no group at all" };
  });
  await portal.expectLast("shop", "nsg-error", { code: "unreadable-group" });
  await portal.expectLast("shop", "nsg-verdict", { verdict: null, flow: null });
});

test("lessons alone are lessons alone", async ({ portal }) => {
  await portal.with(portal.bare, (it) => void (it.view = "lessons"));
  await expect(portal.bare.locator(".lesson-list li").first()).toBeVisible();
  await expect(portal.bare.getByRole("heading", { name: "A list that is read from the top" })).toBeVisible();
  await expect(portal.bare.locator(".room-link").first()).toBeHidden();
  // The portal's address is the portal's.
  expect(new URL(portal.page.url()).hash).toBe("");
  await expect(portal.bare.getByRole("button", { name: "Copy link" }).first()).toBeHidden();
});

test("lessons and rules are two sides", async ({ portal }) => {
  await portal.shop.getByRole("button", { name: "Learn" }).click();
  await expect(portal.shop.locator(".lesson-list li").first()).toBeVisible();
  await toCheck(portal.shop);
  await expect(portal.shop.locator(".verdict .word")).toHaveText("Deny");
});
