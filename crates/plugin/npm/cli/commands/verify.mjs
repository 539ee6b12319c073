// Would Azure allow this packet?

import { access, code, heading, marked, paragraph, quiet, table } from "../blocks.mjs";
import { groupName } from "../documents.mjs";
import { saidOfError, unreadableError, usageError } from "../exit_codes.mjs";
import { shownPath } from "../inputs.mjs";
import { NETWORK, PLAIN_FORMATS } from "../options.mjs";
import { ruleShown } from "../problems.mjs";
import { readScenario } from "../scenario.mjs";

export const verify = {
  name: "verify",
  usage: "FLOW… --nic FILE [--subnet FILE]",
  about: "says what becomes of a flow, with every rule's reason",
  details: "A flow is a text such as 'Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22'; the arrow goes from source to destination.",
  options: ["subnet", "nic", ...NETWORK, "flows", "fail-on", "allow-hidden-rules"],
  formats: PLAIN_FORMATS,
  examples: [
    "nsg-what-if verify 'Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22' --nic nsg.json",
    "nsg-what-if verify --flows flows.txt --subnet main.tf --address-space 10.0.0.0/16 --format json",
  ],

  async run(context) {
    const asked = [...context.positionals.map((text) => ({ text })), ...(await flowsOf(context.values.flows, context.files))];
    if (asked.length === 0) throw usageError("give a flow, such as 'Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22', or --flows FILE");
    const { scenario, groups } = await readScenario(context);
    const answers = asked.map((flow) => ({ flow: flow.text, ...verdictOf(scenario, flow, context.library) }));
    const names = Object.fromEntries(Object.entries(groups).map(([stage, read]) => [stage, read && groupName(read.group)]));
    return {
      data: { verdicts: answers },
      blocks: context.values.flows === undefined ? answers.flatMap((answer) => inFull(answer, names)) : [inRows(answers)],
      found: { depends: answers.some(({ access }) => access === "Depends") },
    };
  },
};

/** The flows of a file: one on each line; blank lines and those that begin with `#` are none. */
async function flowsOf(path, files) {
  if (path === undefined) return [];
  const lines = (await files.read(path)).split(/\r\n|\r|\n/).map((text, number) => ({ text: text.trim(), place: `${shownPath(path)}:${number + 1}` }));
  return lines.filter(({ text }) => text !== "" && !text.startsWith("#"));
}

function verdictOf(scenario, { text, place }, { verifyIpFlow }) {
  try {
    const { access, ruleName, ruleId, evaluatedNetworkSecurityGroups, dependsOn, assumes, summary } = verifyIpFlow(scenario, text);
    return { access, ruleName, ruleId, summary, dependsOn, assumes, evaluatedNetworkSecurityGroups };
  } catch (error) {
    if (error.name !== "WhatIfError") throw error;
    const isFlow = error.diagnostics[0]?.pointer?.startsWith("/flow");
    throw isFlow ? flowError(error, place) : error;
  }
}

function flowError(error, place) {
  const said = saidOfError(error);
  return place === undefined ? usageError(said) : unreadableError(`${place}: ${said}`);
}

const inRows = (answers) =>
  table(
    ["Access", "Rule", "Flow"],
    answers.map(({ access: verdict, ruleName, flow }) => [access(verdict), ruleName === undefined ? "" : code(ruleShown(ruleName)), flow]),
  );

const STAGES = { Subnet: "Subnet", NetworkInterface: "Network interface", VirtualNetwork: "Virtual network (security admin rules)" };

function inFull({ flow, access: verdict, summary, dependsOn, evaluatedNetworkSecurityGroups }, names) {
  return [
    heading(1, access(verdict), "  ", flow),
    paragraph(summary),
    // The sentence has the question where there is one.
    ...(dependsOn.length > 1 ? dependsOn : []).map(({ question, ifYes, ifNo }) => paragraph(marked("depends", question), " If yes: ", access(ifYes), "; if no: ", access(ifNo), ".")),
    ...evaluatedNetworkSecurityGroups.flatMap((group) => stage(group, names)),
  ];
}

function stage({ appliedTo, rulesEvaluationResult, matchedRule }, names) {
  const rows = rulesEvaluationResult.map((rule) => {
    const isDeciding = rule.name === matchedRule?.ruleName;
    return [`${rule.priority ?? "?"}`, code(ruleShown(rule.name)), rule.access === null ? "?" : access(rule.access), isDeciding ? [marked("strong", "decides")] : reasons(rule)];
  });
  const name = names[appliedTo] === undefined ? STAGES[appliedTo] : `${STAGES[appliedTo]}: ${names[appliedTo]}`;
  return [heading(2, name), table(["Priority", "Rule", "Access", "Why"], rows)];
}

const FIELDS = [
  ["protocolMatched", "protocol"],
  ["sourceMatched", "source"],
  ["sourcePortMatched", "source port"],
  ["destinationMatched", "destination"],
  ["destinationPortMatched", "destination port"],
];

/** What of a rule does not match, or is not known to. */
function reasons(rule) {
  const named = (value) => FIELDS.filter(([field]) => rule[field] === value).map(([, name]) => name);
  const [other, unknown] = [named(false), named(null)];
  if (other.length > 0) return [quiet(`other ${other.join(", ")}`)];
  return unknown.length > 0 ? [marked("depends", `not known: ${unknown.join(", ")}`)] : ["matches"];
}
