// What a shell completes.

import { EXIT, usageError } from "../exit_codes.mjs";
import { COMMON, OPTIONS } from "../options.mjs";

const SHELLS = ["bash", "zsh", "fish", "powershell"];

export const completions = {
  name: "completions",
  usage: SHELLS.join(" | "),
  about: "prints what a shell needs to complete commands and options",
  options: [],
  formats: [],
  examples: ["nsg-what-if completions bash > ~/.local/share/bash-completion/completions/nsg-what-if"],

  async runAlone({ positionals: [shell] }, commands) {
    if (!SHELLS.includes(shell)) throw usageError(`give a shell: ${SHELLS.join(", ")}`);
    const scripts = await import("../completion_scripts.mjs");
    const optionsOf = ({ formats, options }) => (formats.length === 0 ? [...options, "help"] : [...options, ...COMMON]);
    const offered = commands.map((command) => ({ name: command.name, about: command.about, options: optionsOf(command), says: command.says ?? {} }));
    process.stdout.write(scripts[shell](offered, OPTIONS));
    return EXIT.done;
  },
};
