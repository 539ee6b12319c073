// The package's declarations as a page: each with its comment as text, under a heading that can be linked to.
//
// TypeDoc needs the compiler's library, which TypeScript 7 does not have; and the declarations are written to be read.

import { readFileSync } from "node:fs";

const SECTIONS = [
  ["`nsg-what-if`", ["crates/plugin/npm/index.d.ts", "crates/plugin/src/types.d.ts"]],
  ["`nsg-what-if`: asking Azure", ["crates/plugin/npm/azure.d.ts"]],
  ["`nsg-what-if/worker`", ["crates/plugin/npm/worker.d.ts"]],
  ["`nsg-what-if/element` and `nsg-what-if/sealed`", ["crates/plugin/npm/element.d.ts"]],
];

/** What is declared in a file, in order. Between declarations is an empty line, and what belongs to one is indented. */
function declarations(file) {
  return readFileSync(file, "utf8")
    .split(/\n\n(?=\S)/)
    .map(declaration)
    .filter(({ names }) => names.length > 0);
}

function declaration(text) {
  const [, comment = "", code] = /^(?:\/\*\*(.*?)\*\/\n)?(.*)$/s.exec(text.trim());
  const about = comment.replace(/^\s*\* ?/gm, "").trim();
  const declared = /^(?:export )?(?:declare )?(?:default )?(?:interface|type|function|class) (\w+)/gm;
  return { about, code, names: [...code.matchAll(declared)].map(([, name]) => name) };
}

/** The page, as Markdown. */
export function types(to) {
  const sections = SECTIONS.map(([title, files]) => [title, files.flatMap(declarations)]);
  const text = ["# Types", "Everything that the [npm package](crates/plugin/npm/README.md) declares."];
  for (const [title, declared] of sections) {
    const links = declared.flatMap(({ names }) => names.map((name) => `[\`${name}\`](#${name})`));
    text.push(`## ${title}`, links.join(" · "));
    for (const { names, about, code } of declared) {
      const marks = names.map((name) => `<code id="${name}">${name}</code>`);
      text.push(`### ${marks.join(", ")}`, about, `\`\`\`ts\n${code}\n\`\`\``);
    }
  }
  return { source: "types.md", to, linked: to, title: "Types", text: text.join("\n\n") };
}
