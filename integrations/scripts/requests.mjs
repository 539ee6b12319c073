// Requests to an API that may be busy.

import { setTimeout as wait } from "node:timers/promises";

const TRIES = 4;
const LONGEST = 60;

/** An answer that is none. */
export class RequestError extends Error {
  /**
   * @param {string} what
   * @param {number} status 0 where there is no answer
   * @param {number | undefined} seconds after which another try may succeed
   */
  constructor(what, status, seconds) {
    super(`${what}: ${status === 0 ? "there is no answer" : `the answer is ${status}`}`);
    this.status = status;
    this.isLasting = seconds === undefined;
    this.pause = () => wait(seconds * 1000);
  }
}

/**
 * Sends a request, again where the other side is busy or broken.
 *
 * @param {string} address
 * @param {{ method?: string, headers: Record<string, string>, body?: unknown, isOnce?: boolean }} request `isOnce` where a second
 * one would do it twice
 * @returns {Promise<any>} the answer's JSON
 */
export async function request(address, { method = "GET", headers, body, isOnce = false }) {
  const what = `${method} ${new URL(address).pathname}`;
  for (let number = 1; ; number += 1) {
    const answer = await fetch(address, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), redirect: "error" }).catch(() => undefined);
    if (answer?.ok) return answer.json();
    await answer?.body?.cancel();
    const error = new RequestError(what, answer?.status ?? 0, pauseAfter(answer, number));
    if (isOnce || error.isLasting || number === TRIES) throw error;
    await error.pause();
  }
}

/** How many seconds to wait for the next try, or nothing where it would be the same again. */
function pauseAfter(answer, number) {
  const told = answer?.headers.get("retry-after") ?? null;
  const isLimit = answer?.status === 429 || (answer?.status === 403 && (told !== null || answer.headers.get("x-ratelimit-remaining") === "0"));
  const isBroken = answer === undefined || answer.status >= 500;
  if (!isLimit && !isBroken) return undefined;
  const pause = told !== null && Number.isFinite(Number(told)) ? Number(told) : 2 ** (number - 1);
  return pause <= LONGEST ? pause : undefined;
}
