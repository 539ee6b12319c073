// Numbers and times in words.

/** A number with its noun. */
export const numbered = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

/** A moment to the second: `2026-03-14 10:00:02`. */
export const moment = (time) => time.replace("T", " ").replace(/(\.\d+)?Z$/, "");

/** From when to when. */
export const period = (first, last) => (moment(first) === moment(last) ? moment(first) : `${moment(first)} – ${moment(last)}`);
