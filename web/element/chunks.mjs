// Which files several parts of the page share: `xtask/src/split.rs` writes who needs which.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const parts = readFileSync(resolve(import.meta.dirname, "../pkg/page_parts.js"), "utf8");
const all = [...parts.matchAll(/\/\* (.*) \*\/\nconst __(chunk_\d+) =/g)].map(([, needed, name]) => ({ name, by: needed.split(", ") }));

/**
 * The files that a part comes with, by their names in the package.
 *
 * @param {string} part its name, such as `element`
 */
export const filesOf = (part) => [`element/split_${part}.wasm`, ...all.filter(({ by }) => by.includes(part)).map(({ name }) => `element/${name}.wasm`)];
