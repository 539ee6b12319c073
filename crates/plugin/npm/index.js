// The entry for browsers, workers and bundlers.

import { loader } from "./load.js";

export * from "./api.js";
// Bundlers recognise exactly this expression, and bring the file along.
export default loader(() => new URL("./nsg_what_if_bg.wasm", import.meta.url));
