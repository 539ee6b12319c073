// JSON for programs. `schemas/report.schema.json` has its form; what changes there changes the version.

const VERSION = 1;

/** The report as it is. */
export function json({ command, data, problems }) {
  const report = { version: VERSION, command, ...data };
  if (problems !== undefined) report.problems = problems.map(({ fix, subject, ...problem }) => problem);
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
