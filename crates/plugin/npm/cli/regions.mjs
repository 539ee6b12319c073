// Groups of flows as rows.

import { access, marked } from "./blocks.mjs";
import { decisionShown } from "./problems.mjs";

/** So many rows are read; the rest is counted. */
const MOST = 25;

/** What a change does to the flows of a region. */
export function effectOf({ before, after }) {
  const effect = `${before.access} ${after.access}`;
  return (
    {
      "Deny Allow": marked("allow", "opens"),
      "Allow Deny": marked("deny", "closes"),
      "Depends Allow": marked("depends", "may open"),
      "Deny Depends": marked("depends", "may open"),
      "Depends Deny": marked("depends", "may close"),
      "Allow Depends": marked("depends", "may close"),
    }[effect] ?? marked("depends", "depends")
  );
}

/** Whether something may be allowed that was not. */
export const opens = ({ regions }) => regions.some(({ before, after }) => before.access !== "Allow" && after.access === "Allow");

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
