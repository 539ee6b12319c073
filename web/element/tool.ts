// The tool in an element: its styles, its worker, and what is drawn.

import { type Language, load } from "../language.ts";
import type { Embedded } from "../pkg/page.js";
import { instance } from "./instances.ts";
import { scripts, withModule } from "../scripts.ts";
import css from "../style.css?inline";

/** Whether this build asks nobody anything. */
declare const __SEALED__: boolean;

let sheet: CSSStyleSheet | undefined;

/** The styles, shared by all elements. A sheet of this kind is allowed by every content security policy. */
export function styles(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/** Draws the tool; `tell` hears its events. */
export type Embed = (parent: HTMLElement, root: ShadowRoot, tell: (event: string, detail: unknown) => void) => Embedded;

/** Loads the tool in a language, and returns what draws it. */
export async function embedding(language: Language): Promise<Embed> {
  const [messages, { Embedded }] = await Promise.all([load(language), instance(language)]);
  const brought = { ...scripts(language), startWorker };
  return (parent, root, tell) => new Embedded(parent, root, tell, brought, language, messages, !__SEALED__);
}

/**
 * Starts a worker. Its script has to come from the page's own origin; one from elsewhere is brought by a script that does.
 *
 * The address stands here in full, as it will be in the package: that is how bundlers find it.
 */
function startWorker(): Worker {
  try {
    return withModule(new Worker(new URL(/* @vite-ignore */ "./element/worker.js", import.meta.url), { type: "module" }));
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "SecurityError")) throw error;
    const script = new URL(/* @vite-ignore */ "./element/worker.js", import.meta.url).href;
    // A policy takes what is imported at once for a worker of that origin, and what is imported later for a script.
    const text = `const early = [];
      onmessage = (event) => early.push(event);
      import(${JSON.stringify(script)}).then(
        () => early.forEach((event) => onmessage(event)),
        (error) => setTimeout(() => { throw error; }),
      );`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
    // It has to stay until the worker has started, which nobody tells.
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    return withModule(new Worker(address, { type: "module" }));
  }
}
