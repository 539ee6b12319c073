// With its module inside: what a server bundles has no files beside it.
import init, { verifyIpFlow } from "nsg-what-if/inline";
import { Tool } from "./tool.jsx";
import { flow, scenario } from "./scenario.js";

/** The verdict is made on the server, and the tool in the browser. */
export default async function Page() {
  await init();
  return (
    <>
      <p id="server">{verifyIpFlow(scenario, flow).summary}</p>
      <Tool />
    </>
  );
}
