// A replay for people: whether the record agrees, what the change would have done, what nothing used, and how far that goes.

import { code, heading, list, marked, paragraph, quiet, strong, table } from "../blocks.mjs";
import { decisionShown, problemRow, ruleShown } from "../problems.mjs";
import { moment, numbered, period } from "./words.mjs";

/** So many rows are read; the rest is counted. */
const MOST = 25;

/** So many ends of a row are named. */
const ENDS = 3;

const EFFECTS = { broken: marked("deny", "blocks"), opened: marked("allow", "allows"), depends: marked("depends", "depends") };

const SKIPPED = {
  continued: "continued or ended",
  "another-group": "are of other NSGs",
  filtered: "were left out by the filter",
  again: "were given twice",
  unreadable: "cannot be read",
  "not-judged": "have a protocol that NSGs do not tell apart",
};

/** The whole report. */
export function trafficBlocks(result, problemsOfFiles, library) {
  return [
    ...parityBlocks(result.parity, library),
    ...changeBlocks(result.change, library),
    ...unusedBlocks(result),
    ...evidenceBlocks(result),
    ...fileBlocks(problemsOfFiles),
  ];
}

function parityBlocks({ summary, differences, sameAccess, depends, notComparable }, library) {
  const rest = [
    [sameAccess, "have the same result by another rule, or by one whose name is lost"],
    [depends, "depend on missing facts"],
    [notComparable, "were decided by none of these rules"],
  ];
  const said = rest.filter(([flows]) => flows > 0).map(([flows, what]) => `${flows.toLocaleString("en")} ${what}`);
  const row = ({ logged, ours, flows, first, last, example, causes }) => [
    decisionShown(logged),
    decisionShown(ours),
    flows.toLocaleString("en"),
    period(first, last),
    library.flowText(example),
    causes[0] ?? "",
  ];
  return [
    paragraph(strong(summary)),
    ...(said.length === 0 ? [] : [paragraph(quiet(`Of the flows, ${said.join("; ")}.`))]),
    ...(differences.length === 0 ? [] : [table(["Recorded", "These rules", "Flows", "Seen", "Such as", "Likely because"], differences.slice(0, MOST).map(row)), ...left(differences)]),
  ];
}

/** What the change would have done; also of a part of a review. */
export function changeBlocks(change, library, level = 1) {
  if (change === undefined) return [];
  const { summary, groups } = change;
  const row = ({ effect, flows, before, after, machines, machineCount, remotes, remoteCount, first, last, example }) => [
    [EFFECTS[effect]],
    flows.toLocaleString("en"),
    decisionShown(before),
    decisionShown(after),
    ends(machines, machineCount),
    ends(remotes, remoteCount),
    period(first, last),
    library.flowText(example),
  ];
  const rows = groups.slice(0, MOST);
  return [
    heading(level, "What the change would have done"),
    paragraph(summary),
    ...(rows.length === 0 ? [] : [table(["Effect", "Flows", "Was", "Will be", "VMs", "Remote addresses", "Seen", "Such as"], rows.map(row)), ...left(groups)]),
    ...factBlocks(rows),
  ];
}

/** Each question once, with what would come of its answers. */
function factBlocks(groups) {
  const asked = new Map(groups.flatMap(({ facts = [] }) => facts).map((fact) => [fact.question, fact]));
  const item = ({ question, effectIfYes, effectIfNo }) => [marked("depends", question), ` If yes: ${effectIfYes}; if no: ${effectIfNo}.`];
  return asked.size === 0 ? [] : [list([...asked.values()].slice(0, MOST).map(item))];
}

const left = (rows) => (rows.length <= MOST ? [] : [paragraph(quiet(`… and ${rows.length - MOST} more; --format json has them all.`))]);

function ends(listed, count) {
  const named = listed.slice(0, ENDS).map(({ address, flows }) => `${address} (${flows.toLocaleString("en")})`);
  const more = count - named.length;
  return more > 0 ? `${named.join(", ")}, ${more.toLocaleString("en")} more` : named.join(", ");
}

/** Rules that somebody wrote. Those that Azure adds cannot be taken away. */
function unusedBlocks({ rules, flows }) {
  const own = rules.filter(({ ruleName }) => !ruleName.startsWith("defaultSecurityRules/"));
  const unused = own.filter((rule) => rule.flows === 0);
  if (unused.length === 0 || flows === 0) return [];
  const shown = ({ ruleName, perhaps }) => [code(ruleShown(ruleName)), ...(perhaps ? [` (${numbered(perhaps, "flow")} perhaps)`] : [])];
  const names = unused.slice(0, 4 * MOST).flatMap((rule, number) => (number === 0 ? shown(rule) : [", ", ...shown(rule)]));
  const more = unused.length > 4 * MOST ? [`, and ${(unused.length - 4 * MOST).toLocaleString("en")} more`] : [];
  return [heading(1, `${unused.length.toLocaleString("en")} of ${numbered(own.length, "rule")} decided nothing`), paragraph(...names, ...more)];
}

function evidenceBlocks({ from, to, flows, skipped, evidence }) {
  const { interfaces, limits } = evidence;
  const left = skipped.map(({ reason, flows }) => `${flows.toLocaleString("en")} ${SKIPPED[reason]}`);
  const read = from === undefined ? [] : [`${numbered(flows, "flow")} of ${numbered(interfaces, "NIC")} were evaluated, from ${moment(from)} to ${moment(to)} (UTC).`];
  const items = [...read, ...(left.length === 0 ? [] : [`Not evaluated: ${left.join("; ")}.`]), ...limits];
  return items.length === 0 ? [] : [heading(1, "How far the record goes"), list(items)];
}

const fileBlocks = (problems) => (problems.length === 0 ? [] : [heading(1, "The files"), table(["Severity", "Code", "Where", "What"], problems.map(problemRow))]);
