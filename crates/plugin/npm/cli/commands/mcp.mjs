// The server for agents.

import { EXIT, usageError } from "../exit_codes.mjs";
import { library } from "../library.mjs";

export const mcp = {
  name: "mcp",
  usage: "[--root FOLDER]…",
  about: "serves agents over standard input and output (Model Context Protocol)",
  details: "It reads files below the folders that the client gives (roots) and below --root, and nothing else. It has no network.",
  options: ["root"],
  formats: [],
  examples: ["nsg-what-if mcp --root ."],

  async runAlone({ values, positionals }, commands, { version }) {
    if (positionals.length > 0) throw usageError("mcp takes no files; tools are given theirs");
    const { serve } = await import("../mcp/serve.mjs");
    await serve({ version, library: loadedOnce(), roots: values.root ?? [] });
    return EXIT.done;
  },
};

/** The library is loaded with the first call, so that the server is there at once. */
function loadedOnce() {
  let loaded;
  return () => (loaded ??= library());
}
