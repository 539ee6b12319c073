// Text for a terminal: columns that fit it, colours where it has them.

import stringWidth from "string-width";
import { contentOf } from "../blocks.mjs";
import { logLine, plain, sourceLine } from "../harmless.mjs";
import { columnWidths, fits } from "./column_widths.mjs";

const INDENT = "  ";
const GAP = "  ";

const COLOURS = {
  allow: "32",
  deny: "31",
  depends: "33",
  high: "31;1",
  medium: "33;1",
  low: "36",
  info: "2",
  strong: "1",
  quiet: "2",
};

/** Lays blocks out in lines of at most `width` columns. */
export function text({ blocks }, { width, hasColours }) {
  const page = { width, hasColours };
  // A blank line before a heading sets parts apart.
  const isApart = (block, number) => number > 0 && block.kind === "heading";
  return blocks.map((block, number) => `${isApart(block, number) ? "\n" : ""}${lay(block, page)}`).join("");
}

function lay(block, page) {
  switch (block.kind) {
    case "heading":
      return lines(wrap(block.content.map(strongly), page.width), page);
    case "paragraph":
      return lines(wrap(block.content, page.width), page);
    case "list":
      return block.items.map((item) => beside(["  - "], wrap(contentOf(item), page.width - 4), page)).join("");
    case "table":
      return tabled(block, page);
    case "details":
      return [{ kind: "paragraph", content: block.summary }, ...block.blocks].map((inner) => lay(inner, page)).join("");
    case "listing":
      return block.text.replace(/\n$/, "").split("\n").map((line) => `${sourceLine(line)}\n`).join("");
    default:
      throw new Error(`there is no block ${block.kind}`);
  }
}

const strongly = (part) => (typeof part === "string" ? { mark: "strong", text: part } : part);

function tabled({ columns, rows }, page) {
  if (rows.length === 0) return "";
  const titles = columns === undefined ? [] : [columns.map((title) => [{ mark: "quiet", text: title }])];
  const cells = [...titles, ...rows.map((row) => row.map(contentOf))];
  if (columns !== undefined && !fits(columns.length, page.width - INDENT.length)) return stacked(columns, rows, page);
  const widths = columnWidths(
    cells.map((row) => row.map((cell) => stringWidth(wholeText(cell)))),
    cells.map((row) => row.map((cell) => Math.max(0, ...wholeText(cell).split(" ").map((word) => stringWidth(word))))),
    page.width - 2,
  );
  return cells
    .map((row) => {
      const wrapped = row.map((cell, at) => wrap(cell, widths[at]));
      const height = Math.max(...wrapped.map((cell) => cell.length));
      const line = (number) =>
        wrapped.flatMap((cell, at) => {
          const content = cell[number] ?? [];
          const room = widths[at] - stringWidth(content.map(textOf).join(""));
          return [at === 0 ? INDENT : GAP, ...content, " ".repeat(Math.max(0, room))];
        });
      return lines(Array.from({ length: height }, (_, number) => line(number)), page);
    })
    .join("");
}

/** Where columns have no room, each cell has a line with its title. */
function stacked(columns, rows, page) {
  const cells = (row) => row.flatMap((cell, at) => beside([INDENT], wrap([{ mark: "quiet", text: `${columns[at]}: ` }, ...contentOf(cell)], page.width - INDENT.length), page));
  return rows.map((row) => cells(row).join("")).join("\n");
}

const beside = ([lead], wrapped, page) =>
  lines(wrapped.map((line, number) => [number === 0 ? lead : " ".repeat(lead.length), ...line]), page);

const wholeText = (cell) => cell.map(textOf).join("");

const textOf = (part) => plain(typeof part === "string" ? part : part.text);

/** Breaks content between words into lines; a word that is wider than a line is broken after a comma, or anywhere. */
function wrap(content, width) {
  const words = content.flatMap((part) => {
    const mark = typeof part === "string" ? undefined : part.mark;
    return textOf(part)
      .split(/(?<= )(?=[^ ])/)
      .flatMap((word) => (stringWidth(word.trimEnd()) > width ? broken(word, width) : [word]))
      .map((text) => ({ mark, text }));
  });
  const wrapped = [[]];
  let used = 0;
  for (const word of words) {
    if (used > 0 && used + stringWidth(word.text.trimEnd()) > width) {
      wrapped.push([]);
      used = 0;
    }
    wrapped.at(-1).push(word);
    used += stringWidth(word.text);
  }
  return wrapped;
}

function broken(word, width) {
  const pieces = [];
  let piece = "";
  for (const part of word.split(/(?<=,)/)) {
    if (piece !== "" && stringWidth(piece + part) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += part;
    while (stringWidth(piece) > width) {
      pieces.push([...piece].slice(0, Math.max(1, width)).join(""));
      piece = [...piece].slice(Math.max(1, width)).join("");
    }
  }
  return [...pieces, piece];
}

/** Lines of parts as text. A pipeline takes a line that begins with `::` for a command, wherever it was broken. */
function lines(wrapped, { hasColours }) {
  return wrapped.map((line) => `${painted(line, hasColours).trimEnd()}\n`).join("");
}

function painted(line, hasColours) {
  const whole = line.map(textOf).join("");
  const safe = logLine(whole);
  if (safe !== whole || !hasColours) return safe;
  return line
    .map((part) => {
      const colour = typeof part === "string" ? undefined : COLOURS[part.mark];
      return colour === undefined || textOf(part) === "" ? textOf(part) : `\x1b[${colour}m${textOf(part)}\x1b[0m`;
    })
    .join("");
}
