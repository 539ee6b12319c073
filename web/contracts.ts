// Contracts from a file's text: the very file that `npx nsg-what-if` takes, read by the package's own code. Loaded when there
// are contracts.

import { contracts } from "../crates/plugin/npm/encode.js";

/** Loads what reads YAML: it is larger than all the rest, and most files are JSON. */
type ReadYaml = () => Promise<{ parse(text: string): unknown }>;

/** The contracts as lines for the worker. Rejects with what is wrong, where, and what to do. */
export async function read(text: string, yaml: ReadYaml): Promise<string> {
  const file = await structured(text, yaml);
  let lines: string;
  try {
    lines = contracts(file);
  } catch (error) {
    throw named(error as Slip, file);
  }
  if (lines === "") throw new Error("The list of contracts is empty.");
  return lines;
}

/** JSON begins with a bracket; anything else is YAML. */
async function structured(text: string, yaml: ReadYaml): Promise<unknown> {
  const isJson = /^\s*[[{]/.test(text);
  const parse = isJson ? JSON.parse : (await yaml()).parse;
  try {
    return parse(text);
  } catch (error) {
    // Only the first line: what follows draws the place, which is in the box already.
    const [message = ""] = (error as Error).message.split("\n");
    throw new Error(`This is no ${isJson ? "JSON" : "YAML"}: ${message.replace(/:$/, "")}.`);
  }
}

type Slip = Error & { diagnostics?: { message: string; pointer?: string }[] };

/** An error with the name of its contract, as people look for it in their file. */
function named(error: Slip, file: any): Error {
  const { message, pointer = "" } = error.diagnostics?.[0] ?? error as { message: string; pointer?: string };
  const [, , number, ...path] = pointer.split("/");
  if (number === undefined) {
    return new Error("A list named contracts is missing. Empty the box to insert an example of one.");
  }
  const name = (file.contracts ?? file)[number]?.name;
  const called = name ? `Contract “${name}”` : `Contract ${Number(number) + 1}`;
  return new Error(`${[called, ...path].join(", ")}: ${message}.`);
}
