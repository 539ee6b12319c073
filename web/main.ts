// The entry of the page: loads the tool and its user's language, then hands over to it.

import { load, ofPage } from "./language.ts";
import { pageModule } from "./modules.ts";
import init, { mount } from "./pkg/page.js";
import { scripts, withModule } from "./scripts.ts";
import { recordedWeek, startTrafficWorker } from "./traffic.ts";
import { script } from "./trusted.ts";
import worker from "./worker.ts?worker&url";

const wanted = ofPage();
document.documentElement.lang = wanted;
// Where its messages do not come, the page is there in English.
const [messages] = await Promise.all([load(wanted).catch(() => undefined), init({ module_or_path: pageModule() })]);
const language = messages === undefined ? "en" : wanted;
document.documentElement.lang = language;
// The page starts the worker with the first question that needs it.
const startWorker = () => withModule(new Worker(script(worker), { type: "module" }));
mount({ ...scripts(language), startWorker, startTrafficWorker, recordedWeek }, language, messages ?? "");
