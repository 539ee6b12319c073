// The browser of the other suites, by the same journeys: a journey that is wrong in itself fails here, too.

import { programs } from "./programs.mjs";
import { launch } from "./puppeteer.mjs";

const isRoot = process.getuid?.() === 0;

export const start = () =>
  launch({
    browser: "chrome",
    executablePath: programs.chromium.chromium.path,
    // Chromium refuses its own sandbox to root.
    args: isRoot ? ["--no-sandbox"] : [],
  });
