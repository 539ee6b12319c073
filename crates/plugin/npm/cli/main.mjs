#!/usr/bin/env node
// The command line: `npx nsg-what-if COMMAND`.

import { run } from "./run.mjs";

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await run(process.argv.slice(2));
