// What a visitor and a customer download.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { filesOf } from "../web/element/chunks.mjs";
import { figure } from "./figure.mjs";

const brotli = (file) => brotliCompressSync(readFileSync(file)).length / 1024;

const site = "dist/site";
const npm = "dist/npm";
const folder = join(site, "assets");
const total = (from, names) => names.reduce((sum, name) => sum + brotli(join(from, name)), 0);

/** What `index.html` names, the page's module among it, and what those scripts import at once. */
function firstLoad() {
  const named = [...readFileSync(join(site, "index.html"), "utf8").matchAll(/assets\/([^"]+)"/g)].map(([, name]) => name);
  const found = new Set(named);
  for (const name of found) {
    if (!name.endsWith(".js")) continue;
    const imported = readFileSync(join(folder, name), "utf8").matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)/g);
    for (const [, other] of imported) found.add(other);
  }
  return [...found];
}

const atFirst = firstLoad();
const later = readdirSync(folder).filter((name) => !atFirst.includes(name));
const lessons = new Set(JSON.parse(readFileSync("web/pkg/lessons/index.json", "utf8")).map(({ slug }) => slug));
// Without the hash, which may have a hyphen of its own.
const nameOf = (file) => file.replace(/-.{8}\.(wasm|js)$/, "");

const whole = brotli(join(npm, "nsg_what_if_bg.wasm"));
const engine = brotli(join(npm, "nsg_what_if_engine_bg.wasm"));
// The budgets are design.md's.
figure("nsg-what-if/engine wasm, brotli", engine, "KB", 100);
figure("nsg-what-if wasm, brotli", whole, "KB");
figure("of that for sets of flows, brotli", whole - engine, "KB");
figure("nsg-what-if wasm that asks Azure, brotli", brotli(join(npm, "nsg_what_if_live_bg.wasm")), "KB");

/** The element with what it is drawn with and tells its events with. */
function element() {
  const scripts = [...readFileSync(join(npm, "element.js"), "utf8").matchAll(/from"\.\/(element\/[^"]+\.js)"/g)].map(([, name]) => name);
  return ["element.js", "element/page_bg.wasm", ...scripts, ...filesOf("element")];
}
figure("whole element, everything before its first verdict, brotli", total(npm, element()), "KB", 260);

const wasm = total(folder, atFirst.filter((name) => name.endsWith(".wasm")));
figure("wasm of the page's first load, brotli", wasm, "KB");
figure("everything the page's first load transfers, brotli", total(folder, atFirst) + brotli(join(site, "index.html")), "KB", 260);
for (const part of later.filter((name) => !lessons.has(nameOf(name)))) {
  figure(`loaded when it is first wanted, not before: ${nameOf(part)}, brotli`, total(folder, [part]), "KB");
}
const each = later.filter((name) => lessons.has(nameOf(name))).map((name) => total(folder, [name]));
figure("loaded when it is first wanted, not before: the largest lesson, brotli", Math.max(...each), "KB");
figure("everything the page can ever load, brotli", total(folder, readdirSync(folder)) + brotli(join(site, "index.html")), "KB");
