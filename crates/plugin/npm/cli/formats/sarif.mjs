// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), which code hosts show at the line.

import { createHash } from "node:crypto";
import { about } from "../codes.mjs";
import { plain } from "../harmless.mjs";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** The problems as results of one run. */
export function sarif({ problems }, { version, homepage }) {
  const codes = [...new Set(problems.map(({ code }) => code))].sort();
  const log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "nsg-what-if", informationUri: homepage, version, rules: codes.map(descriptor) } },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => result(problem, codes.indexOf(problem.code))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function descriptor(code) {
  const text = about(code) ?? code;
  return { id: code, shortDescription: { text }, help: { text: `${text}\nnsg-what-if explain ${code} shows an example.` } };
}

function result(problem, ruleIndex) {
  const { code, level, message, help, file, group, rule, fix, exception, subject = message } = problem;
  const text = help === undefined ? plain(message) : `${plain(message)}\n${plain(help)}`;
  return {
    ruleId: code,
    ruleIndex,
    level,
    message: { text },
    ...(file !== undefined && { locations: [location(problem)] }),
    // What it is about, not where: a line that moves is no new alert.
    partialFingerprints: { "nsgWhatIf/v1": digest([code, file, group, rule, subject]) },
    ...(fix !== undefined && { fixes: [fixOf(fix, problem)] }),
    ...(exception !== undefined && { suppressions: [{ kind: "external", justification: exception.reason }] }),
  };
}

function location({ file, line, column, endLine, endColumn, group, address }) {
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(file) },
      ...(line !== undefined && { region: JSON.parse(JSON.stringify(region)) }),
    },
    ...(address !== undefined && { logicalLocations: [{ name: plain(group), fullyQualifiedName: plain(address), kind: "resource" }] }),
  };
}

function fixOf({ description, replacement }, { file }) {
  const { startLine, endLine, text } = replacement;
  const deletedRegion = { startLine, startColumn: 1, endLine, endColumn: 1 };
  const replacements = [{ deletedRegion, insertedContent: { text } }];
  return { description: { text: plain(description) }, artifactChanges: [{ artifactLocation: { uri: uriOf(file) }, replacements }] };
}

/** A relative reference, whose first part must not look like a scheme. */
const uriOf = (file) => encodeURI(file).replace(/[?#]/g, encodeURIComponent).replace(/^([^/]*):/, "./$1:");

const digest = (parts) => createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
