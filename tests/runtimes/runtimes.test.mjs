// The command line from a packed tarball, unpacked and not installed, in each program that runs JavaScript.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const { PACKED, RUNTIMES } = process.env;

/** How each runs a program. */
const RUNTIMES_HERE = [
  ["this Node", process.execPath, []],
  ["Node 22", join(RUNTIMES, "node"), []],
  ["Deno", join(RUNTIMES, "deno"), ["run", "--no-config", "--allow-all"]],
  ["Bun", join(RUNTIMES, "bun"), []],
];

const rule = (name, port, from) => ({
  name,
  properties: { priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", sourceAddressPrefix: from, sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: port },
});
const nsg = (...securityRules) => JSON.stringify({ name: "web", properties: { securityRules } });
const terraform = `resource "azurerm_network_security_group" "web" {
  name                = "web"
  location            = "westeurope"
  resource_group_name = "shop"
}
`;
const yaml = "name: web\nsecurityRules: []\n";

let folder;
let program;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "nsg-what-if-unpacked-"));
  execFileSync("tar", ["-xzf", PACKED, "-C", folder]);
  program = join(folder, "package/cli/main.js");
  const files = { "before.json": nsg(), "after.json": nsg(rule("Allow-SSH", "22", "*")), "main.tf": terraform, "nsg.yaml": yaml, "nsg-what-if.yaml": "addressSpace: [10.0.0.0/16]\n" };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
});
after(() => rmSync(folder, { recursive: true }));

for (const [name, command, args] of RUNTIMES_HERE) {
  const run = (input, ...more) => spawnSync(command, [...args, program, ...more], { cwd: folder, encoding: "utf8", input });

  test(`${name}: a review fails on what it is told to`, () => {
    assert.ok(existsSync(command), command);
    const { status, stdout, stderr } = run("", "review", "--before", "before.json", "--after", "after.json", "--fail-on", "exposure");
    assert.equal(status, 1, stderr);
    assert.match(stdout, /allows +Inbound +TCP 22/);
  });

  test(`${name}: forms with readers of their own, standard input and settings`, () => {
    for (const file of ["main.tf", "nsg.yaml"]) {
      const { status, stdout, stderr } = run("", "verify", "Inbound TCP 10.0.2.5:50000 -> 10.0.1.4:22", "--nic", file);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /^Allow .*\nAllowed by AllowVnetInBound/);
    }
    const found = run(nsg(rule("Allow-SSH", "22", "*")), "findings", "-", "--format", "json");
    assert.equal(JSON.parse(found.stdout).problems[0].code, "exposed-management-port");
  });

  test(`${name}: patches and other forms`, () => {
    const fix = run("", "why-not", "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22", "--nic", "main.tf", "--diff");
    assert.match(fix.stdout, /^\+ +security_rule \{$/m, fix.stderr);
    assert.match(run("", "convert", "after.json", "--to", "bicep").stdout, /^resource /m);
  });

  test(`${name}: an agent is served`, () => {
    const message = { jsonrpc: "2.0", id: 1, method: "initialize", params: { protocolVersion: "2025-06-18", capabilities: {}, clientInfo: { name: "tests", version: "1" } } };
    const { stdout, stderr } = run(`${JSON.stringify(message)}\n`, "mcp");
    assert.equal(JSON.parse(stdout).result.serverInfo.name, "nsg-what-if", stderr);
  });
}
