// The heavy questions in a worker, so that a portal's page stays responsive.

import { WhatIfError } from "./what-if-error.js";
import { CALLS } from "./worker-calls.js";

const inNode = typeof process === "object" && process.versions?.node !== undefined && globalThis.Worker === undefined;

/** A running worker, whatever kind it is. */
async function start(onMessage, onError) {
  if (inNode) {
    const { Worker } = await import("node:worker_threads");
    const worker = new Worker(new URL("./worker-thread.js", import.meta.url));
    worker.on("message", onMessage);
    worker.on("error", onError);
    // A program that has nothing else to do may end.
    worker.unref();
    return { post: (message) => { worker.ref(); worker.postMessage(message); }, rest: () => worker.unref(), end: () => worker.terminate() };
  }
  const worker = new Worker(new URL("./worker-thread.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => onMessage(data);
  worker.onerror = (event) => onError(new Error(event.message || "the worker of nsg-what-if cannot be loaded"));
  return { post: (message) => worker.postMessage(message), rest: () => {}, end: () => worker.terminate() };
}

/**
 * A worker that answers what the package answers, by promises. `source` says where the WebAssembly is, as
 * for `init`: text or a URL.
 */
export function createWorker({ source } = {}) {
  /** @type {Map<number, { resolve: Function, reject: Function, message: object }>} */
  const waiting = new Map();
  let worker;
  let next = 0;
  let closed = false;

  function settle({ id, value, error }) {
    const asked = waiting.get(id);
    if (asked === undefined) return;
    waiting.delete(id);
    if (waiting.size === 0) worker?.then((running) => running.rest());
    if (error === undefined) asked.resolve(value);
    else asked.reject(error.diagnostics ? new WhatIfError(error.diagnostics) : new Error(error.message));
  }

  function fail(error) {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  const running = () => (worker ??= start(settle, fail));

  function stop() {
    const ended = worker;
    worker = undefined;
    ended?.then((one) => one.end(), () => {});
  }

  function ask(name, args, { signal } = {}) {
    return new Promise((resolve, reject) => {
      if (closed) return reject(new Error("this worker was closed"));
      if (signal?.aborted) return reject(signal.reason);
      const id = next++;
      const message = { id, name, args, source: source === undefined ? undefined : `${source}` };
      const abort = () => {
        if (!waiting.delete(id)) return;
        reject(signal.reason);
        // A question under way cannot be interrupted: its worker ends, and the others are asked again.
        stop();
        for (const other of waiting.values()) running().then((one) => one.post(other.message), other.reject);
      };
      const done = (settled) => (value) => {
        signal?.removeEventListener("abort", abort);
        settled(value);
      };
      signal?.addEventListener("abort", abort, { once: true });
      waiting.set(id, { resolve: done(resolve), reject: done(reject), message });
      running().then((one) => one.post(message), fail);
    });
  }

  const asked = CALLS.map((name) => [
    name,
    // `verifyIpFlow` has two arguments, the others one call object; options come last.
    (...given) => {
      const count = name === "verifyIpFlow" ? 2 : 1;
      return ask(name, given.slice(0, count), given[count]);
    },
  ]);
  return {
    ...Object.fromEntries(asked),
    close() {
      closed = true;
      stop();
      fail(new Error("this worker was closed"));
    },
  };
}
