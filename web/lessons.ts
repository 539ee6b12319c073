// The lessons, compiled from `tests/lessons` by the build; each is a file of its own, loaded when it is opened.

import type { Scenario } from "../crates/plugin/src/types.d.ts";
import type { Say } from "./language.ts";
import { flowPairs, given } from "./scenario.ts";

/** What is in force at a block: texts, as the lesson's file has them. */
interface Texts {
  subnetSecurityGroup: string | null;
  networkInterfaceSecurityGroup: string | null;
  network: string | null;
}

/** A part of a lesson, as crates/nsg-lessons writes it. */
type Written =
  | { kind: "prose"; html: string }
  | { kind: "group"; appliedTo: string; text: string | null }
  | { kind: "network"; text: string }
  | { kind: "flow"; flow: Parameters<typeof flowPairs>[0]; scenario: Texts }
  | { kind: "task"; do: string; scenario: Texts; contracts: object[]; solutions: { why: string; scenario: Texts }[] };

const files = import.meta.glob<{ slug: string; parts: Written[] }>("./pkg/lessons/*.json", { import: "default" });

async function file(name: string, say: Say): Promise<any> {
  const load = files[`./pkg/lessons/${name}.json`];
  if (!load) throw new Error(say("lesson-missing", { name }));
  return load();
}

/** The list of lessons, in order. */
export const index = (say: Say): Promise<object[]> => file("index", say);

/** A lesson, its parts as `web/src/state/learn/lesson.rs` reads them. */
export async function lesson(slug: string, say: Say): Promise<object> {
  const written = await file(slug, say);
  return { ...written, parts: written.parts.map(part) };
}

function part(written: Written): object {
  switch (written.kind) {
    case "flow":
      return { kind: "flow", ...inForce(written.scenario), pairs: flowPairs(written.flow) };
    case "task": {
      const [solution] = written.solutions;
      const { subnet = "", interface: nic = "" } = solution ? inForce(solution.scenario) : {};
      const contracts = JSON.stringify({ contracts: written.contracts }, undefined, 2);
      return {
        kind: "task",
        todo: written.do,
        pairs: [...given(scenario(written.scenario)).pairs, ["contracts", contracts]],
        solution: solution ? [solution.why, subnet, nic] : [],
      };
    }
    default:
      return { ...written, text: "text" in written ? (written.text ?? undefined) : undefined };
  }
}

const inForce = (texts: Texts) => ({
  subnet: texts.subnetSecurityGroup ?? undefined,
  interface: texts.networkInterfaceSecurityGroup ?? undefined,
  network: texts.network ?? undefined,
});

const scenario = (texts: Texts): Scenario => ({
  subnetSecurityGroup: texts.subnetSecurityGroup,
  networkInterfaceSecurityGroup: texts.networkInterfaceSecurityGroup,
  network: texts.network === null ? {} : JSON.parse(texts.network),
});
