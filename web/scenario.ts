// Between what a portal gives, the package's own `Scenario` and `IpFlow`, and the inputs of the tool, as
// `web/src/state/saved.rs` reads and writes them.

import type { IpFlow, Network, Scenario } from "../crates/plugin/src/types.d.ts";

/** The fields of the flow. */
export interface SavedFlow {
  direction?: string;
  protocol?: string;
  localAddress?: string;
  localPort?: string;
  remoteAddress?: string;
  remotePort?: string;
}

/** The inputs of the tool. A field that is empty is not there. */
export interface Saved {
  subnet?: { text?: string };
  interface?: { text?: string };
  virtualNetwork?: string;
  tags?: Record<string, string>;
  members?: Record<string, string>;
  adminRules?: string;
  flow?: SavedFlow;
}

/** What a portal gave, as the tool keeps it. */
export interface Given {
  saved: Saved;
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
  const network: Network = scenario.network ?? {};
  const tags = network.serviceTags ?? {};
  const named = (sets: Record<string, string[]>, name: (given: string) => string) =>
    Object.fromEntries(Object.entries(sets).map(([given, list]) => [name(given), addresses(list)]));
  const saved: Saved = {
    subnet: { text: text(scenario.subnetSecurityGroup) },
    interface: { text: text(scenario.networkInterfaceSecurityGroup) },
    virtualNetwork: network.virtualNetwork ? addresses(network.virtualNetwork) : "",
    tags: areByName(tags) ? named(tags, (name) => name.toLowerCase()) : {},
    members: named(network.applicationSecurityGroups ?? {}, lastPart),
    adminRules: text(network.securityAdminRules),
  };
  return areByName(tags) ? { saved } : { saved, tagFile: { text: JSON.stringify(tags), tags: ofFile(tags) } };
}

/** What Microsoft's file, or the service that lists tags, says of each tag. */
function ofFile(file: object): Record<string, string[]> {
  const { values = [] } = file as { values?: { name: string; properties?: { addressPrefixes?: string[] } }[] };
  return Object.fromEntries(values.map(({ name, properties }) => [name, properties?.addressPrefixes ?? []]));
}

/** A flow as the tool keeps it. */
export function savedFlow(flow: IpFlow): SavedFlow {
  const port = (value: string | number | undefined) => (value === undefined || value === "*" ? "" : `${value}`);
  return {
    direction: `${flow.direction}`,
    protocol: `${flow.protocol}`,
    localAddress: `${flow.localIPAddress}`,
    localPort: port(flow.localPort),
    remoteAddress: `${flow.remoteIPAddress}`,
    remotePort: port(flow.remotePort),
  };
}

/** The flow in the form; nothing while an address is missing. */
export function flowOf({ flow = {} }: Saved): IpFlow | null {
  const { localAddress, remoteAddress } = flow;
  if (!localAddress || !remoteAddress) return null;
  return {
    direction: flow.direction as IpFlow["direction"],
    protocol: flow.protocol as IpFlow["protocol"],
    localIPAddress: localAddress,
    localPort: flow.localPort ?? "*",
    remoteIPAddress: remoteAddress,
    remotePort: flow.remotePort ?? "*",
  };
}

/**
 * The scenario in the tool. `groups` are those whose text is not what is meant: edited, or one of several; `known` is
 * what a portal's file said of tags, for rules to come.
 */
export function scenarioOf(
  saved: Saved,
  groups: readonly (object | undefined)[],
  known: Record<string, string[]> = {},
): Scenario {
  const named = (texts: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([name, list]) => [name, prefixes(list)]));
  const network: Network = {};
  if (saved.virtualNetwork !== undefined) network.virtualNetwork = prefixes(saved.virtualNetwork);
  const tags = named(saved.tags);
  for (const [name, list] of Object.entries(known)) {
    if (!(name.toLowerCase() in tags)) tags[name] = list;
  }
  if (Object.keys(tags).length > 0) network.serviceTags = tags;
  const members = named(saved.members);
  if (Object.keys(members).length > 0) network.applicationSecurityGroups = members;
  if (saved.adminRules !== undefined) network.securityAdminRules = readRules(saved.adminRules);
  return {
    subnetSecurityGroup: groups[0] ?? saved.subnet?.text ?? null,
    networkInterfaceSecurityGroup: groups[1] ?? saved.interface?.text ?? null,
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

/** What tells one scenario from another: everything but the flow. */
export const signature = ({ flow: _, ...rest }: Saved): string => JSON.stringify(rest);
