// One bundler for the page. `cargo xtask` builds the WebAssembly and then calls it.

import { defineConfig, type Plugin } from "vite";

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
        .replace("connect-src 'self'", "connect-src 'self' ws:"),
  };
}

export default defineConfig({
  // No guessing of a page for an unknown address: it is an error, and should look like one.
  appType: "mpa",
  // Relative addresses: the site works wherever it is put.
  base: "./",
  publicDir: false,
  plugins: [policyWhileEditing()],
  build: {
    outDir: "dist/site",
    emptyOutDir: true,
    target: "es2022",
    // Nothing as a data: address; the policy would refuse it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    watch: { ignored: ["**/target/**", "**/dist/**", "**/.tools/**"] },
  },
});
