// A function of Azure Functions, AWS Lambda or the like, which is deployed as one file.

import init, { verifyIpFlow } from "nsg-what-if/inline";

const rule = (name, priority, access, source) => ({
  name,
  properties: { priority, direction: "Inbound", access, protocol: "Tcp", sourceAddressPrefix: source, sourcePortRange: "*", destinationAddressPrefix: "*", destinationPortRange: "22" },
});

const scenario = {
  networkInterfaceSecurityGroup: {
    name: "shop-nsg",
    properties: { securityRules: [rule("Deny-SSH", 200, "Deny", "Internet"), rule("Allow-SSH", 300, "Allow", "*")] },
  },
  network: { virtualNetwork: ["10.0.0.0/16"] },
};

export async function handler({ flow }) {
  await init();
  return verifyIpFlow(scenario, flow).summary;
}
