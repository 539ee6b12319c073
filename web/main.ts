// The entry of the page: loads the module, then hands over to it.

import { pack, unpack } from "./pack.ts";
import init, { mount } from "./pkg/page.js";
import module from "./pkg/page_bg.wasm?url";

await init({ module_or_path: module });
// The page starts the worker with the first question that needs it, and reads contracts where there are any.
const startWorker = () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
const readYaml = () => import("./yaml.ts");
const readContracts = async (text: string) => (await import("./contracts.ts")).read(text, readYaml);
mount(startWorker, pack, unpack, readContracts);
