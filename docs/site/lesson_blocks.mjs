// The blocks of lessons that are run, to be read: tests/lessons/README.md says what they are.

const CAPTIONS = {
  subnet: "The group of the subnet",
  "network-interface": "The group of the network interface",
  network: "What is known about the network",
};

const PLACES = { subnetSecurityGroup: "subnet", networkInterfaceSecurityGroup: "network-interface" };

/**
 * A block as HTML; `undefined` where it is no lesson's.
 *
 * @param {string} info the words after the back-ticks
 * @param {string} content
 * @param {(text: string) => string} escape
 */
export function blockOfLesson(info, content, escape) {
  const [language, kind, refused, ...codes] = info.trim().split(/\s+/);
  if (language === "flow") return flow(content, escape);
  if (language !== "json" || kind === undefined) return undefined;
  if (kind === "task") return task(JSON.parse(content), escape);
  const note = refused ? `. Azure refuses it: ${codes.join(", ")}` : "";
  return inForce(kind, JSON.parse(content), content, escape, note);
}

function inForce(kind, value, text, escape, note = "") {
  const caption = CAPTIONS[kind];
  if (caption === undefined) throw new Error(`no lesson has \`${kind}\``);
  const shown = value?.securityRules ? rules(value, escape) : "";
  const json = code(text, escape);
  const body = shown ? `${shown}<details><summary>as JSON</summary>${json}</details>` : json;
  const named = value === null ? `${caption}: there is none` : value.name ? `${caption}, ${value.name}` : caption;
  return `<figure><figcaption>${escape(named + note)}</figcaption>${value === null ? "" : body}</figure>\n`;
}

const code = (text, escape) => `<pre tabindex="0"><code>${escape(text.trim())}</code></pre>`;

/** The rules of a group, as people draw them. */
function rules({ securityRules }, escape) {
  if (securityRules.length === 0) return "<p>No rule of ours: the default rules alone.</p>";
  const heads = ["Priority", "Name", "Direction", "Protocol", "Source", "Port", "Destination", "Port", "Access"];
  const rows = securityRules.map((rule) => {
    const end = (field) => [rule[field], ...(rule[`${field}es`] ?? rule[`${field}s`] ?? [])].filter(Boolean).join(", ");
    const group = (field) => (rule[field] ?? []).map(({ id }) => id.split("/").at(-1)).join(", ");
    const cells = [
      rule.priority,
      rule.name,
      rule.direction,
      rule.protocol,
      end("sourceAddressPrefix") || group("sourceApplicationSecurityGroups"),
      end("sourcePortRange"),
      end("destinationAddressPrefix") || group("destinationApplicationSecurityGroups"),
      end("destinationPortRange"),
    ];
    const access = `<td class="${escape(rule.access.toLowerCase())}">${escape(rule.access)}</td>`;
    return `<tr>${cells.map((cell) => `<td>${escape(String(cell))}</td>`).join("")}${access}</tr>`;
  });
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  return `<div class="wide" role="group" aria-label="rules" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function flow(content, escape) {
  const [packet, answer, ...reasons] = content.trim().split("\n").map(escape);
  const [word] = answer.split(" ");
  const said = answer.replace(word, `<strong>${word}</strong>`);
  const items = reasons.map((reason) => `<li>${reason}</li>`).join("");
  return `<figure class="packet"><figcaption>A packet, and what becomes of it</figcaption><p><code>${packet}</code></p><p class="${word.toLowerCase()}">${said}</p><ul>${items}</ul></figure>\n`;
}

function task({ do: todo, contracts, solutions, mistakes }, escape) {
  const must = { allow: "allowed", deny: "denied", allowOnly: "nothing else is allowed" };
  const holds = contracts.map(({ name, must: kind }) => `<li>${escape(name)} <small>(${must[kind]})</small></li>`);
  const parts = [
    `<h2>Now change it</h2><p>${escape(todo)}</p><p>What has to hold:</p><ul>${holds.join("")}</ul>`,
    folded(`${solutions.length} solutions`, solutions, escape),
    folded(mistakes.length === 1 ? "A mistake" : `${mistakes.length} mistakes`, mistakes, escape),
  ];
  return `<section class="task">${parts.join("")}</section>\n`;
}

function folded(title, attempts, escape) {
  const each = attempts.map((attempt) => {
    const groups = Object.entries(PLACES).filter(([field]) => field in attempt);
    const shown = groups.map(([field, kind]) => inForce(kind, attempt[field], JSON.stringify(attempt[field], undefined, 2), escape));
    const breaks = attempt.breaks ? `<p>It breaks: ${escape(attempt.breaks)}.</p>` : "";
    return `<p>${escape(attempt.why)}</p>${breaks}${shown.join("")}`;
  });
  return `<details><summary>${title}</summary>${each.join("")}</details>`;
}
