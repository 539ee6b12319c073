// A review for people.

import { code, details, heading, list, paragraph, quiet, table } from "./blocks.mjs";
import { contractRow, outcomeWord } from "./contract_rows.mjs";
import { groupName } from "./documents.mjs";
import { problemRow } from "./problems.mjs";
import { changedRegions, RELATIONS } from "./regions.mjs";
import { trafficReviewBlocks } from "./traffic/review.mjs";

/** More rows than these are folded where that can be. */
const SEEN = 6;

/** The whole review: the sentence, each group that changes, the names of the others. */
export function reviewBlocks(summary, groups, ofText, library) {
  const changed = groups.filter(isTold);
  const others = groups.filter((group) => !isTold(group)).map((group) => code(groupName(group)));
  const same = others.length === 0 ? [] : [paragraph(quiet(`Unchanged: `), ...others.flatMap((name, number) => (number === 0 ? [name] : [", ", name])))];
  const notes = ofText.length === 0 ? [] : [heading(1, "The text"), table(["Severity", "Code", "Where", "What"], ofText.map(problemRow))];
  // Of one group its own sentence is the summary.
  const first = groups.length === 1 && changed.length === 1 ? [] : [paragraph(summary)];
  return [...first, ...changed.flatMap((group) => groupBlocks(group, library)), ...notes, ...same];
}

const isTold = ({ change, findings, contracts }) =>
  change !== "unchanged" || findings.added.length > 0 || findings.ended.length > 0 || contracts.some(({ outcome }) => outcome !== "holds");

function groupBlocks(group, library) {
  const { change, comparison, file, address } = group;
  return [
    // Beside no NSG, which allows everything, a new one always blocks: that says nothing of it.
    heading(1, code(groupName(group)), change === "added" ? " added" : ` ${change}: ${RELATIONS[comparison.relation]}`),
    ...(file === undefined ? [] : [paragraph(quiet(file), ...(address === undefined ? [] : [quiet(": "), code(address)]))]),
    ...changeBlocks(change, comparison),
    ...findingBlocks(group),
    ...contractBlocks(group.contracts, library),
    ...trafficReviewBlocks(group, library),
  ];
}

/** What is newly allowed and blocked. Without an NSG everything is allowed, so a table of what a new one blocks would be long and say little. */
function changeBlocks(change, comparison) {
  if (change === "added") return [paragraph("It is new. Without an NSG everything is allowed; what this one allows is in its rules.")];
  if (change === "removed") return [paragraph("Without it everything is allowed that no other NSG blocks."), paragraph(comparison.summary)];
  return [paragraph(comparison.summary), ...regionBlocks(comparison)];
}

function regionBlocks({ regions, count }) {
  if (regions.length === 0) return [];
  const { columns, rows, left } = changedRegions(regions);
  const more = left === 0 ? [] : [paragraph(quiet(`… and ${left} more groups of flows; --format json has them all.`))];
  const shown = [table(columns, rows), ...more];
  return regions.length > SEEN ? [details([`${count} groups of flows`], shown)] : shown;
}

function findingBlocks({ added, findings: { ended } }) {
  const brings = added.length === 0 ? [] : [heading(2, "It brings"), table(["Severity", "Finding", "Where", "What"], added.map(problemRow))];
  const ends = ended.length === 0 ? [] : [heading(2, "It ends"), list(ended.map(({ code: name, message }) => [code(name), ` ${message}`]))];
  return [...brings, ...ends];
}

/** Contracts that hold as before are counted, the others are listed. */
function contractBlocks(contracts, library) {
  if (contracts.length === 0) return [];
  const isNews = ({ outcome, before }) => outcome !== "holds" || before?.outcome !== "holds";
  const news = contracts.filter(isNews);
  const row = (outcome) => [...contractRow(outcome, library), was(outcome)];
  const rest = contracts.length - news.length;
  return [
    heading(2, "Contracts"),
    ...(news.length === 0 ? [] : [table(undefined, news.map(row))]),
    ...(rest === 0 ? [] : [paragraph(quiet(`${rest} ${rest === 1 ? "holds" : "hold"} as before.`))]),
  ];
}

const was = ({ outcome, before }) => {
  if (before === undefined || before.outcome === outcome) return [quiet(outcome === "holds" ? "" : "as before")];
  return [quiet("was "), quiet(outcomeWord(before.outcome))];
};
