// The worker beside the page: the analysis.

import init, { Worker as Session } from "./pkg/worker.js";
import { answerThePage } from "./worker_line.ts";

answerThePage(async (module) => {
  await init({ module_or_path: module });
  return new Session();
});
