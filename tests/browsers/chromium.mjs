// The browser of the other suites, by the same journeys: a journey that is wrong in itself fails here, too.

import { programs } from "./programs.mjs";
import { launch } from "./puppeteer.mjs";

const isRoot = process.getuid?.() === 0;

export const start = () =>
  launch({
    browser: "chrome",
    executablePath: programs.chromium.chromium.path,
    args: [
      // Chromium refuses its own sandbox to root.
      ...(isRoot ? ["--no-sandbox"] : []),
      // Where a machine's shared memory is small, Chromium ends in the middle of its work.
      "--disable-dev-shm-usage",
      // On a closed network it would otherwise knock at its maker's door all day.
      "--disable-component-update",
      "--disable-quic",
    ],
  });
