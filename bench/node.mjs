// The npm package in Node: verdicts, reading, and the same against plain JavaScript.
//
// The native half runs first and leaves the rules and flows in target/bench/.

import { readFileSync } from "node:fs";
import init, { Evaluator, parse, verifyIpFlow } from "nsg-what-if";
import { best as bestOf, figure } from "./figure.mjs";
import { compile } from "./scan.mjs";

const ROUNDS = 15;

/** Nanoseconds of the best round. */
const best = (work) => bestOf(work, ROUNDS) * 1e6;

await init();
// Behind the package's entry: what the crossing costs can only be told from the inside.
const inside = (file) => import(new URL(file, import.meta.resolve("nsg-what-if")));
const { packed } = await inside("./encode.js");
const { Prepared } = await inside("./nsg_what_if.js");

const text = readFileSync("target/bench/group.json", "utf8");
const flows = JSON.parse(readFileSync("target/bench/flows.json", "utf8"));
const virtualNetwork = ["10.0.0.0/16"];
const scenario = { networkInterfaceSecurityGroup: text, network: { virtualNetwork } };
const rules = JSON.parse(text).properties.securityRules.length;

const evaluator = new Evaluator(scenario);
const scan = compile(JSON.parse(text), virtualNetwork);

// Both must have answered the same questions alike; the scan only knows no `Depends`.
const letters = evaluator.verifyIpFlows(flows);
const wrong = flows.filter((flow, index) => letters[index] !== "?" && letters[index] !== scan(flow)[0]);
if (wrong.length > 0) throw new Error(`${wrong.length} verdicts differ, first ${JSON.stringify(wrong[0])}`);

const each = (work) => best(work) / flows.length;
const plain = each(() => flows.forEach((flow) => scan(flow)));
const many = each(() => evaluator.verifyIpFlows(flows));
const one = each(() => flows.forEach((flow) => evaluator.verifyIpFlow(flow)));
const prepared = new Prepared(scenario);
const encoded = packed(flows);
const judged = each(() => prepared.accesses(...encoded));
const [flow] = flows;
const whole = best(() => verifyIpFlow(scenario, flow));

figure(`one verdict of ${rules} rules, wasm in Node (flows encoded before, crossing included)`, judged, "ns", 300);
figure("the same through verifyIpFlows, objects to letters", many, "ns");
figure("the same through Evaluator.verifyIpFlow, object to object", one, "ns");
figure("the same in plain JavaScript with ipaddr.js", plain, "ns");
figure("verifyIpFlows, times as fast as plain JavaScript", plain / many, "x", 40, { atLeast: true });
figure("Evaluator.verifyIpFlow, times as fast as plain JavaScript", plain / one, "x", 2, { atLeast: true });

// A network that is no object is refused after the group was read: that is reading and nothing else.
const reading = best(() => {
  try {
    new Prepared({ networkInterfaceSecurityGroup: text, network: "0" });
  } catch {}
});
figure(`read ${rules} rules from JSON, wasm`, reading / 1e6, "ms", 10);
figure("the same, and written again by parse", best(() => parse(text)) / 1e6, "ms");
figure("the same, and compiled by new Evaluator", best(() => new Evaluator(scenario).free()) / 1e6, "ms");
figure("the same, and one flow judged by verifyIpFlow", whole / 1e6, "ms");

const tags = serviceTags();
const network = `{"serviceTags":${tags}}`;
const tagged = best(() => new Prepared({ network }).free());
const size = (tags.length / 1e6).toFixed(1);
figure(`read and index service tags of ${size} MB, wasm`, tagged / 1e6, "ms", 150);

/** A published document, where there is one beside the checkout; else one of that size. */
function serviceTags() {
  try {
    return readFileSync("../shared/servicetags/ServiceTags_Public_20251028.json", "utf8");
  } catch {
    const prefix = (number) => `${20 + (number % 180)}.${(number >> 8) % 256}.${number % 256}.0/24`;
    const values = Array.from({ length: 2600 }, (_, tag) => ({
      name: `Tag.Region${tag}`,
      id: `Tag.Region${tag}`,
      properties: {
        changeNumber: 1,
        region: "",
        platform: "Azure",
        systemService: "Tag",
        addressPrefixes: Array.from({ length: 38 }, (_, index) => prefix(tag * 38 + index)),
        networkFeatures: ["API", "NSG"],
      },
    }));
    return JSON.stringify({ changeNumber: 1, cloud: "Public", values }, null, 2);
  }
}
