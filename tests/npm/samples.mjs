// Rules, flows and shapes that the tests share.

export const rule = (name, properties) => ({
  name,
  properties: {
    priority: 100,
    direction: "Inbound",
    access: "Allow",
    protocol: "Tcp",
    sourceAddressPrefix: "*",
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRange: "443",
    ...properties,
  },
});

export const group = (name, ...securityRules) => ({ name, properties: { securityRules } });

export const web = group("web", rule("AllowWeb", { sourceAddressPrefix: "203.0.113.0/24" }));

export const https = {
  direction: "Inbound",
  protocol: "TCP",
  localIPAddress: "10.0.0.4",
  localPort: 443,
  remoteIPAddress: "203.0.113.7",
  remotePort: 50000,
};

/** One group, `AllowWeb` in it, in the shapes that people export. */
export const shapes = {
  arm: web,
  "azure-cli": {
    id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web",
    name: "web",
    defaultSecurityRules: [],
    securityRules: [{ name: "AllowWeb", ...web.properties.securityRules[0].properties }],
  },
  powershell: {
    Name: "web",
    SecurityRules: [
      {
        Name: "AllowWeb",
        Priority: 100,
        Direction: "Inbound",
        Access: "Allow",
        Protocol: "Tcp",
        SourceAddressPrefix: ["203.0.113.0/24"],
        SourcePortRange: ["*"],
        DestinationAddressPrefix: ["*"],
        DestinationPortRange: ["443"],
      },
    ],
    DefaultSecurityRules: [],
  },
  "arm-template": {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [
      {
        type: "Microsoft.Network/networkSecurityGroups",
        apiVersion: "2023-09-01",
        ...web,
      },
    ],
  },
  "resource-graph": {
    count: 1,
    totalRecords: 1,
    data: [
      {
        id: "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web",
        type: "microsoft.network/networksecuritygroups",
        subscriptionId: "0",
        ...web,
      },
    ],
  },
  terraform: {
    version: 4,
    terraform_version: "1.6.0",
    resources: [
      {
        mode: "managed",
        type: "azurerm_network_security_group",
        name: "web",
        instances: [
          {
            attributes: {
              name: "web",
              security_rule: [
                {
                  name: "AllowWeb",
                  priority: 100,
                  direction: "Inbound",
                  access: "Allow",
                  protocol: "Tcp",
                  source_address_prefix: "203.0.113.0/24",
                  source_port_range: "*",
                  destination_address_prefix: "*",
                  destination_port_range: "443",
                },
              ],
            },
          },
        ],
      },
    ],
  },
};

/** A Terraform plan: `AllowWeb` goes from 203.0.113.0/24 to everyone, `old` is deleted and `new` is created. */
const planned = (name, source) => ({
  name,
  location: "westeurope",
  resource_group_name: "rg",
  security_rule: [
    {
      name: "AllowWeb",
      priority: 100,
      direction: "Inbound",
      access: "Allow",
      protocol: "Tcp",
      source_address_prefix: source,
      source_port_range: "*",
      destination_address_prefix: "*",
      destination_port_range: "443",
    },
  ],
});
const planChange = (address, before, after) => ({
  address: `azurerm_network_security_group.${address}`,
  type: "azurerm_network_security_group",
  change: { actions: [before ? (after ? "update" : "delete") : "create"], before, after, after_unknown: {} },
});
export const plan = {
  format_version: "1.2",
  terraform_version: "1.9.0",
  resource_changes: [
    planChange("web", planned("web", "203.0.113.0/24"), planned("web", "Internet")),
    planChange("old", planned("old", "*"), null),
    planChange("new", null, planned("new", "*")),
  ],
};

/** A small generator: the same flows in every run. */
export function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % sides;
  };
}
