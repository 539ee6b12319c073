// Firefox speaks WebDriver BiDi itself, so it needs no geckodriver, which Debian does not have.

import { programs } from "./programs.mjs";
import { launch } from "./puppeteer.mjs";

export const start = () =>
  launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath: programs.firefox.firefox.path,
    // People's Firefox keeps pages for Back; a driven one does not by itself.
    extraPrefsFirefox: { "fission.bfcacheInParent": true, "browser.sessionhistory.max_total_viewers": 8 },
  });
