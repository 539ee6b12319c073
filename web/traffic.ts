// Recorded traffic: its worker, and a week to try with. On the page of the tool's own alone.

import { fetched } from "./fetched.ts";
import module from "./pkg/traffic_bg.wasm?url";
import rules from "./pkg/traffic/rules.json?url";
import week from "./pkg/traffic/week.json?url";
import { withModule } from "./scripts.ts";
import worker from "./traffic_worker.ts?worker&url";
import { script } from "./trusted.ts";

export const startTrafficWorker = () =>
  withModule(new Worker(script(worker), { type: "module" }), () => fetched("traffic_bg.wasm", module));

/** The rules of the week as text, and its flow log as a file. */
export async function recordedWeek(): Promise<[rules: string, log: File]> {
  const [text, bytes] = await Promise.all([fetched("rules.json", rules).then((it) => it.text()), fetched("week.json", week).then((it) => it.blob())]);
  return [text, new File([bytes], "week.json")];
}
