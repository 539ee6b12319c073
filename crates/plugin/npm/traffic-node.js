// The module that replays recorded flows in Node, whose fetch does not read files, and which can load it at once.

import { readFileSync } from "node:fs";
import * as glue from "./nsg_what_if_traffic.js";

/** The module, loaded: a result is given when it is asked for, not when a module has come. */
export function now() {
  glue.initSync({ module: readFileSync(new URL("./nsg_what_if_traffic_bg.wasm", import.meta.url)) });
  return glue;
}

export const bring = async () => glue;
