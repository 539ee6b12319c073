// What replays recorded flows. The declarations of everything else are written in the crate.

import type { Access, Decision, IpFlow, MissingFact, Region, RuleRef, Scenario } from "./api.js";

/** A moment, ISO 8601: `2026-03-14T10:00:00Z`. */
export type RecordTime = string;

/**
 * Replays recorded flows against rules: does Azure's record agree, and what would a change have done? Its part of WebAssembly
 * is loaded with the first `add`, so neither a new replay nor importing the package loads anything.
 */
export class TrafficReplay {
  /** Throws a `WhatIfError` where a scenario is no object of JSON values; what else is wrong with it is told by the first `add`. */
  constructor(call: {
    scenario: Scenario;
    /** The rules as they would be; without them there is no `change` in the result. */
    after?: Scenario;
    /** Whose flows are meant. */
    only?: TrafficFilter;
    /** Where `nsg_what_if_traffic_bg.wasm` is, if not beside the package. */
    wasm?: string | URL | Request | Response | BufferSource;
  });
  /**
   * Adds one document: a flow log of an NSG (version 1, 2) or of a virtual network, or rows of Traffic Analytics (JSON, CSV);
   * plain or gzip. Read as it streams: memory does not grow with its length. Documents are read one after the other. What is
   * wrong with a document stands in the result; this rejects with a `WhatIfError` where the scenarios or the filter are
   * wrong, and with the signal's reason where it aborts: what was read before counts, and the rest does not.
   */
  add(document: string | Uint8Array | Blob | ReadableStream<Uint8Array>, options?: TrafficOptions): Promise<void>;
  /** What there is so far. In browsers, `add` something or `loadTraffic` first. */
  result(): TrafficResult;
  /** Everything that was counted, for `absorb` of a replay of the same scenarios: so several workers make one result. */
  counted(): Uint8Array;
  /** Adds what a replay of the same scenarios counted elsewhere. */
  absorb(counted: Uint8Array): void;
  /** Gives its memory back. It cannot be used any more. */
  free(): void;
}

/**
 * The same question for data that stays where it is, as a query in the Kusto Query Language. It ends in a table with `Effect`
 * (`broken`, `opened`, `unchanged`, `depends`), the rules before and after, and `Flows`. Throws a `WhatIfError` where a scenario is
 * wrong, or too large to be told in a query. In browsers, `loadTraffic` first.
 */
export function trafficQuery(call: { before: Scenario; after: Scenario } & TrafficQueryOptions): string;

/** Whether Azure's record agrees, as a query: a table with `Parity`, Azure's rule and ours, and `Flows`. */
export function parityQuery(call: { scenario: Scenario } & TrafficQueryOptions): string;

/** What each rule decided, as a query: a table with every `Rule`, zero included. */
export function ruleUseQuery(call: { scenario: Scenario } & TrafficQueryOptions): string;

/** Which query is wanted. */
export interface TrafficQueryOptions {
  /** `FlowTuples`: raw flow logs, with an element of a log's `records` as the dynamic column `Record` of each row. */
  table: "NTANetAnalytics" | "AzureNetworkAnalytics_CL" | "FlowTuples";
  /**
   * `commented`, where absent: with comments that say what each part does. `short`: without them, for places that take few
   * characters. `storedFunction`: the command that stores a function in Azure Data Explorer or Fabric.
   */
  form?: "commented" | "short" | "storedFunction";
  /** More names under which records have the groups, besides their ids and `resourceGuid`. */
  groups?: string[];
}

/**
 * Loads the part of WebAssembly that reads recorded traffic. `TrafficReplay.add` does that by itself; in browsers whoever wants a
 * result before, or a query, calls this first. `source` says where it is if not beside the package.
 */
export function loadTraffic(source?: string | URL | Request | Response | BufferSource): Promise<void>;

/** How a document is added. */
export interface TrafficOptions {
  /** What diagnostics call it; else the name of a `File`, or `document 1`. */
  name?: string;
  /** Takes the document back. */
  signal?: AbortSignal;
  /** Called as it is read: bytes as they were given, and decisions, of this document. */
  onProgress?: (progress: { bytes: number; flows: number }) => void;
}

/** Whose flows are meant. Absent: all that the documents hold for the groups of the scenario. */
export interface TrafficFilter {
  /** Network interfaces, however the address is written. */
  macAddresses?: string[];
  /** Prefixes of the VM's own addresses. */
  localAddresses?: string[];
  /** The first moment. */
  from?: RecordTime;
  /** The last moment. */
  to?: RecordTime;
}

/** Everything that a replay says. */
export interface TrafficResult {
  /** When the first decision was recorded; absent where there is none. */
  from?: RecordTime;
  /** When the last one was. */
  to?: RecordTime;
  /** Decisions that were read and are for these rules: tuples `B` and `D`, every tuple of version 1, flows of a row. */
  flows: number;
  /** What was not judged, and why. */
  skipped: { reason: SkippedReason; flows: number }[];
  /** Whether Azure's record agrees with the rules. */
  parity: TrafficParity;
  /** Every rule of the scenario with what it decided, zero included. */
  rules: RuleUse[];
  /** What the change does to the recorded flows; absent without `after`. */
  change?: TrafficChange;
  /** What was decided when, by the hour. */
  hours: TrafficHour[];
  /** How far the record goes. */
  evidence: TrafficEvidence;
  /** What is wrong with documents, or to be known about the answer. */
  diagnostics: TrafficDiagnostic[];
}

/**
 * Why recorded flows were not compared. `continued`: they continued or ended, the decision was made before. `another-group`: of
 * another NSG than these. `filtered`: `only` leaves them out. `again`: the same record was given twice. `unreadable`: no flow.
 * `not-judged`: a protocol that NSGs do not tell apart, or addresses of two families.
 */
export type SkippedReason = "continued" | "another-group" | "filtered" | "again" | "unreadable" | "not-judged";

/** Our rule beside Azure's. */
export interface TrafficParity {
  /** The same access by the rule that Azure named. */
  same: number;
  /** The same access; Azure's rule is another, or its name is lost. */
  sameAccess: number;
  /** Another access. */
  differ: number;
  /** Ours depends on a missing fact. */
  depends: number;
  /** Nothing of ours decides: the platform's own, dropped for encryption, admin rules that are not given. */
  notComparable: number;
  /** By Azure's rule and ours, the most flows first: those that differ, then those whose rule is another. */
  differences: ParityDifference[];
  /** One sentence. */
  summary: string;
}

/** Flows about which the record and the rules do not agree. */
export interface ParityDifference {
  /** What Azure did. */
  logged: { access: Access; ruleName: string };
  /** What the rules say. */
  ours: Decision;
  flows: number;
  /** When that was seen first. */
  first: RecordTime;
  /** When that was seen last. */
  last: RecordTime;
  /** The first of them. */
  example: IpFlow;
  /** What is likely behind it, the likeliest first: a sentence each, with the fact that would settle it. */
  causes: string[];
}

/** What a rule decided. A rule that allows counts in each NSG that a flow passes. */
export interface RuleUse extends RuleRef {
  flows: number;
  /** Packets of them, both ways, as far as the record tells. */
  packets: number;
  /** Bytes of them, both ways, as far as the record tells. */
  bytes: number;
  /** When it decided last; absent where it never did. */
  last?: RecordTime;
  /** More flows that it may have decided: that depends on a missing fact. */
  perhaps?: number;
}

/** What the change does to the flows that were recorded. A flow that was recorded at both its ends is one flow here. */
export interface TrafficChange {
  /** Allowed before, denied after. */
  broken: number;
  /** Denied before, allowed after. */
  opened: number;
  unchanged: number;
  /** Depends on a missing fact, before or after. */
  depends: number;
  /** Records of a flow that were counted with its other end. */
  otherEnds: number;
  /** What is not unchanged, by the group of flows that `compare` has; the most flows first. */
  groups: TrafficGroup[];
  /** One sentence. */
  summary: string;
}

/** What a change does to a recorded flow. */
export type TrafficEffect = "broken" | "opened" | "depends" | "unchanged";

/** Flows that the change does the same to. */
export interface TrafficGroup {
  effect: Exclude<TrafficEffect, "unchanged">;
  before: Decision;
  after: Decision;
  /** Decisions: both ends of a flow are two. */
  flows: number;
  /** Packets of them, both ways. */
  packets: number;
  /** Bytes of them, both ways. */
  bytes: number;
  /** When the first was decided. */
  first: RecordTime;
  /** When the last was. */
  last: RecordTime;
  /** The first of them. */
  example: IpFlow;
  /** What it depends on, with what would come of each answer. */
  facts?: (MissingFact & { effectIfYes: TrafficEffect; effectIfNo: TrafficEffect })[];
  /** The group of flows of `compare` that they are in, in all of which the access changes so. */
  region?: Region;
  /** The VMs, those with most flows first: ten at most. */
  machines: EndCount[];
  /** How many VMs there are. */
  machineCount: number;
  /** The other ends, those with most flows first: ten at most. */
  remotes: EndCount[];
  /** How many other ends there are: at least so many where their networks were kept alone. */
  remoteCount: number;
}

/** One end of flows, with what it has of them. */
export interface EndCount {
  /** The address, or the first of its network where there were too many. */
  address: string;
  flows: number;
  /** Both ways. */
  bytes: number;
}

/** What was decided in an hour. */
export interface TrafficHour {
  /** Its beginning. */
  hour: RecordTime;
  flows: number;
  broken: number;
  opened: number;
  depends: number;
  /** Those about which the record and the rules differ. */
  differ: number;
}

/** How far the record goes. */
export interface TrafficEvidence {
  /** How many network interfaces recorded. */
  interfaces: number;
  /** Hours of the period, for each of them. */
  hours: number;
  /** In so many of them something was recorded. */
  recordedHours: number;
  /** Whether any denied flow was recorded. */
  hasDenied: boolean;
  /** How many bytes were read, as they were given. */
  bytes: number;
  /** What the record cannot show, a sentence each. */
  limits: string[];
}

/** What is to be known about a document or the answer. */
export interface TrafficDiagnostic {
  severity: "error" | "warning" | "info";
  /** Stable: its meaning never changes. */
  code: TrafficDiagnosticCode;
  /** One sentence. */
  message: string;
  /** The name of the document. */
  document?: string;
  /** The line in it, from 1. */
  line?: number;
  /** The byte in it, unpacked, from 0. */
  byte?: number;
}

/** What a diagnostic of recorded traffic is about. */
export type TrafficDiagnosticCode =
  | "no-record"
  | "cut-file"
  | "broken-file"
  | "packed-file"
  | "unreadable-flow"
  | "record-again"
  | "group-not-told"
  | "no-flow-of-these-groups";
