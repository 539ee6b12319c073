// The package against the contract. It is only checked, not run: what does not fit does not compile.

import type * as Contract from "./contract.js";
import * as offered from "nsg-what-if";
import type * as Offered from "nsg-what-if";

/** Compiles where each can stand for the other: what programs make and hand over. */
type Same<A extends B, B extends C, C = A> = [A, B, C];

/** Compiles where what is offered can stand for what is promised: what programs are given. It may say more, as a union of codes. */
type Fits<A extends B, B> = [A, B];

/** A program may hand over what it made, and keep what it was given, under the contract's names. */
export type Types = [
  Same<Offered.Direction, Contract.Direction>,
  Same<Offered.Access, Contract.Access>,
  Same<Offered.Protocol, Contract.Protocol>,
  Same<Offered.IpFlow, Contract.IpFlow>,
  Same<Offered.Scenario, Contract.Scenario>,
  Same<Offered.Network, Contract.Network>,
  Fits<Offered.Verdict, Contract.Verdict>,
  Fits<Offered.EvaluatedNetworkSecurityGroup, Contract.EvaluatedNetworkSecurityGroup>,
  Fits<Offered.RuleEvaluation, Contract.RuleEvaluation>,
  Fits<Offered.MissingFact, Contract.MissingFact>,
  Fits<Offered.Diagnostic, Contract.Diagnostic>,
  Fits<Offered.Document, Contract.Document>,
  Fits<Offered.NetworkSecurityGroup, Contract.NetworkSecurityGroup>,
  Fits<Offered.Evaluator, Contract.Evaluator>,
  Fits<Offered.WhatIfError, Contract.WhatIfError>,
  Same<Offered.LiveIpFlow, Contract.LiveIpFlow>,
  Same<Offered.LiveOptions, Contract.LiveOptions>,
  Fits<Offered.LiveVerdict, Contract.LiveVerdict>,
  Fits<Offered.Confirmation, Contract.Confirmation>,
  Fits<Offered.Comparison, Contract.Comparison>,
  Fits<Offered.Region, Contract.Region>,
  Fits<Offered.Decision, Contract.Decision>,
  Fits<Offered.Finding, Contract.Finding>,
  Same<Offered.FlowQuery, Contract.FlowQuery>,
  Fits<Offered.Fix, Contract.Fix>,
];

/** What is loaded has more than the contract says, and nothing but the package makes one. */
export const loaded = (given: Offered.LoadedScenario): Contract.LoadedScenario => given;
export const client = (given: Offered.AzureClient): Contract.AzureClient => given;

/** Every function and class of the contract. */
export const values: typeof Contract = offered;

// What only the package's own parts may call is out of sight.
// @ts-expect-error
export type Inside = typeof offered.initSync;
