// The instances of the tool on a page: one for each language that an element there speaks. A program speaks one language, so
// two elements with two languages are two programs, of one module.

import type { Language } from "../language.ts";
import { pageModule } from "../modules.ts";
import * as english from "../pkg/page.js";

/** The script of the module, once more for each other language: a script has one instance. */
const scripts = import.meta.glob<typeof english>("../pkg/*/page.js");

const loading = new Map<Language, Promise<typeof english>>();

/** Loads the tool for a language, once. What failed is tried anew by the next call. */
export function instance(language: Language): Promise<typeof english> {
  const known = loading.get(language);
  if (known) return known;
  const loads = load(language);
  loading.set(language, loads);
  loads.catch(() => loading.delete(language));
  return loads;
}

async function load(language: Language): Promise<typeof english> {
  // Asked for at once, and not only when its script has come.
  const module = pageModule();
  const script = (await scripts[`../pkg/${language}/page.js`]?.()) ?? english;
  await script.default({ module_or_path: module });
  await script.load_element();
  return script;
}
