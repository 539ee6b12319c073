import { quick, start } from "../../npm/simulator.mjs";
import { expect, test } from "./portal.ts";

test("a portal's token source takes the place of the field for one, and the confirmation is told", async ({ portal }) => {
  const { origins, stop } = await start({ own: { operations: quick } });
  try {
    await portal.open();
    await portal.shop.evaluate((it: any, origin) => {
      it.endpoint = origin;
      it.getToken = async () => {
        const answer = await fetch(`${origin}/simulator/token?session=portal`);
        return (await answer.json()).accessToken;
      };
    }, origins.own!);
    await portal.shop.getByRole("button", { name: "Connect", exact: true }).click();
    const forget = portal.shop.getByRole("button", { name: "Forget the token" });
    await expect(forget).toBeVisible();
    // Another look ends no connection.
    await portal.with(portal.shop, (it) => {
      it.compact = true;
      it.view = "verdict";
    });
    await portal.shop.getByLabel("Subscription").selectOption("Contoso Production");
    await expect(portal.shop.locator("#token")).toBeHidden();
    await portal.shop.locator(".machines button", { hasText: "vm-web-1" }).click();
    await expect(portal.shop.getByRole("button", { name: "Ask Azure" })).toBeVisible();
    await portal.shop.getByRole("button", { name: "Ask Azure" }).click();
    await portal.expectLast("shop", "nsg-confirm", { outcome: "agree", offline: {}, live: {} });
    // Another cloud does.
    await portal.with(portal.shop, (it) => void (it.endpoint = "https://management.example.com"));
    await expect(forget).toBeHidden();
  } finally {
    await stop();
  }
});

test("a token source that fails is told with its reason", async ({ portal }) => {
  await portal.open();
  await portal.shop.evaluate((it: any) => {
    it.getToken = async () => {
      throw new Error("nobody is signed in");
    };
  });
  await portal.shop.getByRole("button", { name: "Connect", exact: true }).click();
  await portal.expectLast("shop", "nsg-error", { code: "token-source-failed" });
  await expect(portal.shop.getByText("nobody is signed in")).toBeVisible();
});
