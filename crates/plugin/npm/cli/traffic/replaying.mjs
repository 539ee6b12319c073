// Recorded flows of files against rules, by several threads.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { unreadableError, usageError } from "../exit_codes.mjs";
import { parts, sizeOf } from "./records.mjs";
import { readInto } from "./reading.mjs";

/** A thread takes a twentieth of a second to begin, in which it could have read this. */
const WORTH_A_THREAD = 8 << 20;

/**
 * What a replay of files comes to.
 *
 * @param {{ scenario: object, after?: object, only?: object }} call
 * @param {import("./records.mjs").RecordFile[]} files
 * @param {{ threads?: string, files: object, library: object, progress: (text: string) => void }} context
 */
export async function replayed(call, files, { threads, files: access, library, progress }) {
  const replay = new library.TrafficReplay(call);
  try {
    // What is wrong with the rules is told before a gigabyte is read.
    replay.result();
    const divided = access.isLocal ? parts(files, threadsFor(files, threads)) : [files];
    const tell = teller(files, progress);
    if (divided.length === 1) await readInto(replay, divided[0], access.open, tell(0));
    else for (const counted of await byThreads(call, divided, tell)) replay.absorb(counted);
    return replay.result();
  } finally {
    replay.free();
  }
}

function threadsFor(files, given) {
  if (given === undefined) return Math.max(1, Math.min(availableParallelism(), Math.ceil(sizeOf(files) / WORTH_A_THREAD)));
  const threads = Number(given);
  if (!Number.isInteger(threads) || threads < 1 || threads > 256) throw usageError(`--threads is a number from 1 to 256, not ${given}`);
  return threads;
}

/** What is said of the progress of each part. */
function teller(files, progress) {
  const all = sizeOf(files);
  const known = [];
  const megabytes = (bytes) => Math.round(bytes / 1e6).toLocaleString("en");
  return (part) => (read) => {
    known[part] = read;
    const sum = (name) => known.reduce((whole, one) => whole + (one?.[name] ?? 0), 0);
    const of = all === 0 ? "" : ` of ${megabytes(all)}`;
    progress(`Read ${megabytes(sum("bytes"))}${of} MB, ${sum("flows").toLocaleString("en")} flows`);
  };
}

/** What each part came to, in order. */
async function byThreads(call, divided, tell) {
  const threads = [];
  const ended = divided.map(
    (files, part) =>
      new Promise((resolve, reject) => {
        // Beside the program's other files, in the package.
        const thread = new Worker(new URL("./traffic-thread.js", import.meta.url), { workerData: { call, files } });
        threads.push(thread);
        thread.on("message", ({ counted, failure, read }) => {
          if (read !== undefined) tell(part)(read);
          else if (failure !== undefined) reject(unreadableError(failure));
          else resolve(counted);
        });
        thread.on("error", reject);
        thread.on("exit", () => reject(new Error("a thread ended before it was done")));
      }),
  );
  try {
    return await Promise.all(ended);
  } finally {
    for (const thread of threads) await thread.terminate();
  }
}
