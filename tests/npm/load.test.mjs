import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import init, { version } from "nsg-what-if";

test("the package loads in Node and tells its version", async () => {
  await init();
  const manifest = new URL(import.meta.resolve("nsg-what-if/package.json"));
  assert.equal(version(), JSON.parse(await readFile(manifest, "utf8")).version);
});

test("loading twice is the same as loading once", async () => {
  await Promise.all([init(), init()]);
  assert.match(version(), /^\d+\.\d+\.\d+$/);
});
