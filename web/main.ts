// The entry of the page: loads the module, then hands over to it.

import init, { mount } from "./pkg/page.js";
import module from "./pkg/page_bg.wasm?url";

await init({ module_or_path: module });
// The page starts it with the first question that needs it.
mount(() => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
