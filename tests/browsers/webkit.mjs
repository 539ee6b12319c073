// WebKitGTK's MiniBrowser by its own driver, on a display that nobody sees. The driver has no WebDriver BiDi, so what the
// browser itself says on the console is out of sight: errors, rejections and violated policies are what in_page.js notes. Nor
// is a request seen that nobody answered.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { env } from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { Builder, Capabilities, Key } from "selenium-webdriver";
import { programs } from "./programs.mjs";

const LIMIT = 120_000;

export async function start() {
  // In the order in which they are started: they end in the other one.
  const started = [];
  const endAll = async () => {
    for (const process of started.reverse()) await end(process);
  };
  try {
    const display = await startScreen(started);
    const server = await startDriver(started, display);
    const capabilities = new Capabilities({
      browserName: "MiniBrowser",
      "webkitgtk:browserOptions": { binary: programs.webkit.miniBrowser.path, args: ["--automation"] },
    });
    const driver = await limited(new Builder().usingServer(server).withCapabilities(capabilities).build());
    // As wide as the screen: without a window manager it begins narrow, and the driver does not scroll a table sideways.
    await limited(driver.manage().window().setRect({ x: 0, y: 0, width: 1280, height: 1024 }));
    const session = await driver.getCapabilities();
    const [first] = await driver.getAllWindowHandles();
    return {
      version: `WebKitGTK MiniBrowser ${session.get("browserVersion")}`,
      /** A tab of its own. All tabs keep things in one place, so that is emptied in the end. */
      async newTab() {
        await driver.switchTo().newWindow("tab");
        return new Tab(driver, first);
      },
      // A session that ends fails whatever is asked of it.
      isRunning: () => true,
      async close() {
        await limited(driver.quit()).finally(endAll);
      },
    };
  } catch (error) {
    await endAll();
    throw error;
  }
}

/** The driver waits for ever for a browser that says nothing. */
const limited = (work) =>
  Promise.race([
    work,
    pause(LIMIT, undefined, { ref: false }).then(() => {
      throw new Error("MiniBrowser does not answer");
    }),
  ]);

class Tab {
  #driver;
  #first;

  constructor(driver, first) {
    this.#driver = driver;
    this.#first = first;
  }

  async open(url) {
    await this.#driver.get(url);
  }

  call(name, ...given) {
    return this.#driver.executeScript((name, given) => globalThis.inPage[name](...given), name, given);
  }

  /** Presses what in_page.js has been told to aim at. */
  async click() {
    const element = await this.#driver.executeScript(() => globalThis.inPage.aimed());
    await element.click();
  }

  async type(text) {
    await this.#driver.actions().sendKeys(text).perform();
  }

  async press(key) {
    await this.#driver.actions().sendKeys(KEYS[key]).perform();
  }

  /** in_page.js has all that can be seen. */
  noise() {
    return [];
  }

  async origins() {
    return this.call("origins");
  }

  async close() {
    await this.call("forget");
    await this.#driver.close();
    await this.#driver.switchTo().window(this.#first);
  }
}

const KEYS = { ArrowUp: Key.ARROW_UP, End: Key.END };

/** Xvfb chooses a number that is free, and prints it. */
async function startScreen(started) {
  const process = spawn(programs.webkit.xvfb.path, ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  started.push(process);
  const [number] = await Promise.race([once(process.stdio[3], "data"), once(process, "exit")]);
  if (process.exitCode !== null) throw new Error("Xvfb ended at once");
  return `:${String(number).trim()}`;
}

async function startDriver(started, display) {
  const port = await freePort();
  const process = spawn(programs.webkit.driver.path, [`--port=${port}`], {
    env: { ...env, DISPLAY: display, GDK_BACKEND: "x11" },
    stdio: ["ignore", "ignore", "ignore"],
  });
  started.push(process);
  const origin = `http://127.0.0.1:${port}`;
  while (!(await isReady(origin))) {
    if (process.exitCode !== null) throw new Error("WebKitWebDriver ended at once");
    await pause(50);
  }
  return origin;
}

const isReady = (origin) => fetch(`${origin}/status`).then(({ ok }) => ok, () => false);

/** The driver cannot choose one itself. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function end(process) {
  process.kill();
  if (process.exitCode === null && process.signalCode === null) await once(process, "exit");
}
