// Waiting for a page until it stands still, without a guess how long that takes.

import { type Page, type Request, expect } from "@playwright/test";

/**
 * The script of a worker. Nobody is told that its request has ended where the worker is ended first; whoever waits for the
 * worker has asked it something, and that is counted.
 */
const WORKER = /\/(traffic_)?worker[^/]*\.js$/;

/** What a page has asked of hosts and has no answer to yet. */
const unanswered = new WeakMap<Page, Set<Request>>();

/** From now on it is known what the page waits for. To be called before the page is opened. */
export async function watch(page: Page): Promise<void> {
  const requests = new Set<Request>();
  unanswered.set(page, requests);
  page.on("request", (request) => {
    // Whoever goes elsewhere waits for nothing any more.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) requests.clear();
    if (request.url().startsWith("http") && !WORKER.test(request.url())) requests.add(request);
  });
  page.on("requestfinished", (request) => requests.delete(request));
  page.on("requestfailed", (request) => requests.delete(request));
  await page.addInitScript(countQuestions);
}

/** Waits until the page has drawn all that it knows: no request and no question to a worker is without its answer. */
export async function settled(page: Page): Promise<void> {
  const requests = unanswered.get(page);
  if (!requests) throw new Error("a page that is not watched");
  const waiting = async () => {
    const questions = await drawn(page);
    return [...[...requests].map((request) => request.url()), ...Array<string>(questions).fill("a question to a worker")];
  };
  await expect.poll(waiting, { message: "what the page waits for", intervals: [20, 50, 100] }).toEqual([]);
}

/** Waits until the page has drawn what it has, its transitions included. Returns how many questions its workers have not answered. */
export async function drawn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await frame();
    // What turns for ever, while something is waited for, does not count.
    const ends = document.getAnimations().filter((animation) => Number.isFinite(animation.effect?.getComputedTiming().endTime));
    await Promise.all(ends.map((animation) => animation.finished.catch(() => undefined)));
    return (globalThis as unknown as { unansweredQuestions?: () => number }).unansweredQuestions?.() ?? 0;
  });
}

/**
 * Lets the page's time pass, to see what it does then, or that it does nothing. After `page.clock.install()`; timers of
 * before that are not pushed.
 */
export async function passes(page: Page, milliseconds: number): Promise<void> {
  // In steps, each with a way to the page and back: what a timer begins, and what it brings, has its turn in between.
  for (let passed = 0; passed < milliseconds; passed += 100) {
    await page.clock.runFor(100);
    await page.evaluate(() => undefined);
  }
}

/**
 * Waits for something while the page's time is pushed, so that nobody waits for the pauses of its client. Only where it waits
 * for no answer: a host takes the time it takes. After `page.clock.install()`.
 */
export async function pushed<T>(page: Page, something: Promise<T>, step = 500): Promise<T> {
  let isOver = false;
  const over = something.finally(() => (isOver = true));
  // It is told below; until then nobody else has to.
  over.catch(() => undefined);
  while (!isOver) {
    if (unanswered.get(page)?.size === 0) await page.clock.fastForward(step);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  return over;
}

/** Counts the questions that its workers have not answered. Runs in the page. */
function countQuestions(): void {
  // The number of `WorkerMessage::Ask` in crates/nsg-worker/src/message.rs: all else that a worker is told has no answer.
  const ASK = 4;
  const asked = new Map<Worker, number>();
  Object.assign(globalThis, { unansweredQuestions: () => [...asked.values()].reduce((sum, count) => sum + count, 0) });
  const post = Worker.prototype.postMessage;
  const end = Worker.prototype.terminate;
  Worker.prototype.terminate = function () {
    asked.delete(this);
    end.call(this);
  };
  Worker.prototype.postMessage = function (this: Worker, message: unknown, ...more: unknown[]) {
    if (!asked.has(this)) {
      asked.set(this, 0);
      this.addEventListener("error", () => asked.delete(this));
      this.addEventListener("message", () => {
        const before = asked.get(this) ?? 0;
        // Otherwise a question is no longer known as one, and nobody would wait for its answer.
        if (before === 0) throw new Error("a worker answered what was not asked");
        asked.set(this, before - 1);
      });
    }
    if (message instanceof Uint8Array && message[0] === ASK) asked.set(this, (asked.get(this) ?? 0) + 1);
    (post as (...all: unknown[]) => void).call(this, message, ...more);
  } as typeof post;
}
