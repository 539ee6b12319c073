// The entry for Node, whose fetch does not read files.

import { readFile } from "node:fs/promises";
import { clientOf } from "./azure.js";
import { loader } from "./judged.js";
import { readersOf } from "./read.js";
import * as traffic from "./traffic-node.js";
import { trafficOf } from "./traffic.js";
import { writersOf } from "./write.js";

export * from "./api.js";
export { AzureError } from "./azure.js";
export const createAzureClient = clientOf(() => import("./live-node.js"));
export const { read, review } = readersOf({
  others: () => import("./syntaxes-node.js"),
  terraform: () => import("./terraform-node.js"),
});
export const { writeChange, patch, joinFiles } = writersOf(() => import("./writing-node.js"));
export const { TrafficReplay, loadTraffic, trafficQuery, parityQuery, ruleUseQuery } = trafficOf(traffic.bring, traffic.now);
export default loader(() => readFile(new URL("./nsg_what_if_bg.wasm", import.meta.url)));
