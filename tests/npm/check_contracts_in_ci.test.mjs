import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { group, rule } from "./samples.mjs";

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "contracts-"));
});
after(() => rmSync(folder, { recursive: true }));

const program = fileURLToPath(new URL("check.mjs", import.meta.resolve("nsg-what-if")));

function check(contracts, ...more) {
  writeFileSync(join(folder, "nic.json"), JSON.stringify(group("nsg-web")));
  writeFileSync(join(folder, "network.json"), '{"virtualNetwork":["10.0.0.0/16"]}');
  writeFileSync(join(folder, "contracts.json"), typeof contracts === "string" ? contracts : JSON.stringify({ contracts }));
  const args = ["contracts.json", "--nic", "nic.json", "--network", "network.json", ...more];
  return spawnSync(process.execPath, [program, ...args], { cwd: folder, encoding: "utf8" });
}

const contract = (must, from) => ({
  name: `${must} 22`,
  must,
  flows: { direction: "Inbound", protocols: ["TCP"], remoteAddresses: [from], localPorts: ["22"] },
});

test("what holds ends with 0", () => {
  const { status, stdout } = check([contract("deny", "203.0.113.0/24")]);
  assert.equal(status, 0);
  assert.equal(stdout, "holds   deny 22\n");
});

test("a breach ends with 1 and shows the flow", () => {
  const { status, stdout } = check([contract("allow", "203.0.113.0/24")]);
  assert.equal(status, 1);
  assert.match(stdout, /^BROKEN {2}allow 22: Deny by defaultSecurityRules\/DenyAllInBound for Inbound TCP .* -> .*:22/);
});

test("a file that cannot be read ends with 2 and says why", () => {
  const { status, stderr } = check("{");
  assert.equal(status, 2);
  assert.match(stderr, /contracts\.json: /);
  assert.equal(check([]).status, 2);
  assert.equal(check([contract("never", "10.0.0.0/8")]).status, 2);
});

// tests/e2e/contracts.spec.ts puts the same files into the page.
for (const file of ["contracts.json", "contracts.yaml"]) {
  test(`${file} says the same here as on the page`, () => {
    check([]);
    const nic = group(
      "nsg-web",
      rule("Allow-Web", { sourceAddressPrefix: "*" }),
      rule("Allow-RDP-Office", { priority: 110, sourceAddressPrefix: "198.51.100.0/23", destinationPortRange: "3389" }),
      rule("Allow-Backup", { priority: 120, sourceAddressPrefix: "Storage", destinationPortRange: "8443" }),
    );
    writeFileSync(join(folder, "nic.json"), JSON.stringify(nic));
    copyFileSync(new URL(file, import.meta.url), join(folder, file));
    const args = [program, file, "--nic", "nic.json", "--network", "network.json"];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    assert.equal(status, 1);
    const [web, office, backup] = stdout.split("\n");
    assert.equal(web, "holds   the web is open");
    assert.match(office, /^BROKEN {2}the office alone administers: Allow by securityRules\/Allow-RDP-Office for Inbound TCP 198\.51\.101\..* -> /);
    assert.match(backup, /^open {4}no backup from outside: it hangs on a missing fact for /);
  });
}
