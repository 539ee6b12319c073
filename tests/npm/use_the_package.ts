// A program that uses the package as a customer would. It is only checked, not run.

import init, {
  AzureError,
  createAzureClient,
  Evaluator,
  parse,
  verifyIpFlow,
  version,
  type AzureClient,
  type Confirmation,
  type Diagnostic,
  type IpFlow,
  type LiveIpFlow,
  type Scenario,
  type Verdict,
  type WhatIfError,
} from "nsg-what-if";
import load, { verifyIpFlow as judge, Evaluator as Judges } from "nsg-what-if/engine";

await init();
await init(new URL("https://portal.example/nsg_what_if_bg.wasm"));

const document = parse(await (await fetch("/nsg.json")).text());
const names: (string | undefined)[] = document.networkSecurityGroups.map((group) => group.name);
console.log(version(), document.shape ?? "nothing", names);

const scenario: Scenario = {
  subnetSecurityGroup: { name: "web", properties: { securityRules: [] } },
  networkInterfaceSecurityGroup: null,
  network: { virtualNetwork: ["10.0.0.0/16"], serviceTags: { Storage: ["192.0.2.0/24"] } },
};
const flow: IpFlow = {
  direction: "Inbound",
  protocol: "TCP",
  localIPAddress: "10.0.0.4",
  localPort: 443,
  remoteIPAddress: "192.0.2.7",
  remotePort: "*",
};

function tell(verdict: Verdict): string {
  for (const group of verdict.evaluatedNetworkSecurityGroups) {
    for (const rule of group.rulesEvaluationResult) {
      const source: boolean | null = rule.sourceMatched;
      console.log(group.appliedTo, rule.name, rule.priority, source);
    }
  }
  return verdict.dependsOn.map((fact) => fact.question).join(" ") || verdict.summary;
}

try {
  console.log(tell(verifyIpFlow(scenario, flow)));
  const evaluator = new Evaluator(scenario);
  const letters: string = evaluator.verifyIpFlows([flow, flow]);
  console.log(letters, tell(evaluator.verifyIpFlow(flow)));
  evaluator.free();
} catch (error) {
  const diagnostics: Diagnostic[] = (error as WhatIfError).diagnostics;
  console.log(diagnostics.map((diagnostic) => diagnostic.pointer ?? diagnostic.line));
}

const client: AzureClient = createAzureClient({ getToken: async () => "token" });
createAzureClient({ endpoint: "https://arm.example", getToken: async () => "token", wasm: new URL("https://portal.example/live.wasm") });
const request: LiveIpFlow = { ...flow, targetResourceId: "/subscriptions/…/virtualMachines/vm" };
const waiting = new AbortController();

try {
  const loaded = await client.loadScenario(request.targetResourceId, { signal: waiting.signal });
  const address: string | undefined = loaded.localIPAddresses[0];
  const confirmation: Confirmation = await client.confirm(
    loaded.scenario,
    { ...request, localIPAddress: address ?? flow.localIPAddress },
    { onProgress: ({ step, elapsedMs }) => console.log(step, elapsedMs) },
  );
  console.log(confirmation.outcome, confirmation.live?.access, confirmation.causes.map((cause) => cause.help ?? cause.message));
  const { access, notFiltered } = await client.verifyIpFlow(request);
  console.log(access, notFiltered ?? "filtered", loaded.virtualMachineId ?? loaded.networkInterfaceId);
} catch (error) {
  if (error instanceof AzureError) console.log(error.code, error.status ?? 0, error.help, error.command);
}

await load(new URL("https://portal.example/nsg_what_if_engine_bg.wasm"));
const judges: Evaluator = new Judges(scenario);
console.log(tell(judge(scenario, flow)), judges.verifyIpFlows([flow]));
