// What the site's Markdown has beyond the usual: links between files, and boxes for what is wide.

import { existsSync } from "node:fs";
import { posix } from "node:path";
import { files, lessons, pages } from "./pages.mjs";

/** Where on the site each file is. */
const places = new Map([...pages, ...lessons].filter(({ source }) => source).map(({ source, linked }) => [source, linked]));
Object.entries(files).forEach(([source, to]) => places.set(source, to));

/** @param {import("markdown-it").default} md */
export function markdown(md) {
  md.core.ruler.push("links_between_files", ({ tokens, env }) => {
    tokens.forEach(({ type, children }, index) => {
      relink(children ?? [], env);
      // A heading without a word is none; style.css hides a row of them.
      if (type === "th_open" && tokens[index + 1].content === "") tokens[index].tag = tokens[index + 2].tag = "td";
    });
  });
  const { fence } = md.renderer.rules;
  md.renderer.rules.fence = (tokens, index, ...more) => {
    // What is scrolled sideways must be in reach of a keyboard.
    return fence(tokens, index, ...more).replace("<pre>", '<pre tabindex="0">');
  };
  md.renderer.rules.table_open = () => '<div class="wide" role="group" aria-label="table" tabindex="0"><table>';
  md.renderer.rules.table_close = () => "</table></div>";
}

/** A file's link to another one, as a page's link to another one. A source file is no page: its name stays, as text. */
function relink(children, { source, to }) {
  const open = [];
  for (const token of children) {
    if (token.type === "link_open") {
      const place = placeOf(token.attrGet("href"), source, to);
      open.push(place);
      if (place !== undefined) token.attrSet("href", place);
    }
    if (token.type === "image") {
      token.attrSet("src", placeOf(token.attrGet("src"), source, to));
      token.attrSet("loading", "lazy");
    }
    const unlinked = token.type === "link_open" ? open.at(-1) === undefined : token.type === "link_close" && open.pop() === undefined;
    // An empty text, because other rules have seen that there are so many.
    if (unlinked) Object.assign(token, { type: "text", content: "", tag: "", nesting: 0, attrs: null });
  }
}

function placeOf(link, source, to) {
  if (/^(https:|#)/.test(link)) return link;
  const [path, anchor] = link.split("#");
  const file = posix.join(posix.dirname(source), path);
  if (!existsSync(file)) throw new Error(`${source} links to ${link}, which is not there`);
  const place = places.get(file);
  if (place === undefined) return undefined;
  const relative = posix.relative(posix.dirname(to), place);
  return anchor ? `${relative}#${anchor}` : relative;
}
