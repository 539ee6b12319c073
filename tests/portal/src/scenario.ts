import type { IpFlow, Scenario } from "nsg-what-if";

const rule = (name: string, priority: number, access: "Allow" | "Deny", port: string, source: string) => ({
  name,
  properties: {
    priority,
    direction: "Inbound",
    access,
    protocol: "Tcp",
    sourceAddressPrefix: source,
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: port,
  },
});

/** What the portal knows of a resource. */
export const scenario: Scenario = {
  networkInterfaceSecurityGroup: {
    name: "shop-nsg",
    properties: {
      securityRules: [rule("Deny-SSH", 200, "Deny", "22", "Internet"), rule("Allow-SSH", 300, "Allow", "22", "*")],
    },
  },
  network: { virtualNetwork: ["10.0.0.0/16"] },
};

export const flow: IpFlow = {
  direction: "Inbound",
  protocol: "TCP",
  localIPAddress: "10.0.1.4",
  localPort: 22,
  remoteIPAddress: "203.0.113.10",
};
