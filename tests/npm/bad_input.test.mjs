import assert from "node:assert/strict";
import { before, test } from "node:test";
import init, { Evaluator, parse, verifyIpFlow, WhatIfError } from "nsg-what-if";
import { group, https, rule, shapes, web } from "./samples.mjs";

before(() => init());

/** The diagnostics of the WhatIfError that the work must throw. */
function refused(work) {
  let caught;
  assert.throws(work, (error) => {
    caught = error;
    return error instanceof WhatIfError && error instanceof Error && error.name === "WhatIfError";
  });
  assert.ok(caught.message.length > 0);
  assert.ok(caught.diagnostics.some((diagnostic) => diagnostic.severity === "error"));
  return caught.diagnostics;
}

const flows = [
  ["localPort", 70000, "/flow/localPort"],
  ["localPort", "80-90", "/flow/localPort"],
  ["localPort", 80.5, "/flow/localPort"],
  ["remotePort", -1, "/flow/remotePort"],
  ["remotePort", Number.NaN, "/flow/remotePort"],
  ["remotePort", {}, "/flow/remotePort"],
  ["remotePort", 10n, "/flow/remotePort"],
  ["protocol", "SCTP", "/flow/protocol"],
  ["protocol", undefined, "/flow/protocol"],
  ["direction", "in", "/flow/direction"],
  ["direction", Symbol("in"), "/flow/direction"],
  ["localIPAddress", "10.0.0.0/24", "/flow/localIPAddress"],
  ["localIPAddress", "10.0.0.04", "/flow/localIPAddress"],
  ["remoteIPAddress", "10.0.0", "/flow/remoteIPAddress"],
  ["remoteIPAddress", "", "/flow/remoteIPAddress"],
  ["remoteIPAddress", null, "/flow/remoteIPAddress"],
  ["remoteIPAddress", "fd00::1", "/flow"],
  ["protocol", "TCP\u001f10.0.0.4", "/flow/protocol"],
];
for (const [name, value, pointer] of flows) {
  test(`a flow whose ${name} is ${String(value)} is refused at ${pointer}`, () => {
    const flow = { ...https, [name]: value };
    const one = refused(() => verifyIpFlow({ subnetSecurityGroup: web }, flow));
    assert.equal(one[0].pointer, pointer);
    const evaluator = new Evaluator({ subnetSecurityGroup: web });
    assert.deepEqual(refused(() => evaluator.verifyIpFlow(flow)), one);
    const many = refused(() => evaluator.verifyIpFlows([https, flow]));
    assert.equal(many[0].pointer, pointer.replace("/flow", "/flows/1"));
  });
}

test("every fault of a flow is told at once", () => {
  const found = refused(() => verifyIpFlow({}, { direction: "up", protocol: 6 }));
  assert.deepEqual(
    found.map((diagnostic) => diagnostic.pointer),
    ["/flow/direction", "/flow/protocol", "/flow/localIPAddress", "/flow/remoteIPAddress"],
  );
  assert.deepEqual([found[0].code, found[1].code], ["invalid-direction", "invalid-protocol"]);
});

test("ICMP over IPv6 is refused, as groups do not judge it", () => {
  const flow = { ...https, protocol: "ICMP", localIPAddress: "fd00::4", remoteIPAddress: "fd00::5" };
  assert.equal(refused(() => verifyIpFlow({}, flow))[0].code, "icmpv6");
});

test("what is no flow or no scenario is refused", () => {
  for (const nothing of [undefined, null, 1, "TCP"]) {
    assert.equal(refused(() => verifyIpFlow({}, nothing))[0].pointer, "/flow");
    assert.equal(refused(() => verifyIpFlow(nothing, https))[0].pointer, "/scenario");
    assert.equal(refused(() => new Evaluator(nothing))[0].pointer, "/scenario");
    assert.equal(refused(() => new Evaluator({}).verifyIpFlows(nothing))[0].pointer, "/flows");
    assert.equal(refused(() => new Evaluator({}).verifyIpFlows([nothing]))[0].pointer, "/flows/0");
  }
});

test("a text without a group is refused with the reader's reasons and their place", () => {
  const [first] = refused(() => verifyIpFlow({ subnetSecurityGroup: "hello" }, https));
  assert.match(first.pointer ?? "", /^\/scenario\/subnetSecurityGroup/);
  assert.equal(first.line, 1);
  const [parsed] = refused(() => verifyIpFlow({ networkInterfaceSecurityGroup: { a: 1 } }, https));
  assert.match(parsed.pointer, /^\/scenario\/networkInterfaceSecurityGroup/);
  assert.equal("line" in parsed, false);
});

test("a text that ends in the middle is refused: rules may be missing", () => {
  const text = JSON.stringify(web, null, 2);
  const found = refused(() => verifyIpFlow({ subnetSecurityGroup: text.slice(0, -30) }, https));
  assert.ok(found.some((diagnostic) => diagnostic.line > 1));
});

test("of several groups that could be meant, the error names them", () => {
  const both = { value: [web, group("api", rule("A", {}))] };
  const [first] = refused(() => verifyIpFlow({ subnetSecurityGroup: both }, https));
  assert.equal(first.code, "several-groups");
  assert.match(first.message, /web, api/);
});

test("a fact that cannot be read is refused, not left out", () => {
  const ask = (network) => () => verifyIpFlow({ subnetSecurityGroup: web, network }, https);
  const [prefix] = refused(ask({ virtualNetwork: ["10.0.0.0/16", "10.1.0.0/33"] }));
  assert.equal(prefix.pointer, "/scenario/network/virtualNetwork/1");
  refused(ask({ serviceTags: 7 }));
  refused(ask({ applicationSecurityGroups: { front: ["host"] } }));
});

test("a rule that cannot be understood is no error; what needs it depends", () => {
  const odd = group("web", rule("Odd", { destinationPortRange: "https" }));
  assert.equal(verifyIpFlow({ subnetSecurityGroup: odd }, https).access, "Depends");
});

test("keys that nobody knows do no harm", () => {
  const scenario = { subnetSecurityGroup: web, colour: "red", network: { colour: "red" } };
  assert.equal(verifyIpFlow(scenario, { ...https, colour: "red" }).access, "Allow");
});

test("parse never throws on bad text", () => {
  for (const text of ["", "{", "[[[", "]", "<xml/>", "\u0000", "\ud800", "null"]) {
    const document = parse(text);
    assert.deepEqual(document.networkSecurityGroups, [], text);
    assert.ok(document.diagnostics.length > 0, text);
    for (const diagnostic of document.diagnostics) assert.match(diagnostic.code, /^[a-z0-9-]+$/);
  }
});

test("markup and quotes in names stay text", () => {
  const name = `<img onerror="alert(1)"> \\ \n é😀`;
  const document = parse(JSON.stringify(group(name, rule("r", {}))));
  assert.equal(document.networkSecurityGroups[0].name, name);
});

test("hostile objects give Errors, and the module goes on", () => {
  const cycle = { ...web };
  cycle.self = cycle;
  let deep = {};
  for (let depth = 0; depth < 100_000; depth++) deep = { deep };
  const thrower = {
    get properties() {
      throw new TypeError("no");
    },
  };
  const hostile = [cycle, deep, thrower, { priority: 1n }, () => 1, Symbol("x"), 1, true, new Proxy({}, {}), new Map(), []];
  for (const given of hostile) {
    refused(() => verifyIpFlow({ subnetSecurityGroup: given }, https));
    refused(() => new Evaluator({ networkInterfaceSecurityGroup: given }));
  }
  assert.throws(() => verifyIpFlow({}, { get direction() { throw new TypeError("no"); } }), TypeError);
  assert.equal(verifyIpFlow({ subnetSecurityGroup: web }, https).access, "Allow");
});

test("brackets without end in a text do no harm", () => {
  for (const text of ["[".repeat(1_000_000), '{"a":'.repeat(200_000), `"${"\\u0000".repeat(100_000)}`]) {
    assert.ok(parse(text).diagnostics.length > 0);
  }
});

test("a value that carries control characters is refused", () => {
  const line = "Inbound\u001fTCP\u001f10.0.0.4\u001f443\u001f203.0.113.7\u001f1\u001eInbound";
  const evaluator = new Evaluator({ subnetSecurityGroup: web });
  const flow = { ...https, direction: line };
  refused(() => evaluator.verifyIpFlow(flow));
  refused(() => evaluator.verifyIpFlows([flow]));
  refused(() => evaluator.verifyIpFlows([flow, https]));
  refused(() => evaluator.verifyIpFlows([flow, { ...https, localPort: "*" }]));
});

test("random bytes in place of every shape never kill the module", () => {
  const texts = Object.values(shapes).map((shape) => JSON.stringify(shape));
  for (let round = 0; round < 300; round++) {
    const text = texts[round % texts.length];
    const at = (round * 7919) % text.length;
    const broken = text.slice(0, at) + String.fromCharCode((round * 31) % 256) + text.slice(at + (round % 5));
    parse(broken);
    try {
      verifyIpFlow({ subnetSecurityGroup: broken }, https);
    } catch (error) {
      assert.equal(error.name, "WhatIfError");
    }
  }
});
