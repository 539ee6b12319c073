// Microsoft's own parser and checker of Kusto's language reads the queries that nsg-traffic writes, with the tables as
// Microsoft documents them: every name is known, every type fits, and the answer has the columns that are promised.
//
// Each line of standard input is one case of `kql_cases`.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
// Two scripts, which put what they have among the globals.
require("@kusto/language-service-next/bridge.min.js");
require("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
const { Bridge, Kusto } = /** @type {any} */ (globalThis);
const { GlobalState, KustoCode, Symbols } = Kusto.Language;

/** The columns of 2026-07-27: shared/reference/flow-logs.md, section 4. */
const TABLES = {
  NTANetAnalytics: {
    datetime: "TimeGenerated FlowStartTime FlowEndTime",
    string:
      "FlowType FlowDirection FlowStatus L4Protocol SrcIp DestIp SrcPorts SrcPublicIps DestPublicIps AclGroup AclRule MacAddress " +
      "SrcVm DestVm SrcNic DestNic SrcSubnet DestSubnet",
    int: "DestPort",
    long:
      "AllowedInFlows DeniedInFlows AllowedOutFlows DeniedOutFlows BytesSrcToDest BytesDestToSrc PacketsSrcToDest PacketsDestToSrc",
  },
  AzureNetworkAnalytics_CL: {
    datetime: "TimeGenerated FlowStartTime_t FlowEndTime_t",
    string:
      "FlowDirection_s FlowStatus_s L4Protocol_s SrcIP_s DestIP_s SrcPublicIPs_s DestPublicIPs_s NSGList_s NSGRules_s",
    real:
      "DestPort_d AllowedInFlows_d DeniedInFlows_d AllowedOutFlows_d DeniedOutFlows_d InboundBytes_d OutboundBytes_d",
  },
  FlowTuples: { dynamic: "Record" },
};

/** What each query ends in. */
const COLUMNS = {
  NsgChange:
    "Effect:string Before:string After:string Why:string Flows:long Bytes:long First:datetime Last:datetime Example:string",
  NsgParity:
    "Parity:string Logged:string LoggedRule:string Ours:string OurRule:string Why:string Flows:long Bytes:long First:datetime Last:datetime",
  NsgUse: "Rule:string Flows:long Bytes:long Last:datetime",
};

const tables = Object.entries(TABLES).map(([name, types]) => {
  const columns = Object.entries(types).flatMap(([type, names]) => names.split(" ").map((column) => `${column}:${type}`));
  return new Symbols.TableSymbol.$ctor7(name, `(${columns.join(", ")})`, null);
});
const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor("Traffic", tables));

/** @param {string} query */
function complaints(query) {
  const code = KustoCode.ParseAndAnalyze(query, globals);
  const found = Bridge.toArray(code.GetDiagnostics());
  const told = found.map((/** @type {any} */ one) => `${one.Severity}: ${one.Message} at ${query.slice(one.Start, one.Start + 60)}`);
  const columns = Bridge.toArray(code.ResultType?.Columns ?? []);
  const answer = columns.map((/** @type {any} */ column) => `${column.Name}:${column.Type.Name}`);
  return { told, answer: answer.join(" ") };
}

// A checker that complains of nothing has checked nothing.
if (complaints("NTANetAnalytics | where NoSuchColumn == 1").told.length !== 1) {
  console.log("the checker does not know the tables");
  process.exit(1);
}

let passed = 0;
let failed = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const { case: number, table, queries } = JSON.parse(line);
  for (const { name, query } of queries) {
    const { told, answer } = complaints(query);
    // The command that stores a function answers with what it stored.
    const wanted = query.startsWith(".") ? answer : COLUMNS[/** @type {keyof typeof COLUMNS} */ (name)];
    if (answer !== wanted) {
      told.push(`the answer has ${answer}`);
    }
    if (told.length > 0) {
      console.log(`case ${number}, ${table}, ${name}:\n    ${told.join("\n    ")}`);
      failed += 1;
    } else {
      passed += 1;
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
