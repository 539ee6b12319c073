// What a visitor and a customer download.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { figure } from "./figure.mjs";

const brotli = (file) => brotliCompressSync(readFileSync(file)).length / 1024;

const site = "dist/site";
const files = readdirSync(site, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const page = files.reduce((sum, file) => sum + brotli(join(file.parentPath ?? file.path, file.name)), 0);

figure("nsg-what-if wasm, brotli", brotli("dist/npm/nsg_what_if_bg.wasm"), "KB", 90);
figure("nsg-what-if wasm that asks Azure, brotli", brotli("dist/npm/nsg_what_if_live_bg.wasm"), "KB");

// The page's module before it could ask Azure, at commit c0a55c4, built on the same machine.
const BEFORE = 175.3;
const wasm = files.filter((entry) => entry.name.endsWith(".wasm"));
const added = wasm.reduce((sum, file) => sum + brotli(join(file.parentPath ?? file.path, file.name)), -BEFORE);
figure("wasm added to the page by asking Azure, brotli", added, "KB", 60);
// 180 without asking Azure, and 60 for that.
figure("everything the page loads, brotli", page, "KB", 240);
