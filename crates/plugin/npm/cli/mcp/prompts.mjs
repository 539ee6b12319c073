// What a person can ask an agent for by name.

import { z } from "zod";

const said = (text) => ({ messages: [{ role: "user", content: { type: "text", text } }] });

export function registerPrompts(server) {
  server.registerPrompt(
    "review_this_change",
    {
      title: "Review this change",
      description: "What a change of rules allows, blocks, brings and breaks, in words for a pull request",
      argsSchema: { path: z.string().describe("A plan, a what-if answer, or the file of rules after the change"), before: z.string().optional().describe("The file before it, where the other does not tell it") },
    },
    ({ path, before }) =>
      said(
        `Review the change of network security groups in ${path}${before === undefined ? "" : ` compared with ${before}`} with the tool review_change. ` +
          "Say for each group in one or two sentences what is newly allowed and what is newly blocked, the gravest first, and name the rule. List findings that it brings with their severity, " +
          "contracts that break, and conflicts when it is applied. Where the answer depends on a missing fact, name the fact and ask for it. Do not call anything safe that the tool did not prove.",
      ),
  );
  server.registerPrompt(
    "why_is_this_blocked",
    {
      title: "Why is this blocked?",
      description: "Which rule blocks a flow, why the others do not match, and the smallest edit that would allow it",
      argsSchema: { flow: z.string().describe("Inbound TCP 203.0.113.10:50000 -> 10.0.1.4:22"), path: z.string().describe("The file with the rules") },
    },
    ({ flow, path }) =>
      said(
        `Find out with verify_ip_flow why the flow "${flow}" is not allowed by the rules in ${path}, and say which rule decides and what of the nearest allow rules does not match. ` +
          "Then propose the smallest fix of why_not, and say everything else that it would change. Do not apply it before somebody agrees.",
      ),
  );
}
