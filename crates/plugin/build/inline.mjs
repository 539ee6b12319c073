// Modules of WebAssembly as text in scripts, for programs that become one file. `cargo xtask build` calls it with the package's folder.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const folder = process.argv[2];
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

for (const name of ["nsg_what_if", "nsg_what_if_syntaxes", "nsg_what_if_terraform"]) {
  const text = brotliCompressSync(readFileSync(join(folder, `${name}_bg.wasm`)), best).toString("base64");
  writeFileSync(join(folder, `${name}_inline.js`), `// ${name}_bg.wasm, brotli in base64.\n\nexport const inside = "${text}";\n`);
}
