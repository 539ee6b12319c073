// What asks Azure. The declarations of everything else are written in the crate.

import type { Access, Diagnostic, IpFlow, Scenario, Verdict } from "./nsg_what_if.js";

/**
 * A client of Azure Resource Manager. It only reads, and asks Network Watcher; it changes nothing. Its
 * part of WebAssembly is loaded when it is first used, so neither this call nor importing the package
 * loads anything. Throws a `TypeError` where an option is of a wrong type.
 */
export function createAzureClient(options: AzureClientOptions): AzureClient;

export interface AzureClientOptions {
  /**
   * Resource Manager's address: `https://management.azure.com` where absent. Plain HTTP is taken for
   * this computer only.
   */
  endpoint?: string;
  /**
   * Gives an access token for Resource Manager. Called when a request needs a token and again when Azure
   * says that it expired; never while an earlier call is still under way. The token goes to `endpoint`
   * and nowhere else, and is not kept.
   */
  getToken: () => Promise<string>;
  /**
   * Whether `endpoint` is a gateway that is meant to get Azure's own tokens. Without it a token whose
   * audience is Azure's is not sent to an `endpoint` that is not Azure's, but to this computer:
   * `token-given-away`.
   */
  sendAzureTokens?: boolean;
  /** Where the module `nsg_what_if_live_bg.wasm` is, if not beside this file. As for `init`. */
  wasm?: string | URL | Request | Response | BufferSource;
}

/**
 * Every method rejects with an `AzureError` where Azure or the way to it fails, and with a `WhatIfError`
 * where a scenario, a flow or an id cannot be read.
 */
export interface AzureClient {
  /**
   * Network Watcher's own answer. With `networkWatcherId` no discovery request is made; else the watcher
   * of the VM's region is looked up once. A flow that Azure cannot be asked about (anything but
   * TCP and UDP over IPv4 with a destination port) rejects with the code `not-askable`, and so does one
   * with a local address that the network interface that this client loaded does not have.
   */
  verifyIpFlow(request: LiveIpFlow, options?: LiveOptions): Promise<LiveVerdict>;
  /**
   * Everything that is needed to evaluate flows of a VM, or of one of its network interfaces, offline. Of a
   * VM with several interfaces it is the primary one.
   */
  loadScenario(resourceId: string, options?: LiveOptions): Promise<LoadedScenario>;
  /**
   * Offline and live side by side. Where this client loaded the VM, more is known of why the two
   * differ.
   */
  confirm(scenario: Scenario, request: LiveIpFlow, options?: LiveOptions): Promise<Confirmation>;
}

/** A flow of a virtual machine, as the body of `ipFlowVerify` has it. */
export interface LiveIpFlow extends IpFlow {
  /** The virtual machine. */
  targetResourceId: string;
  /**
   * The network interface; needed where the VM has several. Where absent, the one that this client
   * loaded and that has the local address.
   */
  targetNicResourceId?: string;
  /** The network watcher of the VM's region. */
  networkWatcherId?: string;
}

export interface LiveOptions {
  /** Takes the call back at any moment, with its requests. It rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Hears what is going on. What it throws ends the call. */
  onProgress?: (progress: LiveProgress) => void;
}

/** What is going on. */
export interface LiveProgress {
  /** In words, for people. */
  step: string;
  /** Since the call. */
  elapsedMs: number;
}

/** Azure's answer. */
export interface LiveVerdict {
  /** `Unknown`: Azure cannot say, or there is no group that says anything. */
  access: Access | "Unknown";
  /** As Azure writes it. */
  ruleName?: string;
  /** Only user rules have one. */
  ruleId?: string;
  /**
   * In Azure's words, that no network security group filters the interface. That is an answer and no
   * error: nothing is in the flow's way.
   */
  notFiltered?: string;
}

/** What was loaded. */
export interface LoadedScenario {
  /** For `verifyIpFlow`, `Evaluator` and `confirm` as it is. */
  scenario: Scenario;
  /** Private addresses that a flow may name as local, the primary one first. */
  localIPAddresses: string[];
  /** What could not be read and stays unknown, and what is worth knowing. */
  diagnostics: Diagnostic[];
  /** Absent where the interface belongs to no virtual machine. */
  virtualMachineId?: string;
  networkInterfaceId: string;
}

/** Both answers. */
export interface Confirmation {
  /**
   * `sameAccess`: by another rule. `notComparable`: one side does not tell an access, or the flow cannot
   * be asked; the causes say which.
   */
  outcome: "agree" | "sameAccess" | "differ" | "notComparable";
  offline: Verdict;
  /** Absent where Azure was not asked, and where no group filters the interface. */
  live?: LiveVerdict;
  /** Likely causes, likeliest first, where the two do not agree. */
  causes: Cause[];
}

/** Why the answers may differ. */
export interface Cause {
  /** Stable, kebab-case: `rules-updating`, `missing-fact`, … */
  code: string;
  message: string;
  /** What settles it. */
  help?: string;
}

/**
 * Asking Azure failed. No part of a token is in it: what an endpoint or `getToken` said of one stands there
 * as `***`. `cause` is what `getToken` threw, unless that said one.
 */
export class AzureError extends Error {
  constructor(failure: AzureFailure, options?: ErrorOptions);
  name: "AzureError";
  /** Stable, kebab-case: `forbidden`, `token-expired`, `unreachable`, `not-askable`, … */
  code: string;
  /** What to do about it. */
  help?: string;
  /** A command, or a role definition as JSON, that fixes it; ready to copy. */
  command?: string;
  /** The HTTP status, where Azure answered. */
  status?: number;
  /** Azure's own code. */
  azureCode?: string;
  /** What Azure's support asks for. */
  requestId?: string;
}

/** What an `AzureError` is made of. */
export interface AzureFailure {
  code: string;
  message: string;
  help?: string;
  command?: string;
  status?: number;
  azureCode?: string;
  requestId?: string;
}
