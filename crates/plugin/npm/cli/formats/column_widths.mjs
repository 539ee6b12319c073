// How wide the columns of a table are.

const GAP = 2;
const LEAST = 8;

/** A column is broken between words, unless a word is wider than this. */
const LONG_WORD = 24;

/** Whether so many columns can be had at all. */
export const fits = (count, available) => count * (LEAST + GAP) <= available;

/**
 * Widths that fit: the widest columns give first, none of them so much that a word is broken where that can be.
 *
 * @param {number[][]} cells how wide each cell of each row is
 * @param {number[][]} words how wide the widest word of each is
 * @param {number} available
 */
export function columnWidths(cells, words, available) {
  const count = Math.max(...cells.map((row) => row.length));
  const widest = (rows, at) => Math.max(1, ...rows.map((row) => row[at] ?? 0));
  const columns = Array.from({ length: count }, (_, at) => at);
  const natural = columns.map((at) => widest(cells, at));
  const room = available - GAP * count;
  const whole = columns.map((at) => Math.min(natural[at], LONG_WORD, Math.max(LEAST, widest(words, at))));
  const floors = sum(whole) <= room ? whole : columns.map((at) => Math.min(natural[at], LEAST));
  return shrunk(natural, floors, room);
}

function shrunk(natural, floors, room) {
  const widths = [...natural];
  for (;;) {
    const excess = sum(widths) - room;
    const giving = widths.flatMap((width, at) => (width > floors[at] ? [at] : []));
    if (excess <= 0 || giving.length === 0) return widths;
    const widest = Math.max(...giving.map((at) => widths[at]));
    const first = giving.filter((at) => widths[at] === widest);
    const next = Math.max(0, ...giving.filter((at) => widths[at] < widest).map((at) => widths[at]));
    for (const at of first) widths[at] -= Math.min(widest - Math.max(next, floors[at]) || 1, Math.ceil(excess / first.length));
  }
}

const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
