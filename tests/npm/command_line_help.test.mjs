// What `--help` and the shells' completions say, tried.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { inFolder } from "./command_line.mjs";
import { flowLog } from "./flow_logs.mjs";
import { group, rule } from "./samples.mjs";

const web = group("nsg-web", rule("Allow-Web", { sourceAddressPrefix: "Internet" }));
const open = group("nsg-web", rule("Allow-Web", { sourceAddressPrefix: "Internet" }), rule("Allow-SSH", { priority: 110, destinationPortRange: "22" }));
const terraform = `resource "azurerm_network_security_group" "web" {
  name                = "nsg-web"
  location            = "westeurope"
  resource_group_name = "shop"
}
`;
const values = { name: "nsg-web", location: "westeurope", resource_group_name: "shop", security_rule: [] };
const plan = {
  format_version: "1.2",
  terraform_version: "1.9.0",
  resource_changes: [{ address: "azurerm_network_security_group.web", type: "azurerm_network_security_group", name: "web", change: { actions: ["create"], before: null, after: values } }],
};

/** The files that the examples name. */
const files = {
  "nsg.json": JSON.stringify(web),
  "before.json": JSON.stringify(web),
  "after.json": JSON.stringify(open),
  "old/nsg.json": JSON.stringify(web),
  "new/nsg.json": JSON.stringify(open),
  "main.tf": terraform,
  "plan.json": JSON.stringify(plan),
  "network.json": '{"virtualNetwork":["10.0.0.0/16"]}',
  "flows.txt": "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443\n",
  "contracts.json": JSON.stringify({ contracts: [{ name: "the shop is open", must: "allow", flows: { direction: "Inbound", protocols: ["TCP"], localPorts: ["443"], remoteAddresses: ["Internet"] } }] }),
  "nsg.csv": "Direction,Priority,Name,Port,Protocol,Source,Source Port,Destination,Action\nInbound,100,Allow-Web,443,Tcp,Any,*,Any,Allow\n",
  tfplan: "",
  "logs/PT1H.json": JSON.stringify(flowLog(4)),
  "logs/PT1H.json.gz": gzipSync(JSON.stringify(flowLog(4))),
};

/** `terraform show -json tfplan` prints the plan. */
const TERRAFORM = "terraform() { cat plan.json; }; ";

/** A repository in which a file was changed. */
const REPOSITORY = "git init -q . && git add -A && git -c user.name=a -c user.email=a@example.com commit -qm a && echo >> main.tf; ";

const commands = inFolder({}, ({ run }) => [...run("--help").stdout.matchAll(/^ {2}([a-z-]+) {2,}/gm)].map(([, name]) => name));

test("every command is listed", () => assert.ok(commands.length >= 12, commands.join()));

for (const name of commands) {
  test(`the examples of \`${name} --help\` run`, () =>
    inFolder(files, ({ run, shell }) => {
      const { stdout, status } = run(name, "--help");
      assert.equal(status, 0);
      assert.match(stdout, new RegExp(`^nsg-what-if ${name} `));
      const examples = stdout.split("\nexamples:\n")[1].split("\n\n")[0].split("\n").map((line) => line.trim());
      assert.ok(examples.length > 0);
      for (const example of examples) {
        // Where a shell of somebody keeps its completions is theirs, and an agent's client ends the server.
        const line = example.replace("~/.local/share/bash-completion/completions/", "./").replace(/ mcp .*/, "$& < /dev/null");
        const told = shell(`${line.includes("git ") ? REPOSITORY : ""}${TERRAFORM}${line}`);
        assert.ok([0, 1].includes(told.status), `${example}: ${told.status} ${told.output}`);
        assert.doesNotMatch(told.output, /internal error|    at /);
      }
    }));
}

test("every option of a command is in its help", () =>
  inFolder({}, ({ run }) => {
    for (const name of commands) {
      const { stdout } = run(name, "--help");
      for (const [option] of stdout.split("\nexamples:")[0].matchAll(/(?<= )--[a-z-]+(?= )/g)) {
        const { status, stderr } = run(name, option, "--help");
        assert.doesNotMatch(stderr, /there is no option/, `${name} ${option} ${status}`);
      }
    }
  }));

/** What bash would complete after these words. */
function completed(script, ...words) {
  const program = `source <(cat)\nCOMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _nsg_what_if; echo "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", program], { input: script, encoding: "utf8" });
  assert.equal(stderr, "");
  return stdout.trim().split(" ");
}

test("bash completes commands, options and what options take", () =>
  inFolder({}, ({ run }) => {
    const script = run("completions", "bash").stdout;
    assert.deepEqual(completed(script, "nsg-what-if", "re"), ["review"]);
    assert.ok(completed(script, "nsg-what-if", "review", "--fail").includes("--fail-on"));
    assert.deepEqual(completed(script, "nsg-what-if", "review", "--format", "s"), ["sarif"]);
    assert.deepEqual(completed(script, "nsg-what-if", "why-not", "--wanted", ""), ["Allow", "Deny"]);
  }));

for (const shell of ["zsh", "fish"]) {
  const has = spawnSync(shell, ["--version"]).status === 0;
  test(`${shell} can read its completions`, { skip: has ? false : `${shell} is not here` }, () =>
    inFolder({}, ({ path, run }) => {
      const script = join(path, `completions.${shell}`);
      writeFileSync(script, run("completions", shell).stdout);
      const { status, stderr } = spawnSync(shell, ["-n", script], { encoding: "utf8" });
      assert.equal(status, 0, stderr);
    }));
}

test("PowerShell's completions name every command, with brackets that close", () =>
  inFolder({}, ({ run }) => {
    const script = run("completions", "powershell").stdout;
    for (const name of commands) assert.ok(script.includes(`'${name}'`), name);
    for (const [open, close] of ["{}", "()"]) assert.equal(script.split(open).length, script.split(close).length);
  }));
