// The documentation: the project's own Markdown as pages, by Eleventy. `cargo xtask build` runs it into dist/site/docs.
//
// The files stay where they are, so that they are read on any Git host, too: each is handed over as it is.

import { IdAttributePlugin } from "@11ty/eleventy";
import { markdown } from "./markdown.mjs";
import { files, lessons, pages } from "./pages.mjs";

/** No script, and nothing from anywhere else. */
const policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

export default function configure(config) {
  // Links to headings, as Git hosts have them.
  config.addPlugin(IdAttributePlugin);
  config.amendLibrary("md", markdown);
  config.addGlobalData("policy", policy);
  config.addGlobalData("entries", pages.filter(({ menu }) => menu));
  config.addPassthroughCopy(files);
  for (const { text, html, ...page } of [...pages, ...lessons]) {
    const data = { ...page, layout: "page.njk", permalink: page.to };
    if (text !== undefined) config.addTemplate(`${page.to}.md`, text, data);
    if (html !== undefined) config.addTemplate(page.to, html, data);
  }
  return {
    dir: { input: "docs/site", output: "dist/site/docs" },
    // Braces in an example are an example.
    markdownTemplateEngine: false,
    htmlTemplateEngine: false,
  };
}
