// The lessons, compiled from `tests/lessons` by the build; each is a file of its own, loaded when it is opened. The page reads
// their JSON by the type that wrote it.

import type { Say } from "./language.ts";

const files = import.meta.glob<string>("./pkg/lessons/**/*.json", { query: "?raw", import: "default" });

/** The JSON of a lesson, or of the list of them, which is called `index`; in English where the language has none. */
export async function lesson(name: string, language: string, say: Say): Promise<string> {
  const load = files[`./pkg/lessons/${language}/${name}.json`] ?? files[`./pkg/lessons/${name}.json`];
  if (!load) throw new Error(say("lesson-missing", { name }));
  return load();
}
