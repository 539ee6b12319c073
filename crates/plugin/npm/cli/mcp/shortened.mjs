// Answers that an agent can afford: long lists are cut, and say how much is left.

/** How much of each list is given. */
const MOST = { regions: 20, groups: 30, problems: 40, findings: 40, added: 20, ended: 20, fixes: 5, nearMisses: 10, verdicts: 100, dependsOn: 10, notes: 20, rules: 40, hours: 24, differences: 20, machines: 5, remotes: 5 };

/** So many rules before the one that decides are given with their reasons. */
const RULES = 12;

/** The value with its lists cut; `left` beside them says of each how many entries are not there. */
export function shortened(value) {
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== "object" || value === null) return value;
  const left = {};
  const entries = Object.entries(value).map(([name, inside]) => [name, shortened(listed(name, inside, left))]);
  return { ...Object.fromEntries(entries), ...(Object.keys(left).length > 0 && { left }) };
}

function listed(name, value, left) {
  if (!Array.isArray(value)) return value;
  // The rules nearest to the one that decides say why the others did not.
  if (name === "rulesEvaluationResult") return cut(name, value, RULES, left, (list, most) => list.slice(-most));
  return name in MOST ? cut(name, value, MOST[name], left, (list, most) => list.slice(0, most)) : value;
}

function cut(name, value, most, left, take) {
  if (value.length <= most) return value;
  left[name] = value.length - most;
  return take(value, most);
}
