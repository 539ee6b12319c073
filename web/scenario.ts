// Between what a portal gives, the package's own `Scenario` and `IpFlow`, and what the tool keeps: pairs of a name and a
// text, as `web/src/state/saved.rs` reads and writes them.

import type { IpFlow, Network, Scenario } from "../crates/plugin/src/types.d.ts";

/** A name and a text. */
export type Pair = [string, string];

/** What a portal gave, as the tool keeps it. */
export interface Given {
  pairs: Pair[];
  /** A whole file of service tags: its text for the tool, and what it says of each tag. */
  tagFile?: { text: string; tags: Record<string, string[]> };
}

/** The text of a group or of rules; nothing where there is none. */
function text(value: string | object | null | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value, undefined, 2);
}

/** A set of addresses. A field that is left empty is unknown, so what is known to be empty is written as a list. */
const addresses = (prefixes: readonly string[]): string => (prefixes.length === 0 ? "[]" : prefixes.join("\n"));

/** The other way. */
const prefixes = (text: string): string[] => (text.trim() === "[]" ? [] : text.split(/[\s,;]+/).filter(Boolean));

/** The last part of a resource id, by which the tool knows a group. */
const lastPart = (id: string): string => id.slice(id.lastIndexOf("/") + 1).toLowerCase();

/** Whether these are tags by their names, and not a document of Microsoft's. */
const areByName = (tags: object): tags is Record<string, string[]> =>
  Object.values(tags).every((prefixes) => Array.isArray(prefixes) && prefixes.every((one) => typeof one === "string"));

/** What a scenario comes to in the tool. */
export function given(scenario: Scenario): Given {
  const pairs: Pair[] = [];
  const add = (name: string, value: string) => {
    if (value !== "") pairs.push([name, value]);
  };
  add("subnet/text", text(scenario.subnetSecurityGroup));
  add("interface/text", text(scenario.networkInterfaceSecurityGroup));
  const network: Network = scenario.network ?? {};
  if (network.virtualNetwork) add("network", addresses(network.virtualNetwork));
  const tags = network.serviceTags ?? {};
  for (const [name, list] of areByName(tags) ? Object.entries(tags) : []) {
    add(`tags/${name.toLowerCase()}`, addresses(list));
  }
  for (const [id, members] of Object.entries(network.applicationSecurityGroups ?? {})) {
    add(`members/${lastPart(id)}`, addresses(members));
  }
  if (network.securityAdminRules) add("admin-rules", text(network.securityAdminRules));
  return areByName(tags) ? { pairs } : { pairs, tagFile: { text: JSON.stringify(tags), tags: ofFile(tags) } };
}

/** What Microsoft's file, or the service that lists tags, says of each tag. */
function ofFile(file: object): Record<string, string[]> {
  const { values = [] } = file as { values?: { name: string; properties?: { addressPrefixes?: string[] } }[] };
  return Object.fromEntries(values.map(({ name, properties }) => [name, properties?.addressPrefixes ?? []]));
}

/** A flow as the tool keeps it. */
export function flowPairs(flow: IpFlow): Pair[] {
  const port = (value: string | number | undefined) => (value === undefined || value === "*" ? "" : `${value}`);
  return [
    ["direction", `${flow.direction}`],
    ["protocol", `${flow.protocol}`],
    ["local-address", `${flow.localIPAddress}`],
    ["local-port", port(flow.localPort)],
    ["remote-address", `${flow.remoteIPAddress}`],
    ["remote-port", port(flow.remotePort)],
  ];
}

/** The flow in the form; nothing while an address is missing. */
export function flowOf(pairs: readonly Pair[]): IpFlow | null {
  const all = new Map(pairs);
  const localIPAddress = all.get("local-address");
  const remoteIPAddress = all.get("remote-address");
  if (!localIPAddress || !remoteIPAddress) return null;
  return {
    direction: all.get("direction") as IpFlow["direction"],
    protocol: all.get("protocol") as IpFlow["protocol"],
    localIPAddress,
    localPort: all.get("local-port") ?? "*",
    remoteIPAddress,
    remotePort: all.get("remote-port") ?? "*",
  };
}

/**
 * The scenario in the tool. `groups` are those whose text is not what is meant: edited, or one of several; `known` is
 * what a portal's file said of tags, for rules to come.
 */
export function scenarioOf(
  pairs: readonly Pair[],
  groups: readonly (object | undefined)[],
  known: Record<string, string[]> = {},
): Scenario {
  const all = new Map(pairs);
  const named = (folder: string) => {
    const inFolder = pairs.filter(([name]) => name.startsWith(folder));
    return Object.fromEntries(inFolder.map(([name, list]) => [name.slice(folder.length), prefixes(list)]));
  };
  const network: Network = {};
  const space = all.get("network");
  if (space !== undefined) network.virtualNetwork = prefixes(space);
  const tags = named("tags/");
  for (const [name, list] of Object.entries(known)) {
    if (!(name.toLowerCase() in tags)) tags[name] = list;
  }
  if (Object.keys(tags).length > 0) network.serviceTags = tags;
  const members = named("members/");
  if (Object.keys(members).length > 0) network.applicationSecurityGroups = members;
  const rules = all.get("admin-rules");
  if (rules !== undefined) network.securityAdminRules = readRules(rules);
  return {
    subnetSecurityGroup: groups[0] ?? all.get("subnet/text") ?? null,
    networkInterfaceSecurityGroup: groups[1] ?? all.get("interface/text") ?? null,
    network,
  };
}

/** Security admin rules as a list, however they were pasted. What is no JSON says so in the tool. */
function readRules(text: string): object[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read : [read as object];
  } catch {
    return [];
  }
}

const FLOW = new Set(flowPairs({ direction: "Inbound", protocol: "TCP", localIPAddress: "", remoteIPAddress: "" }).map(([name]) => name));

/** What tells one scenario from another: everything but the flow. */
export const signature = (pairs: readonly Pair[]): string => JSON.stringify(pairs.filter(([name]) => !FLOW.has(name)));
