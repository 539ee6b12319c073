// The module that replays recorded flows in browsers, in workers and under bundlers.

export * from "./nsg_what_if_traffic.js";
export { default } from "./nsg_what_if_traffic.js";
// Bundlers recognise exactly this expression, and bring the file along.
export const standard = () => new URL("./nsg_what_if_traffic_bg.wasm", import.meta.url);
