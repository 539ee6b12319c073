// The module of Terraform's source in Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";

export * from "./nsg_what_if_terraform.js";
export { default } from "./nsg_what_if_terraform.js";
export const standard = () => readFile(new URL("./nsg_what_if_terraform_bg.wasm", import.meta.url));
