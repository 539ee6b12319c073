// The other side of worker.js: a module worker, in a browser or in Node.

import init, * as api from "nsg-what-if";
import { CALLS } from "./worker-calls.js";

const port = globalThis.document === undefined && globalThis.postMessage === undefined
  ? (await import("node:worker_threads")).parentPort
  : globalThis;

async function answer({ id, name, args, source }) {
  try {
    if (!CALLS.includes(name)) throw new Error(`a worker cannot be asked for ${name}`);
    await init(source);
    port.postMessage({ id, value: await api[name](...args) });
  } catch (error) {
    const { name: kind, message, diagnostics } = error;
    port.postMessage({ id, error: { kind, message, diagnostics } });
  }
}

if (port === globalThis) globalThis.onmessage = ({ data }) => answer(data);
else port.on("message", answer);
