// Sets of flows in the npm package, in Node: from text to answer, everything included.
//
// The native half runs first and leaves the groups in target/bench/.

import { readFileSync } from "node:fs";
import init, { compare, findings } from "nsg-what-if";
import { best as bestOf, figure } from "./figure.mjs";

const ROUNDS = 9;

const best = (work) => bestOf(work, ROUNDS);

await init();
const network = { virtualNetwork: ["10.0.0.0/16"] };
const scenario = (file) => ({ networkInterfaceSecurityGroup: readFileSync(`target/bench/${file}`, "utf8"), network });
const [before, after] = [scenario("group.json"), scenario("edited.json")];
if (compare({ before, after }).regions.length === 0) throw new Error("edits that change nothing measure nothing");

figure("compare two groups of 1000 rules, 5 edited, wasm", best(() => compare({ before, after })), "ms", 60);
figure("all findings of 1000 rules, wasm", best(() => findings({ scenario: before })), "ms", 150);

const serviceTags = JSON.parse(readFileSync("target/bench/tags.json", "utf8"));
const tagged = { ...scenario("tagged.json"), network: { ...network, serviceTags } };
figure("the same with 10 tags of 10000 prefixes, wasm", best(() => findings({ scenario: tagged })), "ms", 600);
