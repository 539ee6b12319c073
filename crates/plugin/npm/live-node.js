// The live module in Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";

export * from "./nsg_what_if_live.js";
export { default } from "./nsg_what_if_live.js";
export const standard = () => readFile(new URL("./nsg_what_if_live_bg.wasm", import.meta.url));
