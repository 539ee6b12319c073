// Contracts from a file's text: the very file that `npx nsg-what-if` takes, read by the package's own code. Loaded when there
// are contracts.

import { contracts } from "../crates/plugin/npm/encode.js";
import type { Say } from "./language.ts";

/** Loads what reads YAML: it is larger than all the rest, and most files are JSON. */
type ReadYaml = () => Promise<{ parse(text: string): unknown }>;

/** The contracts as lines for the worker. Rejects with what is wrong, where, and what to do. */
export async function read(text: string, yaml: ReadYaml, say: Say): Promise<string> {
  const file = await structured(text, yaml, say);
  let lines: string;
  try {
    lines = contracts(file);
  } catch (error) {
    throw named(error as Slip, file, say);
  }
  if (lines === "") throw new Error(say("contracts-empty"));
  return lines;
}

/** JSON begins with a bracket; anything else is YAML. */
async function structured(text: string, yaml: ReadYaml, say: Say): Promise<unknown> {
  const isJson = /^\s*[[{]/.test(text);
  const parse = isJson ? JSON.parse : (await yaml()).parse;
  try {
    return parse(text);
  } catch (error) {
    // Only the first line: what follows draws the place, which is in the box already.
    const [message = ""] = (error as Error).message.split("\n");
    const cause = message.replace(/:$/, "");
    throw new Error(isJson ? say("contracts-no-json", { cause }) : say("contracts-no-yaml", { cause }));
  }
}

type Slip = Error & { diagnostics?: { code: string; message: string; pointer?: string }[] };

/** An error with the name of its contract, as people look for it in their file. */
function named(error: Slip, file: any, say: Say): Error {
  const { code, message, pointer = "" } = error.diagnostics?.[0] ?? error as { code?: string; message: string; pointer?: string };
  const [, , number, ...path] = pointer.split("/");
  if (number === undefined) {
    return new Error(say("contracts-no-list"));
  }
  const name = (file.contracts ?? file)[number]?.name;
  const called = name ? say("contracts-named", { name }) : say("contracts-numbered", { number: Number(number) + 1 });
  return new Error(say("contracts-wrong", { place: [called, ...path].join(", "), cause: inWords(code, path, say) ?? message }));
}

/** What the package's own code, which speaks English, says of something that is not what it should be. */
function inWords(code: string | undefined, path: string[], say: Say): string | undefined {
  if (code === "invalid-query") return say("contracts-no-query");
  if (code !== "invalid-contract") return undefined;
  return path.at(-1) === "only" ? say("contracts-only-no-list") : say("contracts-no-object");
}
