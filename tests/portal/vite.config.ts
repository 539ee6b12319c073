// A portal like any other: three pages, a strict policy, no knowledge of what is in the package.

import { defineConfig } from "vite";

const policy = (connect: string) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${connect}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

/** The sealed page may connect to nothing at all. */
const policyOf = (path: string) => policy(path.startsWith("/sealed") ? "'none'" : "'self' http://127.0.0.1:*");

export default defineConfig({
  appType: "mpa",
  plugins: [
    {
      name: "policy",
      configurePreviewServer: (server) => {
        server.middlewares.use((request, response, next) => {
          response.setHeader("Content-Security-Policy", policyOf(request.url ?? ""));
          next();
        });
      },
    },
  ],
  build: {
    target: "es2022",
    rolldownOptions: { input: ["index.html", "react.html", "sealed.html"] },
  },
});
