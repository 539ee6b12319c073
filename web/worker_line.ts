// The line of a worker to the page. Bytes in, bytes out, in order.

/** What a worker is made of. */
interface Module {
  module: ArrayBuffer;
}

/** First the module, or why there is none; then questions. */
type Message = Module | { failure: string } | Uint8Array;

/** Takes what the page tells, and gives back the answer where it asks. */
interface Session {
  take(bytes: Uint8Array): Uint8Array | undefined;
}

/** Answers the page; `start` makes a session of a module. */
export function answerThePage(start: (module: ArrayBuffer) => Promise<Session>): void {
  let ready!: (session: Promise<Session>) => void;
  const session = new Promise<Session>((resolve) => (ready = resolve));
  let before: Promise<unknown> = session;

  async function started(first: Module | { failure: string }): Promise<Session> {
    if ("failure" in first) throw new Error(first.failure);
    return start(first.module);
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
}
