// Other people's words in a log that takes some lines for commands: as the command line has it, which is in the same checkout.

export { logLine, plain as oneLine } from "../../crates/plugin/npm/cli/harmless.mjs";
