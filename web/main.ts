// The entry of the page: loads the module, then hands over to it.

import init, { mount } from "./pkg/page.js";
import module from "./pkg/page_bg.wasm?url";

await init({ module_or_path: module });
mount();
