// The page *Agreement with Azure*, from its catalogue, the facts that were recorded, and the runner's counts.

import { readFileSync } from "node:fs";
import { parse } from "smol-toml";

const FOLDER = "tests/conformance";
const read = (file) => readFileSync(`${FOLDER}/${file}`, "utf8");

const SECTIONS = [
  ["departure", "Where Azure departs from its documentation", "Recorded, and we answer something else: we check the rules that we are given."],
  ["contested", "Where reports contradict each other", "We ask, or say with the verdict what is taken for granted."],
  ["unknown", "Where nobody documents what Azure does", "We ask, or say with the verdict what is taken for granted."],
  ["missing", "What rules do not tell", "A missing fact is never taken for a yes or a no: the verdict is `Depends` where it decides."],
];

/** The page, as Markdown. */
export function agreement(to) {
  const { entry: entries } = parse(read("agreement.toml"));
  const sections = SECTIONS.map(([kind, title, about]) => {
    const own = entries.filter((entry) => entry.kind === kind).map(section);
    return `## ${title}\n\n${about}\n\n${own.join("\n")}`;
  });
  const source = `${FOLDER}/agreement.toml`;
  const text = `# Agreement with Azure\n\n${recorded()}\n\n${sections.join("\n")}`;
  return { source, to, linked: to, title: "Agreement with Azure", text };
}

function recorded() {
  const { ipFlow, diagnostic, expansions, exchanges } = JSON.parse(read("counts.json"));
  const row = (name, { facts, recorded, reproduced, departures }) => `| ${name} | ${recorded} | ${facts} | ${reproduced} | ${departures} |`;
  return `Microsoft records the HTTP traffic of its own SDK and command-line tests. What the live service answered there is
kept as facts, and each is checked by the reference evaluator and by the index whenever the tests run.

| operation | recorded answers | different ones | reproduced | departures |
|---|---|---|---|---|
${row("IP flow verify", ipFlow)}
${row("NSG diagnostics", diagnostic)}

${expansions} printed expansions of \`VirtualNetwork\`, \`AzureLoadBalancer\` and \`Internet\` are compared at every boundary, and ${exchanges}
exchanges are played back to the client. Every recorded flow is TCP over IPv4. No application security group, no service tag beyond the
three, no security admin rule and no IPv6 was recorded: those rest on the documentation.`;
}

function section({ number, id, title, what, we, facts = [], evidence = [], "held-by": held }) {
  const sources = [...facts.filter((fact) => fact.includes("/")).map(ofFact), ...evidence.map(({ source, date }) => `${source} (${date})`)];
  const list = (items) => items.map((item) => `* ${item}\n`).join("");
  const named = held.map((name) => `\`${name}\``);
  return `<h3 id="${id}">${number}. ${title}</h3>\n\n${what}\n\n**What we do.** ${we}\n\nEvidence:\n\n${list(sources)}\nHeld by:\n\n${list(named)}`;
}

/** Where a fact was recorded. */
function ofFact(name) {
  const { source } = parse(read(`facts/${name}.toml`));
  const { repository, test, recorded, until } = source;
  return `Recorded traffic of ${repository}, \`${test}\` (${until ? `${recorded} to ${until}` : recorded})`;
}
