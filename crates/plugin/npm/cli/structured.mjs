// JSON and YAML with places, for settings, contracts and facts of the network.

import { shownPath } from "./inputs.mjs";
import { unreadableError } from "./exit_codes.mjs";

/** Aliases of YAML may stand for so many values; a file that goes beyond is no file of settings. */
const MOST_ALIASES = 100;

/**
 * Reads a file of JSON or YAML.
 *
 * @returns {Promise<{ value: any, name: string, at: (pointer: string) => Promise<string> }>} `at` says where in the file the
 * value of a JSON pointer stands, as `file:line:column`
 */
export async function readStructured(path, files) {
  const text = await files.read(path);
  const name = shownPath(path);
  // JSON is YAML, but a file of service tags is read in a tenth of the time as JSON.
  const json = parsedJson(text);
  const read = json === undefined ? await readYaml(name, text) : { value: json };
  const at = async (pointer) => {
    const { document, placed } = read.document === undefined ? await readYaml(name, text) : read;
    return placed(nodeAt(document, keysOf(pointer))?.range?.[0]);
  };
  return { value: read.value, name, at };
}

function parsedJson(text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}

async function readYaml(name, text) {
  const { LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placed = (offset) => {
    const { line, col } = lines.linePos(offset ?? 0);
    return `${name}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const [error] = document.errors;
  if (error !== undefined) throw unreadableError(`${placed(error.pos[0])}: ${error.message}`);
  try {
    return { document, placed, value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    throw unreadableError(`${name}: ${error.message}`);
  }
}

const keysOf = (pointer) =>
  pointer
    .split("/")
    .slice(1)
    .map((key) => key.replace(/~1/g, "/").replace(/~0/g, "~"));

/** The node of a pointer, or the innermost one around it that is there. */
function nodeAt(document, keys) {
  for (let length = keys.length; length >= 0; length--) {
    const node = document.getIn(keys.slice(0, length).map(asIndex), true);
    if (node?.range) return node;
  }
  return document.contents;
}

const asIndex = (key) => (/^\d+$/.test(key) ? Number(key) : key);
