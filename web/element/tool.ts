// The module of the tool: loaded once for all elements of a page.

import { pageModule } from "../modules.ts";
import init, { Embedded } from "../pkg/page.js";
import { scripts, withModule } from "../scripts.ts";
import css from "../style.css?inline";

/** Whether this build asks nobody anything. */
declare const __SEALED__: boolean;

let loading: Promise<unknown> | undefined;
let sheet: CSSStyleSheet | undefined;

/** Loads the module. What failed is tried anew by the next call. */
export function load(): Promise<unknown> {
  loading ??= init({ module_or_path: pageModule() });
  loading.catch(() => (loading = undefined));
  return loading;
}

/** The styles, shared by all elements. A sheet of this kind is allowed by every content security policy. */
export function styles(): CSSStyleSheet {
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}

/** Draws the tool. */
export function embed(parent: HTMLElement, root: ShadowRoot, tell: (event: string, detail: unknown) => void): Embedded {
  return new Embedded(parent, root, tell, { ...scripts, startWorker }, !__SEALED__);
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
