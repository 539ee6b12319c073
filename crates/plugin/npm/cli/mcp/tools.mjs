// The tools: each is a command of the command line, with inputs that say what they are.

import { compare } from "../commands/compare.mjs";
import { contracts } from "../commands/contracts.mjs";
import { convert } from "../commands/convert.mjs";
import { explain } from "../commands/explain.mjs";
import { findings } from "../commands/findings.mjs";
import { review } from "../commands/review.mjs";
import { traffic } from "../commands/traffic.mjs";
import { verify } from "../commands/verify.mjs";
import { whyNot } from "../commands/why-not.mjs";
import * as shapes from "./shapes.mjs";

const { z, document, flow, groups, network, notes, looseObject } = shapes;

/** Documents of a call as options of the command. */
const places = (given, names) => Object.fromEntries(names.filter((name) => given[name] !== undefined).map((name) => [name, { document: given[name] }]));

const ALLOW_HIDDEN = { allowHiddenRules: z.boolean().optional().describe("Go by the rules that were read, where a document may deploy others") };

/**
 * @typedef {object} Tool
 * @property {object} command the command that answers
 * @property {(given: any) => { values?: object, positionals?: unknown[] }} arguments its options and operands; `{ document }` stands for a
 * document of the call
 */

/** @type {Record<string, Tool & { title: string, description: string, input: object, output: object }>} */
export const TOOLS = {
  verify_ip_flow: {
    title: "Would Azure allow this packet?",
    description:
      "Says what network security groups do to flows, with every rule's reason, offline, also for rules that are not deployed. Depends means that a missing fact decides, and names it: ask for it, never guess.",
    input: { flows: z.array(flow).min(1).max(100), ...groups, ...network, ...ALLOW_HIDDEN },
    output: { verdicts: z.array(looseObject({ flow: z.string(), access: shapes.access, summary: z.string() })), ...notes },
    command: verify,
    arguments: (given) => ({ values: places(given, ["subnet", "nic"]), positionals: given.flows }),
  },
  compare: {
    title: "What changes between two NSGs",
    description: "Proves what changes from one network security group to another, over all flows: nothing is sampled.",
    input: { before: document("The NSG before the change"), after: document("The NSG after it"), direction: shapes.direction.optional(), ...network, ...ALLOW_HIDDEN },
    output: { comparison: shapes.comparison, ...notes },
    command: compare,
    arguments: ({ before, after, direction }) => ({ values: { ...(direction && { direction }) }, positionals: [{ document: before }, { document: after }] }),
  },
  review_change: {
    title: "Review a change of rules",
    description:
      "Says of every network security group what a change allows and blocks, which findings it brings and ends, which contracts it breaks, and whether Azure would refuse it while it is applied. Give a plan or what-if answer as `change`, or `before` and `after`.",
    input: {
      change: document("What tells a change: a Terraform plan, a what-if answer").optional(),
      before: document("The rules before the change").optional(),
      after: document("The rules after it").optional(),
      contracts: z.array(z.record(z.unknown())).optional().describe("Contracts to prove, see check_contracts"),
      ...network,
      ...ALLOW_HIDDEN,
    },
    output: {
      summary: z.string(),
      groups: z.array(looseObject({ change: z.enum(["added", "removed", "changed", "unchanged"]), comparison: shapes.comparison })),
      problems: z.array(shapes.finding).describe("Findings that the change brings, broken contracts, and what is wrong with the documents"),
      ...notes,
    },
    command: review,
    arguments: (given) => ({
      values: { ...places(given, ["before", "after"]), ...(given.contracts && { contracts: [{ json: given.contracts }] }) },
      positionals: given.change === undefined ? [] : [{ document: given.change }],
    }),
  },
  findings: {
    title: "What is wrong with these rules",
    description: "Finds rules that expose ports, have no effect, overlap or would be refused by Azure, in every network security group of a document.",
    input: { rules: document("The rules"), ...network, ...ALLOW_HIDDEN },
    output: { problems: z.array(shapes.finding), ...notes },
    command: findings,
    arguments: ({ rules }) => ({ positionals: [{ document: rules }] }),
  },
  why_not: {
    title: "The smallest fix",
    description:
      "Proposes the smallest edits that give a flow the wanted access, the least side effect first, each with everything else that it changes, and the first as a diff of the file. Use it before writing a rule.",
    input: { flow: flow.describe(`${flow.description}. Both ports are needed; a client's port is any, such as 50000`), wanted: z.enum(["Allow", "Deny"]).optional(), ...groups, ...network, ...ALLOW_HIDDEN },
    output: {
      access: shapes.access,
      wanted: z.enum(["Allow", "Deny"]),
      fixes: z.array(looseObject({ summary: z.string(), edits: z.array(z.unknown()), impact: shapes.comparison })),
      diffs: z.array(z.string()),
      noDiff: z.array(looseObject({ file: z.string(), reason: z.string() })).optional().describe("Documents that the first fix cannot be written into, and why"),
      ...notes,
    },
    command: whyNot,
    arguments: (given) => ({ values: { ...places(given, ["subnet", "nic"]), ...(given.wanted && { wanted: given.wanted }), diff: true }, positionals: [given.flow] }),
  },
  check_contracts: {
    title: "Prove what must be so",
    description: "Proves or refutes contracts over all flows, and shows a flow that breaks one. Ready ones are named: `services` (what an Azure service needs) and `baselines`.",
    input: {
      contracts: z
        .array(
          z.object({
            name: z.string(),
            must: z.enum(["allow", "deny", "allowOnly"]).describe("All of `flows` are allowed, none is, or only those that one of `only` names"),
            flows: z.record(z.unknown()).describe("direction, protocols, localAddresses, localPorts, remoteAddresses, remotePorts; local is the VM; what is absent is everything"),
            only: z.array(z.record(z.unknown())).optional(),
          }),
        )
        .optional(),
      services: z.array(z.string()).optional(),
      baselines: z.array(z.string()).optional(),
      ...groups,
      ...network,
      ...ALLOW_HIDDEN,
    },
    output: { contracts: z.array(shapes.outcome), ...notes },
    command: contracts,
    arguments: (given) => ({
      values: { ...places(given, ["subnet", "nic"]), ...(given.services && { service: given.services }), ...(given.baselines && { baseline: given.baselines }) },
      positionals: given.contracts === undefined ? [] : [{ json: given.contracts }],
    }),
  },
  replay_traffic: {
    title: "What a change would have done to recorded flows",
    description:
      "Replays flow logs against rules: says whether Azure's record agrees with them, which rules nothing used, and, with `after`, which recorded flows the change would have newly blocked or allowed, of which VMs. Silence in a record is no proof that nothing is used.",
    input: {
      records: z.array(shapes.records).min(1).max(100),
      ...groups,
      after: document("The NSG as it will be; absent: only whether the record agrees").optional(),
      as: z.enum(["subnet", "nic"]).optional().describe("Which of two NSGs `after` takes the place of"),
      macAddresses: z.array(z.string()).optional().describe("Only flows that these network interfaces recorded"),
      localAddresses: z.array(z.string()).optional().describe("Only flows of VMs with these addresses: prefixes"),
      from: z.string().optional().describe("The first moment, ISO 8601"),
      to: z.string().optional().describe("The last moment, ISO 8601"),
      ...network,
      ...ALLOW_HIDDEN,
    },
    output: { traffic: shapes.traffic, problems: z.array(shapes.finding), ...notes },
    command: traffic,
    arguments: (given) => ({
      values: {
        ...places(given, ["subnet", "nic", "after"]),
        ...Object.fromEntries(["as", "from", "to"].filter((name) => given[name] !== undefined).map((name) => [name, given[name]])),
        ...(given.macAddresses && { mac: given.macAddresses }),
        ...(given.localAddresses && { local: given.localAddresses }),
      },
      positionals: given.records.map((record) => ({ document: record })),
    }),
  },
  convert: {
    title: "Write rules in another form",
    description: "Writes a network security group as an ARM template, Bicep, Terraform, commands of az or PowerShell, or a table. Half a change is never written: what is not known is an error.",
    input: {
      rules: document("The NSG"),
      before: document("The NSG before a change: commands make the change alone").optional(),
      to: z.enum(["json", "arm", "bicep", "terraform", "azure-cli", "powershell", "csv", "tsv", "markdown-table"]),
      ...ALLOW_HIDDEN,
    },
    output: { files: z.array(looseObject({ fileName: z.string(), text: z.string(), notes: z.array(z.string()) })), ...notes },
    command: convert,
    arguments: (given) => ({ values: { ...places(given, ["before"]), to: given.to }, positionals: [{ document: given.rules }] }),
  },
  explain: {
    title: "What a code means",
    description: "Says what the code of a finding or diagnostic means, with the smallest example and the nearest one without it.",
    input: { code: z.string() },
    output: { code: z.string(), about: z.string(), ...notes },
    command: explain,
    arguments: ({ code }) => ({ positionals: [code] }),
  },
};
