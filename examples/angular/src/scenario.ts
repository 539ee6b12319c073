import type { IpFlow, Scenario } from "nsg-what-if";

const rule = (name: string, priority: number, access: "Allow" | "Deny", source: string) => ({
  name,
  properties: { priority, direction: "Inbound", access, protocol: "Tcp", sourceAddressPrefix: source, sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" },
});

/** The rules, and what they refer to. */
export const scenario: Scenario = {
  networkInterfaceSecurityGroup: {
    name: "shop-nsg",
    properties: { securityRules: [rule("Deny-SSH", 200, "Deny", "Internet"), rule("Allow-SSH", 300, "Allow", "*")] },
  },
  network: { virtualNetwork: ["10.0.0.0/16"] },
};

/** Somebody on the internet, and the VM. */
export const flow: IpFlow = { direction: "Inbound", protocol: "TCP", localIPAddress: "10.0.1.4", localPort: 22, remoteIPAddress: "203.0.113.10", remotePort: 50000 };
