// What agents can read: the lessons, and the catalogue of agreement with Azure, as they stand in the tests.

import { readFileSync, readdirSync } from "node:fs";
import { parse } from "smol-toml";

const root = new URL("../../../../../", import.meta.url);
const read = (path) => readFileSync(new URL(path, root), "utf8");

/** The English lessons, in order. */
export function lessons() {
  const files = readdirSync(new URL("tests/lessons/", root)).filter((file) => /^\d+-.*\.md$/.test(file));
  return files.sort().map((file) => {
    const [, head, text] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(read(`tests/lessons/${file}`));
    const field = (name) => new RegExp(`^${name}: (.*)$`, "m").exec(head)[1];
    return { name: file.replace(/^\d+-|\.md$/g, ""), title: field("title"), about: field("teaches"), text: `# ${field("title")}\n${text}` };
  });
}

/** The entries of the catalogue. */
export function agreement() {
  const { entry } = parse(read("tests/conformance/agreement.toml"));
  return entry.map(({ id, kind, title, what, we }) => ({ id, title, text: `# ${title}\n\nKind: ${kind}\n\n${what}\n\nWhat nsg-what-if does: ${we}\n` }));
}
