// The worker beside the page: the analysis, and the line to the page. Bytes in, bytes out, in order.

import init, { Worker as Session } from "./pkg/worker.js";
import module from "./pkg/worker_bg.wasm?url";

const session = init({ module_or_path: module }).then(() => new Session());
let before: Promise<unknown> = session;

onmessage = ({ data }: MessageEvent<Uint8Array>) => {
  before = before.then(async () => {
    const answer = (await session).take(data);
    if (answer) {
      postMessage(answer, { transfer: [answer.buffer] });
    }
  });
  // The page hears of errors, not of promises that are rejected.
  before.catch((error: unknown) => setTimeout(() => { throw error; }));
};
