// The parts of a lesson, to be read: the model that crates/nsg-lessons writes, `lesson.rs`.

const CAPTIONS = { Subnet: "The NSG of the subnet", NetworkInterface: "The NSG of the network interface" };

/** @param {unknown} text */
const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A lesson's text as HTML. */
export function lessonText({ parts }) {
  return parts.map((part) => SHOWN[part.kind](part)).join("");
}

const SHOWN = {
  // What is scrolled sideways must be in reach of a keyboard.
  prose: ({ html }) => html.replaceAll("<pre>", '<pre tabindex="0">'),
  group,
  network: ({ text }) => figure("What is known about the network", code(text)),
  flow,
  task,
};

const code = (text) => `<pre tabindex="0"><code>${escape(text.trim())}</code></pre>`;

const figure = (caption, body) => `<figure><figcaption>${escape(caption)}</figcaption>${body}</figure>\n`;

function group({ appliedTo, text, name, rules = [], refused = [] }) {
  const caption = CAPTIONS[appliedTo];
  if (text === null) return figure(`${caption}: there is none`, "");
  const note = refused.length > 0 ? `. Azure refuses it: ${refused.join(", ")}` : "";
  const named = name === undefined ? caption : `${caption}, ${name}`;
  return figure(named + note, `${table(rules)}<details><summary>as JSON</summary>${code(text)}</details>`);
}

/** The columns of a group, and the field of a rule's text that stands in each. */
const COLUMNS = [
  ["Priority", "priority"],
  ["Name", "name"],
  ["Direction", "direction"],
  ["Protocol", "protocol"],
  ["Source", "source"],
  ["Port", "sourcePorts"],
  ["Destination", "destination"],
  ["Port", "destinationPorts"],
];

/** The rules of a group, as people draw them. */
function table(rules) {
  if (rules.length === 0) return "<p>No rules of its own: only Azure's default rules.</p>";
  const rows = rules.map((rule) => {
    const cells = COLUMNS.map(([, field]) => `<td>${escape(rule[field])}</td>`);
    return `<tr>${cells.join("")}<td class="${escape(rule.access.toLowerCase())}">${escape(rule.access)}</td></tr>`;
  });
  const head = [...COLUMNS, ["Access"]].map(([title]) => `<th scope="col">${title}</th>`).join("");
  return `<div class="wide" role="group" aria-label="rules" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** A flow as its author wrote it: every line of it is executed. */
function flow({ text, expected }) {
  const [packet, answer, ...reasons] = text.trim().split("\n").map(escape);
  const said = answer.replace(expected.access, `<strong>${expected.access}</strong>`);
  const items = reasons.map((reason) => `<li>${reason}</li>`).join("");
  return `<figure class="packet"><figcaption>A packet, and what happens to it</figcaption><p><code>${packet}</code></p><p class="${expected.access.toLowerCase()}">${said}</p><ul>${items}</ul></figure>\n`;
}

function task({ do: todo, contracts, solutions, mistakes }) {
  const must = { allow: "allowed", deny: "denied", allowOnly: "nothing else is allowed" };
  const holds = JSON.parse(contracts).map(({ name, must: kind }) => `<li>${escape(name)} <small>(${must[kind]})</small></li>`);
  const parts = [
    `<h2>Now change it</h2><p>${escape(todo)}</p><p>What has to hold:</p><ul>${holds.join("")}</ul>`,
    folded(`${solutions.length} solutions`, solutions),
    folded(mistakes.length === 1 ? "A mistake" : `${mistakes.length} mistakes`, mistakes),
  ];
  return `<section class="task">${parts.join("")}</section>\n`;
}

function folded(title, attempts) {
  const each = attempts.map(({ why, breaks, groups }) => {
    const broken = breaks === undefined ? "" : `<p>It breaks: ${escape(breaks)}.</p>`;
    return `<p>${escape(why)}</p>${broken}${groups.map(group).join("")}`;
  });
  return `<details><summary>${title}</summary>${each.join("")}</details>`;
}
