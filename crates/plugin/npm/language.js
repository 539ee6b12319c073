// The language of sentences.

import { afterRestart, call } from "./judged.js";
import { languages } from "./languages.js";
import * as wasm from "./nsg_what_if.js";

const ENGLISH = "en";

let spoken = { tag: ENGLISH, templates: undefined };

const speak = ({ tag, templates }) => call(() => wasm.speak(tag, templates));

// A fresh instance speaks English.
afterRestart(() => speak(spoken));

/** Speaks a language from now on. */
export async function setLanguage(tag) {
  if (tag !== ENGLISH && !Object.hasOwn(languages, tag)) {
    throw new RangeError(`there are no messages in ${tag}; there are ${[ENGLISH, ...Object.keys(languages)].join(", ")}`);
  }
  const wanted = { tag, templates: tag === ENGLISH ? undefined : (await languages[tag]()).default };
  speak(wanted);
  spoken = wanted;
}
