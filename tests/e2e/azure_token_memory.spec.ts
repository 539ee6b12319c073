// Where the token is in the page's memory: once while it is used, nowhere once it is forgotten.

import type { CDPSession } from "@playwright/test";
import { expect, test } from "./fixtures/azure_test.ts";
import { atOnce } from "./fixtures/simulator.ts";

/** Copies in JavaScript's heap, after a collection. */
async function inHeap(session: CDPSession, secret: string): Promise<number> {
  const chunks: string[] = [];
  const hear = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on("HeapProfiler.addHeapSnapshotChunk", hear);
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  session.off("HeapProfiler.addHeapSnapshotChunk", hear);
  return chunks.join("").split(secret).length - 1;
}

/** Copies in every memory of WebAssembly. */
async function inWebAssembly(session: CDPSession, secret: string): Promise<number> {
  const { result } = await session.send("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
  const { objects } = await session.send("Runtime.queryObjects", { prototypeObjectId: result.objectId! });
  const counted = await session.send("Runtime.callFunctionOn", {
    objectId: objects.objectId!,
    returnByValue: true,
    arguments: [{ value: [...Buffer.from(secret)] }],
    functionDeclaration: `function (secret) {
      let copies = 0;
      for (const { buffer } of this) {
        const bytes = new Uint8Array(buffer);
        for (let at = bytes.indexOf(secret[0]); at !== -1; at = bytes.indexOf(secret[0], at + 1)) {
          if (secret.every((byte, index) => bytes[at + index] === byte)) copies++;
        }
      }
      return copies;
    }`,
  });
  return counted.result.value as number;
}

test("a token that is forgotten is nowhere in memory", async ({ azure, simulate, page }) => {
  const simulator = await simulate(atOnce);
  const token = await simulator.token();
  await azure.connect(simulator, token);
  // The end of it tells it from every other one; its beginning is a header that all have.
  const secret = token.slice(-48);
  const session = await page.context().newCDPSession(page);
  expect(await inHeap(session, secret), "in the heap while it is used").toBe(0);
  expect(await inWebAssembly(session, secret), "in WebAssembly while it is used").toBe(1);
  await azure.button("Forget the token").click();
  await expect(azure.button("Forget the token")).toBeHidden();
  expect(await inHeap(session, secret), "in the heap").toBe(0);
  expect(await inWebAssembly(session, secret), "in WebAssembly").toBe(0);
});
