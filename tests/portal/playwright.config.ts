// Run through `cargo xtask test`, which packs the package, installs it in a copy of this folder that has nothing of the
// workspace above it, type-checks and builds that, and names the copy in PORTAL.

import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "../chromium.ts";

const port = Number(process.env.NSG_WHAT_IF_TEST_PORT ?? 4180) + 10;

export default defineConfig({
  testDir: "specs",
  outputDir: "../../test-results/portal",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  workers: availableParallelism(),
  reporter: "list",
  // Nothing is measured here: what is slow because the machine is busy is not broken.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: launchOptions(),
    // A trace costs as much as the test: `--trace on` brings it where one is wanted.
    trace: "off",
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
    cwd: process.env.PORTAL,
    url: `http://127.0.0.1:${port}`,
  },
});
