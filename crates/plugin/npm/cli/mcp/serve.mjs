// The server on standard input and output, until the client goes.

import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createServer } from "./server.mjs";

/** Serves until standard input ends. */
export async function serve(options) {
  const server = createServer(options);
  const ended = new Promise((resolve) => {
    process.stdin.once("end", resolve);
    server.server.onclose = resolve;
  });
  await server.connect(new StdioServerTransport());
  await ended;
  await server.close();
}
