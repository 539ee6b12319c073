// The commands, in the order of the help.

import { nearest } from "../nearest.mjs";
import { compare } from "./compare.mjs";
import { completions } from "./completions.mjs";
import { contracts } from "./contracts.mjs";
import { convert } from "./convert.mjs";
import { explain } from "./explain.mjs";
import { findings } from "./findings.mjs";
import { flows } from "./flows.mjs";
import { mcp } from "./mcp.mjs";
import { review } from "./review.mjs";
import { traffic } from "./traffic.mjs";
import { verify } from "./verify.mjs";
import { whyNot } from "./why-not.mjs";

export const COMMANDS = [review, verify, compare, findings, flows, whyNot, contracts, traffic, convert, explain, mcp, completions];

/** The command of a name, or the one that a mistyped name is nearest to. */
export function commandOf(name, how = "exact") {
  const wanted = how === "exact" ? name : nearest(name, COMMANDS.map((command) => command.name));
  return COMMANDS.find((command) => command.name === wanted);
}
