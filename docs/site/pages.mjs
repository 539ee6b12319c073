// Which file becomes which page. Addresses end with `.html`, so that the site works from any folder and any server.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { agreement } from "./agreement.mjs";
import { escape, lessonText } from "./lesson_blocks.mjs";
import { words } from "./lesson_words.mjs";
import { types } from "./types.mjs";

const read = (file) => readFileSync(file, "utf8");

/** A page from a Markdown file; the menu's word for it; and where a link to the file leads, if not there. */
const from = (source, to, menu, linked = to) => {
  const text = read(source);
  return { source, to, menu, linked, text, title: /^# (.*)$/m.exec(text)[1] };
};

/** As it is published: with the sizes of this build, where there is one. */
function published() {
  const page = from("crates/plugin/npm/README.md", "package.html", "The npm package");
  const built = "dist/npm/README.md";
  return existsSync(built) ? { ...page, text: read(built) } : page;
}

/** A lesson as `cargo xtask` compiled it: the model that the tool reads, too. */
const compiled = (name) => JSON.parse(read(`web/pkg/lessons/${name}.json`));

/** Where the lessons of a language are, in what is compiled and on the site. English has the folder itself. */
const folder = (language) => (language === "en" ? "" : `${language}/`);

/** The page of a lesson, which is HTML. The number of a lesson's file is that of its place; a translation has none. */
function lesson({ slug, language, order, title, teaches, belief }) {
  const file = language === "en" ? `${String(order).padStart(2, "0")}-${slug}` : slug;
  const to = `lessons/${folder(language)}${slug}.html`;
  const html = lessonText(compiled(folder(language) + slug));
  return { source: `tests/lessons/${folder(language)}${file}.md`, to, linked: to, html, language, title, order, lesson: { slug, teaches, belief } };
}

/** The lessons of a language, in order, each with its neighbours and with the same lesson in the other languages. */
function lessonsIn(language) {
  const lessons = compiled(`${folder(language)}index`).map(lesson);
  const name = (page) => page && { name: `${page.lesson.slug}.html`, title: page.title };
  return lessons.map((page, index) => ({ ...page, before: name(lessons[index - 1]), after: name(lessons[index + 1]), count: lessons.length }));
}

const translated = readdirSync("web/pkg/lessons", { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** The lessons by language. */
const byLanguage = ["en", ...translated.map(({ name }) => name)].map((language) => ({ language, lessons: lessonsIn(language) }));

/** The pages of all lessons. */
export const lessons = byLanguage.flatMap((one) => one.lessons);

/** The pages that list the lessons, one for each language. */
const lists = byLanguage.map(({ language, lessons: all }) => {
  const items = all.map(({ lesson: { slug, teaches }, title }) => `<li><a href="${slug}.html">${escape(title)}</a><br />${escape(teaches)}.</li>`);
  const say = words[language];
  const to = `lessons/${folder(language)}index.html`;
  const html = `<h1 id="lessons">${say.title}</h1>\n<p>${say.about}</p>\n<ol class="lessons">\n${items.join("\n")}\n</ol>\n`;
  return { to, linked: to, html, language, title: say.title, isList: true, ...(language === "en" ? { menu: "Lessons" } : {}) };
});

/** The same page in every other language, by what its address is in the folder of lessons. */
for (const page of [...lists, ...lessons]) {
  const name = page.to.split("/").at(-1);
  const others = byLanguage.filter(({ language }) => language !== page.language);
  const up = page.language === "en" ? "" : "../";
  page.others = others.map(({ language }) => ({ language, name: words[language].name, to: `${up}${folder(language)}${name}` }));
  page.say = words[page.language];
}

export const pages = [
  from("README.md", "index.html", "Overview"),
  ...lists,
  published(),
  { ...types("types.html"), menu: "Types" },
  { ...agreement("agreement.html"), menu: "Agreement with Azure" },
  from("docs/command-line.md", "command-line.html", "Command line"),
  from("docs/ready-contracts.md", "ready-contracts.html", "Ready contracts"),
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
  "docs/groups.png": "groups.png",
  "docs/learn.png": "learn.png",
  "docs/confirm.png": "confirm.png",
  "LICENSE-MIT": "LICENSE-MIT.txt",
  "LICENSE-APACHE": "LICENSE-APACHE.txt",
};
