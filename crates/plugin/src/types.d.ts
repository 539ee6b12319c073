
export type Direction = "Inbound" | "Outbound";
export type Access = "Allow" | "Deny";
export type Protocol = "TCP" | "UDP" | "ICMP" | "ESP" | "AH";

/** One flow, as the body of `ipFlowVerify` has it: local is always the virtual machine. */
export interface IpFlow {
  /** Who begins: replies need no rule. Case does not matter. */
  direction: Direction;
  /** Case does not matter. */
  protocol: Protocol;
  /** The virtual machine's private address, IPv4 or IPv6. */
  localIPAddress: string;
  /** Absent or `"*"`: not known, or must not matter. Not looked at for ICMP, ESP and AH. */
  localPort?: string | number;
  /** The other end's address. */
  remoteIPAddress: string;
  /** As `localPort`. */
  remotePort?: string | number;
}

/**
 * A flow as text: `Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22`, the arrow from source to destination. A port that is not
 * known or must not matter is `*` or left out, IPv6 stands in brackets (`[fd00::4]:443`), and ICMP, ESP and AH have no
 * ports. Without an arrow, or with one to the left, it is a `WhatIfError`: nobody guesses which end is the VM.
 */
export type FlowText = string;

/** The text of a flow; of a text, the same as it is usually written. Throws a `WhatIfError` when it cannot be read. */
export function flowText(flow: IpFlow | FlowText): FlowText;

/**
 * What flows are checked against. A group is JSON text in any shape that people export, or the same
 * parsed. Where a document holds several groups, the only one that is associated with such a place is
 * taken.
 */
export interface Scenario {
  /** The group of the subnet; absent or null: there is none. */
  subnetSecurityGroup?: string | object | null;
  /** The group of the network interface; absent or null: there is none. */
  networkInterfaceSecurityGroup?: string | object | null;
  /** Network details: what the rules name. */
  network?: Network;
}

/** What rules refer to but do not contain. What is absent is unknown: a verdict may depend on it. */
export interface Network {
  /** The `VirtualNetwork` tag: address space, peers, on-premises ranges, prefixes of user-defined routes. */
  virtualNetwork?: string[];
  /** Prefixes by tag, or a whole `ServiceTags_*.json` or service tag discovery document. */
  serviceTags?: Record<string, string[]> | object;
  /** Private addresses of all members, by resource id or bare name of the application security group. */
  applicationSecurityGroups?: Record<string, string[]>;
  /** Security admin rules of Virtual Network Manager, which are evaluated before any group. */
  securityAdminRules?: object[];
  /** Answers to what `dependsOn` of earlier verdicts asked, each with the fact as it was there. */
  answers?: { fact: Omit<MissingFact, "kind" | "entry"> & { kind: string; entry?: string }; answer: boolean }[];
}

/** The answer for one flow: what `ipFlowVerify` answers, and why. */
export interface Verdict {
  /** `Depends` where missing facts would change the answer: see `dependsOn`. */
  access: Access | "Depends";
  /** `securityRules/<name>` or `defaultSecurityRules/<name>`; absent where no rule or no single one decides. */
  ruleName?: string;
  /** The deciding rule's resource id, where the input has it. */
  ruleId?: string;
  /**
   * The groups in the order of evaluation, up to the one that denied. In verdicts of an `Evaluator`
   * they are worked out when they are first read; from then on, and in copies, they are plain data.
   */
  evaluatedNetworkSecurityGroups: EvaluatedNetworkSecurityGroup[];
  /** The smallest set of missing facts that settles the access. Empty unless `access` is `Depends`. */
  dependsOn: MissingFact[];
  /** One plain sentence. */
  summary: string;
  /** What the sentence is made of, to word it yourself. */
  summaryParts: SummaryParts;
  /** What the verdict takes for granted because Azure does not document it. Absent where nothing is. */
  assumptions?: Assumption[];
}

/** What the sentence of a verdict says. */
export interface SummaryParts {
  /**
   * `rule`: one decides. `alwaysAllow`: a security admin rule lets the flow through whatever the groups say. `eitherWay`: several rules may
   * decide, all to the same end. `platform`: Azure's own traffic. `missingFacts`: see `dependsOn`.
   */
  reason: "rule" | "alwaysAllow" | "eitherWay" | "platform" | "noRule" | "noGroup" | "missingFacts";
  /** The rules that decide. */
  rules: SummaryRule[];
  /** The rules of earlier stages that let the flow pass. */
  passed: SummaryRule[];
  /** The platform's service, where it is the reason. */
  platform?: string;
}

/** A rule that a sentence speaks of. */
export interface SummaryRule {
  name: string;
  /** `null` where the document does not tell it. */
  priority: number | null;
  appliedTo: AppliedTo;
  /** The name of its group, where that has one. */
  networkSecurityGroup?: string;
}

/** Something that is taken for granted. */
export interface Assumption {
  /** One sentence without a full stop. */
  text: string;
  /** The anchor of its entry on the page *Agreement with Azure* of the documentation. */
  entry: AgreementEntry;
}

/** A group and what its rules did, as `networkConfigurationDiagnostic` has it. */
export interface EvaluatedNetworkSecurityGroup {
  networkSecurityGroupId?: string;
  /** `VirtualNetwork`: the security admin rules. */
  appliedTo: AppliedTo;
  /** Absent where no rule matched, or where missing facts leave it open. */
  matchedRule?: { ruleName: string; action: string };
  /** In the order of checking, ending with the rule that matched. */
  rulesEvaluationResult: RuleEvaluation[];
}

/** How one rule compared with the flow; `null` where a missing fact leaves it open. */
export interface RuleEvaluation {
  /** `UserRule_<name>` or `DefaultRule_<name>`. */
  name: string;
  /** `null` where the document does not tell it. */
  priority: number | null;
  /** `null` where the document does not tell it: the verdict may depend on it. */
  access: Access | null;
  protocolMatched: boolean | null;
  sourceMatched: boolean | null;
  sourcePortMatched: boolean | null;
  destinationMatched: boolean | null;
  destinationPortMatched: boolean | null;
  /** Why it matched or did not, in one sentence. */
  reason?: string;
}

/** A fact that the input leaves open, with both outcomes. */
export interface MissingFact {
  kind: "VirtualNetwork" | "ServiceTag" | "ApplicationSecurityGroup" | "Port" | "Rule" | "AzureBehaviour";
  /** The tag, group, field or rule. */
  name: string;
  /** What settles it, e.g. "is 10.1.0.4 in VirtualNetwork?" */
  question: string;
  /** The anchor of the entry on the page *Agreement with Azure* that says why it is asked. */
  entry: AgreementEntry;
  ifYes: Access | "Depends";
  ifNo: Access | "Depends";
  /** What tells the fact from others, for `Network.answers`. Its form is the package's own. */
  about?: object;
}

/** Something that is wrong, or worth knowing. */
export interface Diagnostic {
  severity: "error" | "warning" | "info";
  /** Stable: its meaning never changes. */
  code: DiagnosticCode;
  message: string;
  /** What to do about it. */
  help?: string;
  /**
   * Rules that the text deploys may be missing from what was read: a linked template, a key that stands twice, a
   * condition that is false, rules that a plan does not show. A gate should refuse such a text, as `npx nsg-what-if` does.
   */
  hidesRules?: true;
  /** 1-based, in the text that was given. */
  line?: number;
  /** 1-based, in UTF-16 code units. */
  column?: number;
  /**
   * JSON pointer to the value. In a `WhatIfError` it begins with the argument: `/flow/localPort`,
   * `/flows/3/protocol`, `/scenario/subnetSecurityGroup/properties/…`.
   */
  pointer?: string;
  /** Where the value begins in the text, 0-based, in UTF-16 code units. */
  start?: number;
  /** Where it ends. */
  end?: number;
}

/** What a diagnostic is about: the reader's codes, then the package's own. */
export type DiagnosticCode =
  | "empty-text"
  | "text-too-large"
  | "too-many-values"
  | "too-deep"
  | "truncated"
  | "unclosed"
  | "unexpected-closing"
  | "unexpected-token"
  | "unclosed-string"
  | "missing-value"
  | "missing-comma"
  | "missing-colon"
  | "trailing-comma"
  | "extra-comma"
  | "comment"
  | "bare-word"
  | "unquoted-key"
  | "quote-style"
  | "invalid-escape"
  | "wrapped-string"
  | "duplicate-key"
  | "elided"
  | "fragment"
  | "text-around"
  | "json-in-string"
  | "more-alike"
  | "no-group"
  | "empty-answer"
  | "not-azure-rules"
  | "nsg-diagnostics-answer"
  | "ip-flow-answer"
  | "flow-log"
  | "what-if-text"
  | "nsg-event-log"
  | "parameters-file"
  | "service-tags-document"
  | "admin-rules-document"
  | "azure-error"
  | "xml"
  | "html"
  | "yaml"
  | "bicep"
  | "diff"
  | "commands"
  | "terraform-source"
  | "terraform-plan-text"
  | "old-terraform-state"
  | "several-terraform-documents"
  | "rules-without-group"
  | "more-pages"
  | "expansion-differs"
  | "admin-rules"
  | "missing-columns"
  | "lost-values"
  | "uneven-row"
  | "other-heading"
  | "assumed-column"
  | "unused-columns"
  | "kept-rules"
  | "unresolved-expression"
  | "copy-loop"
  | "conditional-resource"
  | "skipped-resource"
  | "linked-template"
  | "orphan-rule"
  | "unknown-type"
  | "other-resource"
  | "default-taken"
  | "apply-conflict"
  | "terraform-syntax"
  | "rules-not-read"
  | "direction-from-name"
  | "known-after-apply"
  | "hidden-rules"
  | "hidden-values"
  | "invalid-group"
  | "invalid-list"
  | "too-many-rules"
  | "too-many-addresses"
  | "too-many-application-security-groups"
  | "priority-clash"
  | "duplicate-rule-name"
  | "invalid-rule"
  | "missing-name"
  | "invalid-name"
  | "missing-field"
  | "wrong-type"
  | "invalid-priority"
  | "priority-out-of-range"
  | "invalid-direction"
  | "invalid-access"
  | "invalid-protocol"
  | "long-description"
  | "allow-platform-dns"
  | "mixed-families"
  | "application-security-group-beside-address"
  | "too-many-application-security-groups-in-rule"
  | "surrounding-blanks"
  | "list-in-singular"
  | "invalid-port"
  | "port-out-of-range"
  | "port-range-reversed"
  | "any-in-port-list"
  | "invalid-address"
  | "invalid-prefix-length"
  | "host-bits"
  | "address-range"
  | "any-in-prefix-list"
  | "tag-in-prefix-list"
  | "unknown-service-tag"
  | "classic-tag"
  | "any-spelling"
  | "invalid-application-security-group"
  | "no-service-tags"
  | "invalid-service-tag"
  | "no-admin-rules"
  | "invalid-admin-access"
  | "no-addresses"
  | "several-virtual-networks"
  | "peering-skipped"
  | "several-groups"
  | "invalid-network"
  | "invalid-answer"
  | "icmpv6"
  | "invalid-arrow"
  | "invalid-contract"
  | "invalid-contracts"
  | "invalid-document"
  | "invalid-filter"
  | "invalid-flow"
  | "invalid-flows"
  | "invalid-query"
  | "invalid-resource-id"
  | "invalid-scenario"
  | "missing-port"
  | "not-json"
  | "no-change"
  | "not-counted"
  | "cannot-write"
  | "invalid-format"
  | "invalid-language"
  | "too-many-regions";

/** The anchors on the page *Agreement with Azure*. */
export type AgreementEntry =
  | "virtual-network"
  | "service-tags"
  | "application-security-groups"
  | "ports"
  | "unreadable-fields"
  | "order-of-rules"
  | "internet-and-virtual-network"
  | "internet-gaps"
  | "internet-ipv6"
  | "any-ipv4"
  | "icmp-ports"
  | "portless-protocols"
  | "platform-traffic"
  | "admin-rules-and-platform-traffic"
  | "empty-group-in-list"
  | "floating-ip"
  | "windows-activation";

/** What was understood of a text. */
export interface Document {
  /** Which form the text has; absent where it holds no rules. */
  shape?:
    | "arm"
    | "azure-cli"
    | "powershell"
    | "arm-template"
    | "resource-graph"
    | "effective-security-rules"
    | "terraform"
    | "table"
    | "ansible"
    | "kubernetes"
    | (string & {});
  /** In the text's order, default rules included. Of a text that tells a change, such as a Terraform plan, those after it. */
  networkSecurityGroups: NetworkSecurityGroup[];
  /** The groups as they are before the change, where the text tells one. */
  before?: NetworkSecurityGroup[];
  /** Where each of `networkSecurityGroups` stands in the text. */
  locations: GroupLocations[];
  /** In the text's order. */
  diagnostics: Diagnostic[];
}

/** Where a group and its rules stand in the text that they were read from. */
export interface GroupLocations {
  /** The address of its resource in Terraform, such as `module.net.azurerm_network_security_group.web`, where the text tells it. */
  address?: string;
  /** `null` where rules without a group were put into one. */
  group: TextLocation | null;
  /** One for each of `properties.securityRules`. */
  securityRules: (TextLocation | null)[];
}

/** A part of a text. Lines and columns are 1-based; columns and offsets count UTF-16 code units, as JavaScript's texts do. */
export interface TextLocation {
  line: number;
  column: number;
  /** Offset of its first code unit, 0-based. */
  start: number;
  /** Offset after its last code unit. */
  end: number;
}

/** A group in the form of Azure's REST API. */
export interface NetworkSecurityGroup {
  id?: string;
  name?: string;
  location?: string;
  /** The tags of the resource, where the text tells them. */
  tags?: Record<string, string>;
  properties: {
    flushConnection?: boolean;
    securityRules: SecurityRule[];
    defaultSecurityRules: SecurityRule[];
  };
}

/**
 * A rule in the form of Azure's REST API. One value of a field stands in the singular field, several in the plural one. What
 * the document does not tell is absent; what was not understood is the text that was given.
 */
export interface SecurityRule {
  name: string;
  id?: string;
  properties: {
    description?: string;
    protocol?: string;
    sourcePortRange?: string;
    sourcePortRanges?: string[];
    destinationPortRange?: string;
    destinationPortRanges?: string[];
    sourceAddressPrefix?: string;
    sourceAddressPrefixes?: string[];
    sourceApplicationSecurityGroups?: { id: string }[];
    destinationAddressPrefix?: string;
    destinationAddressPrefixes?: string[];
    destinationApplicationSecurityGroups?: { id: string }[];
    access?: string;
    /** A text where it was not understood. */
    priority?: number | string;
    direction?: string;
  };
}

/**
 * Reads a pasted document: JSON of any shape, a table. Never throws on bad text: problems are in `diagnostics`. A text that
 * needs another reader has the diagnostic `yaml`, `terraform-source` or `terraform-plan-text`: `read` loads it.
 */
export function parse(text: string): Document;

/** Evaluates one flow. Throws a `WhatIfError` when the scenario or the flow cannot be read. */
export function verifyIpFlow(scenario: Scenario, flow: IpFlow | FlowText): Verdict;

/** A scenario that is read once and asked many times. */
export class Evaluator {
  /** Throws a `WhatIfError` when the scenario cannot be read. */
  constructor(scenario: Scenario);
  /** Evaluates one flow. Throws a `WhatIfError` when it cannot be read. */
  verifyIpFlow(flow: IpFlow | FlowText): Verdict;
  /** The access of each flow, one character each: `A`, `D` or `?`. The fastest way for many. */
  verifyIpFlows(flows: IpFlow[]): string;
  /**
   * Gives the memory back; afterwards the other methods throw. Verdicts that were given out stay
   * whole: while one of them has not worked out its groups, the memory goes when that verdict goes.
   */
  free(): void;
}

/** The scenario or the flow cannot be read; `diagnostics` tell why and where. */
export class WhatIfError extends Error {
  constructor(diagnostics: Diagnostic[], options?: ErrorOptions);
  name: "WhatIfError";
  diagnostics: Diagnostic[];
}

/**
 * Has every sentence in a language from now on: summaries, questions, findings, diagnostics. Codes, names and accesses stay. There are
 * `en`, which is spoken at first, and `ko`; another one rejects with a `RangeError`. Errors of calls are English.
 */
export function setLanguage(language: "en" | "ko" | (string & {})): Promise<void>;

/** The version of the package. */
export function version(): string;

/** A box of flows: every combination of its parts. The boxes of an answer are disjoint. */
export interface Region {
  direction: Direction;
  protocols: Protocol[];
  /**
   * A tag's or application security group's name where the group of flows is exactly that, else prefixes and
   * `a-b` ranges, as few as there can be; all of one family.
   */
  localAddresses: string[];
  /** `n` or `a-b`; empty for protocols without ports. */
  localPorts: string[];
  remoteAddresses: string[];
  remotePorts: string[];
  before: Decision;
  after: Decision;
  /** How many flows, as a decimal integer. */
  flows: string;
  /** One of them. */
  witness: IpFlow;
  /** The same in words, as people read it. */
  words: FlowWords;
}

/** Flows in words. */
export interface FlowWords {
  /** The protocols, and the ports of the service where not all of them: `TCP 22`. */
  service: string;
  source: string;
  destination: string;
  /** What is said apart: the source's ports where not all of them, and IPv6; else empty. */
  besides: string;
  /** How many there are: `4.29 billion`. */
  count: string;
}

/** Where a rule's stage applies. `VirtualNetwork`: the security admin rules. */
export type AppliedTo = "Subnet" | "NetworkInterface" | "VirtualNetwork";

/** A rule of a scenario. */
export interface RuleRef {
  /** As `ipFlowVerify` writes it: `securityRules/<name>`. */
  ruleName: string;
  appliedTo: AppliedTo;
  /** `null` where the document does not tell it. */
  priority: number | null;
  /** Which of its group's rules it is, counted from 0: user rules first, then default rules, in the document's order. */
  position: number;
}

/** What becomes of flows. The rule is absent where none decides, or where missing facts leave it open. */
export interface Decision extends Partial<RuleRef> {
  access: Access | "Depends";
}

/** What changes between two scenarios, over all flows. */
export interface Comparison {
  relation: "equivalent" | "morePermissive" | "lessPermissive" | "incomparable";
  /**
   * Every flow whose access changes is in exactly one. A missing fact has one answer for both scenarios: a
   * flow that depends on it before and after changes only where that answer can make a difference.
   */
  regions: Region[];
  /** How many groups of flows there are. */
  count: number;
  /** One plain sentence. */
  summary: string;
}

/**
 * What an edit changes. Throws a `WhatIfError` when a scenario cannot be read, or when the change is in more
 * pieces than can be listed.
 */
export function compare(call: { before: Scenario; after: Scenario; direction?: Direction }): Comparison;

/** Something about rules that a person should know. */
export interface Finding {
  /** Stable: its meaning never changes. */
  code: FindingCode;
  severity: "high" | "medium" | "low" | "info";
  /**
   * The rule to look at first comes first. Of `apply-conflict`: the rule that asks for a number, then the one that holds it,
   * which is told as it is before the change where it goes.
   */
  rules: RuleRef[];
  /** For `unreachable`: the fewest rules that leave it nothing. */
  blockers?: RuleRef[];
  message: string;
  /** A flow that shows it. */
  witness?: IpFlow;
  /** Edits that end it, to be made together. */
  fix?: RuleEdit[];
}

/** An edit of one rule: `rule` is the rule as it will be, and the rule of `ruleName` the one that is removed or replaced. */
export type RuleEdit =
  | { action: "add"; appliedTo: AppliedTo; rule: SecurityRule }
  | ({ action: "remove" } & RuleRef)
  | ({ action: "replace"; rule: SecurityRule } & RuleRef);

/** What a finding is. */
export type FindingCode =
  | "exposed-management-port"
  | "exposed-database-port"
  | "exposed-any-port"
  | "default-route-in-virtual-network"
  | "probes-denied"
  | "apply-conflict"
  | "same-priority"
  | "priority-out-of-range"
  | "mixed-families"
  | "host-bits"
  | "list-in-singular-field"
  | "list-inside-entry"
  | "any-in-list"
  | "tag-in-list"
  | "platform-tag-allowed"
  | "unreachable"
  | "partly-shadowed"
  | "cannot-match"
  | "no-members"
  | "port-of-icmp"
  | "partial-internet-deny"
  | "fixed-source-port"
  | "public-destination"
  | "duplicate"
  | "redundant"
  | "conflicting-overlap"
  | "mergeable-ranges"
  | "mergeable-rules";

/** Rules that have no effect, could be one, overlap, expose or break something; the gravest first. */
export function findings(call: { scenario: Scenario }): Finding[];

/** Flows by lists where a flow has values. What is absent, empty or `"*"` is everything. */
export interface FlowQuery {
  direction: Direction;
  protocols?: Protocol[];
  /** Addresses, prefixes, `a-b` ranges, tags or application security groups. */
  localAddresses?: string[];
  /** `n` or `a-b`. Only protocols that have ports are then asked about. */
  localPorts?: string[];
  remoteAddresses?: string[];
  remotePorts?: string[];
}

/**
 * What happens to the flows of a query: each is in exactly one group of flows (`regions`). A flow's text stands for that
 * one flow; a port of it that is not known, for every port.
 */
export function flows(call: {
  scenario: Scenario;
  query: FlowQuery | FlowText;
}): { regions: (Omit<Region, "before" | "after"> & { decision: Decision })[] };

/** An edit that gives a flow the wanted access. */
export interface Fix {
  /** What to do, in one sentence. */
  summary: string;
  /** The same, rule by rule, to be made together. */
  edits: RuleEdit[];
  /**
   * The scenario after the edit. Its groups are resources; where the text does not tell `*` from `0.0.0.0/0`, they are as
   * effective security rules print them, since a resource cannot say that.
   */
  scenario: Scenario;
  /** Everything that the edit changes. */
  impact: Comparison;
}

/**
 * The smallest edits that give a flow the wanted access, the least side effect first; none where it has it.
 * The flow needs both ports.
 */
export function whyNot(call: { scenario: Scenario; flow: IpFlow | FlowText; wanted: Access }): Fix[];

/** A rule that would have given the wanted access. */
export interface NearMiss extends RuleRef {
  /** The fields that do not match; none: the rule matches, and another one of its group comes first. */
  missed: ("protocol" | "source" | "source port" | "destination" | "destination port")[];
}

/** The rules that would have given the wanted access, the nearest first. */
export function nearMisses(call: { scenario: Scenario; flow: IpFlow | FlowText; wanted: Access }): NearMiss[];

/** What must be so, whatever anybody edits. */
export interface Contract {
  name: string;
  /** All of the flows are allowed, none is, or only those that one of `only` names. */
  must: "allow" | "deny" | "allowOnly";
  flows: FlowQuery;
  only?: FlowQuery[];
}

/** Whether a contract holds. */
export interface ContractOutcome {
  name: string;
  /** `open`: no flow is known to break it, and the witness may: it depends on a missing fact. */
  outcome: "holds" | "broken" | "open";
  /** A flow that breaks it, or may. */
  witness?: IpFlow;
  /** What becomes of a flow that breaks it. */
  decision?: Decision;
  /** Of a review: whether it held before the change. */
  before?: Omit<ContractOutcome, "name" | "before">;
}

/** Proves or refutes contracts: an array, or a document `{ "contracts": […] }`. */
export function checkContracts(call: {
  scenario: Scenario;
  contracts: Contract[] | { contracts: Contract[] };
}): ContractOutcome[];

/** Where modules are that are loaded when the first text of their syntax is met. Each as for `init`. */
export interface SyntaxModules {
  /** `nsg_what_if_terraform_bg.wasm`, for Terraform's source. */
  terraform?: string | URL | Request | Response | BufferSource;
  /** `nsg_what_if_syntaxes_bg.wasm`, for YAML and the text of plans. */
  others?: string | URL | Request | Response | BufferSource;
}

/**
 * Reads a text in any form: JSON, tables, YAML, plans, Terraform's source. What reads a form that `parse` leaves is loaded when it is first met. Pass the
 * groups that it returns as those of a scenario.
 */
export function read(
  text: string,
  options?: {
    /** The name of the file, which nothing depends on: a form is known by its text. */
    fileName?: string;
    /** Where the modules of rarer syntaxes are, if not beside the package. */
    wasm?: SyntaxModules;
  },
): Promise<Document>;

/** What a group is written as: for Azure to take, as commands that make the change, or as a table for people. */
export type WriteFormat = "arm" | "azure-cli" | "powershell" | "bicep" | "terraform" | "csv" | "tsv" | "markdown-table";

/** A group, or a change of one, as text. */
export interface WrittenChange {
  text: string;
  /** A name for a file that holds it. */
  fileName: string;
  /** What to know before it is used, in sentences. */
  notes: string[];
}

/**
 * Writes a group, or the change from `before` to it: commands hold what changes alone, the other formats the whole group. Rejects
 * with a `WhatIfError` (`cannot-write`) where a field that has to be written is not known, or where Azure would refuse it half-way.
 */
export function writeChange(call: {
  before?: NetworkSecurityGroup | string;
  after: NetworkSecurityGroup | string;
  format: WriteFormat;
  /** Where `nsg_what_if_writing_bg.wasm` is, if not beside the package. */
  wasm?: string | URL | Request | Response | BufferSource;
}): Promise<WrittenChange>;

/** A text with an edit in it. */
export interface PatchedText {
  text: string;
  /** As it was given, else by the syntax. */
  fileName: string;
  /** What changes, as a unified diff. */
  diff: string;
  /** What whoever keeps the text has to know. */
  notes: string[];
}

/**
 * Writes the rules of `after` into the text in place of those of one of its groups, with the formatting, the order and the comments
 * that it has. Rejects with a `WhatIfError` (`cannot-write`) where the text would say something else than `after`.
 */
export function patch(call: {
  text: string;
  fileName?: string;
  /** Which group of the text is meant, counted from 0. */
  group?: number;
  after: NetworkSecurityGroup | string;
  wasm?: string | URL | Request | Response | BufferSource;
}): Promise<PatchedText>;

/**
 * Joins the files of Terraform of each folder into one text, in which a comment names each file, since they are one module;
 * other files stay as they are. Names are paths with slashes.
 */
export function joinFiles(
  files: { name: string; text: string }[],
  options?: { wasm?: string | URL | Request | Response | BufferSource },
): Promise<{ name: string; text: string }[]>;

/**
 * Every group of one or two documents, paired by its Terraform address, else by id, else by name: what the change does to each.
 * Rejects with a `WhatIfError` where rules may be missing from a document, since they would be taken for deleted. Where one
 * document tells the change of rules whose group it does not have, the group's other rules are missing facts, with one answer
 * for both sides.
 */
export function review(call: {
  /** Where the modules of rarer syntaxes are, if not beside the package. */
  wasm?: SyntaxModules;
  /** A document that tells a change, or the one after it. */
  after: string | object;
  /** The one before it; not needed where `after` tells both. */
  before?: string | object;
  network?: Network;
  contracts?: Contract[] | { contracts: Contract[] };
}): Promise<Review>;

/** What a change does. */
export interface Review {
  groups: ReviewedGroup[];
  diagnostics: Diagnostic[];
  /** One sentence. */
  summary: string;
}

/** A group of a change. */
export interface ReviewedGroup {
  name?: string;
  id?: string;
  /** The address of its resource in Terraform, where a document tells it. */
  address?: string;
  change: "added" | "removed" | "changed" | "unchanged";
  /** A group that is added or removed is compared with none: without a group everything is allowed. */
  comparison: Comparison;
  /** Findings that the change brings, among them `apply-conflict`, and those that it ends. */
  findings: { added: Finding[]; ended: Finding[] };
  /** Each with `before`. */
  contracts: ContractOutcome[];
}
