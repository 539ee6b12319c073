// The npm package in Node: verdicts, reading, and the same against plain JavaScript.

import init from "nsg-what-if";

await init();
