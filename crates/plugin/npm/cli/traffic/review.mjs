// What a change that is reviewed would have done to recorded flows.

import { heading, list, paragraph, quiet } from "../blocks.mjs";
import { groupName } from "../documents.mjs";
import { changeBlocks } from "./blocks.mjs";
import { fileProblems, trafficProblems, unreadFiles } from "./problems.mjs";
import { recordFiles } from "./records.mjs";
import { replayed } from "./replaying.mjs";

/** What replays the recorded flows of `--traffic` for one group after the other; nothing where there are none. */
export async function recordsOf(paths, network, context) {
  if (paths === undefined) return undefined;
  const files = await recordFiles(paths, context.files);
  const ofFiles = new Map();

  /** What the change of a group would have done; `sides` are the documents. Of a text that hides rules nothing is said. */
  async function changeOf(group, sides) {
    if (group.change !== "changed") return {};
    const [before, after] = [placeIn(group, sides.before ?? { ...sides.after, groups: sides.after.document.before }), placeIn(group, sides.after)];
    if (before === undefined || after === undefined || hides(sides.before) || hides(sides.after)) return { isLeftOut: true };
    const scenario = (read) => ({ networkInterfaceSecurityGroup: read.group, network });
    const result = await replayed({ scenario: scenario(before), after: scenario(after) }, files, { ...context, threads: context.values.threads });
    for (const problem of fileProblems(result, files, context.settings)) if (problem.file !== undefined) ofFiles.set(JSON.stringify(problem), problem);
    const given = { groups: { NetworkInterface: before }, after: { NetworkInterface: after }, ...context };
    return { traffic: result, ofTraffic: trafficProblems(result, given).filter(({ code }) => code !== "traffic-differs") };
  }

  return {
    changeOf,
    problems: () => [...ofFiles.values()],
    unread: () => unreadFiles([...ofFiles.values()]),
  };
}

/** A group of a side, and where it stands there. */
function placeIn({ id, name }, { source, document, groups = document.networkSecurityGroups }) {
  const number = groups.findIndex((group) => (id === undefined ? group.name === name : group.id === id));
  if (number < 0) return undefined;
  // Where the groups before a change stand in a text nobody tells.
  return { source, document: groups === document.networkSecurityGroups ? document : { locations: [] }, group: groups[number], number };
}

const hides = (side) => side?.document.diagnostics.some(({ hidesRules }) => hidesRules) ?? false;

/** For people, as a part of a group's review. */
export function trafficReviewBlocks({ traffic, isLeftOut, ...group }, library) {
  if (isLeftOut) return [paragraph(quiet(`Recorded flows were not replayed for ${groupName(group)}: rules may be missing from the text.`))];
  if (traffic === undefined) return [];
  const [, ...rest] = changeBlocks(traffic.change, library, 2);
  // Whose flows were taken is the first thing to know of an answer about them.
  const general = traffic.diagnostics.filter(({ document }) => document === undefined).map(({ message }) => message);
  const notes = [...general, ...traffic.evidence.limits];
  return [heading(2, "Recorded flows"), paragraph(traffic.parity.summary), ...rest, ...(notes.length === 0 ? [] : [list(notes.map(quiet))])];
}
