// What a change does: to traffic, to what is known about the rules, to contracts, and when it is applied.

import { readContracts, withContracts, outcomeWithException } from "../contract_files.mjs";
import { groupName, readDocuments, saidOf } from "../documents.mjs";
import { CommandError, EXIT, usageError } from "../exit_codes.mjs";
import { readNetwork } from "../network.mjs";
import { FORMATS, NETWORK } from "../options.mjs";
import { diagnosticProblem, findingProblems, withException } from "../problems.mjs";
import { allowsMore, depends } from "../regions.mjs";
import { reviewBlocks } from "../review_blocks.mjs";
import { recordsOf } from "../traffic/review.mjs";
import { contractProblem } from "./contracts.mjs";

/** A document without a group, for what is there on one side alone. */
const EMPTY = JSON.stringify([]);

export const review = {
  name: "review",
  usage: "CHANGE… | --before PATH --after PATH",
  about: "says what a change does to every NSG: what it newly allows and blocks, findings, contracts, conflicts",
  details: "CHANGE is what tells one: a Terraform plan (JSON or text), a what-if answer, a Bicep snapshot. PATHs are files or folders.",
  options: ["before", "after", ...NETWORK, "contracts", "service", "baseline", "traffic", "threads", "fail-on", "allow-hidden-rules"],
  formats: FORMATS,
  examples: [
    "nsg-what-if review plan.json --fail-on opened,conflict",
    "nsg-what-if review --before old --after new --format markdown",
    "terraform show -json tfplan | nsg-what-if review - --contracts contracts.json --fail-on contract",
    "nsg-what-if review --before old --after new --traffic logs --fail-on broken",
  ],

  async run(context) {
    const changes = await changesOf(context);
    const network = await readNetwork(context);
    const files = await readContracts(context.values.contracts ?? [], context);
    const records = await recordsOf(context.values.traffic, network, context);
    const reviews = [];
    for (const [number, change] of changes.entries()) {
      context.progress(`Reviewing ${number + 1} of ${changes.length} files`, (change.after ?? change.before).source.text.length);
      reviews.push(await reviewed(change, network, { files, records }, context));
    }
    const groups = reviews.flatMap((review) => review.groups);
    const problems = [...reviews.flatMap((review) => review.problems), ...(records?.problems() ?? []).map((problem) => ({ ...problem, isOfText: true }))];
    const summary = reviews.length === 1 ? reviews[0].summary : tally(groups);
    return {
      data: { summary, groups: groups.map(({ source, added, isLeftOut, ...group }) => group) },
      blocks: reviewBlocks(summary, groups, problems.filter(({ isOfText }) => isOfText), context.library),
      problems: problems.map(({ isOfText, ...problem }) => problem),
      found: {
        problems: problems.filter(({ isOfContract }) => !isOfContract),
        contracts: groups.flatMap(({ contracts }) => contracts),
        opened: groups.some(({ comparison }) => allowsMore(comparison)),
        depends: groups.some(({ comparison }) => depends(comparison)),
      },
      unread: records?.unread(),
    };
  },
};

/** Documents that tell a change, or pairs of documents of two folders. */
async function changesOf(context) {
  const { values, positionals } = context;
  if (values.before === undefined && values.after === undefined) {
    if (positionals.length === 0) throw usageError("give what tells a change, such as a plan, or --before and --after");
    const read = await readDocuments(positionals, context);
    const told = read.filter(({ document }) => document.before !== undefined);
    if (told.length > 0) return told.map((after) => ({ after }));
    throw usageError(`${positionals.join(", ")} tells no change; give the rules before it, too: --before PATH --after PATH`);
  }
  if (values.before === undefined || values.after === undefined) throw usageError("--before and --after belong together");
  if (positionals.length > 0) throw usageError(`--before and --after name what is compared; ${positionals[0]} is a third`);
  return pairs(await sideOf(values.before, context), await sideOf(values.after, context));
}

/** A folder may have no NSG yet, or none any more: then everything is new, or gone. */
async function sideOf(path, context) {
  try {
    return await readDocuments([path], context);
  } catch (error) {
    const isEmpty = error instanceof CommandError && error.code === EXIT.nothing;
    const isFolder = async () => (await context.files.list(path)).every(({ isFound }) => isFound);
    if (!isEmpty || !(await isFolder())) throw error;
    context.warn(error.message);
    return [];
  }
}

/** Files of the same place in both folders belong together. */
function pairs(before, after) {
  const old = new Map(before.map((read) => [read.source.key, read]));
  const now = new Set(after.map(({ source }) => source.key));
  const gone = before.filter(({ source }) => !now.has(source.key));
  return [...after.map((read) => ({ before: old.get(read.source.key), after: read, isPair: true })), ...gone.map((read) => ({ before: read, isPair: true }))];
}

async function reviewed({ before, after, isPair = false }, network, { files, records }, context) {
  const { library, settings } = context;
  const source = (after ?? before).source;
  const call = { after: after?.source.text ?? EMPTY, network, ...(isPair && { before: before?.source.text ?? EMPTY }) };
  const { groups, summary, diagnostics } = await library.review(call).catch((error) => refuse(error, { before, after }));
  // Of a side that is not there nobody wrote the text.
  const ofSide = diagnostics.filter(({ pointer }) => (pointer?.startsWith("/before") ? before : after) !== undefined);
  const problems = ofSide.filter(worthTelling).map((diagnostic) => ({ ...diagnosticProblem(diagnostic, sideSource(diagnostic, before, after)), isOfText: true }));
  const contracts = await contractsOf(call, files, library);
  const told = [];
  for (const [number, group] of groups.entries()) {
    const name = groupName(group);
    const place = placeOfGroup(group, after);
    const added = findingProblems(group.findings.added, { source, group, locations: place?.locations }, settings);
    const outcomes = contracts.flatMap((outcomes) => outcomes[number].map((outcome) => outcomeWithException(outcome, settings, name)));
    problems.push(...added);
    if (place !== undefined) problems.push(...contractProblems(outcomes, { ...after, group, number: place.number }, library));
    const { ofTraffic = [], ...replay } = (await records?.changeOf(group, { before: isPair ? before : undefined, after })) ?? {};
    problems.push(...ofTraffic);
    told.push({ file: source.name, ...group, contracts: outcomes, ...replay, source, added });
  }
  return { groups: told, summary, problems: problems.map((problem) => withException(problem, settings)) };
}

/** The outcomes of each file's contracts, by group. */
async function contractsOf(call, files, library) {
  const found = [];
  for (const file of files) {
    const { groups } = await withContracts(file, (contracts) => library.review({ ...call, contracts }));
    found.push(groups.map(({ contracts }) => contracts));
  }
  return found;
}

const contractProblems = (outcomes, read, library) =>
  outcomes.filter(({ outcome }) => outcome !== "holds").map((outcome) => ({ ...contractProblem(outcome, read, library), isOfContract: true }));

/** What a person has to know of a text; what is said of it for information stays with the reader. */
const worthTelling = ({ severity, code }) => severity !== "info" && code !== "no-change";

const sideSource = ({ pointer }, before, after) => (pointer?.startsWith("/before") ? (before ?? after) : (after ?? before)).source;

/** The group after the change in its document, and where its rules stand. */
function placeOfGroup({ id, name }, after) {
  const groups = after?.document.networkSecurityGroups ?? [];
  const number = groups.findIndex((group) => (id === undefined ? group.name === name : group.id === id));
  return number < 0 ? undefined : { number, locations: after.document.locations[number] };
}

/** Rules may be missing from a text, so they would be taken for deleted. */
function refuse(error, { before, after }) {
  if (error.name !== "WhatIfError") throw error;
  const first = error.diagnostics.find(({ hidesRules, severity }) => hidesRules || severity === "error") ?? error.diagnostics[0];
  const side = sideSource(first, before, after);
  throw new CommandError(`${saidOf(side, first)}; rules may be missing from the text, and would be taken for deleted`, EXIT.unreadable);
}

function tally(groups) {
  if (groups.length === 0) return "There is no NSG.";
  const count = (wanted) => groups.filter(({ change }) => change === wanted).length;
  const parts = ["changed", "added", "removed", "unchanged"].map((change) => [count(change), change]).filter(([number]) => number > 0);
  return `${groups.length} NSGs: ${parts.map((part) => part.join(" ")).join(", ")}.`;
}
