// The module of YAML and plans in Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";

export * from "./nsg_what_if_syntaxes.js";
export { default } from "./nsg_what_if_syntaxes.js";
export const standard = () => readFile(new URL("./nsg_what_if_syntaxes_bg.wasm", import.meta.url));
