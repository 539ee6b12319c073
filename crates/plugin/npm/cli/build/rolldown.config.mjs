// The command line as the package has it: everything that it needs is in it, so that it runs from an unpacked tarball.

import { fileURLToPath } from "node:url";
import { codes } from "./codes.mjs";
import { licences } from "./licences.mjs";
import { agreement, lessons } from "./reading.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Modules that are made here, by name. */
const made = {
  codes: () => `export default ${asText(codes())};`,
  reading: () => `export const lessons = ${asText(lessons())};\nexport const agreement = ${asText(agreement())};`,
};

/** JSON is parsed faster than a program. */
const asText = (value) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`;

const madeModules = {
  name: "made-modules",
  resolveId: (id) => (id.startsWith("virtual:") ? `\0${id}` : undefined),
  load: (id) => (id.startsWith("\0virtual:") ? made[id.slice("\0virtual:".length)]() : undefined),
};

export default {
  input: { main: here("../main.mjs"), "traffic-thread": here("../traffic/thread.mjs") },
  platform: "node",
  // The package's own entry is beside the folder, here as there.
  external: /^\.\.\/(\.\.\/)?node\.js$/,
  plugins: [madeModules, licences()],
  output: {
    dir: process.env.NSG_WHAT_IF_CLI,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    minify: true,
  },
};
