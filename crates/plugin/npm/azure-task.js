// Calls of the live module under way: driven from here, so that an error in any step is seen, and so
// that they can be taken back at any moment.

import { failure } from "./azure-error.js";
import { restart } from "./azure-load.js";

/** What to do with each call under way when the module's instance is lost. */
const running = new Set();

function afterPanic(cause, live) {
  const error = new Error("internal error in nsg-what-if; try again", { cause });
  for (const lose of [...running]) lose(error);
  restart(live);
  return error;
}

/**
 * Runs a call to its end. `begin` makes the task, once the module is there; it is given the module and
 * two functions for it: one that hears of progress, one that has the task go on.
 *
 * @returns {Promise<any>}
 */
export function drive(loading, begin, { signal, onProgress }) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const start = performance.now();
    let live;
    let task;
    let planned = false;
    let polling = false;
    let ended = false;

    function end(settle, value) {
      if (ended) return;
      ended = true;
      running.delete(lose);
      signal?.removeEventListener("abort", abort);
      // Who ends it from inside a step cannot free what is running.
      if (!polling) release();
      settle(value);
    }

    /** Frees the task, which ends its requests and timers. */
    function release() {
      const freed = task;
      task = undefined;
      attempt(() => freed?.free());
    }

    function attempt(work) {
      try {
        return work();
      } catch (error) {
        // A lost instance takes every call with it, this one too.
        end(reject, failure(error) ?? afterPanic(error, live));
      }
    }

    const abort = () => end(reject, signal.reason);

    function lose(error) {
      const lost = task;
      task = undefined;
      try {
        // Otherwise its timers keep Node from ending.
        lost?.free();
      } catch {
        // It is the one that broke, or broken with it.
      }
      end(reject, error);
    }

    function onStep(step) {
      if (ended || !onProgress) return;
      try {
        onProgress({ step, elapsedMs: Math.round(performance.now() - start) });
      } catch (error) {
        end(reject, error);
      }
    }

    function wake() {
      if (planned || ended) return;
      planned = true;
      // Whoever wakes it is inside the module.
      queueMicrotask(step);
    }

    function step() {
      planned = false;
      if (ended) return;
      polling = true;
      const done = attempt(() => task.poll());
      polling = false;
      if (ended) release();
      else if (done !== undefined) end(resolve, done);
    }

    signal?.addEventListener("abort", abort);
    running.add(lose);
    loading().then(
      (module) => {
        if (ended) return;
        live = module;
        attempt(() => {
          task = begin(module, onStep, wake);
          wake();
        });
      },
      (error) => end(reject, error),
    );
  });
}
