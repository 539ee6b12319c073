// What a host sends beside the files: `cargo xtask serve` and the server of the browser tests do. docs/security.md says why.
// `hosting/` has the same for other servers; tests/e2e/hosting_files.spec.ts holds it equal to this.

import { readFile } from "node:fs/promises";
import { resolve, sep } from "node:path";

import type { Plugin } from "vite";

/** Beside every file. */
export const ALWAYS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** The policy that stands in a page, and what none can say of itself: that nobody may frame it. */
export function policyOf(html: string): string {
  const [, policy = ""] = /<meta[^>]*Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? [];
  return [policy, "frame-ancestors 'none'"].filter(Boolean).join("; ");
}

/** Sends them. `told` has the last word about the text of a page. */
export function hostHeaders(told: (html: string) => string): Plugin {
  return {
    name: "host-headers",
    apply: (_, { command }) => command === "serve",
    configureServer(server) {
      server.config.server.headers = { ...ALWAYS, "Content-Security-Policy": "frame-ancestors 'none'" };
    },
    configurePreviewServer(server) {
      const { root, build } = server.config;
      const site = resolve(root, build.outDir);
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(ALWAYS)) response.setHeader(name, value);
        const path = new URL(request.url ?? "/", "http://localhost").pathname;
        const file = resolve(site, `.${path.endsWith("/") ? `${path}index.html` : path}`);
        if (!file.endsWith(".html") || !file.startsWith(site + sep)) return next();
        readFile(file, "utf8").then((text) => {
          const html = told(text);
          response.setHeader("Content-Type", "text/html;charset=utf-8");
          response.setHeader("Cache-Control", "no-store");
          response.setHeader("Content-Security-Policy", policyOf(html));
          response.end(html);
        }, () => next());
      });
    },
  };
}
