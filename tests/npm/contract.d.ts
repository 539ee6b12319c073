// What programs in the field are written against. The package may offer more, never less: fits_the_contract.ts
// compares. Change this file only together with the major version.

export default function init(source?: string | URL | Request | Response | BufferSource): Promise<void>;

export type Direction = "Inbound" | "Outbound";
export type Access = "Allow" | "Deny";
export type Protocol = "TCP" | "UDP" | "ICMP" | "ESP" | "AH";

export interface IpFlow {
  direction: Direction;
  protocol: Protocol;
  localIPAddress: string;
  localPort?: string | number;
  remoteIPAddress: string;
  remotePort?: string | number;
}

export interface Scenario {
  subnetSecurityGroup?: string | object | null;
  networkInterfaceSecurityGroup?: string | object | null;
  network?: Network;
}

export interface Network {
  virtualNetwork?: string[];
  serviceTags?: Record<string, string[]> | object;
  applicationSecurityGroups?: Record<string, string[]>;
  securityAdminRules?: object[];
  answers?: { fact: MissingFact; answer: boolean }[];
}

export interface Verdict {
  access: Access | "Depends";
  ruleName?: string;
  ruleId?: string;
  evaluatedNetworkSecurityGroups: EvaluatedNetworkSecurityGroup[];
  dependsOn: MissingFact[];
  summary: string;
}

export interface EvaluatedNetworkSecurityGroup {
  networkSecurityGroupId?: string;
  appliedTo: "Subnet" | "NetworkInterface" | "VirtualNetwork";
  matchedRule?: { ruleName: string; action: string };
  rulesEvaluationResult: RuleEvaluation[];
}

export interface RuleEvaluation {
  name: string;
  priority: number | null;
  access: Access | null;
  protocolMatched: boolean | null;
  sourceMatched: boolean | null;
  sourcePortMatched: boolean | null;
  destinationMatched: boolean | null;
  destinationPortMatched: boolean | null;
}

export interface MissingFact {
  kind: "VirtualNetwork" | "ServiceTag" | "ApplicationSecurityGroup" | "Port" | (string & {});
  name: string;
  question: string;
  ifYes: Access | "Depends";
  ifNo: Access | "Depends";
}

export interface Diagnostic {
  severity: "error" | "warning" | "info";
  code: string;
  message: string;
  help?: string;
  line?: number;
  column?: number;
  pointer?: string;
}

export function parse(text: string): Document;
export interface Document {
  shape?: string;
  networkSecurityGroups: NetworkSecurityGroup[];
  before?: NetworkSecurityGroup[];
  diagnostics: Diagnostic[];
}

export interface NetworkSecurityGroup {
  id?: string;
  name?: string;
  location?: string;
  properties: { securityRules: object[]; defaultSecurityRules: object[] };
}

export function verifyIpFlow(scenario: Scenario, flow: IpFlow | string): Verdict;

export class Evaluator {
  constructor(scenario: Scenario);
  verifyIpFlow(flow: IpFlow): Verdict;
  verifyIpFlows(flows: IpFlow[]): string;
  free(): void;
}

export interface WhatIfError extends Error {
  name: "WhatIfError";
  diagnostics: Diagnostic[];
}

export function version(): string;

export function createAzureClient(options: { endpoint?: string; getToken: () => Promise<string> }): AzureClient;

export interface AzureClient {
  verifyIpFlow(request: LiveIpFlow, options?: LiveOptions): Promise<LiveVerdict>;
  loadScenario(resourceId: string, options?: LiveOptions): Promise<LoadedScenario>;
  confirm(scenario: Scenario, request: LiveIpFlow, options?: LiveOptions): Promise<Confirmation>;
}

export interface LiveIpFlow extends IpFlow {
  targetResourceId: string;
  targetNicResourceId?: string;
  networkWatcherId?: string;
}

export interface LiveOptions {
  signal?: AbortSignal;
  onProgress?: (progress: { step: string; elapsedMs: number }) => void;
}

export interface LiveVerdict {
  access: Access | "Unknown";
  ruleName?: string;
  ruleId?: string;
}

export interface LoadedScenario {
  scenario: Scenario;
  localIPAddresses: string[];
  diagnostics: Diagnostic[];
}

export interface Confirmation {
  outcome: "agree" | "sameAccess" | "differ" | "notComparable";
  offline: Verdict;
  live?: LiveVerdict;
  causes: { code: string; message: string; help?: string }[];
}

export function compare(call: { before: Scenario; after: Scenario; direction?: Direction }): Comparison;

export interface Comparison {
  relation: "equivalent" | "morePermissive" | "lessPermissive" | "incomparable";
  regions: Region[];
  summary: string;
}

export interface Region {
  direction: Direction;
  protocols: Protocol[];
  localAddresses: string[];
  localPorts: string[];
  remoteAddresses: string[];
  remotePorts: string[];
  before: Decision;
  after: Decision;
  flows: string;
  witness: IpFlow;
}

export interface Decision {
  access: Access | "Depends";
  ruleName?: string;
}

export function findings(call: { scenario: Scenario }): Finding[];

export interface Finding {
  code: string;
  severity: "high" | "medium" | "low" | "info";
  rules: { ruleName: string; appliedTo: "Subnet" | "NetworkInterface" | "VirtualNetwork" }[];
  blockers?: { ruleName: string }[];
  message: string;
  witness?: IpFlow;
}

export function flows(call: { scenario: Scenario; query: FlowQuery }): {
  regions: (Omit<Region, "before" | "after"> & { decision: Decision })[];
};

export interface FlowQuery {
  direction: Direction;
  protocols?: Protocol[];
  localAddresses?: string[];
  localPorts?: string[];
  remoteAddresses?: string[];
  remotePorts?: string[];
}

export function whyNot(call: { scenario: Scenario; flow: IpFlow; wanted: Access }): Fix[];

export interface Fix {
  summary: string;
  scenario: Scenario;
  impact: Comparison;
}

export function read(text: string, options?: { fileName?: string }): Promise<Document>;
