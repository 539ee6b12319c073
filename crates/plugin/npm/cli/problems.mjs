// Findings and other problems, at the line of the file that they are about.

import { access, code as inCode, quiet, severity as marked } from "./blocks.mjs";
import { groupName } from "./documents.mjs";
import { placeOf } from "./inputs.mjs";
import { exceptionFor } from "./settings.mjs";

/**
 * @typedef {object} Problem
 * @property {string} code
 * @property {"high" | "medium" | "low" | "info"} severity
 * @property {"error" | "warning" | "note"} level the same, as SARIF has it
 * @property {string} message
 * @property {string} [help]
 * @property {string} [file]
 * @property {number} [line] 1-based, as are columns, in UTF-16 code units
 * @property {number} [column]
 * @property {number} [endLine]
 * @property {number} [endColumn]
 * @property {string} [group]
 * @property {string} [address] of the group's resource in Terraform
 * @property {string} [rule]
 * @property {{ reason: string, until: string }} [exception]
 * @property {object} [fix]
 * @property {string} [subject] what it is about, where the message has figures that change from day to day
 */

export const LEVELS = { high: "error", medium: "warning", low: "note", info: "note" };

/** What a diagnostic's severity is among those of findings. */
const SEVERITY_OF = { error: "high", warning: "medium", info: "info" };

/** What a text shows of a rule: its name without the list that Azure puts before it, in either of its ways. */
export const ruleShown = (ruleName) => ruleName?.replace(/^(securityRules\/|defaultSecurityRules\/|UserRule_|DefaultRule_)/, "");

/**
 * The findings of a group as problems; those that the settings leave out are not among them.
 *
 * @returns {Problem[]}
 */
export function findingProblems(findings, { source, group, locations }, settings) {
  return findings.flatMap((finding) => {
    const severity = settings.severities[finding.code] ?? finding.severity;
    if (severity === "off") return [];
    const [first] = finding.rules;
    const problem = {
      code: finding.code,
      severity,
      level: LEVELS[severity],
      message: finding.message,
      ...placed(source, locationOf(first, locations)),
      group: groupName(group),
      ...addressOf(group.address ?? locations?.address),
      rule: ruleShown(first?.ruleName),
    };
    return [withException(problem, settings)];
  });
}

/** The address of a group's resource, where its text tells one. */
export const addressOf = (address) => (address === undefined ? {} : { address });

/** A diagnostic as a problem. */
export function diagnosticProblem({ severity, code, message, help, line, column, start, end }, source) {
  const grade = SEVERITY_OF[severity];
  return { code, severity: grade, level: LEVELS[grade], message, help, ...placed(source, line === undefined ? undefined : { line, column, start, end }) };
}

/** The problem with the exception that covers it, if one does. */
export function withException(problem, settings) {
  const exception = exceptionFor(settings, problem);
  return exception === undefined ? problem : { ...problem, exception: { reason: exception.reason, until: exception.until } };
}

/** Where the first rule of a finding stands; of a default rule, its group. */
function locationOf(rule, locations) {
  const own = rule?.ruleName.startsWith("securityRules/") ? locations?.securityRules[rule.position] : undefined;
  return own ?? locations?.group ?? undefined;
}

/** A location as the file, the line and the columns there. */
export function placed(source, location) {
  if (source === undefined) return {};
  const place = placeOf(source, location?.line);
  if (location === undefined) return place;
  const end = endOf(source.text, location);
  return { ...place, column: location.column, endLine: place.line + end.lines, endColumn: end.column };
}

/** How many lines a part of the text goes on, and the column behind its end. */
function endOf(text, { start, end, column }) {
  const lines = text.slice(start, end).split(/\r\n|\r|\n/);
  return { lines: lines.length - 1, column: (lines.length === 1 ? column : 1) + lines.at(-1).length };
}

/**
 * `file:line:column`, as far as it is known. A plan is one line, in which a column leads nobody anywhere: there the resource's address
 * takes its place.
 */
export function placeShown({ file, line, column, address }) {
  if (file === undefined) return "";
  if (address !== undefined && line === 1 && column > 1) return `${file}: ${address}`;
  return [file, line, line === undefined ? undefined : column].filter((part) => part !== undefined).join(":");
}

/** The row of a table for a problem. */
export const problemRow = (problem) => [
  problem.exception === undefined ? marked(problem.severity) : quiet("accepted"),
  inCode(problem.code),
  placeShown(problem),
  [problem.message, ...(problem.exception === undefined ? [] : [quiet(` (until ${problem.exception.until}: ${problem.exception.reason})`)])],
];

/** A decision in words: `Deny by Deny-All`. */
export function decisionShown({ access: verdict, ruleName }) {
  return ruleName === undefined ? [access(verdict)] : [access(verdict), " by ", inCode(ruleShown(ruleName))];
}

/** Whether a problem counts when somebody asks whether there is one. */
export const counts = ({ exception }) => exception === undefined;
