// The entry for browsers, workers and bundlers.

import { clientOf } from "./azure.js";
import { loader } from "./judged.js";
import { readersOf } from "./read.js";
import { trafficOf } from "./traffic.js";
import { writersOf } from "./write.js";

export * from "./api.js";
export { AzureError } from "./azure.js";
export const createAzureClient = /* @__PURE__ */ clientOf(() => import("./live-browser.js"));
export const { read, review } = /* @__PURE__ */ readersOf({
  others: () => import("./syntaxes-browser.js"),
  terraform: () => import("./terraform-browser.js"),
});
export const { writeChange, patch, joinFiles } = /* @__PURE__ */ writersOf(() => import("./writing-browser.js"));
export const { TrafficReplay, loadTraffic, trafficQuery, parityQuery, ruleUseQuery } = /* @__PURE__ */ trafficOf(() => import("./traffic-browser.js"));
// Bundlers recognise exactly this expression, and bring the file along.
export default loader(() => new URL("./nsg_what_if_bg.wasm", import.meta.url));
