import init, { verifyIpFlow } from "nsg-what-if";
// esbuild leaves `new URL(…, import.meta.url)` of packages alone, so the module is told where it is.
import wasm from "nsg-what-if/nsg_what_if_bg.wasm";
import { flow, scenario } from "./scenario.js";

await init(new URL(wasm, import.meta.url));
document.querySelector("[role=status]").textContent = verifyIpFlow(scenario, flow).summary;
