// What is opened: the page as its host sends it, a portal with the element, and a local Resource Manager. Ports are free ones.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { preview } from "vite";
import { quick, start } from "../npm/simulator.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const inPage = await readFile(new URL("in_page.js", import.meta.url));
const SCRIPT = '<script src="/in_page.js"></script>';
const PORTAL_FILES = "/nsg-what-if/";
const TYPES = { js: "text/javascript", wasm: "application/wasm" };

/** What the package's README says is enough for the element; `img-src` is for the portal's own icon. */
const PORTAL_POLICY =
  "default-src 'none'; img-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; worker-src 'self'";

const PORTAL = `<!doctype html><html lang="en"><head><title>Contoso portal</title>${SCRIPT}
<script type="module" src="/portal.js"></script></head><body><main><h1>Network security</h1><nsg-what-if></nsg-what-if></main></body></html>`;

const PORTAL_SCRIPT = `
  import ".${PORTAL_FILES}element.js";
  const rule = (name, priority, access, source) => ({ name, properties: { priority, access, direction: "Inbound", protocol: "Tcp",
    sourceAddressPrefix: source, sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" } });
  const securityRules = [rule("Deny-SSH", 200, "Deny", "Internet"), rule("Allow-SSH", 300, "Allow", "*")];
  const element = document.querySelector("nsg-what-if");
  element.addEventListener("nsg-verdict", ({ detail }) => (document.title = detail.verdict?.access ?? "none"));
  element.scenario = {
    networkInterfaceSecurityGroup: { name: "shop-nsg", properties: { securityRules } },
    network: { virtualNetwork: ["10.0.0.0/16"] },
  };
  element.flow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 22, remoteIPAddress: "203.0.113.10" };`;

/** Does all that no page should do, under a policy that lets it ask others. */
const BROKEN = `<!doctype html><html lang="en"><head><title>Broken</title>${SCRIPT}<script src="/broken.js"></script></head><body></body></html>`;

const BROKEN_SCRIPT = `
  console.error("said");
  Promise.reject(new Error("not caught"));
  new Image().src = "data:,";
  const [elsewhere] = new URLSearchParams(location.search).values();
  fetch(elsewhere).catch(() => {});
  throw new Error("thrown at once");`;

/** Puts in_page.js into the page, before the page's own scripts: every browser sees the first error in the same way. */
const withOurScript = {
  name: "in-page-script",
  enforce: "pre",
  configurePreviewServer(server) {
    server.middlewares.use((request, response, next) => {
      if (request.url === "/in_page.js") return response.setHeader("Content-Type", TYPES.js).end(inPage);
      const { end } = response;
      response.end = (body, ...rest) => {
        // A host may not say them, and then browsers keep the page for Back: `?bare` is such a host.
        const bare = request.url?.endsWith("?bare") && !response.headersSent ? ["Cache-Control", "Cross-Origin-Opener-Policy"] : [];
        for (const header of bare) response.removeHeader(header);
        return end.call(response, typeof body === "string" ? body.replace("<title>", `${SCRIPT}<title>`) : body, ...rest);
      };
      next();
    });
  },
};

/** Starts them all. */
export async function serve() {
  const simulator = await start({ own: { operations: quick } });
  process.env.NSG_WHAT_IF_SIMULATOR = simulator.origins.own;
  const page = await preview({ root, plugins: [withOurScript], logLevel: "error", preview: { host: "127.0.0.1", port: 0 } });
  const portal = createServer((request, response) => void answer(request.url ?? "", response)).listen(0, "127.0.0.1");
  await once(portal, "listening");
  return {
    page: originOf(page.httpServer),
    portal: originOf(portal),
    simulator: simulator.origins.own,
    async stop() {
      portal.close();
      portal.closeAllConnections();
      await page.close();
      await simulator.stop();
    },
  };
}

const originOf = (server) => {
  const address = server.address();
  assert.ok(address !== null && typeof address === "object");
  return `http://127.0.0.1:${address.port}`;
};

/** The portal: plain files of its own origin. */
async function answer(url, response) {
  const { pathname } = new URL(url, "http://localhost");
  const path = pathname === "/" ? "/index.html" : pathname;
  const own = {
    "/index.html": PORTAL,
    "/portal.js": PORTAL_SCRIPT,
    "/broken.html": BROKEN,
    "/broken.js": BROKEN_SCRIPT,
    "/in_page.js": inPage,
    "/favicon.ico": "",
  }[path];
  const type = TYPES[path.split(".").at(-1)] ?? "text/html";
  const file = new URL(`../../dist/npm/${path.replace(PORTAL_FILES, "")}`, import.meta.url);
  const body = own ?? (await readFile(file).catch(() => undefined));
  if (body === undefined) return response.writeHead(404).end();
  const policy = path === "/broken.html" ? PORTAL_POLICY.replace("connect-src 'self'", "connect-src http:") : PORTAL_POLICY;
  response.writeHead(200, { "Content-Type": type, "Content-Security-Policy": policy }).end(body);
}
