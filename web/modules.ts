// The modules of WebAssembly and where they are, in each language. Each build fills in what it knows: the element's has a
// digest for each, and the sealed one has the bytes themselves, since its page may fetch nothing.

import { fetched } from "./fetched.ts";
import type { Language } from "./language.ts";
import * as english from "./pkg/page.js";
import page from "./pkg/page_bg.wasm?url";
import worker from "./pkg/worker_bg.wasm?url";

/** Another language: loaded by those who read it, and not there at all while one edits. */
const glue = import.meta.glob<typeof english>("./pkg/*/page.js");
const modules = import.meta.glob<string>("./pkg/*/*_bg.wasm", { query: "?url", import: "default" });

const loading = new Map<Language, Promise<typeof english>>();

/** Loads the tool in a language, once. What failed is tried anew by the next call. */
export function tool(language: Language): Promise<typeof english> {
  const known = loading.get(language);
  if (known) return known;
  const loads = load(language);
  loading.set(language, loads);
  loads.catch(() => loading.delete(language));
  return loads;
}

async function load(language: Language): Promise<typeof english> {
  const translated = modules[`./pkg/${language}/page_bg.wasm`];
  // Asked for at once, and not only when its script has come.
  const response = translated ? fetched(`${language}/page_bg.wasm`, translated()) : fetched("page_bg.wasm", page);
  const loaded = (await glue[`./pkg/${language}/page.js`]?.()) ?? english;
  await loaded.default({ module_or_path: response });
  return loaded;
}

/** The module of the worker, which cannot tell by itself where it is: its script may come from anywhere. */
export function workerModule(language: Language): Promise<Response> {
  const translated = modules[`./pkg/${language}/worker_bg.wasm`];
  return translated ? fetched(`${language}/worker_bg.wasm`, translated()) : fetched("worker_bg.wasm", worker);
}
