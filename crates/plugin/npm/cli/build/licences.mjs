// The licences of what is bundled, which have to come with it.

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

const NAME = "THIRD-PARTY-LICENSES.txt";

/** Writes the licence of every package that a chunk has a module of. */
export function licences() {
  return {
    name: "licences",
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds);
      const folders = new Set(modules.filter((id) => id.includes("node_modules")).map((id) => packageOf(dirname(id))));
      const source = [...folders].sort().map(licenceOf).join(`\n${"-".repeat(80)}\n\n`);
      this.emitFile({ type: "asset", fileName: NAME, source });
    },
  };
}

/** The folder of the package that a folder is in: a `package.json` inside of it may say no more than what modules are. */
function packageOf(folder) {
  const manifest = join(folder, "package.json");
  const isPackage = existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version !== undefined;
  return isPackage ? folder : packageOf(dirname(folder));
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((file) => /^licen[sc]e/i.test(file));
  if (file === undefined) throw new Error(`${name} has no licence text; look whether it may be bundled`);
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trimEnd()}\n`;
}
