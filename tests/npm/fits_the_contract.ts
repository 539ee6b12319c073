// The package against the contract. It is only checked, not run: what does not fit does not compile.

import type * as Contract from "./contract.js";
import * as offered from "nsg-what-if";
import type * as Offered from "nsg-what-if";

/** Compiles where each can stand for the other. */
type Same<A extends B, B extends C, C = A> = [A, B, C];

/** A program may hand over what it made, and keep what it was given, under the contract's names. */
export type Types = [
  Same<Offered.Direction, Contract.Direction>,
  Same<Offered.Access, Contract.Access>,
  Same<Offered.Protocol, Contract.Protocol>,
  Same<Offered.IpFlow, Contract.IpFlow>,
  Same<Offered.Scenario, Contract.Scenario>,
  Same<Offered.Network, Contract.Network>,
  Same<Offered.Verdict, Contract.Verdict>,
  Same<Offered.EvaluatedNetworkSecurityGroup, Contract.EvaluatedNetworkSecurityGroup>,
  Same<Offered.RuleEvaluation, Contract.RuleEvaluation>,
  Same<Offered.MissingFact, Contract.MissingFact>,
  Same<Offered.Diagnostic, Contract.Diagnostic>,
  Same<Offered.Document, Contract.Document>,
  Same<Offered.NetworkSecurityGroup, Contract.NetworkSecurityGroup>,
  Same<Offered.Evaluator, Contract.Evaluator>,
  Same<Offered.WhatIfError, Contract.WhatIfError>,
  Same<Offered.LiveIpFlow, Contract.LiveIpFlow>,
  Same<Offered.LiveOptions, Contract.LiveOptions>,
  Same<Offered.LiveVerdict, Contract.LiveVerdict>,
  Same<Offered.Confirmation, Contract.Confirmation>,
  Same<Offered.Comparison, Contract.Comparison>,
  Same<Offered.Region, Contract.Region>,
  Same<Offered.Decision, Contract.Decision>,
  Same<Offered.Finding, Contract.Finding>,
  Same<Offered.FlowQuery, Contract.FlowQuery>,
  Same<Offered.Fix, Contract.Fix>,
];

/** What is loaded has more than the contract says, and nothing but the package makes one. */
export const loaded = (given: Offered.LoadedScenario): Contract.LoadedScenario => given;
export const client = (given: Offered.AzureClient): Contract.AzureClient => given;

/** Every function and class of the contract. */
export const values: typeof Contract = offered;

// What only the package's own parts may call is out of sight.
// @ts-expect-error
export type Inside = typeof offered.initSync;
