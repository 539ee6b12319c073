// The entry of the page: loads the module, then hands over to it.

import { pageModule } from "./modules.ts";
import init, { mount } from "./pkg/page.js";
import { scripts, withModule } from "./scripts.ts";

await init({ module_or_path: pageModule() });
// The page starts the worker with the first question that needs it.
const startWorker = () => withModule(new Worker(new URL("./worker.ts", import.meta.url), { type: "module" }));
mount({ ...scripts, startWorker });
