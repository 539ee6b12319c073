// Chromium and Firefox by one library.

import puppeteer from "puppeteer-core";

/** Nothing is measured here: what is slow because the machine is busy is not broken. */
const LIMIT = 240_000;

/** Starts one. */
export async function launch(options) {
  const browser = await puppeteer.launch({ headless: true, protocolTimeout: LIMIT, timeout: LIMIT, ...options });
  return {
    version: await browser.version(),
    /** A page in a context of its own, which nothing was kept in before. */
    async newTab() {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      page.setDefaultTimeout(LIMIT);
      return new Tab(context, page);
    },
    isRunning: () => browser.connected,
    close: () => browser.close(),
  };
}

class Tab {
  #context;
  #page;
  #noise = [];
  #origins = new Set();

  constructor(context, page) {
    this.#context = context;
    this.#page = page;
    // What in_page.js cannot see: the browser's own words on the console, and what is asked of others while the page goes.
    page.on("console", (message) => message.type() === "error" && this.#noise.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => this.#noise.push(`thrown: ${error.message}`));
    page.on("request", (request) => this.#origins.add(new URL(request.url()).origin));
  }

  async open(url) {
    await this.#page.goto(url);
  }

  /** Calls what in_page.js has. */
  call(name, ...given) {
    return this.#page.evaluate((name, given) => globalThis.inPage[name](...given), name, given);
  }

  /** Presses what in_page.js has been told to aim at. */
  async click() {
    const handle = await this.#page.evaluateHandle(() => globalThis.inPage.aimed());
    await handle.asElement().click();
    await handle.dispose();
  }

  async type(text) {
    await this.#page.keyboard.type(text);
  }

  async press(key) {
    await this.#page.keyboard.press(key);
  }

  noise() {
    return this.#noise.splice(0);
  }

  origins() {
    // Firefox tells of the empty page that a tab begins with, too.
    return [...this.#origins].filter((origin) => origin !== "null");
  }

  async close() {
    await this.#context.close();
  }
}
