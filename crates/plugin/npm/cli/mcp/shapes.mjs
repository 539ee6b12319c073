// The shapes of what tools take and give.

import { z } from "zod";

/** Longer texts are files. */
const MOST_TEXT = 4 << 20;

/** A document, as text or as a path. */
export const document = (about) =>
  z
    .object({
      text: z.string().max(MOST_TEXT).optional().describe("The document itself, in any form: Azure's JSON, a template, Terraform, a plan, YAML, a table"),
      path: z.string().optional().describe("A file or folder below the client's roots, in place of the text"),
      group: z.string().optional().describe("The name of the network security group that is meant, where the document has several"),
    })
    .strict()
    .describe(about);

/** Recorded flows. Files of them are long, so a path is the usual way. */
export const records = z
  .object({
    path: z.string().optional().describe("A file or folder below the client's roots: .json or .csv, plain or .gz"),
    text: z.string().max(MOST_TEXT).optional().describe("The record itself, in place of a path"),
  })
  .strict()
  .describe("A flow log of an NSG or a virtual network, or rows of Traffic Analytics");

export const flow = z
  .string()
  .max(200)
  .describe("A flow from source to destination: `Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22`; inbound the VM is the destination. IPv6 in brackets; ICMP, ESP, AH without ports");

/** What rules refer to; whatever is absent is unknown, never empty. */
export const network = {
  addressSpace: z.array(z.string()).optional().describe("Prefixes of the virtual network, its peers and on-premises (what the tag VirtualNetwork stands for), such as 10.0.0.0/16"),
  network: z.record(z.unknown()).optional().describe("More of it: serviceTags and applicationSecurityGroups (name to prefixes), securityAdminRules"),
};

export const groups = {
  subnet: document("The NSG of the subnet; absent: there is none").optional(),
  nic: document("The NSG of the network interface; absent: there is none").optional(),
};

export const direction = z.enum(["Inbound", "Outbound"]);
export const access = z.enum(["Allow", "Deny", "Depends"]);

const loose = (shape) => z.object(shape).passthrough();
const decision = loose({ access: access.describe("Depends: a missing fact would change the answer"), ruleName: z.string().optional() });

export const finding = loose({
  code: z.string().describe("Stable; the tool explain says what it means"),
  severity: z.enum(["high", "medium", "low", "info"]),
  message: z.string(),
});

/** Flows that change. */
export const comparison = loose({
  relation: z.enum(["equivalent", "morePermissive", "lessPermissive", "incomparable"]),
  summary: z.string().describe("One sentence"),
  count: z.number().int().describe("How many groups of flows change; `regions` has the first of them"),
  regions: z.array(loose({ direction, flows: z.string().describe("How many flows, as a decimal integer"), before: decision, after: decision })),
});

/** What a replay comes to. */
export const traffic = loose({
  flows: z.number().int().describe("How many recorded decisions were evaluated"),
  parity: loose({ summary: z.string(), same: z.number(), sameAccess: z.number(), differ: z.number(), depends: z.number(), notComparable: z.number() }),
  change: loose({ summary: z.string(), broken: z.number(), opened: z.number(), unchanged: z.number(), depends: z.number(), groups: z.array(loose({ effect: z.string(), flows: z.number() })) }).optional(),
  evidence: loose({ limits: z.array(z.string()).describe("What the record cannot show: say it with the answer") }),
});

/** What every answer may have. */
export const notes = { notes: z.array(z.string()).describe("What is to be known of the documents: where they are not understood, or assumed") };

export const regions = z.array(loose({ direction, flows: z.string(), decision }));
export const outcome = loose({ name: z.string(), outcome: z.enum(["holds", "broken", "open"]) });
export { z };
export const looseObject = loose;
