// The module that writes in Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";

export * from "./nsg_what_if_writing.js";
export { default } from "./nsg_what_if_writing.js";
export const standard = () => readFile(new URL("./nsg_what_if_writing_bg.wasm", import.meta.url));
