// What api.js offers; the declarations are written in the crate.
export { Evaluator, WhatIfError, parse, verifyIpFlow, version } from "./nsg_what_if.js";
export type {
  Access,
  Diagnostic,
  Direction,
  Document,
  EvaluatedNetworkSecurityGroup,
  IpFlow,
  MissingFact,
  Network,
  NetworkSecurityGroup,
  Protocol,
  RuleEvaluation,
  Scenario,
  Verdict,
} from "./nsg_what_if.js";
