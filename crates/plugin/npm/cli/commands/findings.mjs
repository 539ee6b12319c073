// What there is to know about rules.

import { heading, paragraph, table } from "../blocks.mjs";
import { groupName, readDocuments } from "../documents.mjs";
import { afterEdits, replacementOf } from "../edits.mjs";
import { usageError } from "../exit_codes.mjs";
import { changedFiles } from "../inputs.mjs";
import { readNetwork } from "../network.mjs";
import { FORMATS, NETWORK, SEVERITIES } from "../options.mjs";
import { addressOf, counts, diagnosticProblem, findingProblems, problemRow } from "../problems.mjs";

export const findings = {
  name: "findings",
  usage: "PATH…",
  about: "finds rules that expose or break something, or have no effect",
  details: "Every NSG of the files and folders, each for itself; and what their texts have that Azure would refuse.",
  options: [...NETWORK, "changed", "fail-on", "allow-hidden-rules"],
  formats: FORMATS,
  examples: ["nsg-what-if findings . --fail-on exposure", "nsg-what-if findings main.tf --format sarif --output nsg.sarif", "nsg-what-if findings --changed $(git diff --name-only --diff-filter=d HEAD)"],

  async run(context) {
    const { positionals, library, settings, progress } = context;
    if (positionals.length === 0) throw usageError("give files or folders; . is this folder");
    const network = await readNetwork(context);
    const groups = [];
    const problems = [];
    for (const { source, document } of await documentsOf(positionals, context)) {
      problems.push(...textProblems(source, document, context));
      for (const [number, group] of document.networkSecurityGroups.entries()) {
        progress(`${source.name}: ${number + 1} of ${document.networkSecurityGroups.length} NSGs`);
        const found = library.findings({ scenario: { subnetSecurityGroup: group, network } });
        const placed = findingProblems(found, { source, group, locations: document.locations[number] }, settings);
        const own = context.values.format === "sarif" ? await withFixes(placed, found, { source, number, group }, library) : placed;
        problems.push(...own);
        groups.push({ file: source.name, name: groupName(group), ...addressOf(document.locations[number]?.address), findings: found });
      }
    }
    return { data: { groups }, blocks: blocksOf(problems, groups), problems, found: { problems } };
  },
};

/** Of files that changed it is no news that none of them is about rules. */
async function documentsOf(paths, context) {
  if (!context.values.changed) return readDocuments(paths, context);
  const files = await changedFiles(paths, context.files);
  return files.length === 0 ? [] : readDocuments(files, { ...context, isOfChange: true });
}

/** What the text has that Azure would refuse or that was not read. */
function textProblems(source, { diagnostics }, { hides }) {
  if (diagnostics.some(({ hidesRules }) => hidesRules)) hides(source.name);
  return diagnostics.filter(({ severity }) => severity !== "info").map((diagnostic) => diagnosticProblem(diagnostic, source));
}

/** Each problem with the edit of its file that ends it, where there is one. */
async function withFixes(problems, found, { source, number, group }, library) {
  const fixed = [];
  for (const problem of problems) {
    const finding = found.find(({ code, message }) => code === problem.code && message === problem.message);
    const after = finding?.fix && afterEdits(group, finding.fix, "Subnet");
    const { replacement } = after ? await replacementOf({ source, number, after }, library) : {};
    fixed.push(replacement === undefined ? problem : { ...problem, fix: { description: `End ${problem.code}`, replacement } });
  }
  return fixed;
}

function blocksOf(problems, groups) {
  const grade = (problem) => (counts(problem) ? SEVERITIES.indexOf(problem.severity) : SEVERITIES.length);
  const sorted = problems.toSorted((a, b) => grade(a) - grade(b));
  const open = problems.filter(counts);
  const number = `${groups.length} ${groups.length === 1 ? "NSG" : "NSGs"}`;
  const tally = SEVERITIES.map((severity) => [open.filter((problem) => problem.severity === severity).length, severity]).filter(([count]) => count > 0);
  const accepted = problems.length - open.length;
  const found = tally.length === 0 ? `Nothing was found in ${number}` : `${number}: ${tally.map((part) => part.join(" ")).join(", ")}`;
  const summary = `${found}${accepted === 0 ? "" : `; ${accepted} accepted`}.`;
  return [heading(1, "Findings"), paragraph(summary), table(["Severity", "Finding", "Where", "What"], sorted.map(problemRow))];
}
