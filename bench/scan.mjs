// The fastest plain JavaScript that a portal would write: rules in order, ports as numbers, prefixes
// parsed beforehand by ipaddr.js, and the cheap comparisons before the addresses.

import ipaddr from "ipaddr.js";

/** What the default rules say of inbound flows. */
const DEFAULTS = [
  { access: "Allow", source: ["VirtualNetwork"], destination: ["VirtualNetwork"] },
  { access: "Allow", source: ["AzureLoadBalancer"], destination: ["*"] },
  { access: "Deny", source: ["*"], destination: ["*"] },
];

/** The private and special ranges of IPv4, which the `Internet` tag leaves out. */
const NOT_INTERNET = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "168.63.129.16/32", "169.254.0.0/16",
  "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
  "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
].map((prefix) => ipaddr.parseCIDR(prefix));

/**
 * A function from a flow to `Allow` or `Deny`.
 *
 * @param {object} group as Azure's REST form has it, inbound rules only
 * @param {string[]} virtualNetwork
 */
export function compile(group, virtualNetwork) {
  const tags = { VirtualNetwork: [...virtualNetwork, "168.63.129.16/32"], AzureLoadBalancer: ["168.63.129.16/32"] };
  const addresses = (list) => {
    if (list.includes("*")) return { any: true };
    if (list.includes("Internet")) return { internet: true };
    const prefixes = list.flatMap((entry) => tags[entry] ?? [entry]);
    return { prefixes: prefixes.map((prefix) => ipaddr.parseCIDR(prefix)) };
  };
  const ports = (list) => {
    if (list.includes("*")) return null;
    return list.map((entry) => {
      const [first, last = first] = entry.split("-").map(Number);
      return { first, last };
    });
  };
  const rules = group.properties.securityRules
    .map(({ properties: rule }) => ({
      priority: rule.priority,
      access: rule.access,
      protocol: rule.protocol === "*" ? null : rule.protocol.toUpperCase(),
      source: addresses(rule.sourceAddressPrefixes ?? [rule.sourceAddressPrefix]),
      destination: addresses(rule.destinationAddressPrefixes ?? [rule.destinationAddressPrefix]),
      ports: ports(rule.destinationPortRanges ?? [rule.destinationPortRange]),
    }))
    .sort((a, b) => a.priority - b.priority);
  for (const rule of DEFAULTS) {
    const [source, destination] = [addresses(rule.source), addresses(rule.destination)];
    rules.push({ access: rule.access, protocol: null, source, destination, ports: null });
  }

  const inside = (address, prefixes) => {
    for (const prefix of prefixes) {
      if (address.kind() === prefix[0].kind() && address.match(prefix)) return true;
    }
    return false;
  };
  const matches = (side, address) => {
    if (side.any) return true;
    if (side.prefixes) return inside(address, side.prefixes);
    return !inside(address, NOT_INTERNET) && !inside(address, tags.parsed);
  };
  tags.parsed = tags.VirtualNetwork.map((prefix) => ipaddr.parseCIDR(prefix));
  const inRange = (ranges, port) => {
    for (const { first, last } of ranges) if (port >= first && port <= last) return true;
    return false;
  };
  return function verify(flow) {
    const local = ipaddr.parse(flow.localIPAddress);
    const remote = ipaddr.parse(flow.remoteIPAddress);
    const port = Number(flow.localPort);
    for (const rule of rules) {
      if (rule.protocol !== null && rule.protocol !== flow.protocol) continue;
      if (rule.ports !== null && !inRange(rule.ports, port)) continue;
      if (!matches(rule.destination, local)) continue;
      if (!matches(rule.source, remote)) continue;
      return rule.access;
    }
    return "Deny";
  };
}
