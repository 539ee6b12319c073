// The worker that replays recorded flows. Several share the files.

import init, { TrafficWorker } from "./pkg/traffic.js";
import { answerThePage } from "./worker_line.ts";

answerThePage(async (module) => {
  await init({ module_or_path: module });
  return new TrafficWorker();
});
