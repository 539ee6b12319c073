// What the tool asks JavaScript for, on its own page and in an element: `web/src/state/scripts.rs`.

import { filesIn } from "./dropped.ts";
import { type Language, keep, languages, load, saying } from "./language.ts";
import { workerModule } from "./modules.ts";
import { pack, unpack } from "./pack.ts";
import { putProse } from "./trusted.ts";

/** Starts a worker and gives it its module: bytes, so that it works wherever its script comes from. */
export function withModule(worker: Worker, module = workerModule): Worker {
  // What is posted before is kept by the worker until the module is there.
  module()
    .then((response) => response.arrayBuffer())
    .then(
      (module) => worker.postMessage({ module }, [module]),
      (error: unknown) => worker.postMessage({ failure: `${error}` }),
    );
  return worker;
}

const readYaml = () => import("./yaml.ts");

/** Everything but the worker, which each entry starts in its own way. */
export function scripts(language: Language) {
  let spoken = language;
  let say = saying(language);
  return {
    filesIn,
    pack,
    unpack,
    languages,
    loadLanguage: load,
    keepLanguage: (chosen: Language) => {
      spoken = chosen;
      say = saying(chosen);
      keep(chosen);
    },
    putProse,
    lesson: async (slug: string) => (await import("./lessons.ts")).lesson(slug, spoken, say),
    readContracts: async (text: string) => (await import("./contracts.ts")).read(text, readYaml, say),
    readyContracts: async () => (await import("./ready_contracts.ts")).texts,
  };
}
