// What the command line prints for programs, held against what those programs expect.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import Ajv from "ajv";
import { parse } from "yaml";
import { inFolder } from "./command_line.mjs";
import { flowLog } from "./flow_logs.mjs";
import { group, rule } from "./samples.mjs";

const root = new URL("../../", import.meta.url);
const schemaOf = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));

/** Checks a value by a schema of the package. */
function checker(name) {
  const { oneOf, ...schema } = schemaOf(`crates/plugin/npm/schemas/${name}.schema.json`);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const whole = ajv.compile({ ...schema, ...(oneOf && { oneOf }) });
  // What is wrong with a report is told by its command's branch alone.
  const branches = new Map(oneOf?.map((branch) => [branch.properties.command.const, ajv.compile({ $defs: schema.$defs, ...branch })]));
  const check = (value) => {
    const validate = branches.get(value.command) ?? whole;
    assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1));
    assert.ok(whole(value));
  };
  return check;
}

/** OASIS' own schema; a pattern in it is no regular expression. */
function sarifChecker() {
  const schema = JSON.parse(JSON.stringify(schemaOf("vendor/sarif/sarif-2.1.0.schema.json"), (key, value) => (key === "pattern" && value.includes("]?$") ? undefined : value)));
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, meta: false, validateSchema: false });
  const validate = ajv.compile({ ...schema, $schema: undefined, id: undefined, $id: undefined });
  return (value) => assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1));
}

const open = rule("Allow-SSH", { sourceAddressPrefix: "*", destinationPortRange: "22" });
const again = rule("Allow-SSH-Again", { priority: 110, sourceAddressPrefix: "203.0.113.0/24", destinationPortRange: "22" });
const nsg = JSON.stringify(group("nsg-web", open, again), undefined, 2);
const contracts = { contracts: [{ name: "no SSH", must: "deny", flows: { direction: "Inbound", localPorts: ["22"] } }] };

/** One group with an open port and a rule that has no effect, in the forms of files; and the line of each rule. */
const forms = {
  "nsg.json": { text: nsg, lines: [5, 18] },
  "template.json": {
    text: JSON.stringify({ resources: [{ type: "Microsoft.Network/networkSecurityGroups", apiVersion: "2023-11-01", ...group("nsg-web", open, again) }] }, undefined, 2),
    lines: [9, 22],
  },
  "main.tf": {
    text: `resource "azurerm_network_security_group" "web" {
  name                = "nsg-web"
  location            = "westeurope"
  resource_group_name = "shop"
  security_rule {
    name = "Allow-SSH"
    priority = 100
    direction = "Inbound"
    access = "Allow"
    protocol = "Tcp"
    source_address_prefix = "*"
    source_port_range = "*"
    destination_address_prefix = "*"
    destination_port_range = "22"
  }
  security_rule {
    name = "Allow-SSH-Again"
    priority = 110
    direction = "Inbound"
    access = "Allow"
    protocol = "Tcp"
    source_address_prefix = "203.0.113.0/24"
    source_port_range = "*"
    destination_address_prefix = "*"
    destination_port_range = "22"
  }
}
`,
    lines: [5, 16],
  },
  "nsg.yaml": {
    text: `name: nsg-web
securityRules:
- name: Allow-SSH
  priority: 100
  direction: Inbound
  access: Allow
  protocol: Tcp
  sourceAddressPrefix: '*'
  sourcePortRange: '*'
  destinationAddressPrefix: '*'
  destinationPortRange: '22'
- name: Allow-SSH-Again
  priority: 110
  direction: Inbound
  access: Allow
  protocol: Tcp
  sourceAddressPrefix: 203.0.113.0/24
  sourcePortRange: '*'
  destinationAddressPrefix: '*'
  destinationPortRange: '22'
`,
    lines: [3, 12],
  },
  "nsg.csv": {
    text: `Direction,Priority,Name,Port,Protocol,Source,Source Port,Destination,Action
Inbound,100,Allow-SSH,22,Tcp,Any,*,Any,Allow
Inbound,110,Allow-SSH-Again,22,Tcp,203.0.113.0/24,*,Any,Allow
`,
    lines: [2, 3],
  },
};

const files = Object.fromEntries(Object.entries(forms).map(([name, { text }]) => [name, text]));

for (const [name, { text, lines }] of Object.entries(forms)) {
  test(`SARIF names the line of the rule in ${name}, and its fix is one of the file`, () =>
    inFolder(files, ({ run }) => {
      const { stdout, stderr } = run("findings", name, "--format", "sarif");
      const log = JSON.parse(stdout);
      sarifChecker()(log);
      const { results, tool } = log.runs[0];
      const of = (id) => results.find(({ ruleId }) => ruleId === id) ?? assert.fail(`${id}: ${stdout}${stderr}`);
      const place = ({ locations }) => [locations[0].physicalLocation.artifactLocation.uri, locations[0].physicalLocation.region.startLine];
      assert.deepEqual([place(of("exposed-management-port")), place(of("unreachable"))], lines.map((line) => [name, line]));
      assert.ok(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex].id === ruleId));
      const fixed = applied(text, of("unreachable").fixes[0].artifactChanges[0].replacements[0]);
      inFolder({ [name]: fixed }, ({ run }) => {
        const after = JSON.parse(run("findings", name, "--format", "json").stdout);
        assert.deepEqual(after.groups[0].findings.map(({ code }) => code), ["exposed-management-port"], fixed);
      });
    }));
}

/** A text after a replacement of whole lines. */
function applied(text, { deletedRegion: { startLine, endLine }, insertedContent }) {
  const lines = text.split(/(?<=\n)/);
  return [...lines.slice(0, startLine - 1), insertedContent.text, ...lines.slice(endLine - 1)].join("");
}

test("an accepted finding is suppressed with its reason", () =>
  inFolder({ ...files, "nsg-what-if.yaml": "exceptions: [{ code: exposed-management-port, reason: jump host, until: 2099-01-01 }]\n" }, ({ run }) => {
    const log = JSON.parse(run("findings", "nsg.json", "--format", "sarif").stdout);
    sarifChecker()(log);
    const { suppressions } = log.runs[0].results.find(({ ruleId }) => ruleId === "exposed-management-port");
    assert.deepEqual(suppressions, [{ kind: "external", justification: "jump host" }]);
  }));

const CALLS = [
  ["review", "--before", "after.json", "--after", "nsg.json", "--contracts", "contracts.json"],
  ["review", "--before", "nsg.json", "--after", "after.json", "--address-space", "10.0.0.0/16"],
  ["review", "--before", "nsg.json", "--after", "after.json", "--traffic", "logs"],
  ["traffic", "logs", "--nic", "nsg.json"],
  ["traffic", "logs", "--nic", "nsg.json", "--after", "after.json", "--address-space", "10.0.0.0/16"],
  ["verify", "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22", "Inbound TCP 10.0.0.9:50000 -> 10.0.1.4:80", "--nic", "nsg.json"],
  ["compare", "nsg.json", "after.json"],
  ["findings", "nsg.json", "main.tf"],
  ["flows", "--direction", "Inbound", "--nic", "nsg.json"],
  ["why-not", "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443", "--nic", "nsg.json", "--diff"],
  ["contracts", "contracts.json", "--nic", "nsg.json"],
  ["convert", "nsg.json", "--to", "bicep"],
  ["explain", "unreachable"],
  ["explain"],
];

const all = { ...files, "after.json": JSON.stringify(group("nsg-web")), "logs/PT1H.json": JSON.stringify(flowLog(4)), "logs/cut.json": JSON.stringify(flowLog(2)).slice(0, -4), "contracts.json": JSON.stringify(contracts) };

test("JSON has the form that its schema says", () => {
  const check = checker("report");
  inFolder(all, ({ run }) => {
    for (const call of CALLS) {
      const { stdout, stderr } = run(...call, "--format", "json");
      assert.doesNotThrow(() => check(JSON.parse(stdout)), `${call.join(" ")}: ${stderr}`);
    }
  });
});

test("SARIF is valid by its schema, whatever was found", () =>
  inFolder(all, ({ run }) => {
    for (const call of CALLS.filter(([name]) => ["review", "findings", "contracts", "traffic"].includes(name))) {
      sarifChecker()(JSON.parse(run(...call, "--format", "sarif").stdout));
    }
  }));

test("SARIF names the resource of a plan, which has no lines", () => {
  const rule = { name: "Allow-SSH", priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", source_address_prefix: "*", source_port_range: "*", destination_address_prefix: "*", destination_port_range: "22" };
  const values = { name: "nsg-web", location: "westeurope", resource_group_name: "shop" };
  const address = "module.net.azurerm_network_security_group.web";
  const change = { actions: ["update"], before: { ...values, security_rule: [] }, after: { ...values, security_rule: [rule] } };
  const plan = { format_version: "1.2", terraform_version: "1.9.0", resource_changes: [{ address, type: "azurerm_network_security_group", name: "web", change }] };
  inFolder({ "plan.json": JSON.stringify(plan) }, ({ run }) => {
    for (const call of ["review", "findings"]) {
      const log = JSON.parse(run(call, "plan.json", "--format", "sarif").stdout);
      sarifChecker()(log);
      const { locations } = log.runs[0].results.find(({ ruleId }) => ruleId === "exposed-management-port");
      assert.deepEqual(locations[0].logicalLocations, [{ name: "nsg-web", fullyQualifiedName: address, kind: "resource" }]);
      const { groups, problems } = JSON.parse(run(call, "plan.json", "--format", "json").stdout);
      assert.deepEqual([groups[0].address, problems[0].address], [address, address]);
    }
  });
});

test("every code that is reported can be explained", () =>
  inFolder(all, ({ run }) => {
    const calls = CALLS.filter(([name]) => ["review", "findings", "contracts", "traffic"].includes(name));
    const codes = calls.flatMap((call) => JSON.parse(run(...call, "--format", "json").stdout).problems.map(({ code }) => code));
    assert.ok(codes.some((code) => code.startsWith("contract-")), codes.join());
    for (const code of new Set([...codes, "contract-open"])) assert.equal(run("explain", code).status, 0, code);
  }));

test("the same files give the same bytes", () =>
  inFolder(all, ({ run }) => {
    for (const call of CALLS) {
      for (const format of ["text", "json", "markdown"]) {
        const [one, other] = [1, 2].map(() => run(...call, "--format", format).stdout);
        assert.equal(one, other, call.join(" "));
      }
    }
  }));

test("contracts and settings have schemas that take what the program takes", () => {
  checker("contracts")(contracts);
  checker("contracts")(contracts.contracts);
  for (const file of ["contracts.json", "contracts.yaml"]) checker("contracts")(parse(readFileSync(new URL(file, import.meta.url), "utf8")));
  checker("settings")({ contracts: ["a.yaml", contracts.contracts[0]], services: ["bastion"], addressSpace: ["10.0.0.0/8"], failOn: ["finding:high"] });
  assert.throws(() => checker("settings")({ severities: { unreachable: "grave" } }));
});

test("colours are for terminals, and for those who want them", () =>
  inFolder(all, ({ shell }) => {
    const isColoured = (env, more = "") => /\x1b\[/.test(shell(`nsg-what-if findings nsg.json ${more}`, env).output);
    assert.equal(isColoured({}), false);
    assert.equal(isColoured({ FORCE_COLOR: "1" }), true);
    assert.equal(isColoured({ FORCE_COLOR: "1", NO_COLOR: "1" }), false);
    assert.equal(isColoured({ FORCE_COLOR: "1" }, "--no-color"), false);
  }));

test("no line is wider than the terminal, but what is quoted of a file", () =>
  inFolder(all, ({ run }) => {
    for (const width of [60, 80, 140]) {
      for (const call of CALLS.filter(([name]) => name !== "convert" && name !== "why-not" && name !== "explain")) {
        const lines = run(...call, "--width", `${width}`).stdout.split("\n");
        assert.deepEqual(lines.filter((line) => line.length > width), [], call.join(" "));
      }
    }
  }));

test("a comment of many groups stays below what GitHub takes", () => {
  const many = Array.from({ length: 400 }, (_, number) => group(`nsg-${number}`, open));
  const before = JSON.stringify(many.map(({ name }) => group(name)));
  inFolder({ "before.json": before, "after.json": JSON.stringify(many) }, ({ run }) => {
    const { stdout } = run("review", "--before", "before.json", "--after", "after.json", "--format", "markdown");
    assert.ok(stdout.length < 65_536, `${stdout.length}`);
    assert.match(stdout, /\d+ more parts did not fit into a comment/);
  });
});

// What Markdown, a terminal or a pipeline would act on, as the name of a group and of a rule.
const HOSTILE = [
  "x|y`z` <img src=x onerror=alert(1)> [a](http://x) @team #12 ~~~",
  "::error file=x::y",
  "##vso[task.setvariable variable=a]b",
  "a\n::set-output name=a::b\n- c",
  "\u001b[2Jx\u202ey",
  "</details>\n# Approved",
];

test("a diff keeps tabs, comments and line ends, and nothing in it acts", () => {
  const comments = "  # tab\there\n  ## a \u001b[2J\u202e ##vso[task.setvariable variable=a]b ##[error]c\n";
  const source = forms["main.tf"].text.replace(/}\n$/, `${comments}}\n`).replace(/\n/g, "\r\n");
  inFolder({ "main.tf": source }, ({ run }) => {
    const { stdout } = run("why-not", "Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:443", "--nic", "main.tf", "--diff");
    const [, diff] = stdout.split(/^(?=--- )/m);
    assert.match(diff, /^ {3}# tab\there\r$/m, stdout);
    assert.match(diff, /^ {3}## a /m, stdout);
    assert.doesNotMatch(diff.replace(/\r\n/g, "\n").replace(/\t/g, ""), /(?!\n)[\p{Cc}\p{Cf}]|##vso|##\[/u);
  });
});

for (const [number, name] of HOSTILE.entries()) {
  test(`a name is text in every format (${number})`, () => {
    const after = JSON.stringify(group(name, { ...open, name }));
    inFolder({ "before.json": JSON.stringify(group(name)), "after.json": after, "plan.json": after }, ({ run }) => {
      const call = ["review", "--before", "before.json", "--after", "after.json"];
      const text = run(...call).stdout;
      assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}]|^\s*::|##/mu);
      const narrow = run(...call, "--width", "40").stdout;
      assert.doesNotMatch(narrow, /(?!\n)[\p{Cc}\p{Cf}]|^\s*::|##/mu);
      const markdown = run(...call, "--format", "markdown").stdout;
      // In code nothing is markup.
      assert.doesNotMatch(markdown.replace(/`[^`\n]*`/g, ""), /<img|@team|\]\(http|^::|^# |^- c|(?!\n)[\p{Cc}\p{Cf}]/mu);
      const rows = markdown.split("\n").filter((line) => line.startsWith("|"));
      assert.ok(rows.every((row) => [3, 4, 7].includes(row.split(" | ").length)), markdown);
      const github = run(...call, "--format", "github").stdout.trimEnd().split("\n");
      assert.ok(github.every((line) => /^::(error|warning|notice) [^:]*::/.test(line)), github.join("\n"));
      sarifChecker()(JSON.parse(run(...call, "--format", "sarif").stdout));
    });
  });
}
