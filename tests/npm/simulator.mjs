// The local Resource Manager, as tests of Node and of the browser start it. `cargo xtask test` builds it
// and names it in AZURE_SIMULATOR.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The built program. */
export const program = process.env.AZURE_SIMULATOR ?? fileURLToPath(new URL("../../target/debug/azure-simulator", import.meta.url));

const subscription = "/subscriptions/0f3b7c52-6d1e-4a58-9c07-5b2e8d41a601";

const elsewhere = { "vm-no-nsg": "rg-hub", "vm-appliance": "rg-hub", "vm-managed": "rg-managed" };

/** The id of a machine of the built-in scenario. */
export const machine = (name) =>
  `${subscription}/resourceGroups/${elsewhere[name] ?? "rg-spoke"}/providers/Microsoft.Compute/virtualMachines/${name}`;

/** The id of the watcher of the machines there. */
export const watcher = `${subscription}/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope`;

/** Operations that do not make a test wait. */
export const quick = {
  ipFlowVerify: { way: "atOnce" },
  effectiveNetworkSecurityGroups: { way: "atOnce" },
};

/**
 * Starts one process with a scenario for each name: `scenario.json` as objects, each on its own address.
 *
 * @param {Record<string, object>} scenarios
 * @returns {Promise<{ origins: Record<string, string>, stop: () => Promise<void> }>}
 */
export async function start(scenarios) {
  const folder = await mkdtemp(join(tmpdir(), "azure-simulator-"));
  const listeners = [];
  for (const [name, scenario] of Object.entries(scenarios)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "scenario.json"), JSON.stringify({ ...scenario, name }));
    listeners.push("--listen", `0=${join(folder, name)}`);
  }
  // It ends with its standard input, so it ends even if this process is killed.
  const child = spawn(program, [...listeners, "--until-stdin-closes"], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const origins = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, origin] = /: (\S+) on (http:\S+)$/.exec(line) ?? [];
    assert.ok(name, `the simulator said ${line}`);
    origins[name] = origin;
    if (Object.keys(origins).length === Object.keys(scenarios).length) break;
  }
  const stop = async () => {
    child.stdin.end();
    await ended;
    await rm(folder, { recursive: true });
  };
  return { origins, stop };
}

/**
 * Signs in: a token's text. Every session counts faults and requests of its own.
 *
 * @param {string} origin
 * @param {{ session: string, lifetime?: number }} options
 */
export async function signIn(origin, { session, lifetime }) {
  const query = new URLSearchParams({ session });
  if (lifetime !== undefined) query.set("lifetime", String(lifetime));
  const answer = await fetch(`${origin}/simulator/token?${query}`);
  return (await answer.json()).accessToken;
}

/**
 * What a session asked of Resource Manager so far.
 *
 * @param {string} origin
 * @param {string} session
 * @returns {Promise<{ method: string, path: string, operation: string, status: number | null }[]>}
 */
export async function requests(origin, session) {
  const answer = await fetch(`${origin}/simulator/requests?session=${session}`);
  return answer.json();
}

/** HTTPS from the internet to a machine, as `ipFlowVerify` is asked. */
export const httpsTo = (name, localIPAddress) => ({
  direction: "Inbound",
  protocol: "TCP",
  localIPAddress,
  localPort: 443,
  remoteIPAddress: "203.0.113.10",
  remotePort: "*",
  targetResourceId: machine(name),
});
