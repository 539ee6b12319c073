// One browser and every journey in it: started once, or again where it ended, and a page of its own for each.

import { env } from "node:process";
import { after, before, describe, test } from "node:test";
import { journeys } from "./journeys.mjs";
import { Page } from "./page.mjs";
import { missing } from "./programs.mjs";
import { serve } from "./site.mjs";

/** For what a driver waits for in vain: nothing is measured here. */
const LIMIT = 240_000;

/** Where no browser may be missing. */
const all = Boolean(env.CI) || env.NSG_WHAT_IF_ALL_BROWSERS === "1";

/** Runs them. Where the browser is not there, that is said and counted, and fails where all have to be. */
export function travel(name, load) {
  const lacks = missing(name);
  if (lacks.length > 0) {
    const said = `not run: no ${lacks.join(" and no ")} on this machine (apt-get install ${lacks.join(" ")})`;
    console.log(`${name}: ${said}`);
    test(name, { skip: all ? false : said }, () => {
      throw new Error(said);
    });
    return;
  }
  describe(name, () => {
    let site;
    let browser;
    const begin = async () => {
      browser = await (await load()).start();
      console.log(`${name}: ${browser.version}`);
    };
    before(async () => {
      site = await serve();
      await begin();
    });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });
    for (const [what, journey] of Object.entries(journeys)) {
      test(what, { timeout: LIMIT }, async (context) => {
        // A browser that ended by itself fails the journey that it ended in, and none of the others.
        if (!browser.isRunning()) await begin();
        const page = await Page.in(browser);
        try {
          await journey(page, { site, say: (text) => context.diagnostic(`${name}: ${text}`) });
          await page.checkNoise();
        } finally {
          await page.close();
        }
      });
    }
  });
}
