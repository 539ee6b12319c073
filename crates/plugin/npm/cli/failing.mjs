// What `--fail-on` names: whether a command ends with 1.

import { usageError } from "./exit_codes.mjs";
import { FAIL_ON, SEVERITIES } from "./options.mjs";
import { counts } from "./problems.mjs";

/** Findings about somebody reaching what they should not. */
const EXPOSURES = /^exposed-/;

/**
 * What was found, as far as somebody may want to fail on it.
 *
 * @typedef {object} Found
 * @property {import("./problems.mjs").Problem[]} [problems] findings, conflicts, and what a change would have done to recorded flows
 * @property {object[]} [contracts] outcomes
 * @property {boolean} [opened] whether something is allowed that was not
 * @property {boolean} [depends] whether an answer depends on a missing fact
 */

/** Reads what `--fail-on` or the settings name; more than one may stand in one, with commas. */
export function failConditions(given) {
  const names = given.flatMap((text) => text.split(",")).filter((name) => name !== "");
  for (const name of names) {
    const [kind, severity] = name.split(":");
    const isKnown = kind === "finding" ? SEVERITIES.includes(severity) : FAIL_ON.includes(name);
    if (!isKnown) {
      throw usageError(`--fail-on is one of ${FAIL_ON.join(", ")} or finding:SEVERITY (${SEVERITIES.join(", ")}), not ${name}`);
    }
  }
  return names;
}

/** The conditions that came true. */
export function failures(names, { problems = [], contracts = [], opened = false, depends = false }) {
  const open = problems.filter(counts);
  const notAccepted = contracts.filter(counts);
  const has = (wanted) => open.some(({ code }) => code === wanted);
  const isTrue = {
    opened: () => opened || has("traffic-opened"),
    broken: () => has("traffic-broken"),
    exposure: () => open.some(({ code }) => EXPOSURES.test(code)),
    contract: () => notAccepted.some(({ outcome }) => outcome === "broken"),
    conflict: () => has("apply-conflict"),
    differ: () => has("traffic-differs"),
    depends: () => depends || has("traffic-depends") || notAccepted.some(({ outcome }) => outcome === "open"),
  };
  return names.filter((name) => {
    const [kind, severity] = name.split(":");
    if (kind !== "finding") return isTrue[name]();
    const gravest = SEVERITIES.slice(0, SEVERITIES.indexOf(severity) + 1);
    return open.some((problem) => gravest.includes(problem.severity));
  });
}
