// The package as npm would publish it, before those who look at packages for a living.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = new URL("../..", import.meta.url).pathname;
const dist = join(root, "dist/npm");

/** The packed package. */
function tarball() {
  const folder = mkdtempSync(join(tmpdir(), "nsg-what-if-"));
  try {
    const packed = execFileSync("npm", ["pack", "--silent", "--pack-destination", folder], { cwd: dist, encoding: "utf8" });
    return readFileSync(join(folder, packed.trim()));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("publint has nothing to say", async () => {
  const { messages, pkg } = await publint({ pkgDir: dist, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test("the types of every entry are right wherever ES modules are", async () => {
  const { problems, types, entrypoints } = await checkPackage(createPackageFromTarballData(tarball()));
  assert.ok(types);
  // The package is of ES modules alone: what only CommonJS and Node 10 would need is no fault.
  const modern = problems.filter(({ kind, resolutionKind }) => {
    const old = resolutionKind === "node10" || resolutionKind === "node16-cjs";
    return !old && kind !== "CJSResolvesToESM" && kind !== "InternalResolutionError";
  });
  assert.deepEqual(modern, []);
  for (const entry of [".", "./worker", "./element", "./sealed"]) {
    assert.ok(entrypoints[entry].resolutions["node16-esm"].resolution, `${entry} has no types`);
  }
});

test("its README says how large its files are", () => {
  const readme = readFileSync(join(dist, "README.md"), "utf8");
  assert.match(readme, /\| `nsg_what_if_bg\.wasm` \| the functions \| \d+ KB \| \d+ KB \|/);
});
