// The module of Terraform's source in browsers, in workers and under bundlers.

export * from "./nsg_what_if_terraform.js";
export { default } from "./nsg_what_if_terraform.js";
// Bundlers recognise exactly this expression, and bring the file along.
export const standard = () => new URL("./nsg_what_if_terraform_bg.wasm", import.meta.url);
