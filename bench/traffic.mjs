// A flow log, read and judged by the npm package in Node, and by `JSON.parse` alone, which judges nothing. The native half
// leaves the log in target/bench/.

import { readFileSync } from "node:fs";
import init, { TrafficReplay } from "nsg-what-if";
import { bestAwaited, figure } from "./figure.mjs";

await init();
const read = (name) => readFileSync(`target/bench/${name}`);
const [log, group, edited] = [read("flow-log.json"), read("group.json").toString(), read("edited-group.json").toString()];
const network = { virtualNetwork: ["10.0.0.0/16"] };
const scenario = (text) => ({ networkInterfaceSecurityGroup: text, network });

async function replay() {
  const replay = new TrafficReplay({ scenario: scenario(group), after: scenario(edited) });
  await replay.add(log);
  const result = replay.result();
  replay.free();
  return result;
}

const { flows, change } = await replay();
if (change.broken + change.opened === 0) throw new Error("the change does nothing to the log, so nothing is measured");
const ours = await bestAwaited(replay, 3);
figure("decisions of a flow log, 1000 rules, wasm", flows / 1000 / ours, "million/s", 1.5, { atLeast: true });
const parsed = await bestAwaited(() => JSON.parse(log.toString()), 3);
figure("the same file, JSON.parse alone", parsed, "ms");
figure("replay with 1000 rules, times JSON.parse", ours / parsed, "x", 1.5);
