// What `explain` says of each code: of the pages that the tests of the engine run, word for word.

import { readFileSync } from "node:fs";

const PAGES = [
  { file: "../../../../nsg-analysis/tests/findings.md", kind: "finding" },
  { file: "../../../../nsg-documents/tests/diagnostics.md", kind: "diagnostic" },
  { file: "../contract_codes.md", kind: "contract" },
  { file: "../traffic/codes.md", kind: "traffic" },
];

/** Every code with what it is about, its smallest example, and the nearest one without it. */
export function codes() {
  const all = {};
  for (const { file, kind } of PAGES) {
    const page = readFileSync(new URL(file, import.meta.url), "utf8");
    for (const part of page.split(/^## /m).slice(1)) {
      const [code, ...rest] = part.split("\n");
      const section = sectionOf(rest.join("\n"));
      // A finding says more than the diagnostic of that name: an edit ends it.
      all[code] ??= { kind, ...section };
    }
  }
  return all;
}

function sectionOf(text) {
  const blocks = [...text.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)^\1$/gm)].map(([, , language, code]) => ({ language, code }));
  const about = text.split(/^(?:```|>|#)/m)[0].replace(/\s*\n\s*/g, " ").trim();
  const said = [...text.matchAll(/^> (.*)$/gm)].map(([, line]) => line);
  return { about, example: blocks[0]?.code, language: blocks[0]?.language, said, nearest: blocks[1]?.code };
}
