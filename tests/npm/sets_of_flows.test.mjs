import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { checkContracts, compare, findings, flows, nearMisses, verifyIpFlow, whyNot } from "nsg-what-if";
import { group } from "./samples.mjs";

before(() => init());

const network = { virtualNetwork: ["10.0.0.0/16"] };
const rule = (name, priority, source, port, access = "Allow") => ({
  name,
  properties: {
    priority,
    direction: "Inbound",
    access,
    protocol: "Tcp",
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: port,
  },
});
const nic = (...rules) => ({
  networkInterfaceSecurityGroup: { ...group("nsg-web"), properties: { securityRules: rules } },
  network,
});

test("a portal shows what an edit opens, exactly", () => {
  const comparison = compare({ before: nic(), after: nic(rule("Ssh", 100, "203.0.113.0/24", "22")) });
  assert.equal(comparison.relation, "morePermissive");
  assert.equal(comparison.summary, "Allows TCP 22 from 203.0.113.0/24 to anywhere; nothing else changes.");
  const [{ witness, ...region }] = comparison.regions;
  assert.deepEqual(region, {
    direction: "Inbound",
    protocols: ["TCP"],
    localAddresses: ["0.0.0.0/0"],
    localPorts: ["22"],
    remoteAddresses: ["203.0.113.0/24"],
    remotePorts: ["0-65535"],
    flows: `${2n ** 32n * 256n * 65536n}`,
    before: { access: "Deny", ruleName: "defaultSecurityRules/DenyAllInBound", appliedTo: "NetworkInterface", priority: 65500, position: 2 },
    after: { access: "Allow", ruleName: "securityRules/Ssh", appliedTo: "NetworkInterface", priority: 100, position: 0 },
    words: { service: "TCP 22", source: "203.0.113.0/24", destination: "anywhere", besides: "", count: "10¹⁶" },
  });
  assert.equal(verifyIpFlow(nic(), witness).access, "Deny");
});

test("the same rules compare as equivalent", () => {
  const rules = nic(rule("Ssh", 100, "203.0.113.0/24", "22"));
  assert.deepEqual(compare({ before: rules, after: rules }), {
    relation: "equivalent",
    regions: [],
    count: 0,
    summary: "No traffic changes.",
  });
});

test("a region that is exactly a tag is told by its name", () => {
  const tags = { ...network, serviceTags: { Partner: ["198.51.100.0/25", "198.51.100.192/26"] } };
  const after = { ...nic(rule("Ssh", 100, "Partner", "22")), network: tags };
  const { regions } = compare({ before: { ...nic(), network: tags }, after, direction: "Inbound" });
  assert.deepEqual(regions.map(({ remoteAddresses }) => remoteAddresses), [["Partner"]]);
});

test("findings name the rules, the blockers and a flow", () => {
  const found = findings({
    scenario: nic(rule("Deny", 100, "10.9.0.0/16", "*", "Deny"), rule("Late", 110, "10.9.1.0/24", "80")),
  });
  const late = found.find(({ code }) => code === "unreachable");
  assert.deepEqual(late.rules, [{ ruleName: "securityRules/Late", appliedTo: "NetworkInterface", priority: 110, position: 1 }]);
  assert.deepEqual(late.blockers, [{ ruleName: "securityRules/Deny", appliedTo: "NetworkInterface", priority: 100, position: 0 }]);
  assert.equal(verifyIpFlow(nic(), late.witness).access, "Deny");
});

test("a rule that can go comes with the edit that removes it", () => {
  const [found] = findings({ scenario: nic(rule("Twice", 100, "10.9.0.0/16", "80"), rule("Again", 110, "10.9.0.0/16", "80")) });
  assert.equal(found.code, "duplicate");
  assert.deepEqual(found.fix, [{ action: "remove", ruleName: "securityRules/Again", appliedTo: "NetworkInterface", priority: 110, position: 1 }]);
});

test("two rules that could be one come with the edits that make them one", () => {
  const scenario = nic(rule("Web", 100, "10.9.0.0/16", "80"), rule("Tls", 110, "10.9.0.0/16", "443"));
  const found = findings({ scenario }).find(({ code }) => code === "mergeable-rules");
  assert.deepEqual(found.rules.map(({ ruleName }) => ruleName), ["securityRules/Web", "securityRules/Tls"]);
  assert.deepEqual(
    found.fix.map(({ action, ruleName }) => `${action} ${ruleName}`),
    ["replace securityRules/Web", "remove securityRules/Tls"],
  );
});

test("a question with ranges is answered as a partition", () => {
  const { regions } = flows({
    scenario: nic(rule("Web", 100, "10.9.0.0/17", "80")),
    query: { direction: "Inbound", protocols: ["TCP"], remoteAddresses: ["10.9.0.0-10.9.255.255"], localPorts: ["79-80"] },
  });
  const told = regions.map(({ remoteAddresses, localPorts, decision }) => [decision.access, remoteAddresses, localPorts]);
  assert.deepEqual(
    told.sort((a, b) => `${a}`.localeCompare(`${b}`)),
    [
      ["Allow", ["10.9.0.0/17"], ["80"]],
      ["Deny", ["10.9.0.0/16"], ["79"]],
      ["Deny", ["10.9.128.0/17"], ["80"]],
    ],
  );
});

test("a query that cannot be read is told with its place", () => {
  assert.throws(
    () => flows({ scenario: nic(), query: { direction: "Inbound", remoteAddresses: ["10.0.0.0/16", "Intrenet"] } }),
    ({ diagnostics: [problem] }) => problem.pointer === "/query/remoteAddresses/1" && problem.code === "invalid-query",
  );
});

const flow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 443, remoteIPAddress: "203.0.113.9", remotePort: 50000 };

test("a denied flow is told the smallest edits, and the edited scenario can be asked", () => {
  const fixes = whyNot({ scenario: nic(), flow, wanted: "Allow" });
  assert.equal(fixes[0].summary, "Add Allow-TCP-443 (Allow, priority 100) to the NIC NSG nsg-web.");
  assert.equal(verifyIpFlow(fixes[0].scenario, flow).access, "Allow");
  assert.equal(fixes[0].impact.relation, "morePermissive");
  const [{ action, rule: added }] = fixes[0].edits;
  assert.equal(action, "add");
  assert.equal(added.properties.destinationPortRange, "443");
  assert.deepEqual(whyNot({ scenario: nic(), flow, wanted: "Deny" }), []);
});

test("what effective rules tell of tags stays with a fix", () => {
  const effective = {
    networkSecurityGroup: { id: "/subscriptions/1/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n" },
    effectiveSecurityRules: [
      {
        name: "securityRules/Partner",
        protocol: "Tcp",
        sourcePortRange: "0-65535",
        destinationPortRange: "443-443",
        sourceAddressPrefix: "Storage",
        expandedSourceAddressPrefix: ["203.0.113.0/28"],
        destinationAddressPrefix: "0.0.0.0/0",
        access: "Allow",
        priority: 100,
        direction: "Inbound",
      },
    ],
  };
  const scenario = { networkInterfaceSecurityGroup: effective, network };
  assert.equal(verifyIpFlow(scenario, flow).access, "Allow");
  for (const fix of whyNot({ scenario, flow, wanted: "Deny" })) {
    assert.equal(verifyIpFlow(fix.scenario, flow).access, "Deny");
    assert.notEqual(verifyIpFlow(fix.scenario, { ...flow, remoteIPAddress: "203.0.113.1" }).access, "Depends");
  }
});

const effectiveRule = (name, properties) => ({
  name,
  protocol: "Tcp",
  sourcePortRange: "0-65535",
  destinationPortRange: "443-443",
  sourceAddressPrefix: "0.0.0.0/0",
  destinationAddressPrefix: "0.0.0.0/0",
  access: "Allow",
  priority: 100,
  direction: "Inbound",
  ...properties,
});
const printed = {
  value: [
    {
      networkSecurityGroup: { id: "/subscriptions/1/resourceGroups/r/providers/Microsoft.Network/networkSecurityGroups/n" },
      effectiveSecurityRules: [
        effectiveRule("securityRules/Partner", { sourceAddressPrefix: "Storage", expandedSourceAddressPrefix: ["203.0.113.0/28"] }),
        effectiveRule("securityRules/Any", { priority: 110, destinationPortRange: "8443-8443" }),
      ],
    },
    { association: { networkManager: { id: "/m" } }, effectiveSecurityRules: [effectiveRule("Telnet", { access: "Deny", destinationPortRange: "23-23" })] },
  ],
};
const tagDocument = {
  changeNumber: 7,
  cloud: "Public",
  values: [
    { name: "Storage", id: "Storage", properties: { addressPrefixes: ["203.0.113.0/24"] } },
    { name: "Sql", id: "Sql", properties: { addressPrefixes: ["198.51.100.0/25", "2001:db8::/48"] } },
  ],
};
const tagForms = {
  none: undefined,
  "a map": { Storage: ["203.0.113.0/24"], Sql: ["198.51.100.0/25", "192.0.2.7"] },
  "the file that Microsoft publishes": tagDocument,
  "what the discovery API answers": { ...tagDocument, nextLink: "" },
  "a list of tags": tagDocument.values,
};
const documents = {
  "a resource": nic(rule("Store", 100, "Storage", "443"), rule("Base", 110, "Sql", "1433")).networkInterfaceSecurityGroup,
  "effective security rules": printed,
  "the text of effective security rules": JSON.stringify(printed),
};
for (const [form, serviceTags] of Object.entries(tagForms)) {
  for (const [name, document] of Object.entries(documents)) {
    test(`the scenario of a fix is the one whose impact is told: ${name}, tags as ${form}`, () => {
      const securityAdminRules = [{ ...effectiveRule("Smtp", { access: "AlwaysAllow", destinationPortRange: "25-25" }) }];
      const network = { virtualNetwork: ["10.0.0.0/16"], serviceTags, securityAdminRules, applicationSecurityGroups: { front: ["10.0.1.4", "10.0.1.5"] } };
      const scenario = { subnetSecurityGroup: null, networkInterfaceSecurityGroup: document, network };
      let fixes = 0;
      for (const wanted of ["Allow", "Deny"]) {
        for (const remoteIPAddress of ["203.0.113.9", "192.0.2.99"]) {
          for (const fix of whyNot({ scenario, flow: { ...flow, remoteIPAddress }, wanted })) {
            fixes++;
            assert.deepEqual(compare({ before: scenario, after: fix.scenario }), fix.impact);
          }
        }
      }
      assert.ok(fixes > 0);
    });
  }
}

test("a direction that is none is refused, not ignored", () => {
  assert.throws(() => compare({ before: nic(), after: nic(), direction: "in" }), ({ diagnostics }) => diagnostics[0].pointer === "/direction");
});

test("rules that nearly matched are named with what they missed by", () => {
  const [nearest] = nearMisses({ scenario: nic(rule("Web", 100, "203.0.113.0/24", "80")), flow, wanted: "Allow" });
  assert.deepEqual(nearest, {
    ruleName: "securityRules/Web",
    appliedTo: "NetworkInterface",
    priority: 100,
    position: 0,
    missed: ["destination port"],
  });
});

test("contracts are proven, refuted by a flow, or open", () => {
  const scenario = nic(rule("Web", 100, "203.0.113.0/24", "443"), rule("Store", 110, "Storage", "8443"));
  const asked = (must, port, more = {}) => ({
    name: `${must} ${port}`,
    must,
    flows: { direction: "Inbound", protocols: ["TCP"], remoteAddresses: ["203.0.113.0/24"], localPorts: [port] },
    ...more,
  });
  const outcomes = checkContracts({
    scenario,
    contracts: { contracts: [asked("allow", "443"), asked("deny", "443"), asked("deny", "8443")] },
  });
  assert.deepEqual(outcomes.map(({ outcome }) => outcome), ["holds", "broken", "open"]);
  assert.equal(outcomes[1].decision.ruleName, "securityRules/Web");
  assert.equal(verifyIpFlow(scenario, outcomes[1].witness).access, "Allow");
});

test("a contract that cannot be read is told with its place", () => {
  const contracts = [{ name: "x", must: "maybe", flows: { direction: "Inbound" } }];
  assert.throws(() => checkContracts({ scenario: nic(), contracts }), ({ diagnostics }) => diagnostics[0].pointer === "/contracts/0/must");
});

test("everything that is wrong with contracts is told at once, each with its place", () => {
  const told = (contracts) => {
    try {
      checkContracts({ scenario: nic(), contracts });
    } catch (error) {
      return error.diagnostics.map(({ code, pointer }) => `${code} ${pointer}`);
    }
    throw new Error("it was read");
  };
  const flows = { direction: "Inbound" };
  assert.deepEqual(told(undefined), ["invalid-contracts /contracts"]);
  assert.deepEqual(told("[]"), ["invalid-contracts /contracts"]);
  assert.deepEqual(told({ contracts: {} }), ["invalid-contracts /contracts"]);
  assert.deepEqual(told([null, { must: "deny", flows, only: {} }, { must: "deny" }, { must: "deny", flows: [] }]), [
    "invalid-contract /contracts/0",
    "invalid-contract /contracts/1/only",
    "invalid-query /contracts/2/flows",
    "invalid-query /contracts/3/flows",
  ]);
  const only = [{ direction: "Outbound", localPorts: [22, "80-79"] }, 7];
  assert.deepEqual(told([{ must: "allowOnly", flows: { direction: 1, protocols: "TCP", remotePorts: ["443", null] }, only }]), [
    "invalid-query /contracts/0/only/0/localPorts/1",
    "invalid-query /contracts/0/only/1",
    "invalid-query /contracts/0/flows/direction",
    "invalid-query /contracts/0/flows/protocols/0",
    "invalid-query /contracts/0/flows/remotePorts/1",
  ]);
  const thrower = { get must() { throw new TypeError("no"); } };
  assert.deepEqual(told([thrower]), ["not-json /contracts"]);
  assert.deepEqual(told([{ must: "deny", flows: { direction: "Inbound", localPorts: [1n] } }]), ["not-json /contracts"]);
  assert.deepEqual(checkContracts({ scenario: nic(), contracts: [] }), []);
});
