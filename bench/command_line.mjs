// The command line: how soon it is there, and how long a review of a large plan takes; and what is downloaded.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import init, { verifyIpFlow } from "nsg-what-if";
import { best, bestAwaited, figure } from "./figure.mjs";

const program = fileURLToPath(new URL("cli/main.js", import.meta.resolve("nsg-what-if")));
const folder = mkdtempSync(join(tmpdir(), "nsg-what-if-bench-"));

function run(...args) {
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(stderr);
}

const rule = (number, port) => ({
  name: `rule-${number}`,
  priority: 100 + number,
  direction: "Inbound",
  access: number % 3 === 0 ? "Deny" : "Allow",
  protocol: "Tcp",
  source_address_prefix: `10.${number % 200}.${number % 7}.0/24`,
  source_port_range: "*",
  destination_address_prefix: `10.250.${number % 50}.0/24`,
  destination_port_range: `${port}`,
});

/** A plan that edits one rule in each of its groups. */
function plan(groups, rules) {
  const values = (name, port) => ({
    name,
    location: "westeurope",
    resource_group_name: "shop",
    security_rule: Array.from({ length: rules }, (_, number) => rule(number, number === 7 ? port : 1000 + number)),
  });
  const change = (_, number) => {
    const name = `nsg-${number}`;
    const address = `azurerm_network_security_group.${name}`;
    return { address, type: "azurerm_network_security_group", name, change: { actions: ["update"], before: values(name, 80), after: values(name, 8080) } };
  };
  return JSON.stringify({ format_version: "1.2", terraform_version: "1.9.0", resource_changes: Array.from({ length: groups }, change) });
}

const nsg = { name: "web", properties: { securityRules: [] } };
const flow = "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443";

/** A call of a tool on a server that is there, beyond the time of the analysis itself. */
async function mcpCall() {
  const client = new Client({ name: "bench", version: "1" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [program, "mcp"] }));
  const call = () => client.callTool({ name: "verify_ip_flow", arguments: { flows: [flow], nic: { text: JSON.stringify(nsg) } } });
  await call();
  const whole = await bestAwaited(call, 20);
  await client.close();
  await init();
  return whole - best(() => verifyIpFlow({ networkInterfaceSecurityGroup: nsg }, flow), 20);
}

function tarball() {
  const dist = fileURLToPath(new URL("../dist/npm", import.meta.url));
  execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: dist });
  const [packed] = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  return statSync(join(folder, packed)).size / 2 ** 20;
}

try {
  writeFileSync(join(folder, "nsg.json"), JSON.stringify(nsg));
  writeFileSync(join(folder, "plan.json"), plan(100, 200));
  const node = best(() => run("--eval", "0"), 10);
  figure("command line: --help, beyond Node's own start", best(() => run(program, "--help"), 10) - node, "ms", 60);
  figure("command line: verify, beyond Node's own start", best(() => run(program, "verify", flow, "--nic", "nsg.json"), 10) - node, "ms", 150);
  figure("command line: review a plan of 100 groups of 200 rules", best(() => run(program, "review", "plan.json"), 3), "ms", 2000);
  figure("a call of an agent, beyond the analysis", await mcpCall(), "ms", 20);
  figure("the packed package", tarball(), "MB", 3);
} finally {
  rmSync(folder, { recursive: true });
}
