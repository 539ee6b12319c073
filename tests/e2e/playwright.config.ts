// Run through `cargo xtask test`, which builds the site and names the browser in CHROMIUM.

import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";
import { launchOptions } from "../chromium.ts";

const port = Number(process.env.NSG_WHAT_IF_TEST_PORT ?? 4180);
const origin = `http://127.0.0.1:${port}`;
// The Resource Manager of the button "Local simulator". Most tests have one of their own, on any port.
const simulator = `http://127.0.0.1:${port + 1}`;
const simulatorProgram = process.env.AZURE_SIMULATOR ?? "target/debug/azure-simulator";

export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: true,
  // No test shares anything with another but the built page, and none waits long: one for each core.
  workers: availableParallelism(),
  reporter: "list",
  // Nothing is measured here: what is slow because the machine is busy is not broken.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  use: {
    baseURL: origin,
    launchOptions: launchOptions(),
    // A trace costs as much as the test: `--trace on` brings it where one is wanted.
    trace: "off",
  },
  webServer: [
    {
      command: `node node_modules/vite/bin/vite.js preview --host 127.0.0.1 --port ${port} --strictPort`,
      cwd: "../..",
      url: origin,
      env: { NSG_WHAT_IF_CONNECT: "http://127.0.0.1:*", NSG_WHAT_IF_SIMULATOR: simulator },
    },
    {
      command: `"${simulatorProgram}" --listen ${simulator.slice("http://".length)}`,
      cwd: "../..",
      url: `${simulator}/simulator/requests`,
    },
  ],
});
