// The worker beside the page: the analysis, and the line to the page. Bytes in, bytes out, in order.

import init, { Worker as Session } from "./pkg/worker.js";

/** What a worker is made of. */
interface Module {
  module: ArrayBuffer;
}

/** First the module, or why there is none; then questions. */
type Message = Module | { failure: string } | Uint8Array;

let ready!: (session: Promise<Session>) => void;
const session = new Promise<Session>((resolve) => (ready = resolve));
let before: Promise<unknown> = session;

async function started(first: Module | { failure: string }): Promise<Session> {
  if ("failure" in first) throw new Error(first.failure);
  await init({ module_or_path: first.module });
  return new Session();
}

onmessage = ({ data }: MessageEvent<Message>) => {
  if (!(data instanceof Uint8Array)) {
    ready(started(data));
    return;
  }
  before = before.then(async () => {
    const answer = (await session).take(data);
    if (answer) {
      postMessage(answer, { transfer: [answer.buffer] });
    }
  });
  // The page hears of errors, not of promises that are rejected.
  before.catch((error: unknown) => setTimeout(() => { throw error; }));
};
