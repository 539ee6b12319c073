// Markdown for a pull request: tables, long parts folded, below the length that a comment may have.

import { contentOf } from "../blocks.mjs";
import { plain } from "../harmless.mjs";

/** GitHub takes 65,536 characters in a comment, Azure DevOps 150,000; some are left for what a pipeline adds. */
const MOST = 60_000;

const MARKS = {
  allow: ["**", "**"],
  deny: ["**", "**"],
  depends: ["**", "**"],
  high: ["**", "**"],
  medium: ["**", "**"],
  strong: ["**", "**"],
};

/** Writes blocks as Markdown of GitHub's flavour. */
export function markdown({ blocks }) {
  const written = [];
  let length = 0;
  for (const [number, block] of blocks.entries()) {
    const text = write(block);
    if (length + text.length > MOST) {
      const left = blocks.slice(number).filter(({ kind }) => kind === "heading" || kind === "details").length;
      written.push(`_${left === 0 ? "More" : `${left} more parts`} did not fit into a comment; \`--format text\` or \`json\` has everything._\n`);
      break;
    }
    written.push(text);
    length += text.length + 1;
  }
  return written.join("\n");
}

function write(block) {
  switch (block.kind) {
    case "heading":
      return `${"#".repeat(block.level + 1)} ${inline(block.content)}\n`;
    case "paragraph":
      return `${inline(block.content)}\n`;
    case "list":
      return block.items.map((item) => `- ${inline(contentOf(item))}\n`).join("");
    case "table":
      return tabled(block);
    case "details": {
      const inner = block.blocks.map(write).join("\n");
      return `<details>\n<summary>${summary(block.summary)}</summary>\n\n${inner}\n</details>\n`;
    }
    case "listing": {
      const fence = "`".repeat(Math.max(3, ...[...block.text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
      const lines = block.text.replace(/\r?\n$/, "").split(/\r?\n/);
      return `${fence}${block.language}\n${lines.map((line) => line.split("\t").map(plain).join("\t")).join("\n")}\n${fence}\n`;
    }
    default:
      throw new Error(`there is no block ${block.kind}`);
  }
}

function tabled({ columns, rows }) {
  if (rows.length === 0) return "";
  const titles = columns ?? rows[0].map(() => "");
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  const body = rows.map((row) => line(row.map((cell) => inline(contentOf(cell)))));
  return `${line(titles.map(escaped))}${line(titles.map(() => "---"))}${body.join("")}`;
}

function inline(content) {
  return content.map((part) => (typeof part === "string" ? escaped(part) : marked(part))).join("");
}

function marked({ mark, text }) {
  if (text === "") return "";
  if (mark === "code") return inCode(text);
  const [before, after] = MARKS[mark] ?? ["", ""];
  return `${before}${escaped(text)}${after}`;
}

/** A summary is HTML, in which Markdown's marks would be read as they stand. */
const summary = (content) =>
  content.map((part) => escaped(typeof part === "string" ? part : part.text)).join("");

/** Text that stays text: no markup, no mention of a person, no reference to an issue or a pull request, no link. */
function escaped(text) {
  const entity = (char) => `&#${char.codePointAt(0)};`;
  return plain(text)
    .replace(/[&<>\\`*_~|[\]@]|[#!](?=\d)|:(?=\/\/)|^[#+-](?=\s|#|$)/g, entity)
    .replace(/^(\d+)([.)])(?=\s|$)/, (_, number, mark) => `${number}${entity(mark)}`);
}

/** A name as code. What code cannot hold in a table, a bar, is an entity, which code would show: then it is no code. */
function inCode(text) {
  const shown = plain(text);
  return /[`|]/.test(shown) || shown !== shown.trim() ? escaped(shown) : `\`${shown}\``;
}
