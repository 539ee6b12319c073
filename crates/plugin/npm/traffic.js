// Recorded flows against rules. What replays them is a module that is loaded when it is first asked to.

import { guarded, lazyModules } from "./lazy-module.js";
import { invalid, WhatIfError } from "./what-if-error.js";

const PARTS = ["subnetSecurityGroup", "networkInterfaceSecurityGroup", "network"];

/** So many bytes are read at a time of what is there as a whole. */
const PIECE = 1 << 20;

/** After so many milliseconds of work others have a turn: who shows progress, and who takes the question back. */
const TURN = 30;

/**
 * `TrafficReplay`, `loadTraffic` and the queries of an entry, which knows how the module is brought: `bring` in its own time, `now` at
 * once where that can be.
 */
export function trafficOf(bring, now) {
  const load = lazyModules({ traffic: bring });
  let here;
  let coming;

  async function loadTraffic(source) {
    if (here !== undefined) return;
    if (source === undefined && coming === undefined && now !== undefined) {
      here = now();
      return;
    }
    coming ??= load("traffic", source).finally(() => (coming = undefined));
    here = await coming;
  }

  function loaded() {
    if (here === undefined && coming === undefined) here = now?.();
    if (here === undefined) throw new Error("what reads recorded traffic is not loaded: `await loadTraffic()` first");
    return here;
  }

  class TrafficReplay {
    #before;
    #after;
    #only;
    #wasm;
    #objects = new Set();
    #inner;
    #isFreed = false;
    #documents = 0;
    #adding = Promise.resolve();

    constructor({ scenario, after, only, wasm }) {
      this.#before = partsOf(scenario, "/scenario", this.#objects);
      this.#after = isAbsent(after) ? undefined : partsOf(after, "/after", this.#objects);
      this.#only = isAbsent(only) ? undefined : JSON.stringify(only);
      this.#wasm = wasm;
    }

    add(document, options) {
      // One after the other: a file is read whole before the next begins.
      const added = this.#adding.then(() => this.#read(document, options ?? {}));
      this.#adding = added.catch(() => {});
      return added;
    }

    result() {
      return JSON.parse(this.#ask((replay) => replay.result()));
    }

    counted() {
      return this.#ask((replay) => replay.counted());
    }

    absorb(counted) {
      this.#ask((replay) => replay.absorb(counted));
    }

    free() {
      this.#isFreed = true;
      this.#inner?.free();
      this.#inner = undefined;
    }

    async #read(document, { name, signal, onProgress }) {
      signal?.throwIfAborted();
      await loadTraffic(this.#wasm);
      this.#documents++;
      const called = name ?? document?.name ?? `document ${this.#documents}`;
      const flows = () => this.#ask((replay) => replay.flows());
      const before = flows();
      this.#ask((replay) => replay.begin(`${called}`));
      let bytes = 0;
      let rested = performance.now();
      try {
        for await (const piece of piecesOf(document, signal)) {
          signal?.throwIfAborted();
          this.#ask((replay) => replay.read(piece));
          bytes += piece.length;
          onProgress?.({ bytes, flows: flows() - before });
          if (performance.now() - rested < TURN) continue;
          await new Promise((resolve) => setTimeout(resolve));
          rested = performance.now();
        }
        signal?.throwIfAborted();
      } finally {
        if (!this.#isFreed) this.#ask((replay) => replay.finish());
      }
      onProgress?.({ bytes, flows: flows() - before });
    }

    #ask(question) {
      if (this.#isFreed) throw new Error("this TrafficReplay was freed");
      try {
        return guarded(loaded(), (module) => question((this.#inner ??= this.#begun(module))), "make a new TrafficReplay");
      } catch (error) {
        throw failure(error, this.#objects);
      }
    }

    #begun({ FlowReplay }) {
      return new FlowReplay(JSON.stringify(this.#before), this.#after && JSON.stringify(this.#after), this.#only);
    }

  }

  /** Asks for a query about scenarios, which are the arguments of these names. */
  function query(call, names, question) {
    const objects = new Set();
    const scenarios = names.map((name) => JSON.stringify(partsOf(call[name], `/${name}`, objects)));
    const wanted = JSON.stringify({ table: `${call.table}`, form: call.form, groups: call.groups });
    try {
      return guarded(loaded(), (module) => question(module, ...scenarios, wanted), "try again");
    } catch (error) {
      throw failure(error, objects);
    }
  }

  return {
    TrafficReplay,
    loadTraffic,
    trafficQuery: (call) => query(call, ["before", "after"], ({ traffic_query }, ...given) => traffic_query(...given)),
    parityQuery: (call) => query(call, ["scenario"], ({ parity_query }, ...given) => parity_query(...given)),
    ruleUseQuery: (call) => query(call, ["scenario"], ({ rule_use_query }, ...given) => rule_use_query(...given)),
  };
}

/** What the module says is wrong, as an Error. Lines of a text that nobody has would say nothing. */
function failure(error, objects) {
  if (typeof error !== "string") return error;
  const isOfObject = ({ pointer = "" }) => objects.has(pointer.split("/").slice(0, 3).join("/"));
  return new WhatIfError(
    JSON.parse(error).map((diagnostic) => {
      if (!isOfObject(diagnostic)) return diagnostic;
      const { line, column, start, end, ...rest } = diagnostic;
      return rest;
    }),
  );
}

const isAbsent = (value) => value === undefined || value === null;

/** A scenario as texts; `objects` gets the pointers of those parts that were none. */
function partsOf(scenario, argument, objects) {
  if (typeof scenario !== "object" || scenario === null) throw invalid(argument, "invalid-scenario", "the scenario is not an object");
  const parts = {};
  for (const name of PARTS) {
    const part = scenario[name];
    if (isAbsent(part)) continue;
    const pointer = `${argument}/${name}`;
    if (typeof part !== "string") objects.add(pointer);
    parts[name] = typeof part === "string" ? part : textOf(part, pointer);
  }
  return parts;
}

function textOf(part, pointer) {
  const message = "this is neither text nor an object of JSON values";
  if (typeof part !== "object") throw invalid(pointer, "not-json", message);
  try {
    return JSON.stringify(part);
  } catch (error) {
    // A cycle, a BigInt, a getter that throws.
    throw invalid(pointer, "not-json", `${message}: ${error?.message ?? error}`, { cause: error });
  }
}

/** The bytes of a document, piece by piece. */
async function* piecesOf(document, signal) {
  if (document instanceof Uint8Array) {
    for (let at = 0; at < document.length; at += PIECE) yield document.subarray(at, at + PIECE);
    return;
  }
  yield* readFrom(streamOf(document), signal);
}

function streamOf(document) {
  if (typeof document === "string") return new Blob([document]).stream();
  if (typeof document?.stream === "function") return document.stream();
  if (typeof document?.getReader === "function") return document;
  throw invalid("/document", "invalid-document", "a document is a text, a Uint8Array, a Blob or a ReadableStream of bytes");
}

async function* readFrom(stream, signal) {
  const reader = stream.getReader();
  // A read that waits ends so, too.
  const cancel = () => void reader.cancel(signal.reason).catch(() => {});
  signal?.addEventListener("abort", cancel);
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) return;
      if (!(value instanceof Uint8Array)) throw invalid("/document", "invalid-document", "the stream gives something else than bytes");
      yield value;
    }
  } finally {
    signal?.removeEventListener("abort", cancel);
    if (!isOver) await reader.cancel().catch(() => {});
    reader.releaseLock();
  }
}
