// The hooks of pre-commit: by what their file says, and by pre-commit itself where it is installed.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import YAML from "yaml";
import { program } from "./command_line.mjs";
import { quietGit } from "./pull_request.mjs";
import { group, rule } from "./samples.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const text = readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8");
const hooks = Object.fromEntries(YAML.parse(text, { strict: true }).map((hook) => [hook.id, hook]));
const [, version] = /\[workspace\.package\]\s+version = "(.*)"/.exec(readFileSync(join(root, "Cargo.toml"), "utf8"));

const open = JSON.stringify(group("nsg-web", rule("Allow-RDP", { destinationPortRange: "3389" })));
const contracts = JSON.stringify({ contracts: [{ name: "no RDP", must: "deny", flows: { direction: "Inbound", protocols: ["TCP"], remoteAddresses: ["203.0.113.0/24"], localPorts: ["3389"] } }] });

let folder;
let env;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "nsg-what-if-hooks-"));
  // What npx does: it runs the package of that version, and nothing else.
  mkdirSync(join(folder, "bin"));
  const npx = join(folder, "bin", "npx");
  writeFileSync(npx, `#!/bin/sh\n[ "$1 $2" = "--yes nsg-what-if@${version}" ] || exit 90\nshift 2\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(npx, 0o755);
  const PATH = `${join(folder, "bin")}:${process.env.PATH}`;
  env = { ...process.env, ...quietGit, PATH, FORCE_COLOR: "", PRE_COMMIT_HOME: join(folder, "cache"), GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "protocol.file.allow", GIT_CONFIG_VALUE_0: "always" };
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A folder with files. */
function made(name, files) {
  const path = join(folder, name);
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), content);
  }
  return path;
}

/** Runs a hook as pre-commit does: its entry, its arguments, and the files that it takes. */
function runHook(id, cwd, changed, args = hooks[id].args ?? []) {
  const { entry, files, pass_filenames: passes = true } = hooks[id];
  const taken = changed.filter((file) => new RegExp(files).test(file));
  const { status, stdout, stderr } = spawnSync(entry.split(" ")[0], [...entry.split(" ").slice(1), ...args, ...(passes ? taken : [])], { cwd, env, encoding: "utf8" });
  return { status, output: stdout + stderr };
}

const module = (source) => `resource "azurerm_network_security_group" "web" {
  name = "nsg-web"
  security_rule {
    name = "ssh"
    priority = 100
    direction = "Inbound"
    access = "Allow"
    protocol = "Tcp"
    source_address_prefix = ${source}
    source_port_range = "*"
    destination_address_prefix = "*"
    destination_port_range = "22"
  }
}
`;

test("findings of changed files fail, files about something else do not", () => {
  const cwd = made("findings", { "nsg.json": open, "package.json": "{}", "web/main.tf": module("local.from"), "web/from.tf": 'locals {\n  from = "*"\n}\n', "notes.md": "x" });
  const exposed = runHook("nsg-findings", cwd, ["nsg.json", "package.json", "notes.md"]);
  assert.equal(exposed.status, 1, exposed.output);
  assert.match(exposed.output, /nsg\.json:1:\d+ .*Allow-RDP/);
  assert.equal(runHook("nsg-findings", cwd, ["package.json"]).status, 0);
  assert.match(runHook("nsg-findings", cwd, ["web/from.tf"]).output, /web\/main\.tf:3:\d+/);
});

test("contracts are proven on what the arguments name", () => {
  const cwd = made("contracts", { "nsg.json": open, "contracts.json": contracts });
  const { status, output } = runHook("nsg-contracts", cwd, ["nsg.json"], ["contracts.json", "--nic", "nsg.json", "--address-space", "10.0.0.0/16"]);
  assert.equal(status, 1, output);
  assert.match(output, /BROKEN/);
});

test("hooks take the files that a folder is searched for, and pin the version of Cargo.toml", () => {
  const [, ends] = /const ENDS = \/(.*)\/i;/.exec(readFileSync(join(root, "crates/plugin/npm/cli/inputs.mjs"), "utf8"));
  for (const { files, entry } of Object.values(hooks)) {
    assert.equal(files, ends);
    assert.ok(entry.startsWith(`npx --yes nsg-what-if@${version} `), entry);
  }
  assert.ok(readFileSync(join(root, "integrations/pre-commit/README.md"), "utf8").includes(`rev: v${version}\n`));
});

const preCommit = process.env.PRE_COMMIT ?? "pre-commit";
const isThere = spawnSync(preCommit, ["--version"]).status === 0;

test("pre-commit runs the hooks", { skip: isThere ? false : "pre-commit is not installed; PRE_COMMIT may name it" }, () => {
  const git = (cwd, ...args) => assert.equal(spawnSync("git", args, { cwd, env, stdio: "ignore" }).status, 0, args.join(" "));
  const source = made("source", { ".pre-commit-hooks.yaml": text });
  const config = { repos: [{ repo: source, rev: "v1", hooks: [{ id: "nsg-findings" }, { id: "nsg-contracts", args: ["contracts.json", "--nic", "nsg.json", "--address-space", "10.0.0.0/16"] }] }] };
  const cwd = made("repository", { "nsg.json": open, "package.json": "{}", "contracts.json": contracts, ".pre-commit-config.yaml": YAML.stringify(config) });
  for (const path of [source, cwd]) {
    git(path, "init", "--quiet");
    git(path, "add", "--all");
    git(path, "commit", "--quiet", "--no-verify", "--message", "files");
  }
  git(source, "tag", "v1");
  const run = (...args) => spawnSync(preCommit, ["run", "--color", "never", ...args], { cwd, env, encoding: "utf8" });
  const all = run("--all-files");
  assert.equal(all.status, 1, all.stdout + all.stderr);
  assert.match(all.stdout, /findings in network security groups\.+Failed[\s\S]*Allow-RDP[\s\S]*contracts of network security groups\.+Failed[\s\S]*BROKEN/);
  assert.equal(run("nsg-findings", "--files", "package.json").status, 0);
});
