// The parts of a lesson, to be read: the model that crates/nsg-lessons writes, `lesson.rs`.

import { words } from "./lesson_words.mjs";

/** @param {unknown} text */
export const escape = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A lesson's text as HTML. */
export function lessonText({ parts, language }) {
  return parts.map((part) => SHOWN[part.kind](part, words[language])).join("");
}

const SHOWN = {
  // What is scrolled sideways must be in reach of a keyboard.
  prose: ({ html }) => html.replaceAll("<pre>", '<pre tabindex="0">'),
  group,
  network: ({ text }, say) => figure(say.network, code(text)),
  flow,
  task,
};

const code = (text) => `<pre tabindex="0"><code>${escape(text.trim())}</code></pre>`;

const figure = (caption, body) => `<figure><figcaption>${escape(caption)}</figcaption>${body}</figure>\n`;

function group({ appliedTo, text, name, rules = [], refused = [] }, say) {
  const caption = say.captions[appliedTo];
  if (text === null) return figure(`${caption}: ${say.none}`, "");
  const note = refused.length > 0 ? `. ${say.refused}: ${refused.join(", ")}` : "";
  const named = name === undefined ? caption : `${caption}, ${name}`;
  return figure(named + note, `${table(rules, say)}<details><summary>${say.json}</summary>${code(text)}</details>`);
}

/** The field of a rule's text in each column of a group; the access comes last. */
const COLUMNS = ["priority", "name", "direction", "protocol", "source", "sourcePorts", "destination", "destinationPorts"];

/** The rules of a group, as people draw them. */
function table(rules, say) {
  if (rules.length === 0) return `<p>${say.noRules}</p>`;
  const rows = rules.map((rule) => {
    const cells = COLUMNS.map((field) => `<td>${escape(rule[field])}</td>`);
    return `<tr>${cells.join("")}<td class="${escape(rule.access.toLowerCase())}">${escape(rule.access)}</td></tr>`;
  });
  const head = say.columns.map((title) => `<th scope="col">${title}</th>`).join("");
  return `<div class="wide" role="group" aria-label="${say.rules}" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** A flow as its author wrote it, or in another language: every line of it is executed. */
function flow({ text, expected, reasons: because, dependsOn }, say) {
  const [packet, ...lines] = text.trim().split("\n").map(escape);
  const [answer, ...reasons] = say.answered ? [say.answered(expected), ...because.map(say.because), ...dependsOn.map(say.depends)].map(escape) : lines;
  // The access stands first, in every language.
  const said = answer.replace(/^[\p{L}]+/u, (access) => `<strong>${access}</strong>`);
  const items = reasons.map((reason) => `<li>${reason}</li>`).join("");
  return `<figure class="packet"><figcaption>${say.packet}</figcaption><p><code>${packet}</code></p><p class="${expected.access.toLowerCase()}">${said}</p><ul>${items}</ul></figure>\n`;
}

function task({ do: todo, contracts, solutions, mistakes }, say) {
  const holds = JSON.parse(contracts).map(({ name, must: kind }) => `<li>${escape(name)} <small>(${say.must[kind]})</small></li>`);
  const parts = [
    `<h2 id="task">${say.change}</h2><p>${escape(todo)}</p><p>${say.holds}</p><ul>${holds.join("")}</ul>`,
    folded(say.solutions(solutions.length), solutions, say),
    folded(say.mistakes(mistakes.length), mistakes, say),
  ];
  return `<section class="task">${parts.join("")}</section>\n`;
}

function folded(title, attempts, say) {
  const each = attempts.map(({ why, breaks, groups }) => {
    const broken = breaks === undefined ? "" : `<p>${escape(say.breaks(breaks))}</p>`;
    return `<p>${escape(why)}</p>${broken}${groups.map((one) => group(one, say)).join("")}`;
  });
  return `<details><summary>${title}</summary>${each.join("")}</details>`;
}
