// The catalogues for scripts: a file of Project Fluent becomes a module with a function for each message, and a message
// that a script asks for and no file has fails the build. `crates/text` does the same for Rust, and compares the languages.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { type Pattern, parse } from "@fluent/syntax";
import type { Plugin } from "vite";

const FILE = resolve(import.meta.dirname, "../crates/text/languages/en/start.ftl");

/** A text with its variables as a template; choices are for messages of Rust. */
function template(name: string, pattern: Pattern): string {
  const pieces = pattern.elements.map((element) => {
    if (element.type === "TextElement") return element.value.replace(/[`\\$]/g, "\\$&");
    const { expression } = element;
    if (expression.type !== "VariableReference") throw new Error(`${name}: only variables stand in a script's message`);
    return `\${values.${expression.id.name}}`;
  });
  return `\`${pieces.join("")}\``;
}

function messages(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of parse(text, {}).body) {
    if (entry.type === "Junk") throw new Error(`This is no message of Fluent: ${entry.content}`);
    if (entry.type === "Message" && entry.value) found.set(entry.id.name, template(entry.id.name, entry.value));
  }
  return found;
}

/** What Vite needs to know of `.ftl`. */
export function fluent(): Plugin {
  let known: Promise<Map<string, string>> | undefined;
  return {
    name: "fluent",
    async transform(code, id) {
      if (id.endsWith(".ftl")) {
        const functions = [...messages(code)].map(([name, text]) => `${JSON.stringify(name)}: (values) => ${text}`);
        return `export default { ${functions.join(",\n")} };`;
      }
      if (!id.endsWith(".ts") || !code.includes("say(")) return undefined;
      known ??= readFile(FILE, "utf8").then(messages);
      for (const [, name] of code.matchAll(/\bsay\("([\w-]+)"/g)) {
        if (!(await known).has(name!)) this.error(`${FILE} has no message ${name}`);
      }
      return undefined;
    },
  };
}
