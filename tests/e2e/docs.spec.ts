import { existsSync, readFileSync, readdirSync } from "node:fs";
import { posix } from "node:path";
import { expectNoViolations } from "./fixtures/axe.ts";
import { expect, test } from "./fixtures/test.ts";

const docs = new URL("../../dist/site/docs/", import.meta.url).pathname;
const sources = new URL("../..", import.meta.url).pathname;
const pages = (readdirSync(docs, { recursive: true }) as string[]).filter((name) => name.endsWith(".html"));
const read = (page: string) => readFileSync(docs + page, "utf8");

/** A page of every kind: text, wide tables and code, a lesson with each kind of block. axe takes a second for each. */
const KINDS = ["index.html", "package.html", "agreement.html", "lessons/first-match-wins.html", "lessons/ko/first-match-wins.html"];

/** Where a page's links lead, from the folder of the documentation. */
const linksOf = (page: string) =>
  [...read(page).matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, link]) => link!).filter((link) => !/^https:/.test(link));

test("no link leads nowhere, and every page is reached from the first one", () => {
  const broken: string[] = [];
  const reached = new Set(["index.html"]);
  for (const page of reached) {
    for (const link of linksOf(page)) {
      const [path = "", anchor] = link.split("#");
      const target = path ? posix.join(posix.dirname(page), path) : page;
      // The tool itself, one folder up; `#/learn/` is its own address.
      if (target === "../") continue;
      if (!existsSync(docs + target)) broken.push(`${page}: ${link}`);
      else if (anchor && !read(target).includes(` id="${anchor}"`)) broken.push(`${page}: ${link}, no such heading`);
      else if (target.endsWith(".html")) reached.add(target);
    }
  }
  expect(broken).toEqual([]);
  expect([...reached].sort()).toEqual([...pages].sort());
});

test("the same links work where the files are read as they are", () => {
  const markdown = (folder: string) => readdirSync(sources + folder).filter((name) => name.endsWith(".md")).map((name) => posix.join(folder, name));
  const crates = readdirSync(`${sources}crates`).map((name) => `crates/${name}`);
  const files = [".", ".github", "docs", "tests/lessons", "tests/conformance", "crates/plugin/npm", ...crates].flatMap(markdown);
  const broken = files.flatMap((file) => {
    const text = readFileSync(sources + file, "utf8");
    const links = [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map(([, link]) => link!).filter((link) => !/^https:/.test(link));
    return links.filter((link) => !existsSync(posix.join(sources, posix.dirname(file), link))).map((link) => `${file}: ${link}`);
  });
  expect(broken).toEqual([]);
});

test("the tool leads to the documentation", async ({ whatIf, page }) => {
  await expect(whatIf.word).toBeVisible();
  await page.getByRole("link", { name: "Docs" }).click();
  await expect(page).toHaveURL(/\/docs\/index\.html$/);
  await expect(page.getByRole("heading", { level: 1, name: "NSG What-If" })).toBeVisible();
});

test("each lesson leads to the tool, open at that lesson", async ({ page }) => {
  await page.goto("/docs/lessons/first-match-wins.html");
  await page.getByRole("link", { name: "Walk through it in the tool" }).click();
  await expect(page.getByRole("heading", { name: "A list that is read from the top" })).toBeVisible();
});

test("from the first page to the lessons, and from each to the next", async ({ page }) => {
  await page.goto("/docs/");
  await page.getByRole("link", { name: "Lessons", exact: true }).click();
  const links = page.locator("ol.lessons a");
  const order = await links.evaluateAll((all) => all.map((one) => `lessons/${one.getAttribute("href")}`));
  await links.first().click();
  await page.locator("a[rel=next]").click();
  await page.locator("a[rel=prev]").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A list that is read from the top");
  const next = (lesson: string) => /rel="next" href="([^"]+)"/.exec(read(lesson))?.[1];
  expect(order.map(next)).toEqual([...order.slice(1).map((name) => name.replace("lessons/", "")), undefined]);
  expect(order).toHaveLength(pages.filter((name) => /^lessons\/[^/]+$/.test(name)).length - 1);
});

test("a lesson leads to the same one in Korean, and back", async ({ page }) => {
  await page.goto("/docs/lessons/first-match-wins.html");
  await page.getByRole("link", { name: "한국어" }).click();
  await expect(page).toHaveURL(/\/lessons\/ko\/first-match-wins\.html$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "ko");
  await expect(page.locator("figure.packet").first()).toContainText("거부: 네트워크 인터페이스의 securityRules/Deny-SSH 규칙");
  await page.locator("a[rel=next]").click();
  await expect(page).toHaveURL(/\/lessons\/ko\//);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("no page moves sideways on a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const name of pages) {
    await page.goto(`/docs/${name}`);
    await page.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), name).toBeLessThanOrEqual(0);
  }
});

test("no page has a script, and each has a policy of its own", () => {
  const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";
  expect(pages.filter((page) => !read(page).includes(policy))).toEqual([]);
  expect(pages.filter((page) => /<script|<style|\sstyle="|\son\w+="/.test(read(page)))).toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    test.describe(`in ${colorScheme} at ${width} pixels`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 } });

      test("the documentation has no violation, and nothing moves sideways", async ({ page }) => {
        for (const kind of KINDS) {
          await page.goto(`/docs/${kind}`);
          await page.locator("details").evaluateAll((all) => all.forEach((one) => one.setAttribute("open", "")));
          await expectNoViolations(page, kind);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), kind).toBeLessThanOrEqual(0);
        }
      });
    });
  }
}
