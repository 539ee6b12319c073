// A measured figure, as `cargo xtask bench` reads it: one line of JSON on standard output.

/**
 * @param {string} name what was measured
 * @param {number} value
 * @param {string} unit
 * @param {number} [goal] the most that the value may be; with `atLeast` the least; none: for comparison only
 * @param {{ atLeast?: boolean }} [options]
 */
export function figure(name, value, unit, goal, { atLeast = false } = {}) {
  console.log(JSON.stringify({ figure: name, value, unit, goal, atLeast }));
}

/** Milliseconds of the best of several rounds: what the code takes when nothing else runs. */
export function best(work, rounds) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** The same of work that is awaited. */
export async function bestAwaited(work, rounds) {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** The value in the middle: what half of all rounds stay under. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
