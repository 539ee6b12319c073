// The browser that is measured. As in tests/chromium.ts, which says why.

import { chromium } from "@playwright/test";

/** Starts the Chromium that `cargo xtask` names. */
export const launch = () =>
  chromium.launch({
    ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
    ],
  });
