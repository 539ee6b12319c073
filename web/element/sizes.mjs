// The sizes of the package's files after compression, as a table for its README. `cargo xtask build` calls it.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { filesOf } from "./chunks.mjs";

const folder = process.argv[2];
const rows = [
  ["`nsg_what_if_bg.wasm`", "the functions", ["nsg_what_if_bg.wasm"]],
  ["`nsg_what_if_engine_bg.wasm`", "verdicts alone, of `nsg-what-if/engine`", ["nsg_what_if_engine_bg.wasm"]],
  ["`nsg_what_if_syntaxes_bg.wasm`", "what reads YAML and plans, when `read` first meets one", ["nsg_what_if_syntaxes_bg.wasm"]],
  ["`nsg_what_if_terraform_bg.wasm`", "what reads Terraform's source, when `read` first meets it", ["nsg_what_if_terraform_bg.wasm"]],
  ["`nsg_what_if_traffic_bg.wasm`", "what replays recorded flows, with the first document", ["nsg_what_if_traffic_bg.wasm"]],
  ["`nsg_what_if_writing_bg.wasm`", "what writes groups and patches texts, when it is first asked to", ["nsg_what_if_writing_bg.wasm"]],
  ["`nsg_what_if_live_bg.wasm`", "the client of Azure, when it is first used", ["nsg_what_if_live_bg.wasm"]],
  ["`element.js` and its module", "the element, before the first verdict", ["element.js", "element/page_bg.wasm", ...filesOf("element")]],
  ["`element/split_what_if.wasm`", "its editor, when it is first wanted", ["element/split_what_if.wasm"]],
  ["`element/worker_bg.wasm`", "the analysis in its worker, with the first question", ["element/worker.js", "element/worker_bg.wasm"]],
  ["`element/split_azure.wasm`", "what asks Azure, when it is first wanted", ["element/split_azure.wasm"]],
  ["`sealed.js`", "the sealed element, before the first verdict", ["sealed.js"]],
];
const sum = (files, compress) => files.reduce((all, file) => all + compress(readFileSync(join(folder, file))).length, 0);
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;
const lines = rows.map(([name, what, files]) => {
  const brotli = kilobytes(sum(files, (bytes) => brotliCompressSync(bytes)));
  return `| ${name} | ${what} | ${brotli} | ${kilobytes(sum(files, (bytes) => gzipSync(bytes, { level: 9 })))} |`;
});
const table = ["| file | what | brotli | gzip |", "|---|---|---|---|", ...lines].join("\n");
const readme = join(folder, "README.md");
const text = readFileSync(readme, "utf8");
const marked = /(<!-- sizes -->\n\n)[^]*(\n\n<!-- \/sizes -->)/;
if (!marked.test(text)) throw new Error(`${readme} has no place for the sizes`);
writeFileSync(readme, text.replace(marked, (_, before, after) => before + table + after));
