// What recorded flows say of rules: does Azure's record agree, and what would a change have done to them?

import { readGroup } from "../documents.mjs";
import { nothingError, usageError } from "../exit_codes.mjs";
import { FORMATS, NETWORK } from "../options.mjs";
import { readScenario, scenarioOf, tellDiagnostics } from "../scenario.mjs";
import { trafficBlocks } from "../traffic/blocks.mjs";
import { fileProblems, trafficProblems, unreadFiles } from "../traffic/problems.mjs";
import { recordFiles } from "../traffic/records.mjs";
import { replayed } from "../traffic/replaying.mjs";

export const traffic = {
  name: "traffic",
  usage: "FOLDER… --nic FILE [--subnet FILE] [--after FILE]",
  about: "says whether flow logs agree with the rules, and what a change would have done to the recorded flows",
  details:
    "FOLDER has flow logs of NSGs or virtual networks, or rows of Traffic Analytics: .json and .csv, plain or .gz, also a file or -.",
  options: ["subnet", "nic", "after", "as", ...NETWORK, "mac", "local", "from", "to", "threads", "fail-on", "allow-hidden-rules"],
  says: {
    after: { value: "FILE", about: "the NSG as it will be; FILE#NAME where the file has several" },
    as: { about: "which of two NSGs --after takes the place of: subnet or nic" },
    to: { value: "TIME", about: "the last moment" },
    from: { about: "the first moment of the flows that are meant: ISO 8601, or a day (UTC)" },
  },
  formats: FORMATS,
  examples: [
    "nsg-what-if traffic logs --nic nsg.json --address-space 10.0.0.0/16",
    "nsg-what-if traffic logs --nic before.json --after after.json --fail-on broken",
    "gunzip < logs/PT1H.json.gz | nsg-what-if traffic - --nic nsg.json --mac 00-22-48-71-C2-05 --format json",
  ],

  async run(context) {
    const { positionals, values, library, settings } = context;
    if (positionals.length === 0) throw usageError("give flow logs: folders, files, or - for standard input");
    const { scenario, groups } = await readScenario(context);
    const after = values.after === undefined ? undefined : await readAfter(groups, context);
    const files = await recordFiles(positionals, context.files);
    const call = { scenario, after: after && scenarioOf(after, scenario.network), only: filterOf(values) };
    const result = await replayed(call, files, { ...context, threads: values.threads }).catch(toldByOption);
    const ofFiles = fileProblems(result, files, settings);
    if (result.flows === 0 && result.skipped.length === 0 && ofFiles.every(({ code }) => code === "no-record")) {
      throw nothingError(`${positionals.join(", ")}: there is no recorded flow in any file`);
    }
    // A check that looked at nothing has found nothing, whatever the format.
    if (result.flows === 0) context.warn(`${positionals.join(", ")}: ${result.parity.summary}`);
    const problems = [...trafficProblems(result, { groups, after, library, settings }), ...ofFiles];
    return {
      data: { traffic: result },
      blocks: trafficBlocks(result, ofFiles, library),
      problems,
      found: { problems },
      unread: unreadFiles(ofFiles),
    };
  },
};

/** What is wrong with the filter, by the option that somebody gave. */
function toldByOption(error) {
  const [, member] = /^\/only\/(\w+)/.exec(error.diagnostics?.[0]?.pointer ?? "") ?? [];
  throw member === undefined ? error : usageError(`--${{ macAddresses: "mac", localAddresses: "local" }[member] ?? member}: ${error.diagnostics[0].message}`);
}

/** The groups with the one that changes in its place. */
async function readAfter(groups, context) {
  const { values } = context;
  const given = Object.keys(groups).filter((stage) => groups[stage] !== undefined);
  const named = { subnet: "Subnet", nic: "NetworkInterface" }[values.as];
  if (named === undefined && given.length > 1) throw usageError("say which NSG --after takes the place of: --as subnet or --as nic");
  const group = await readGroup(values.after, context);
  tellDiagnostics(group, context);
  return { ...groups, [named ?? given[0]]: group };
}

/** Whose flows are meant; everybody's where nothing is said. */
export function filterOf({ mac, local, from, to }) {
  const only = { macAddresses: mac, localAddresses: local, from: momentOf(from, "00:00:00Z"), to: momentOf(to, "23:59:59.999Z") };
  const given = Object.entries(only).filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** A moment of what somebody typed: records are in UTC, and a day alone begins or ends then. */
function momentOf(text, ofDay) {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T${ofDay}`;
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text}Z` : text;
}
