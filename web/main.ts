// The entry of the page: loads the tool and its user's language, then hands over to it.

import { load, ofPage } from "./language.ts";
import { pageModule } from "./modules.ts";
import init, { mount } from "./pkg/page.js";
import { scripts, withModule } from "./scripts.ts";
import { script } from "./trusted.ts";
import worker from "./worker.ts?worker&url";

const language = ofPage();
document.documentElement.lang = language;
const [messages] = await Promise.all([load(language), init({ module_or_path: pageModule() })]);
// The page starts the worker with the first question that needs it.
const startWorker = () => withModule(new Worker(script(worker), { type: "module" }));
mount({ ...scripts(language), startWorker }, language, messages);
