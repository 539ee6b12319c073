// What a host sends beside the page, and what the page does without it.

import { expect, test } from "./fixtures/test.ts";
import { AzureCard } from "./fixtures/azure_card.ts";

test("the served page has the headers that a host must send", async ({ request }) => {
  for (const path of ["/", "/docs/index.html", "/docs/security.html"]) {
    const headers = (await request.get(path)).headers();
    expect(headers["content-security-policy"], path).toMatch(/^default-src 'none'.*; frame-ancestors 'none'$/);
    expect(headers["content-security-policy"], path).toContain("require-trusted-types-for 'script'");
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["referrer-policy"], path).toBe("no-referrer");
    expect(headers["cache-control"], path).toBe("no-store");
  }
  expect((await request.get("/..%2f..%2fCargo.toml")).status()).toBe(404);
});

test("nobody can put the page into a frame", async ({ page, noise }) => {
  await page.route("**/frame.html", (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="/"></iframe>` }));
  await page.goto("/frame.html");
  const inside = page.frameLocator("iframe").locator("#azure-title");
  await expect.poll(() => noise.splice(0).join()).toMatch(/frame-ancestors/);
  await expect(inside).toHaveCount(0);
});

test("where a host forgets that, the framed page takes no token and says why", async ({ page }) => {
  await page.route("**/frame.html", (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="/" width="1200" height="900"></iframe>` }));
  await page.route((url) => url.pathname === "/", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.goto("/frame.html");
  const inside = page.frameLocator("iframe");
  await inside.getByRole("button", { name: "Connect…" }).click();
  await expect(inside.getByText("no token is accepted here")).toBeVisible();
  await expect(inside.locator("#token")).toHaveCount(0);
});

test("text becomes markup or a script nowhere", async ({ whatIf, page, noise }) => {
  void whatIf;
  const refused = await page.evaluate(() => {
    const tries = [
      () => (document.createElement("div").innerHTML = "<b>x</b>"),
      () => new Worker("data:text/javascript,0"),
      () => (document.createElement("script").text = "0"),
    ];
    return tries.map((attempt) => {
      try {
        attempt();
        return "done";
      } catch (error) {
        return (error as Error).name;
      }
    });
  });
  expect(refused).toEqual(["TypeError", "TypeError", "TypeError"]);
  // Chromium tells of each.
  await expect.poll(() => noise.length).toBeGreaterThanOrEqual(3);
  noise.length = 0;
});

test("an endpoint that is none of Azure's is named before a token goes there", async ({ page, whatIf }) => {
  void whatIf;
  const azure = new AzureCard(page);
  await azure.chooseCustom("https://management.azure.com.evil.example");
  await expect(azure.card).toContainText("`management.azure.com.evil.example` is not one of Azure's hosts");
  await page.getByLabel("Resource Manager", { exact: true }).fill("http://127.0.0.1:4281");
  await expect(azure.card).not.toContainText("not one of Azure's hosts");
  await page.getByLabel("Resource Manager", { exact: true }).fill("https://management.azure.com");
  await expect(azure.card).not.toContainText("not one of Azure's hosts");
});
