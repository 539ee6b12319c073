// Outcomes of contracts as rows.

import { marked, quiet } from "./blocks.mjs";
import { decisionShown } from "./problems.mjs";

const WORDS = { holds: ["allow", "holds"], broken: ["deny", "BROKEN"], open: ["depends", "undecided"] };

/** The row of a contract: what came out, and the flow that shows it. */
export function contractRow(outcome, library) {
  const { name, witness, exception } = outcome;
  const [mark, word] = WORDS[outcome.outcome];
  const accepted = exception === undefined ? [] : [quiet(` (accepted until ${exception.until}: ${exception.reason})`)];
  return [marked(mark, word), [name, ...why(outcome, witness, library), ...accepted]];
}

function why({ outcome, decision }, witness, library) {
  if (outcome === "holds") return [];
  const flow = library.flowText(witness);
  if (outcome === "open") return [`: it depends on a missing fact for ${flow}`];
  return [": ", ...decisionShown(decision), ` for ${flow}`];
}

/** What an outcome is called where people read it; `open` is the API's name. */
export const outcomeWord = (outcome) => WORDS[outcome][1];

/** One sentence about outcomes. */
export function contractsSummary(outcomes) {
  const count = (wanted) => outcomes.filter(({ outcome }) => outcome === wanted).length;
  const parts = [
    [count("holds"), count("holds") === 1 ? "holds" : "hold"],
    [count("broken"), "broken"],
    [count("open"), "undecided"],
  ].filter(([number]) => number > 0);
  return `${outcomes.length} ${outcomes.length === 1 ? "contract" : "contracts"}: ${parts.map((part) => part.join(" ")).join(", ")}.`;
}
