// Which file becomes which page. Addresses end with `.html`, so that the site works from any folder and any server.

import { existsSync, readFileSync } from "node:fs";
import { agreement } from "./agreement.mjs";
import { lessonText } from "./lesson_blocks.mjs";
import { types } from "./types.mjs";

const read = (file) => readFileSync(file, "utf8");

/** A page from a Markdown file; the menu's word for it; and where a link to the file leads, if not there. */
const from = (source, to, menu, linked = to) => {
  const text = read(source);
  return { source, to, menu, linked, text, title: /^# (.*)$/m.exec(text)[1] };
};

/** As it is published: with the table of sizes, once there is something to measure. */
function published() {
  const page = from("crates/plugin/npm/README.md", "package.html", "The npm package");
  const built = "dist/npm/README.md";
  const unmeasured = page.text.replace("<!-- sizes -->", "`cargo xtask build` measures it.");
  return { ...page, text: existsSync(built) ? read(built) : unmeasured };
}

/** A lesson as `cargo xtask` compiled it: the model that the tool reads, too. */
const compiled = (name) => JSON.parse(read(`web/pkg/lessons/${name}.json`));

/** The page of a lesson, which is HTML. The number of its file is that of its place. */
function lesson({ slug, order, title, teaches, belief }) {
  const source = `tests/lessons/${String(order).padStart(2, "0")}-${slug}.md`;
  const to = `lessons/${slug}.html`;
  return { source, to, linked: to, html: lessonText(compiled(slug)), title, order, lesson: { slug, teaches, belief } };
}

/** All lessons, in order, each with its neighbours. */
export const lessons = compiled("index").map(lesson);
lessons.forEach((page, index) => {
  page.before = neighbour(lessons[index - 1]);
  page.after = neighbour(lessons[index + 1]);
});

function neighbour(page) {
  return page && { to: page.to, title: page.title };
}

export const pages = [
  from("README.md", "index.html", "Overview"),
  // The list of lessons is a template of its own: lessons.njk.
  { to: "lessons/index.html", menu: "Lessons" },
  published(),
  { ...types("types.html"), menu: "Types" },
  { ...agreement("agreement.html"), menu: "Agreement with Azure" },
  from("docs/security.md", "security.html", "Security"),
  from("docs/hosting.md", "hosting.html", "Hosting"),
  from("crates/plugin/npm/CHANGELOG.md", "changelog.html", "Changelog"),
  // Who follows a link to the lessons wants to read them, not to write one.
  from("tests/lessons/README.md", "writing-lessons.html", "Writing lessons", "lessons/index.html"),
  from("crates/azure-simulator/README.md", "simulator.html", "The simulator"),
  from("ARCHITECTURE.md", "architecture.html", "Architecture"),
];

/** What is copied: the style, the pictures, and what the pages link to beside pages. */
export const files = {
  "docs/site/style.css": "style.css",
  "web/icon.svg": "icon.svg",
  "docs/page.png": "page.png",
  "docs/what-if.png": "what-if.png",
  "docs/learn.png": "learn.png",
  "docs/confirm.png": "confirm.png",
  "LICENSE-MIT": "LICENSE-MIT.txt",
  "LICENSE-APACHE": "LICENSE-APACHE.txt",
};
