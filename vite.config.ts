// One bundler for the page. `cargo xtask` builds the WebAssembly and then calls it.

import { defineConfig, type Plugin } from "vite";

import { fluent } from "./web/fluent.ts";
import { hostHeaders } from "./web/headers.ts";

/**
 * While one edits, Vite talks through a WebSocket and writes its own style elements. The built page
 * keeps the strict policy of index.html.
 */
function policyWhileEditing(): Plugin {
  return {
    name: "policy-while-editing",
    apply: "serve",
    transformIndexHtml: (html) =>
      html
        .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
        // What Vite says of a mistake is markup.
        .replace("; require-trusted-types-for 'script'; trusted-types nsg-what-if", "")
        .replace("connect-src 'self'", "connect-src 'self' ws:"),
  };
}

/**
 * `cargo xtask serve` has a local Resource Manager beside the page, and the browser tests have more. The
 * served page is told of them; the built one on disk never is.
 */
function localResourceManagers(): (html: string) => string {
  const simulator = process.env.NSG_WHAT_IF_SIMULATOR ?? "";
  const sources = [simulator, process.env.NSG_WHAT_IF_CONNECT ?? ""].join(" ").trim();
  if (/["'<>&;,]/.test(sources)) {
    throw new Error(`NSG_WHAT_IF_SIMULATOR and NSG_WHAT_IF_CONNECT are sources of a policy, not ${sources}`);
  }
  return (html) => {
    // The documentation asks nobody.
    if (!sources || !html.includes("connect-src 'self'")) return html;
    const allowed = html.replace("connect-src 'self'", `connect-src 'self' ${sources}`);
    const meta = `<meta name="local-simulator" content="${simulator}" />`;
    return simulator ? allowed.replace("<title>", `${meta}\n    <title>`) : allowed;
  };
}

/** The same while one edits. */
function toldWhileEditing(told: (html: string) => string): Plugin {
  return { name: "local-resource-managers", apply: "serve", transformIndexHtml: told };
}

const told = localResourceManagers();

/**
 * What is imported later has no styles and imports nothing itself: Vite's code that loads such things ahead would be a
 * kilobyte of the first load.
 */
function nothingAhead(): Plugin {
  return {
    name: "nothing-ahead",
    enforce: "pre",
    apply: "build",
    load: (id) => (id === "\0vite/preload-helper.js" ? "export const __vitePreload = (load) => load();" : undefined),
  };
}

export default defineConfig({
  // No guessing of a page for an unknown address: it is an error, and should look like one.
  appType: "mpa",
  // Relative addresses: the site works wherever it is put.
  base: "./",
  publicDir: false,
  // The page's own files change together: no digests.
  define: { __INTEGRITY__: "{}" },
  plugins: [fluent(), policyWhileEditing(), toldWhileEditing(told), hostHeaders(told), nothingAhead()],
  worker: { format: "es" },
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    target: "es2022",
    // Nothing as a data: address; the policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: false,
    reportCompressedSize: false,
  },
  server: {
    watch: { ignored: ["**/target/**", "**/dist/**", "**/.tools/**"] },
  },
});
