// What people hold, read by the npm package in Node. The native half leaves the texts in target/bench/.

import { readFileSync } from "node:fs";
import init, { parse, read } from "nsg-what-if";
import { bestAwaited, figure } from "./figure.mjs";

await init();
const text = (name) => readFileSync(`target/bench/${name}`, "utf8");

/** Milliseconds of the best of a few rounds; the module that reads the syntax is there by then. */
async function best(work) {
  await work();
  return bestAwaited(work, 5);
}

for (const [name, what, goal] of [
  ["rules.csv", "read 10000 rules as CSV, wasm", 60],
  ["rules.yaml", "read 10000 rules as YAML, wasm", 250],
  ["rules.tf", "read 10000 rules as Terraform source, wasm", 250],
  ["plan.txt", "read a plan of 5 MB as text, wasm", 150],
]) {
  const given = text(name);
  const { networkSecurityGroups } = await read(given);
  if (networkSecurityGroups.length < 10) throw new Error(`${name} was not read`);
  figure(what, await best(() => (name.endsWith(".csv") ? parse(given) : read(given))), "ms", goal);
}
