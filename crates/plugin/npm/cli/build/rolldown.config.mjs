// The command line as the package has it: everything that it needs is in it, so that it runs from an unpacked tarball.

import { fileURLToPath } from "node:url";
import { codes } from "./codes.mjs";
import { licences } from "./licences.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The texts of `explain`, as a module. */
const codesPlugin = {
  name: "codes",
  resolveId: (id) => (id === "virtual:codes" ? `\0${id}` : undefined),
  load: (id) => (id === "\0virtual:codes" ? `export default JSON.parse(${JSON.stringify(JSON.stringify(codes()))});` : undefined),
};

export default {
  input: { main: here("../main.mjs") },
  platform: "node",
  // The package's own entry is beside the folder, here as there.
  external: /^\.\.\/(\.\.\/)?node\.js$/,
  plugins: [codesPlugin, licences()],
  output: {
    dir: process.env.NSG_WHAT_IF_CLI,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    minify: true,
  },
};
