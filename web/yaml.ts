// What reads YAML, in a file of its own: loaded when a text is YAML.

import { parse as parsed } from "yaml";

/** What the text holds. Warnings are the reader's own and nobody's on the page. */
export const parse = (text: string): unknown => parsed(text, { logLevel: "error" });
