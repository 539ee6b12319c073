// The module of YAML and plans in browsers, in workers and under bundlers.

export * from "./nsg_what_if_syntaxes.js";
export { default } from "./nsg_what_if_syntaxes.js";
// Bundlers recognise exactly this expression, and bring the file along.
export const standard = () => new URL("./nsg_what_if_syntaxes_bg.wasm", import.meta.url);
