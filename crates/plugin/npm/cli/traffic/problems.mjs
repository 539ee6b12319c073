// What a replay found, as problems at the rules and files that they are about.

import { groupName } from "../documents.mjs";
import { addressOf, diagnosticProblem, LEVELS, placed, ruleShown, withException } from "../problems.mjs";
import { numbered } from "./words.mjs";

/** How grave each effect is where nobody says otherwise. */
const SEVERITIES = { broken: "high", opened: "medium", depends: "low" };

const WOULD = { broken: "would be blocked", opened: "would be allowed" };

/**
 * The problems of a result.
 *
 * @param {object} result of a replay
 * @param {{ groups: object, after?: object, library: object, settings: object }} given the groups as they were read, by stage: as they are,
 * and as they would be
 */
export function trafficProblems(result, { groups, after, library, settings }) {
  const problem = (code, severity, rest) => ({ code, severity: settings.severities[code] ?? severity, ...rest });
  const changes = (result.change?.groups ?? []).map((change) =>
    problem(`traffic-${change.effect}`, SEVERITIES[change.effect], {
      message: messageOf(change, library),
      subject: `${decided(change.before)} ${decided(change.after)} ${change.region?.words.service ?? ""}`,
      ...ruleOf([change.after, after, change.before, groups]),
    }),
  );
  const differences = result.parity.differences.filter(({ logged, ours }) => logged.access !== ours.access);
  const differing = differences.map(({ logged, ours, flows, example, causes }) =>
    problem("traffic-differs", "medium", {
      subject: `${logged.access} ${logged.ruleName} ${decided(ours)}`,
      message: `${numbered(flows, "recorded flow")} had ${logged.access} by ${ruleShown(logged.ruleName) || "a rule without a name"}, and ${flows === 1 ? "has" : "have"} ${decided(ours)} here, such as ${library.flowText(example)}. ${causes[0] ?? ""}`.trim(),
      ...ruleOf([ours, groups]),
    }),
  );
  return [...changes, ...differing].filter(({ severity }) => severity !== "off").map((problem) => withException({ ...problem, level: LEVELS[problem.severity] }, settings));
}

/** What is wrong with files. Of a file that nobody named nobody said that it is a record. */
export function fileProblems({ diagnostics }, files, settings) {
  const found = new Set(files.filter(({ isFound }) => isFound).map(({ name }) => name));
  return diagnostics.map((diagnostic) => {
    const { document, line, code } = diagnostic;
    const severity = code === "no-record" && found.has(document) ? "info" : diagnostic.severity;
    const place = { ...(document !== undefined && { file: document }), ...(line !== undefined && { line }) };
    return withException({ ...diagnosticProblem({ ...diagnostic, severity, line: undefined }), ...place }, settings);
  });
}

/** The names of files that could not be read to their end, or not at all. */
export const unreadFiles = (problems) => [...new Set(problems.filter(({ severity, file }) => severity === "high" && file !== undefined).map(({ file }) => file))];

function messageOf({ effect, flows, machineCount, remoteCount, example, after, facts = [] }, library) {
  const remotes = `${remoteCount.toLocaleString("en")} remote address${remoteCount === 1 ? "" : "es"}`;
  const ends = `${numbered(flows, "recorded flow")} of ${numbered(machineCount, "VM")} with ${remotes}`;
  const such = `such as ${library.flowText(example)}`;
  if (effect !== "depends") return `${ends} ${WOULD[effect]}${after.ruleName === undefined ? "" : ` by ${ruleShown(after.ruleName)}`}, ${such}`;
  const [fact] = facts;
  return `What becomes of ${ends} depends on a missing fact, ${such}${fact === undefined ? "" : `: ${fact.question} If yes: ${fact.effectIfYes}; if no: ${fact.effectIfNo}`}`;
}

const decided = ({ access, ruleName }) => (ruleName === undefined ? access : `${access} by ${ruleShown(ruleName)}`);

/** The place of the first decision whose rule stands in a text: pairs of a decision and the groups that it is of. */
function ruleOf([decision, groups, ...rest]) {
  const read = groups?.[decision?.appliedTo];
  if (read === undefined) return rest.length === 0 ? {} : ruleOf(rest);
  const locations = read.document.locations[read.number];
  const own = decision.ruleName?.startsWith("securityRules/") ? locations?.securityRules[decision.position] : undefined;
  return { ...placed(read.source, own ?? locations?.group ?? undefined), group: groupName(read.group), ...addressOf(locations?.address), rule: ruleShown(decision.ruleName) };
}
