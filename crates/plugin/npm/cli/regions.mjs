// Groups of flows as rows.

import { access, marked } from "./blocks.mjs";
import { decisionShown } from "./problems.mjs";

/** So many rows are read; the rest is counted. */
const MOST = 25;

/** What a change does to all flows taken together, in a few words. */
export const RELATIONS = {
  equivalent: "allows the same traffic",
  morePermissive: "allows more",
  lessPermissive: "blocks more",
  incomparable: "allows more and blocks more",
};

/** What a change does to the flows of a region. */
export function effectOf({ before, after }) {
  const effect = `${before.access} ${after.access}`;
  return (
    {
      "Deny Allow": marked("allow", "allows"),
      "Allow Deny": marked("deny", "blocks"),
      "Depends Allow": marked("depends", "may allow"),
      "Deny Depends": marked("depends", "may allow"),
      "Depends Deny": marked("depends", "may block"),
      "Allow Depends": marked("depends", "may block"),
    }[effect] ?? marked("depends", "depends")
  );
}

/** Whether something may be allowed that was not. */
export const allowsMore = ({ regions }) => regions.some(({ before, after }) => before.access !== "Allow" && after.access === "Allow");

/** Whether what a change does depends on a missing fact. */
export const depends = ({ regions }) => regions.some(({ before, after }) => before.access === "Depends" || after.access === "Depends");

const wordsOf = ({ direction, words: { service, source, destination, besides } }) => [
  direction,
  `${service}${besides}`,
  source,
  destination,
];

/** What a change does, as a table, and how many rows are not in it. */
export function changedRegions(regions) {
  return {
    columns: ["Effect", "Direction", "Service", "From", "To", "Was", "Will be"],
    rows: regions.slice(0, MOST).map((region) => [[effectOf(region)], ...wordsOf(region), decisionShown(region.before), decisionShown(region.after)]),
    left: Math.max(0, regions.length - MOST),
  };
}

/** What becomes of flows, as a table. */
export function decidedRegions(regions) {
  return {
    columns: ["Access", "Direction", "Service", "From", "To", "Decided by"],
    rows: regions.map((region) => [[access(region.decision.access)], ...wordsOf(region), decisionShown(region.decision)]),
  };
}
