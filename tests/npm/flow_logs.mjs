// Flow logs that tests make: the same flows in every version.

/** A flow: when, from where to where, what became of it, and the rule that Azure names. */
const FLOWS = [
  { minute: 1, from: "203.0.113.7", port: 50000, to: "10.0.1.4", service: 443, allowed: true, rule: "UserRule_Allow-Web" },
  { minute: 2, from: "203.0.113.9", port: 50001, to: "10.0.1.5", service: 443, allowed: true, rule: "UserRule_Allow-Web" },
  { minute: 3, from: "198.51.100.20", port: 51000, to: "10.0.1.4", service: 22, allowed: true, rule: "UserRule_Allow-Office" },
  { minute: 4, from: "203.0.113.77", port: 52000, to: "10.0.1.4", service: 8080, allowed: false, rule: "DefaultRule_DenyAllInBound" },
  { minute: 5, from: "203.0.113.8", port: 50008, to: "10.0.1.4", service: 8443, allowed: true, rule: "UserRule_Allow-Web" },
];

/** The group of the flows, as a record names it. */
export const GUID = "5d0c4f6e-3b1a-4c52-9d0e-7a1f0b8c2d11";
const ID = "/SUBSCRIPTIONS/0/RESOURCEGROUPS/SHOP/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/NSG-WEB";

const TUPLES = {
  1: ({ seconds, from, to, port, service, allowed }) => [`${seconds},${from},${to},${port},${service},T,I,${allowed ? "A" : "D"}`],
  2: ({ seconds, from, to, port, service, allowed }) => {
    const begin = `${seconds},${from},${to},${port},${service},T,I,${allowed ? "A" : "D"}`;
    return allowed ? [`${begin},B,,,,`, `${seconds + 5},${from},${to},${port},${service},T,I,A,E,3,300,4,4000`] : [`${begin},B,,,,`];
  },
  4: ({ seconds, from, to, port, service, allowed }) => {
    const begin = (state, counters) => `${seconds}000,${from},${to},${port},${service},6,I,${state},NX,${counters}`;
    return allowed ? [begin("B", "0,0,0,0"), begin("E", "3,300,4,4000")] : [begin("D", "0,0,0,0")];
  },
};

/** An hour of a log of this version, as an object. */
export function flowLog(version, hour = 10) {
  const begin = Date.UTC(2026, 2, 14, hour) / 1000;
  const byRule = new Map();
  for (const flow of FLOWS) {
    const tuples = TUPLES[version]({ ...flow, seconds: begin + 60 * flow.minute });
    byRule.set(flow.rule, [...(byRule.get(flow.rule) ?? []), ...tuples]);
  }
  const rules = [...byRule];
  const record = { time: new Date(begin * 1000).toISOString(), category: version === 4 ? "FlowLogFlowEvent" : "NetworkSecurityGroupFlowEvent" };
  const mac = "00224871C205";
  if (version === 4) {
    const flowGroups = rules.map(([rule, flowTuples]) => ({ rule, flowTuples }));
    return { records: [{ ...record, flowLogVersion: 4, macAddress: mac, flowRecords: { flows: [{ aclID: GUID, flowGroups }] } }] };
  }
  const flows = rules.map(([rule, flowTuples]) => ({ rule, flows: [{ mac, flowTuples }] }));
  return { records: [{ ...record, resourceId: ID, operationName: "NetworkSecurityGroupFlowEvents", properties: { Version: version, flows } }] };
}

/** Where Azure keeps an hour. */
export const pathOf = (hour) => `logs/y=2026/m=03/d=14/h=${`${hour}`.padStart(2, "0")}/m=00/macAddress=00224871C205/PT1H.json`;
