// The entry of the page: loads the tool in its user's language, then hands over to it.

import { ofPage } from "./language.ts";
import { tool } from "./modules.ts";
import { scripts, withModule } from "./scripts.ts";
import { script } from "./trusted.ts";
import worker from "./worker.ts?worker&url";

const language = ofPage();
document.documentElement.lang = language;
// What the page asks for ahead is the English module: its loading ends with its link.
if (language !== "en") document.querySelector("link[rel=preload]")?.remove();
const { mount } = await tool(language);
// The page starts the worker with the first question that needs it.
const startWorker = () => withModule(new Worker(script(worker), { type: "module" }), language);
mount({ ...scripts(language), startWorker });
