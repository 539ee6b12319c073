// Run through `cargo xtask test`, which builds the site and names the browser in CHROMIUM.

import { defineConfig } from "@playwright/test";

const port = 4180;
const origin = `http://127.0.0.1:${port}`;
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  reporter: "list",
  use: {
    baseURL: origin,
    launchOptions: {
      ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
      args: [
        // Chromium refuses its own sandbox to root.
        ...(isRoot ? ["--no-sandbox"] : []),
        // On a closed network it would otherwise knock at Google's door all day.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-quic",
      ],
    },
    trace: "retain-on-failure",
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: "../..",
    url: origin,
  },
});
