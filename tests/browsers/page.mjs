// What a person does on a page, whatever the browser.

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";

/** How long something may take before it counts as never: nothing is measured here. */
const LIMIT = 60_000;

/** Between two looks. */
const PAUSE = 25;

/** As in_page.js takes it: a text, or an expression that a text has to match. */
const sent = (wanted) => (wanted instanceof RegExp ? { pattern: wanted.source } : wanted);

const byRole = (role, name, within) => ({ role, name: sent(name), within });

/** Whether a text is that text, or matches. */
const agrees = (text, wanted) => (wanted instanceof RegExp ? wanted.test(text) : text === wanted);

export class Page {
  #browser;
  #tab;
  #isOpen = false;
  /** Where the page may ask: its own origin, and what a journey adds. */
  #mayAsk = new Set();

  constructor(browser, tab) {
    this.#browser = browser;
    this.#tab = tab;
  }

  /** An empty one. */
  static async in(browser) {
    return new Page(browser, await browser.newTab());
  }

  mayAsk(origin) {
    this.#mayAsk.add(origin);
  }

  /** Opens an address, as if it were typed. */
  async goto(url) {
    // What a page noted goes with it.
    if (this.#isOpen) await this.checkNoise();
    this.#isOpen = true;
    this.mayAsk(new URL(url).origin);
    await this.#tab.open(url);
  }

  /** Opens a link as somebody does who got it: in a tab that knows nothing of this one. */
  async gotoAfresh(url) {
    await this.checkNoise();
    await this.#tab.close();
    this.#tab = await this.#browser.newTab();
    this.#isOpen = false;
    await this.goto(url);
  }

  /** Goes back to an address; tells whether the browser had kept the page as it was. */
  async goBack(url) {
    await this.checkNoise();
    // By the page itself: drivers wait in vain for the loading of a page that was kept.
    await this.#tab.call("goBack");
    // Between two pages there is none that could be asked.
    await this.waitFor(url, () => this.#tab.call("isAt", url).catch(() => false));
    return this.#tab.call("wasKept");
  }

  /** Waits until a condition holds; `told` says what is there instead, if it never does. */
  async waitFor(what, condition, told = () => "") {
    const end = performance.now() + LIMIT;
    while (!(await condition())) {
      if (performance.now() > end) assert.fail(`no ${what}, but: ${JSON.stringify(await told())}`);
      await pause(PAUSE);
    }
  }

  /** Presses what rests where it is, until the press arrives there: a page that moves is no reason to fail. */
  async #click(query) {
    const what = JSON.stringify(query);
    let before = null;
    let failed;
    const rests = async () => {
      const now = await this.#tab.call("box", query);
      const isSame = now !== null && now === before;
      before = now;
      return isSame;
    };
    const arrives = async () => {
      try {
        await this.#tab.call("aim", query);
        await this.#tab.click();
      } catch (error) {
        // It was drawn anew in between, say.
        failed = String(error);
        return false;
      }
      return this.#tab.call("isHit");
    };
    await this.waitFor(what, rests, () => this.#tab.call("texts", { role: "button" }));
    await this.waitFor(`press of ${what} that arrives`, arrives, () => failed);
  }

  click(role, name, within) {
    return this.#click(byRole(role, name, within));
  }

  /** Clicks what has no role: the face of a rule. */
  clickOn(css) {
    return this.#click({ css });
  }

  /** Types over what is in a field, key by key. */
  fill(label, text, within) {
    return this.#fill(byRole("textbox", label, within), text);
  }

  /** The same for a field whose name another one has, too. */
  fillIn(css, text) {
    return this.#fill({ css }, text);
  }

  async #fill(query, text) {
    await this.#click(query);
    await this.#tab.call("select", query);
    await this.#tab.type(text);
  }

  /** Pastes over what is in a field. */
  async paste(label, text) {
    const query = byRole("textbox", label);
    await this.#click(query);
    await this.#tab.call("select", query);
    await this.#tab.call("insert", text);
  }

  /** Chooses in a list, once the choice is there. */
  async choose(label, option, within) {
    const query = byRole("combobox", label, within);
    const options = () => this.#tab.call("options", query);
    await this.waitFor(`option ${option}`, async () => (await options()).some((one) => agrees(one, option)), options);
    await this.#tab.call("choose", query, sent(option));
  }

  /** Presses keys where the keyboard is. */
  async press(...keys) {
    for (const key of keys) await this.#tab.press(key);
  }

  async isGone(role, name) {
    const texts = () => this.#tab.call("texts", byRole(role, name));
    await this.waitFor(`absence of ${name}`, async () => (await texts()).length === 0, texts);
  }

  /** What is shown of each. */
  texts(css) {
    return this.#tab.call("texts", { css });
  }

  /** What is shown of the first one, once there is one. */
  async text(css) {
    await this.waitFor(css, async () => (await this.texts(css)).length > 0);
    return (await this.texts(css))[0];
  }

  /** Waits until one of them reads so. */
  async reads(css, wanted) {
    const texts = () => this.texts(css);
    await this.waitFor(`${css} that reads ${wanted}`, async () => (await texts()).some((text) => agrees(text, wanted)), texts);
  }

  /** The same for what has a role and a name. */
  async regionReads(name, wanted) {
    const texts = () => this.#tab.call("texts", byRole("region", name));
    await this.waitFor(`${name} that reads ${wanted}`, async () => (await texts()).some((text) => agrees(text, wanted)), texts);
    return (await texts())[0];
  }

  title() {
    return this.#tab.call("title");
  }

  colours(css) {
    return this.#tab.call("colours", { css });
  }

  /** Every error since the last time, and every request to who was not to be asked. */
  async noise() {
    const origins = (await this.#tab.origins()).filter((origin) => !this.#mayAsk.has(origin));
    return [...(await this.#tab.call("noise")), ...this.#tab.noise(), ...origins.map((origin) => `request to ${origin}`)];
  }

  async checkNoise() {
    assert.deepEqual(await this.noise(), [], "the page is quiet");
  }

  async close() {
    await this.#tab.close();
  }
}
