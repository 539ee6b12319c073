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
