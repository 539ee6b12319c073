// What a visitor and a customer download.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { figure } from "./figure.mjs";

const brotli = (file) => brotliCompressSync(readFileSync(file)).length / 1024;

const site = "dist/site";
const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const size = (some) => some.reduce((sum, file) => sum + brotli(join(file.parentPath ?? file.path, file.name)), 0);
// As xtask/src/split.rs names them: `split_` and the name of a part, `chunk_` for what several parts share; and the worker
// beside the page with its script, started by the first question about many flows. What reads contracts comes with them.
const isPart = ({ name }) => /^((split|chunk)_.*\.wasm|worker.*|(contracts|yaml)-.*\.js)$/.test(name);
const atFirst = files.filter((file) => !isPart(file));
const parts = files.filter(isPart);

figure("nsg-what-if wasm, brotli", brotli("dist/npm/nsg_what_if_bg.wasm"), "KB", 90);
figure("nsg-what-if wasm that asks Azure, brotli", brotli("dist/npm/nsg_what_if_live_bg.wasm"), "KB");

// The page's module with everything of Azure taken out of the source, at the commit that split the module and before rules
// could be edited, built on the same machine.
const VERDICTS_ALONE = 185.0;
const wasm = size(atFirst.filter(({ name }) => name.endsWith(".wasm")));
figure("wasm of the page's first load, brotli", wasm, "KB");
figure("of that for asking Azure and for editing rules, brotli", wasm - VERDICTS_ALONE, "KB", 60);
// 180 without asking Azure, and 60 for that.
figure("everything the page's first load transfers, brotli", size(atFirst), "KB", 240);
for (const part of parts) {
  // Without the hash, which may have a hyphen of its own.
  const name = part.name.replace(/-.{8}\.(wasm|js)$/, "");
  figure(`loaded when it is first wanted, not before: ${name}, brotli`, size([part]), "KB");
}
figure("everything the page can ever load, brotli", size(files), "KB");
