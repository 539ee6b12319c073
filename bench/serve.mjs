// Files as a server hands them out that people would put online: compressed by brotli, kept by the browser, and typed.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html;charset=utf-8",
  ".js": "text/javascript;charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".txt": "text/plain;charset=utf-8",
  ".wasm": "application/wasm",
};

/**
 * Serves a folder, and texts in place of files.
 *
 * @param {string} folder
 * @param {Record<string, string>} [texts] by path, such as `/index.html`
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve(folder, texts = {}) {
  const ready = new Map();
  const answer = (path) => {
    const content = texts[path] ?? readFileSync(join(folder, normalize(path)));
    const type = TYPES[extname(path)];
    // A page is asked for anew, so that it can name new files; those never change.
    const kept = path.endsWith(".html") ? "no-cache" : "public, max-age=31536000, immutable";
    const headers = { "Content-Type": type ?? "application/octet-stream", "Cache-Control": kept };
    if (type === undefined) return { headers, body: content };
    return { headers: { ...headers, "Content-Encoding": "br" }, body: brotliCompressSync(content) };
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    try {
      if (!ready.has(path)) ready.set(path, answer(path));
      const { headers, body } = ready.get(path);
      response.writeHead(200, headers).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, close };
}
