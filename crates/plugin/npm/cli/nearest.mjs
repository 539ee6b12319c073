// What somebody who mistyped a word may have meant.

/** The word of a list that a mistyped one is nearest to; `undefined` where none is near. */
export function nearest(word, words) {
  const [best] = words.map((known) => [distance(word, known), known]).sort(([a], [b]) => a - b);
  return best !== undefined && best[0] <= Math.max(1, Math.floor(word.length / 3)) ? best[1] : undefined;
}

/** How many letters have to be put in, taken out or changed (Levenshtein). */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1];
    for (let column = 1; column <= b.length; column++) {
      const changed = row[column - 1] + (letter === b[column - 1] ? 0 : 1);
      next.push(Math.min(changed, row[column] + 1, next[column - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}
