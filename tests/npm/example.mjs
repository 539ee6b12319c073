// Runs an example of a README.

import { rm, writeFile } from "node:fs/promises";

let count = 0;

/** What the example prints, call by call. */
export async function printed(example) {
  // Beside this file, so that it finds the package as a program would.
  const file = new URL(`./.example-${process.pid}-${count++}.mjs`, import.meta.url);
  const said = [];
  const { log } = console;
  try {
    await writeFile(file, example);
    console.log = (text) => said.push(text);
    await import(file);
  } finally {
    console.log = log;
    await rm(file, { force: true });
  }
  return said;
}
