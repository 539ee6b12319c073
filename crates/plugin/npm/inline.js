// The entry for Node with its modules inside, for programs that are bundled into one file, where `import.meta.url` is another.

import { brotliDecompressSync } from "node:zlib";
import { loader } from "./judged.js";
import { inside } from "./nsg_what_if_inline.js";
import { readersOf } from "./read.js";

export * from "./api.js";

const bytesOf = (text) => brotliDecompressSync(Buffer.from(text, "base64"));

/** A module with its bytes. */
async function withBytes(module, bytes) {
  const [glue, { inside: text }] = await Promise.all([module, bytes]);
  return { ...glue, standard: () => bytesOf(text) };
}

export const { read, review } = readersOf({
  others: () => withBytes(import("./nsg_what_if_syntaxes.js"), import("./nsg_what_if_syntaxes_inline.js")),
  terraform: () => withBytes(import("./nsg_what_if_terraform.js"), import("./nsg_what_if_terraform_inline.js")),
});
export default loader(() => bytesOf(inside));
