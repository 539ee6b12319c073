// The module that writes in browsers, in workers and under bundlers.

export * from "./nsg_what_if_writing.js";
export { default } from "./nsg_what_if_writing.js";
// Bundlers recognise exactly this expression, and bring the file along.
export const standard = () => new URL("./nsg_what_if_writing_bg.wasm", import.meta.url);
