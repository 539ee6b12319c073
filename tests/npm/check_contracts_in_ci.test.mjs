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

const program = fileURLToPath(new URL("cli/main.js", import.meta.resolve("nsg-what-if")));

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
  assert.match(stderr, /contracts\.json:1:\d+: /);
  assert.equal(check([]).status, 2);
  assert.equal(check([contract("never", "10.0.0.0/8")]).status, 2);
});

test("rules that were not read let nothing pass", () => {
  const rules = (...list) => ({ securityRules: list });
  const shut = rule("Deny-SSH", { access: "Deny", priority: 100, destinationPortRange: "22" });
  const resource = (properties, more = {}) => ({
    type: "Microsoft.Network/networkSecurityGroups",
    apiVersion: "2023-11-01",
    name: "nsg-web",
    properties,
    ...more,
  });
  const template = (...resources) => ({ resources });
  const open = rule("Allow-SSH", { sourceAddressPrefix: "*", destinationPortRange: "22" });
  const texts = {
    "properties by an expression": template(resource("[variables('web')]")),
    "a group behind a condition": template(resource(rules(shut)), resource(rules(open), { name: "b", condition: false })),
    "a template that is elsewhere": template(resource(rules(shut)), {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2022-09-01",
      name: "more",
      properties: { templateLink: { uri: "https://example.com/more.json" } },
    }),
    "a type by an expression": template(resource(rules(shut)), resource(rules(open), { type: "[parameters('type')]" })),
    "a group inside of a subnet": template(resource(rules(shut)), {
      type: "Microsoft.Network/virtualNetworks/subnets",
      apiVersion: "2023-11-01",
      name: "v/s",
      properties: { networkSecurityGroup: { properties: rules(open) } },
    }),
    "a rule of another provider": {
      planned_values: {
        root_module: {
          resources: [
            { address: "azurerm_network_security_group.a", type: "azurerm_network_security_group", values: { name: "a", security_rule: [] } },
            { address: "azapi_resource.b", type: "azapi_resource", values: { type: "Microsoft.Network/networkSecurityGroups/securityRules@2023-11-01" } },
          ],
        },
      },
    },
  };
  const twice = JSON.stringify(group("nsg-web", shut)).replace('"securityRules"', `"securityRules":[${JSON.stringify(open)}],"securityRules"`);
  for (const [name, text] of [...Object.entries(texts), ["rules that stand twice", twice]]) {
    check([]);
    writeFileSync(join(folder, "nic.json"), typeof text === "string" ? text : JSON.stringify(text));
    writeFileSync(join(folder, "contracts.json"), JSON.stringify({ contracts: [contract("deny", "203.0.113.0/24")] }));
    const run = (...more) => spawnSync(process.execPath, [program, "contracts.json", "--nic", "nic.json", ...more], { cwd: folder, encoding: "utf8" });
    const { status, stdout, stderr } = run();
    assert.notEqual(status, 0, `${name}: ${stdout}${stderr}`);
    assert.match(stderr, /^nic\.json:\d+:\d+: (warning|error) [a-z-]+: /m, name);
    if (status === 2 && /--allow-hidden-rules/.test(stderr)) assert.notEqual(run("--allow-hidden-rules").status, 2, name);
  }
});

test("a default value that was taken is told", () => {
  check([]);
  const from = rule("Allow-SSH", { sourceAddressPrefix: "[parameters('from')]", destinationPortRange: "22" });
  const template = {
    parameters: { from: { type: "string", defaultValue: "10.0.0.0/8" } },
    resources: [{ type: "Microsoft.Network/networkSecurityGroups", apiVersion: "2023-11-01", name: "a", properties: { securityRules: [from] } }],
  };
  writeFileSync(join(folder, "nic.json"), JSON.stringify(template));
  writeFileSync(join(folder, "contracts.json"), JSON.stringify({ contracts: [contract("deny", "203.0.113.0/24")] }));
  const args = [program, "contracts.json", "--nic", "nic.json", "--network", "network.json"];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /info default-taken: the value of parameter `from` is taken from its default/);
});

// What a pipeline or a terminal would act on, in every place where somebody else's text is printed.
const HOSTILE = [
  "x\n##vso[task.setvariable variable=a]b\n::set-output name=a::b\nholds   no SSH",
  "::add-mask::x",
  "\u200b ::warning::x",
  "##[set-env name=PATH]x ###vso[task.prependpath]/tmp #\u034f#vso[a.b]c",
  "\u001b[1A\u001b[2K\u001b]0;pwned\u0007\u009b31m\r\u2028y",
  "a\u202eb\u2066c\u200f\ufeff\u{e0041}",
];

function harmless({ stdout, stderr }, lines) {
  // What there is to say about a file has a line each, which begins with the file and the place.
  const own = stderr.replace(/^[\w.]+:\d+:\d+: (info|warning|error) .*\n/gm, "");
  for (const [text, most] of [[stdout, lines], [own, 1]]) {
    assert.ok(text.split("\n").length <= most + 1, text);
  }
  for (const text of [stdout, stderr]) {
    assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/u);
    assert.doesNotMatch(text, /##|^[^!-~]*::/mu);
  }
}

const quoted = (text) => JSON.stringify(text);

for (const [number, text] of HOSTILE.entries()) {
  test(`somebody else's text is text in a log (${number})`, () => {
    const breach = { ...contract("allow", "203.0.113.0/24"), name: text };
    const holds = contract("deny", "203.0.113.0/24");
    const flows = (more) => ({ ...holds, flows: { ...holds.flows, ...more } });
    const asYaml = `contracts:\n  - name: ${quoted(text)}\n    must: allow\n    flows: {direction: Inbound, localPorts: ["22"]}\n`;
    const run = (file, contents, ...more) => {
      writeFileSync(join(folder, file), contents);
      const args = [program, file, "--nic", "nic.json", "--network", "network.json", ...more];
      return spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    };
    // The contract's name, and the rule's.
    const told = check([breach, { ...holds, name: text }]);
    harmless(told, 2);
    assert.equal(told.status, 1);
    assert.match(told.stdout, /^BROKEN {2}/);
    harmless(run("hostile.yaml", asYaml), 1);
    const open = group("nsg-web", rule(text, { sourceAddressPrefix: "*", destinationPortRange: "22" }));
    writeFileSync(join(folder, "open.json"), JSON.stringify(open));
    const broken = run("contracts.json", JSON.stringify([holds]), "--nic", "open.json");
    harmless(broken, 1);
    assert.equal(broken.status, 1);
    // What cannot be read.
    for (const wrong of [
      { ...holds, must: text },
      { ...holds, only: text },
      flows({ direction: text }),
      flows({ localPorts: [text] }),
      flows({ localPorts: text }),
      flows({ remoteAddresses: [text] }),
      flows({ protocols: [text] }),
      flows({ [text]: [] }),
    ]) {
      const refused = check([wrong]);
      harmless(refused, 0);
      assert.equal(refused.status, 2, refused.stdout);
    }
    harmless(run("not.json", text), 0);
    harmless(run("not.yaml", `a: {${text}`), 0);
    harmless(run("contracts.json", JSON.stringify([holds]), "--nic", "not.json"), 0);
    harmless(run(text.replaceAll("/", " "), JSON.stringify([breach])), 1);
    harmless(run("contracts.json", "[]", "--nic", text), 0);
    harmless(run("contracts.json", "[]", `--${text}`), 0);
  });
}

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
    assert.match(backup, /^open {4}no backup from outside: it depends on a missing fact for /);
  });
}
