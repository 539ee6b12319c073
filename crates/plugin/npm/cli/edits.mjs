// Edits of rules, made.

/** The rules of a group after edits of the stage that it stands in. */
export function afterEdits(group, edits, stage) {
  const own = edits.filter(({ appliedTo }) => appliedTo === stage);
  const rules = [...group.properties.securityRules];
  for (const edit of own) if (edit.action === "replace") rules[edit.position] = edit.rule;
  const removed = new Set(own.filter(({ action }) => action === "remove").map(({ position }) => position));
  const added = own.filter(({ action }) => action === "add").map(({ rule }) => rule);
  const securityRules = [...rules.filter((_, position) => !removed.has(position)), ...added];
  return { ...group, properties: { ...group.properties, securityRules } };
}

/**
 * What makes a file say the edited group.
 *
 * @returns {Promise<{ replacement: { startLine: number, endLine: number, text: string, diff: string } } | { reason: string }>} the lines
 * that are replaced, or why the file cannot be patched
 */
export async function replacementOf({ source, number, after }, { patch }) {
  if (source.files.length !== 1) return { reason: `it is read from ${source.files.length} files together; give the one that has the rules` };
  try {
    const { text, diff } = await patch({ text: source.text, fileName: source.name, group: number, after });
    return { replacement: { ...changedLines(source.text, text), diff } };
  } catch (error) {
    if (error.name === "WhatIfError") return { reason: error.message };
    throw error;
  }
}

/** The lines in which two texts differ: from the first to behind the last, counted from 1. */
function changedLines(before, after) {
  const [old, now] = [before, after].map((text) => text.split(/(?<=\n)/));
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (end < old.length - start && end < now.length - start && old.at(-1 - end) === now.at(-1 - end)) end++;
  return { startLine: start + 1, endLine: old.length - end + 1, text: now.slice(start, now.length - end).join("") };
}
