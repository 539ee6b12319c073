// The page's worker, in Node: what one key costs while someone types at a thousand rules, from the bytes that the page
// sends to the bytes of the answer.
//
// The native half runs first and leaves the messages in target/bench/.

import { readFileSync } from "node:fs";
import init, { Worker } from "../web/pkg/worker.js";
import { figure, median } from "./figure.mjs";

await init({ module_or_path: readFileSync("web/pkg/worker_bg.wasm") });
const worker = new Worker();
const messages = JSON.parse(readFileSync("target/bench/typing.json", "utf8")).map((bytes) => Uint8Array.from(bytes));
const ask = messages.pop();
const [network, original, unedited, ...keys] = messages;
for (const message of [network, original, unedited]) worker.take(message);
const nothing = worker.take(ask).length;

const times = [];
let regions = 0;
for (let round = 0; round < 5; round++) {
  for (const key of keys) {
    const start = performance.now();
    worker.take(key);
    const answer = worker.take(ask);
    times.push(performance.now() - start);
    regions += answer.length > nothing ? 1 : 0;
  }
}
if (regions === 0) throw new Error("keys that change nothing measure nothing");
figure("a single edit while typing at 1000 rules, impact included, wasm, median", median(times), "ms", 16);
