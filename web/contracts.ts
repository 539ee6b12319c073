// Contracts from a file's text: the very file that `npx nsg-what-if` takes. Loaded when there are contracts.

import type { Say } from "./language.ts";

/** Loads what reads YAML: it is larger than all the rest, and most files are JSON. */
type ReadYaml = () => Promise<{ parse(text: string): unknown }>;

/** What the file holds, as JSON: JSON begins with a bracket, anything else is YAML. Rejects with what is wrong, and where. */
export async function read(text: string, yaml: ReadYaml, say: Say): Promise<string> {
  const isJson = /^\s*[[{]/.test(text);
  const parse = isJson ? JSON.parse : (await yaml()).parse;
  try {
    return JSON.stringify(parse(text) ?? null);
  } catch (error) {
    // Only the first line: what follows draws the place, which is in the box already.
    const [message = ""] = (error as Error).message.split("\n");
    const cause = message.replace(/:$/, "");
    throw new Error(isJson ? say("contracts-no-json", { cause }) : say("contracts-no-yaml", { cause }));
  }
}
